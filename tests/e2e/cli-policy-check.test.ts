import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyReport } from "../../report/policies/model.js";
import { policyReport } from "../../report/policies/schema.js";
import { AnyRepository } from "./support/any-project.js";
import { CliProject } from "./support/cli-project.js";

const PROGRAM = `
const s3 = require("@pulumi/aws/s3"), ec2 = require("@pulumi/aws/ec2"), ebs = require("@pulumi/aws/ebs");
const pulumi = require("@pulumi/pulumi");
const assets = new s3.Bucket("assets", { tags: { note: pulumi.secret("hunter2") } });
new s3.BucketPublicAccessBlock("assets", {
  bucket: assets.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
});
new s3.BucketPolicy("assets", { bucket: assets.id, policy: pulumi.jsonStringify({ Statement: [{
  Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [assets.arn, pulumi.interpolate\`\${assets.arn}/*\`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
}] }) });
new ec2.SecurityGroup("web", {
  description: "Web", ingress: [{ description: "SSH", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
});
new ebs.Volume("data", { availabilityZone: "eu-west-1a", size: 10, encrypted: pulumi.secret(false) });
`;

const found = ({ findings }: PolicyReport) =>
  findings.map(({ kind, level, rule, name }) => `${kind} ${level} ${rule} ${name}`);

