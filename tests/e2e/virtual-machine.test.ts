import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { compileFolders } from "../sandbox/support/build.js";
import { SandboxProject } from "./support/sandbox-stack.js";

const root = join(__dirname, "../..");
const built = join(root, "node_modules/.cache/groundplan-tests/machines");
const pack = join(root, "dist/policy-pack");

/** In each cloud a database that an application reaches; `more` goes to the database's arguments. */
function program(more: { dataDisks?: object; ingress?: object } & Readonly<Record<string, unknown>>): string {
  const { dataDisks, ingress, ...options } = { image: "ubuntu-24.04", ...more };
  return `
const { Network, VirtualMachine } = require("COMPONENTS/index.js");
const targets = [
  require("COMPONENTS/aws.js").aws({ region: "eu-west-1", key: "aws" }),
  require("COMPONENTS/gcp.js").gcp({ project: "acme-dev", region: "europe-west1", key: "gcp" }),
  require("COMPONENTS/azure.js").azure({ region: "swedencentral", key: "azure" }),
];
for (const target of targets) {
  const tiers = { public: false, isolated: false };
  const network = new Network("net-" + target.key, { target, zones: 1, nat: "none", tiers });
  const app = new VirtualMachine("app-" + target.key, { target, network, image: "ubuntu-24.04" });
  new VirtualMachine("db-" + target.key, {
    target,
    network,
    backup: { keepDays: 14 },
    ...${JSON.stringify(options)},
    dataDisks: { data: { sizeGiB: 100, tier: "fast", mount: "/data" }, ...${JSON.stringify(dataDisks)} },
    ingress: { postgres: { port: 5432, from: app.source }, ...${JSON.stringify(ingress)} },
  });
}
`.replaceAll("COMPONENTS", join(built, "components"));
}

const more = {
  dataDisks: { more: { sizeGiB: 50, mount: "/more" } },
  ingress: { metrics: { port: 9100, from: ["10.0.0.0/16"] } },
};
const image = {
  aws: "ami-0123456789abcdef0",
  gcp: "projects/acme-images/global/images/base",
  azure: "Canonical:ubuntu-24_04-lts:server:24.04.202611010",
};

/** What an update did to resources, as `created aws:ebs:Volume db-aws-disk-more`. */
function done(output: string): string[] {
  const lines = output.matchAll(/^ *\S+ +(\S+) (\S+) (created replacement|created|updated|deleted) \(/gm);
  const all = [...lines].map(([, type, name, what]) => `${what} ${type} ${name}`);
  return all.filter((line) => !line.includes("groundplan:index:")).sort();
}

describe("machines of three clouds in the sandbox", () => {
  let project: SandboxProject;
  let attached: Attached;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, "scripts/build-policy-pack.mjs")]);
    compileFolders(built, ["components"]);
    project = await SandboxProject.make();
    attached = await project.attach();
    await project.init(attached, "dev");
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  function deploy(text: string): Promise<string> {
    project.program(text);
    return project.ok(attached, "dev", "up", "--yes", "--skip-preview", "--policy-pack", pack);
  }

  const disks = () => project.existing("dev").filter((line) => /(Volume|:Disk)::/.test(line));

  it("are deployed, and break no rule of the policy pack", async () => {
    const output = await deploy(program({}));
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
    const images = project.inventory().flatMap(({ inputs }) => (inputs.ami === undefined ? [] : [inputs.ami]));
    expect(images).toEqual([expect.stringMatching(/^ami-/), expect.stringMatching(/^ami-/)]);
    expect(output).toContain("✅ groundplan@");
    expect(output).not.toMatch(/\[(mandatory|advisory)\]/);
  });

  it("get another disk and another rule, and keep their image, without a change to anything else", async () => {
    expect(done(await deploy(program({ ...more, image })))).toEqual([
      "created aws:ebs:Volume db-aws-disk-more",
      "created aws:ec2:VolumeAttachment db-aws-disk-more",
      "created aws:vpc:SecurityGroupIngressRule db-aws-ingress-metrics-10.0.0.0-16",
      "created azure-native:compute:Disk db-azure-disk-more",
      "created azure-native:network:SecurityRule db-azure-ingress-metrics",
      "created gcp:compute:AttachedDisk db-gcp-disk-more",
      "created gcp:compute:Disk db-gcp-disk-more",
      "created gcp:compute:DiskResourcePolicyAttachment db-gcp-backup-more",
      "created gcp:compute:Firewall db-gcp-ingress-metrics",
      "updated azure-native:compute:VirtualMachine db-azure",
    ]);
  });

  it("are replaced by another image when they are told so, and keep their disks", async () => {
    const before = disks();
    const output = await deploy(program({ ...more, image, replaceWhenChanged: ["image"] }));
    expect(done(output).filter((line) => !line.startsWith("deleted"))).toEqual([
      "created replacement aws:ec2:Instance db-aws",
      "created replacement aws:ec2:VolumeAttachment db-aws-disk-data",
      "created replacement aws:ec2:VolumeAttachment db-aws-disk-more",
      "created replacement azure-native:compute:VirtualMachine db-azure",
      "created replacement azure-native:compute:VirtualMachineExtension db-azure-login",
      "created replacement azure-native:recoveryservices:ProtectedItem db-azure-backup",
      "created replacement gcp:compute:AttachedDisk db-gcp-disk-data",
      "created replacement gcp:compute:AttachedDisk db-gcp-disk-more",
      "created replacement gcp:compute:DiskResourcePolicyAttachment db-gcp-backup-system",
      "created replacement gcp:compute:Instance db-gcp",
    ]);
    expect(before).toHaveLength(6);
    expect(disks()).toEqual(before);
  });

  it("go without a trace", async () => {
    await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview");
    expect(project.existing("dev")).toEqual([]);
  });
});
