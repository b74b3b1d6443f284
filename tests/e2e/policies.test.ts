import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import { rules } from "../../policies/rules/index.js";
import { PolicyRuns, reported } from "./support/policy-runs.js";

const root = join(__dirname, "..", "..");
const pack = join(root, "dist", "policy-pack");
const runs = new PolicyRuns();
const { directory, provider } = runs;
const pulumi: PolicyRuns["pulumi"] = (...args) => runs.pulumi(...args);
const project: PolicyRuns["project"] = (...args) => runs.project(...args);

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, "scripts", "build-policy-pack.mjs")]);
  await runs.start();
});
afterAll(() => runs.remove());

/** What a state file of these resources looks like, names made unique. */
function stateOf(example: readonly ExampleResource[]): string {
  const urn = (r: ExampleResource): string => `urn:pulumi:dev::shop::${r.type}::${r.name}`;
  const resources = example.map((r) => {
    const refs = Object.entries(r.refs ?? {}).map(([property, names]) => {
      const targets = example.filter((other) => names.includes(other.name));
      return [property, targets.map(urn)] as const;
    });
    const dependencies = [...new Set(refs.flatMap(([, urns]) => urns))];
    const outputs = { ...r.props, id: `${r.name}-id` };
    const propertyDependencies = Object.fromEntries(refs);
    return {
      urn: urn(r),
      custom: true,
      id: `${r.name}-id`,
      type: r.type,
      inputs: r.props,
      outputs,
      dependencies,
      propertyDependencies,
    };
  });
  const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
  return JSON.stringify({ version: 3, deployment: { manifest, resources } });
}

/** The examples of all rules as one list: names carry the rule's id. */
function examples(which: "bad" | "good"): readonly ExampleResource[] {
  return rules.flatMap((rule) =>
    rule[which].map((resource) => {
      const named = (names: readonly string[]) => names.map((name) => `${rule.id}--${name}`);
      const refs = Object.entries(resource.refs ?? {}).map(([property, names]) => [property, named(names)]);
      return { ...resource, name: `${rule.id}--${resource.name}`, refs: Object.fromEntries(refs) };
    }),
  );
}

const SOUND = `
  const aws = require("@pulumi/aws/s3"), ec2 = require("@pulumi/aws/ec2"), gcp = require("@pulumi/gcp/storage");
  const pulumi = require("@pulumi/pulumi");
  const bucket = new aws.Bucket("assets", {});
  new aws.BucketPublicAccessBlock("assets", {
    bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
  });
  new aws.BucketVersioning("assets", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });
  new aws.BucketPolicy("assets", { bucket: bucket.id, policy: pulumi.jsonStringify({ Statement: [{
    Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket.id, pulumi.interpolate\`\${bucket.id}/*\`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  }] }) });
  const description = "Login from the office";
  const web = new ec2.SecurityGroup("web", {
    description, ingress: [{ description, protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] }],
  });
  new ec2.NetworkInterface("web", { subnetId: "subnet-1", securityGroups: [web.id] });
  new gcp.Bucket("assets", {
    location: "EU", uniformBucketLevelAccess: true, publicAccessPrevention: "enforced", versioning: { enabled: true },
  });
`;

const OPEN = `
  const s3 = require("@pulumi/aws/s3"), ec2 = require("@pulumi/aws/ec2"), ebs = require("@pulumi/aws/ebs");
  const gcs = require("@pulumi/gcp/storage"), compute = require("@pulumi/gcp/compute");
  const network = require("@pulumi/azure-native/network"), storage = require("@pulumi/azure-native/storage");
  const bucket = new s3.Bucket("bare", {});
  new s3.BucketAcl("open", { bucket: bucket.id, acl: "public-read" });
  new ec2.SecurityGroup("ssh", { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] });
  new ebs.Volume("plain", { availabilityZone: "eu-west-1a", size: 10 });
  const assets = new gcs.Bucket("assets", { location: "EU", publicAccessPrevention: "enforced", uniformBucketLevelAccess: true });
  new gcs.BucketIAMMember("open", { bucket: assets.id, role: "roles/storage.objectViewer", member: "allUsers" });
  new compute.Firewall("ssh", { network: "main", allows: [{ protocol: "tcp", ports: ["22"] }], sourceRanges: ["0.0.0.0/0"] });
  new storage.StorageAccount("plain", {
    resourceGroupName: "rg", kind: "StorageV2", sku: { name: "Standard_LRS" },
    allowBlobPublicAccess: true, enableHttpsTrafficOnly: false, minimumTlsVersion: "TLS1_2",
  });
  new network.SecurityRule("ssh", {
    resourceGroupName: "rg", networkSecurityGroupName: "web", access: "Allow", direction: "Inbound", priority: 100, protocol: "Tcp",
    sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "22",
  });
`;

const PASSWORDS = `
  const rds = require("@pulumi/aws/rds"), config = new (require("@pulumi/pulumi").Config)();
  for (const name of ["clear", "kept"])
    new rds.Instance(name, { engine: "postgres", instanceClass: "db.t4g.micro", password: config.require(name) });
`;

const STOPPED = [
  "advisory aws-net-sg-description ssh",
  "advisory aws-net-sg-unused ssh",
  "advisory aws-s3-tls-only bare",
  "advisory aws-s3-versioning bare",
  "advisory az-storage-soft-delete plain",
  "advisory gcp-gcs-versioning assets",
  "mandatory aws-ec2-ebs-encrypted plain",
  "mandatory aws-net-ssh-open ssh",
  "mandatory aws-s3-public-access-block bare",
  "mandatory aws-s3-public-acl open",
  "mandatory az-net-ssh-open ssh",
  "mandatory az-storage-blob-public plain",
  "mandatory az-storage-https plain",
  "mandatory gcp-fw-ssh-open ssh",
  "mandatory gcp-gcs-public open",
];