describe("policy check of somebody's program", () => {
  let repository: AnyRepository;
  beforeAll(async () => {
    repository = await AnyRepository.make();
    repository.write("shop/Pulumi.yaml", "name: shop\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n");
    repository.write("shop/Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n");
    repository.write("shop/package.json", JSON.stringify({ name: "shop", main: "index.js" }));
    repository.write("shop/index.js", PROGRAM);
    repository.commit();
  });
  afterAll(() => repository.remove());

  const check = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await repository.run("", ["policy", "check", ...args, "--json"]);
    expect(`${stdout}${stderr}`).not.toContain("hunter2");
    return { code, stderr, report: policyReport.parse(JSON.parse(stdout)) as PolicyReport };
  };

  it("judges all that its preview registers, although a rule of a single resource stops, and makes nothing", async () => {
    const { code, report } = await check("shop");
    expect([code, report.subject]).toEqual([1, { kind: "preview", name: "stack dev of shop", stacks: ["dev"] }]);
    expect(found(report)).toEqual([
      "violation mandatory aws-net-ssh-open web",
      "undecided advisory aws-s3-policy-public assets",
      "violation mandatory aws-ec2-ebs-encrypted data",
      "undecided advisory aws-s3-tls-only assets",
      "violation advisory aws-s3-versioning assets",
      "violation advisory aws-net-sg-unused web",
    ]);
    const [volume] = report.findings.filter(({ rule }) => rule === "aws-ec2-ebs-encrypted");
    expect(volume?.problems.map(({ value }) => value)).toEqual(["[secret]"]);
    expect(repository.existing("shop")).toEqual([]);
    expect(repository.git("status", "--porcelain")).toBe("");
  });

  it("judges what exists of the stack, and of its exported state the same but for what is encrypted", async () => {
    const up = await repository.run("shop", ["sandbox", "run", "--", "pulumi", "up", "--yes", "--skip-preview"]);
    expect(up.code).toBe(0);
    const stack = await repository.run("shop", ["policy", "check", "dev", "--json"]);
    const existing = JSON.parse(stack.stdout) as PolicyReport;
    const rest = ["violation advisory aws-s3-versioning assets", "violation advisory aws-net-sg-unused web"];
    expect([stack.code, found(existing)]).toEqual([
      1,
      ["violation mandatory aws-net-ssh-open web", "violation mandatory aws-ec2-ebs-encrypted data", ...rest],
    ]);
    expect(stack.stdout).not.toContain("hunter2");
    const line = PROGRAM.split("\n").findIndex((text) => text.includes("ec2.SecurityGroup")) + 1;
    expect(existing.findings[0]?.position).toEqual({ file: "index.js", line, column: 1 });

    const exported = await repository.run("shop", ["sandbox", "run", "--", "pulumi", "stack", "export"]);
    repository.write("shop/state.json", exported.stdout);
    const { code, report, stderr } = await check("shop/state.json");
    expect([code, found(report), stderr]).toEqual([
      1,
      ["violation mandatory aws-net-ssh-open web", "undecided advisory aws-ec2-ebs-encrypted data", ...rest],
      "",
    ]);
  });

  it("finds what `pulumi policy analyze` finds with the pack", async () => {
    const pack = join(__dirname, "../../dist/policy-pack");
    const analyze = ["pulumi", "policy", "analyze", "--json", "--stack", "dev", "--policy-pack", pack];
    const { stdout } = await repository.run("shop", ["sandbox", "run", "--", ...analyze]);
    const events = stdout.split("\n").filter((text) => text.startsWith("{"));
    const theirs = events
      .flatMap((text) => (JSON.parse(text) as { policyEvent?: PolicyEvent }).policyEvent ?? [])
      .map(({ enforcementLevel, policyName, resourceUrn }) => `${enforcementLevel} ${policyName} ${resourceUrn}`);
    const ours = JSON.parse(
      (await repository.run("shop", ["policy", "check", "dev", "--json"])).stdout,
    ) as PolicyReport;
    expect(ours.findings.map(({ level, rule, urn }) => `${level} ${rule} ${urn}`).sort()).toEqual(theirs.sort());
  });

  it("passes once a baseline is written, which the next run and `up` heed", async () => {
    const wrote = await repository.run("shop", ["policy", "baseline", "dev", "--owner", "web"]);
    expect([wrote.code, wrote.stdout.includes("Wrote 4 exceptions to policy-exceptions.yaml: ")]).toEqual([0, true]);
    expect(readFileSync(join(repository.dir, "shop/policy-exceptions.yaml"), "utf8")).not.toContain("hunter2");
    const passed = await repository.run("shop", ["policy", "check", "dev"]);
    expect([passed.code, passed.stdout.split("\n").at(-2)]).toEqual([
      0,
      "Summary: no violation stops, 0 advise, 4 excepted",
    ]);
    const up = await repository.run("shop", ["up"]);
    expect([up.code, up.stdout.includes("4 excepted")]).toEqual([0, true]);
  });

  it("is told by an `up` that a violation was undecided in its preview", async () => {
    // A new bucket, whose ARN the preview cannot know.
    const fresh = PROGRAM.replace('Bucket("assets", { tags', 'Bucket("fresh", { tags');
    repository.write(
      "shop/index.js",
      fresh.replace('Effect: "Deny"', 'Effect: "Allow"').replace(/Condition: .*\n/, "\n"),
    );
    const { code, stdout, stderr } = await repository.run("shop", ["up", "--json"]);
    const { policies } = JSON.parse(stdout) as {
      policies: { violations: { rule: string; undecidedBefore?: boolean }[] };
    };
    expect([code, policies.violations.map(({ rule, undecidedBefore }) => [rule, undecidedBefore])]).toEqual([
      3,
      [["aws-s3-policy-public", true]],
    ]);
    expect(stderr).toContain("(1 of which the preview had left undecided); the update was stopped part-way");
    expect(stderr).toContain("meta-undecided.fail");
  });

  it("ends with 2 where the program fails", async () => {
    repository.write("shop/index.js", 'throw new Error("no such luck");');
    const { code, stdout, stderr } = await repository.run("shop", ["policy", "check"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("no such luck");
  });
});

describe("policy check of the toolkit's program", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.edit("stacks/Pulumi.dev.yaml", "softDeleteDays: 7", "public: true");
  });
  afterAll(() => project.remove());

  it("finds on three clouds what a preview with the pack is stopped by", async () => {
    const { code, stdout } = await project.run(["policy", "check", "--format", "json"]);
    const { findings } = JSON.parse(stdout) as PolicyReport;
    const stopping = findings.filter(({ kind, level }) => kind === "violation" && level === "mandatory");
    expect(code).toBe(1);
    expect([...new Set(stopping.map(({ rule }) => rule))].sort()).toEqual([
      "aws-s3-policy-public",
      "aws-s3-public-access-block",
      "az-storage-blob-public",
      "gcp-gcs-public",
      "gcp-gcs-public-prevention",
    ]);
    expect(project.existing("dev")).toEqual([]);
  });
});

interface PolicyEvent {
  readonly enforcementLevel: string;
  readonly policyName: string;
  readonly resourceUrn: string;
}
