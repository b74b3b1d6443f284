import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

describe("several sessions at once", () => {
  let project: SandboxProject;
  let attached: Attached;

  beforeAll(async () => {
    project = await SandboxProject.make();
    attached = await project.attach();
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  it("keeps two engines on two stacks apart", async () => {
    project.program(`
const pulumi = require("@pulumi/pulumi");
const s3 = require("@pulumi/aws/s3");
const aws = require("@pulumi/aws/provider");
const provider = new aws.Provider("p", { region: pulumi.getStack() === "one" ? "eu-west-1" : "us-east-1" });
for (let index = 0; index < 20; index += 1) new s3.Bucket("b" + index, {}, { provider });
`);
    await project.init(attached, "one");
    await project.init(attached, "two");
    const runs = await Promise.all(
      ["one", "two"].map((stack) => project.ok(attached, stack, "up", "--yes", "--skip-preview")),
    );
    expect(runs.map(summary)).toEqual([["+ 22 created"], ["+ 22 created"]]);
    for (const [stack, region] of [
      ["one", "eu-west-1"],
      ["two", "us-east-1"],
    ] as const) {
      expect(await project.recorded(attached, stack)).toEqual(project.existing(stack));
      const regions = project.inventory().filter((object) => object.stack === stack);
      expect(new Set(regions.map((object) => object.region))).toEqual(new Set([region]));
    }
    await project.ok(attached, "one", "destroy", "--yes", "--skip-preview");
    expect([project.existing("one").length, project.existing("two").length]).toEqual([0, 20]);
    await project.ok(attached, "two", "destroy", "--yes", "--skip-preview");
  });

  it("serves two regions in one program", async () => {
    project.program(`
const ec2 = require("@pulumi/aws/ec2");
const aws = require("@pulumi/aws/provider");
for (const region of ["eu-west-1", "us-east-1"]) {
  const provider = new aws.Provider(region, { region });
  new ec2.Vpc("vpc-" + region, { cidrBlock: "10.0.0.0/16" }, { provider });
}
`);
    await project.init(attached, "regions");
    await project.ok(attached, "regions", "up", "--yes", "--skip-preview");
    const arns = project.inventory().map(({ region, outputs }) => [region, String(outputs.arn).split(":")[3]]);
    expect(arns.sort()).toEqual([
      ["eu-west-1", "eu-west-1"],
      ["us-east-1", "us-east-1"],
    ]);
    await project.ok(attached, "regions", "destroy", "--yes", "--skip-preview");
  });

  it("reads each of two versions of one SDK in one program", async () => {
    // The second version is the first one's files under another name and number: only the number matters here.
    const modules = join(project.dir, "node_modules");
    rmSync(modules);
    mkdirSync(join(modules, "@pulumi"), { recursive: true });
    mkdirSync(join(modules, "aws-six"));
    const installed = join(__dirname, "../../node_modules");
    for (const name of ["aws", "pulumi"]) {
      symlinkSync(join(installed, "@pulumi", name), join(modules, "@pulumi", name));
    }
    for (const name of ["s3", "types", "utilities.js"]) {
      symlinkSync(join(installed, "@pulumi/aws", name), join(modules, "aws-six", name));
    }
    writeFileSync(join(modules, "aws-six", "package.json"), '{ "name": "@pulumi/aws", "version": "6.83.0" }');
    project.program(`
const pulumi = require("@pulumi/pulumi");
const seven = new pulumi.ProviderResource("aws", "seven", { region: "eu-west-1" });
const bucket = (name, opts) => new pulumi.CustomResource("aws:s3/bucket:Bucket", name, {}, opts);
bucket("new", { provider: seven });
bucket("old", { version: "6.83.0" });
`);
    writeFileSync(join(attached.configDir, "Pulumi.majors.yaml"), "config:\n  aws:region: eu-west-1\n");
    await project.init(attached, "majors");
    await project.ok(attached, "majors", "up", "--yes", "--skip-preview");
    const providers = (await project.state(attached, "majors")).deployment?.resources ?? [];
    expect(
      providers
        .map(({ urn }) => urn)
        .filter((urn) => urn.includes("pulumi:providers"))
        .sort(),
    ).toEqual([
      "urn:pulumi:majors::shop::pulumi:providers:aws::default_6_83_0",
      "urn:pulumi:majors::shop::pulumi:providers:aws::seven",
    ]);
    expect(project.existing("majors")).toHaveLength(2);
    await project.ok(attached, "majors", "destroy", "--yes", "--skip-preview");
    expect(project.inventory()).toEqual([]);
  });
});