describe("a preview", () => {
  let sound: string;
  let open: string;
  beforeAll(async () => {
    sound = await project("sound", SOUND);
    open = await project("open", OPEN);
  });

  it("passes a sound program by what its unknown values were made from, and lists what it cannot tell apart", async () => {
    const { code, text } = await pulumi(["preview", "--policy-pack", pack], {}, sound);
    expect(reported(text)).toEqual(["advisory meta-undecided assets", "advisory meta-undecided assets"]);
    expect(text).toContain("aws-s3-policy-public cannot tell yet: assets (aws:s3/bucketPolicy:BucketPolicy)");
    expect(text).toContain("aws-s3-tls-only cannot tell yet: assets (aws:s3/bucket:Bucket)");
    expect(text).toContain("not known before the update: BucketPolicy(assets).policy\n");
    expect(code).toBe(0);
  });

  it("stops open storage, open SSH and missing encryption on three clouds, with rule, resource and fix", async () => {
    const { code, text } = await pulumi(["preview", "--policy-pack", pack], {}, open);
    expect(reported(text)).toEqual(STOPPED);
    const lines = text.split("\n").map((line) => line.trim());
    const at = lines.indexOf("aws-net-ssh-open: SSH open to the world: ssh (aws:ec2/securityGroup:SecurityGroup)");
    expect(lines.slice(at + 1, at + 4)).toEqual([
      'ingress[0].cidrBlocks is ["0.0.0.0/0"]: lets every address reach TCP port 22',
      "fix: Let TCP 22 in only from the addresses that need it, or use Session Manager and open no port at all.",
      "docs: docs/policies/aws-net-ssh-open.md",
    ]);
    expect(code).not.toBe(0);
  });

  it("takes the pack from the environment, and none without it", async () => {
    const asked = await pulumi(["preview"], { PULUMI_OPTION_POLICY_PACK: pack }, open);
    expect([asked.code === 0, reported(asked.text)]).toEqual([false, STOPPED]);
    const plain = await pulumi(["preview"], {}, open);
    expect([plain.code, reported(plain.text)]).toEqual([0, []]);
  });

  it("tells a password that the stack's configuration holds in clear from one that it keeps as a secret", async () => {
    const at = await project("passwords", PASSWORDS);
    expect((await pulumi(["config", "set", "--plaintext", "clear", "orders-2024"], {}, at)).code).toBe(0);
    expect((await pulumi(["config", "set", "--secret", "kept", "orders-2025"], {}, at)).code).toBe(0);
    const { text } = await pulumi(["preview", "--policy-pack", pack], {}, at);
    expect(reported(text).filter((line) => line.includes("password"))).toEqual([
      "mandatory aws-rds-literal-password clear",
    ]);
    expect(text).not.toContain("orders-202");
  });

  it("heeds the stock configuration of levels", async () => {
    const config = join(directory, "levels.json");
    writeFileSync(
      config,
      JSON.stringify({ all: "disabled", "aws-net-ssh-open": "advisory", "aws-s3-versioning": "mandatory" }),
    );
    const args = ["preview", "--policy-pack", pack, "--policy-pack-config", config];
    const { code, text } = await pulumi(args, {}, open);
    expect(reported(text)).toEqual(["advisory aws-net-ssh-open ssh", "mandatory aws-s3-versioning bare"]);
    expect(code).not.toBe(0);
  });

  it("is followed by no update where it stops, and by one that decides the rest where it passes", async () => {
    const stopped = await pulumi(["up", "--yes", "--policy-pack", pack], {}, open);
    expect([stopped.code === 0, provider.created]).toEqual([false, []]);
    const passed = await pulumi(["up", "--yes", "--skip-preview", "--policy-pack", pack], {}, sound);
    expect([passed.code, reported(passed.text)]).toEqual([0, []]);
    expect(provider.created.length).toBe(7);
  });
});

describe("`pulumi policy analyze` of a state file", () => {
  const analyze = async (which: "bad" | "good"): Promise<{ code: number | null; found: readonly string[] }> => {
    const file = join(directory, `${which}.json`);
    writeFileSync(file, stateOf(examples(which)));
    const config = join(directory, "all.json");
    const needed = rules.flatMap(({ id, examplesUnder }) => (examplesUnder ? [[id, examplesUnder] as const] : []));
    writeFileSync(config, JSON.stringify({ "meta-profile": { profiles: ["all"] }, ...Object.fromEntries(needed) }));
    const from = ["--file", file, "--policy-pack", pack, "--policy-pack-config", config];
    const { code, text } = await pulumi(["policy", "analyze", "--json", ...from]);
    const events = text.split("\n").filter((line) => line.startsWith("{"));
    const violations = events.flatMap((line) => JSON.parse(line).policyEvent ?? []);
    return { code, found: violations.map((v) => `${v.policyName} ${v.resourceUrn.split("::").at(-1)}`) };
  };

  it("finds each rule's bad example, without a program, a provider or a backend", async () => {
    const { code, found } = await analyze("bad");
    const own = found.filter((line) => line.split(" ")[1]?.startsWith(`${line.split(" ")[0]}--`));
    expect([...new Set(own.map((line) => line.split(" ")[0]))].sort()).toEqual(rules.map((rule) => rule.id).sort());
    expect(code).not.toBe(0);
  });

  it("finds nothing of a rule in its good example", async () => {
    const { found } = await analyze("good");
    expect(found.filter((line) => line.split(" ")[1]?.startsWith(`${line.split(" ")[0]}--`))).toEqual([]);
  });
});
