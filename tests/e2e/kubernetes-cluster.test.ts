import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { compileFolders } from "../sandbox/support/build.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

const built = join(__dirname, "../../node_modules/.cache/groundplan-tests/components");

/** What each cloud calls its target, somebody who administers, and the types of a node pool. */
const clouds = {
  aws: {
    target: 'require("COMPONENTS/aws.js").aws({ region: "eu-west-1", accountId: "123456789012" })',
    // The cloud knows only what is in it, so the role is made too.
    admin: `new (require("@pulumi/aws/iam").Role)("platform", {
  assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole",
    Principal: { Service: "ec2.amazonaws.com" } }] }),
}, { provider: new (require("@pulumi/aws").Provider)("people", { region: "eu-west-1" }) }).arn`,
    poolTypes: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:eks/nodeGroup:NodeGroup"],
    skipped: "Unsupported Kubernetes minor version update from 1.34 to 1.36",
  },
  gcp: {
    target: 'require("COMPONENTS/gcp.js").gcp({ project: "acme-dev", region: "europe-west1" })',
    admin: '"group:platform@example.com"',
    poolTypes: ["gcp:container/nodePool:NodePool"],
    skipped: 'Master cannot be upgraded to "1.36',
  },
  azure: {
    target: 'require("COMPONENTS/azure.js").azure({ region: "swedencentral" })',
    admin: '"11111111-2222-3333-4444-555555555555"',
    poolTypes: ["azure-native:containerservice:AgentPool"],
    skipped: "Upgrading Kubernetes version 1.34",
  },
};
const names = Object.keys(clouds) as (keyof typeof clouds)[];

/** A cluster on each cloud, with these options besides. */
function program(more: object = {}): string {
  const options = {
    version: "1.34",
    nodePools: { default: { min: 2, max: 6 } },
    addons: { secretsStore: true },
    deletionProtection: false,
    ...more,
  };
  const clusters = Object.entries(clouds).map(
    ([cloud, { target, admin }]) => `exports.${cloud} = platform("${cloud}", ${target}, ${admin});`,
  );
  return `
const { KubernetesCluster, Network } = require("COMPONENTS/index.js");
function platform(name, target, admin) {
  const network = new Network(name, { target, zones: 2, flowLogs: false });
  const cluster = new KubernetesCluster(name, { target, network, admins: { platform: admin }, ...${JSON.stringify(options)} });
  const { annotations } = cluster.workloadIdentity("shop", "web");
  const { endpoint, kubeconfig, ca, oidcIssuer } = cluster;
  return { endpoint, kubeconfig, ca, oidcIssuer, annotations };
}
${clusters.join("\n")}
`.replaceAll("COMPONENTS", join(built, "components"));
}

const spare = { default: { min: 2, max: 6 }, spare: { size: "large", min: 0, max: 3, spot: true } };

describe("a cluster of each cloud in the sandbox", () => {
  let project: SandboxProject;
  let attached: Attached;

  beforeAll(async () => {
    compileFolders(built, ["components"]);
    project = await SandboxProject.make();
    project.program(program());
    attached = await project.attach();
    await project.init(attached, "dev");
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  it("is previewed and deployed: what exists is what the state says", async () => {
    await project.ok(attached, "dev", "up", "--yes");
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
  });

  it("changes nothing the second time, and at a refresh", async () => {
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview", "--expect-no-changes");
    await project.ok(attached, "dev", "refresh", "--yes", "--skip-preview", "--expect-no-changes");
  });

  it("has an address, a certificate, and a kubeconfig that is secret and has no credentials", async () => {
    const hidden = JSON.parse(await project.ok(attached, "dev", "stack", "output", "--json"));
    const shown = JSON.parse(await project.ok(attached, "dev", "stack", "output", "--json", "--show-secrets"));
    for (const cloud of names) {
      expect(JSON.stringify(hidden[cloud])).toContain("[secret]");
      expect(JSON.stringify(hidden[cloud])).not.toContain("certificate-authority-data");
      const { endpoint, ca, oidcIssuer, kubeconfig } = shown[cloud];
      const config = JSON.parse(kubeconfig);
      expect(endpoint).toMatch(/^https:\/\/[\w.:-]+$/);
      expect(Buffer.from(ca, "base64").toString()).toContain("BEGIN CERTIFICATE");
      expect(oidcIssuer).toMatch(/^https:\/\/\S+$/);
      expect(config.clusters[0].cluster).toEqual({ server: endpoint, "certificate-authority-data": ca });
      expect(Object.keys(config.users[0].user)).toEqual(["exec"]);
    }
  });

  it("gets another pool without a change to anything else", async () => {
    project.program(program({ nodePools: spare }));
    const before = project.existing("dev");
    const output = await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    const types = names.flatMap((cloud) => clouds[cloud].poolTypes).sort();
    expect(summary(output)).toEqual([`+ ${types.length} created`, expect.stringMatching(/^\d+ unchanged$/)]);
    const added = project.existing("dev").filter((line) => !before.includes(line));
    expect(added.map((line) => line.split("::")[2]?.split("$").at(-1)).sort()).toEqual(types);
  });

  it("is refused to skip a minor, and goes up one", async () => {
    project.program(program({ version: "1.36", nodePools: spare }));
    const refused = await project.pulumi(attached, "dev", "up", "--yes", "--skip-preview", "--continue-on-error");
    expect(refused.code).not.toBe(0);
    for (const cloud of names) expect(refused.output).toContain(clouds[cloud].skipped);
    project.program(program({ version: "1.35", nodePools: spare }));
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
  });

  it("is destroyed whole", async () => {
    await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview");
    expect(project.existing("dev")).toEqual([]);
  });
});
