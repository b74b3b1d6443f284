import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { compileFolders } from "../sandbox/support/build.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

const built = join(__dirname, "../../node_modules/.cache/groundplan-tests/components");

/** What each cloud calls its target, somebody who administers, and the type of a node pool. */
const clouds = {
  aws: {
    target: 'require("COMPONENTS/aws.js").aws({ region: "eu-west-1", accountId: "123456789012" })',
    // The cloud knows only what is in it, so the role is made too.
    admin: `new (require("@pulumi/aws/iam").Role)("platform", {
  assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole",
    Principal: { Service: "ec2.amazonaws.com" } }] }),
}, { provider: new (require("@pulumi/aws").Provider)("people", { region: "eu-west-1" }) }).arn`,
    poolTypes: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:eks/nodeGroup:NodeGroup"],
  },
  gcp: {
    target: 'require("COMPONENTS/gcp.js").gcp({ project: "acme-dev", region: "europe-west1" })',
    admin: '"group:platform@example.com"',
    poolTypes: ["gcp:container/nodePool:NodePool"],
  },
  azure: {
    target: 'require("COMPONENTS/azure.js").azure({ region: "swedencentral" })',
    admin: '"11111111-2222-3333-4444-555555555555"',
    poolTypes: ["azure-native:containerservice:AgentPool"],
  },
};
type Cloud = keyof typeof clouds;

function program(cloud: Cloud, more: object): string {
  const { target, admin } = clouds[cloud];
  const options = {
    version: "1.34",
    nodePools: { default: { min: 2, max: 6 } },
    addons: { secretsStore: true },
    deletionProtection: false,
    ...more,
  };
  return `
const { KubernetesCluster, Network } = require("COMPONENTS/index.js");
const target = ${target};
const network = new Network("main", { target, zones: 2, flowLogs: false });
const cluster = new KubernetesCluster("main", { target, network, admins: { platform: ${admin} }, ...${JSON.stringify(options)} });
const web = cluster.workloadIdentity("shop", "web");
exports.endpoint = cluster.endpoint;
exports.kubeconfig = cluster.kubeconfig;
exports.ca = cluster.ca;
exports.oidcIssuer = cluster.oidcIssuer;
exports.annotations = web.annotations;
`.replaceAll("COMPONENTS", join(built, "components"));
}

const spare = { nodePools: { default: { min: 2, max: 6 }, spare: { size: "large", min: 0, max: 3, spot: true } } };

describe.each(Object.keys(clouds) as Cloud[])("a cluster on %s in the sandbox", (cloud) => {
  let project: SandboxProject;
  let attached: Attached;

  beforeAll(async () => {
    compileFolders(built, ["components"]);
    project = await SandboxProject.make();
    project.program(program(cloud, {}));
    attached = await project.attach();
    await project.init(attached, "dev");
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  it("is previewed and deployed: what exists is what the state says, and nothing changes the second time", async () => {
    await project.ok(attached, "dev", "up", "--yes");
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview", "--expect-no-changes");
    await project.ok(attached, "dev", "refresh", "--yes", "--skip-preview", "--expect-no-changes");
  });

  it("has an address, a certificate, and a kubeconfig that is secret and has no credentials", async () => {
    const hidden = JSON.parse(await project.ok(attached, "dev", "stack", "output", "--json"));
    expect(hidden.kubeconfig).toBe("[secret]");
    const shown = JSON.parse(await project.ok(attached, "dev", "stack", "output", "--json", "--show-secrets"));
    const config = JSON.parse(shown.kubeconfig);
    expect(shown.endpoint).toMatch(/^https:\/\/[\w.:-]+$/);
    expect(Buffer.from(shown.ca, "base64").toString()).toContain("BEGIN CERTIFICATE");
    expect(shown.oidcIssuer).toMatch(/^https:\/\/\S+$/);
    expect(config.clusters[0].cluster).toEqual({ server: shown.endpoint, "certificate-authority-data": shown.ca });
    expect(Object.keys(config.users[0].user)).toEqual(["exec"]);
  });

  it("gets another pool without a change to anything else", async () => {
    project.program(program(cloud, spare));
    const before = project.existing("dev");
    const output = await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    const types = clouds[cloud].poolTypes;
    expect(summary(output)).toEqual([`+ ${types.length} created`, expect.stringMatching(/^\d+ unchanged$/)]);
    const added = project.existing("dev").filter((line) => !before.includes(line));
    expect(added.map((line) => line.split("::")[2]?.split("$").at(-1)).sort()).toEqual(types);
  });

  it("goes up one minor, and is refused to skip one", async () => {
    project.program(program(cloud, { version: "1.36" }));
    const { code, output } = await project.pulumi(attached, "dev", "up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(output).toContain("1.35");
    project.program(program(cloud, { version: "1.35" }));
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
  });

  it("is destroyed whole", async () => {
    await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview");
    expect(project.existing("dev")).toEqual([]);
  });
});
