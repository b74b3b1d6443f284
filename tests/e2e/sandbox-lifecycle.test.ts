import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

const program = (tag: string) => `
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws/provider");
const s3 = require("@pulumi/aws/s3");
const random = require("@pulumi/random");
const provider = new aws.Provider("eu", { region: "eu-west-1" });
const suffix = new random.RandomPet("suffix", { length: 2 });
const password = new random.RandomPassword("password", { length: 24 });
const bucket = new s3.Bucket("assets", { tags: { owner: "${tag}", token: pulumi.secret("plain-token-value") } }, { provider });
new s3.BucketVersioning("versions", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } }, { provider });
exports.arn = bucket.arn;
exports.pet = suffix.id;
exports.password = password.result;
`;

describe("a small program on the real engine", () => {
  let project: SandboxProject;
  let attached: Attached;
  let arn: string;

  beforeAll(async () => {
    project = await SandboxProject.make();
    project.program(program("one"));
    attached = await project.attach();
    await project.init(attached, "dev");
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  it("is previewed with unknown ids and nothing made", async () => {
    const output = await project.ok(attached, "dev", "preview");
    expect(summary(output)).toEqual(["+ 6 to create"]);
    expect(output).not.toContain("warning");
    expect(project.inventory()).toEqual([]);
  });

  it("is deployed: what exists is what the state says", async () => {
    const output = await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    expect(summary(output)).toEqual(["+ 6 created"]);
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
    arn = JSON.parse(await project.ok(attached, "dev", "stack", "output", "--json")).arn;
    expect(arn).toMatch(/^arn:aws:s3:::assets-[0-9a-f]{7}$/);
  });

  it("changes nothing the second time", async () => {
    expect(summary(await project.ok(attached, "dev", "up", "--yes", "--skip-preview", "--expect-no-changes"))).toEqual([
      "6 unchanged",
    ]);
  });

  it("is refreshed without a change", async () => {
    const output = await project.ok(attached, "dev", "refresh", "--yes", "--skip-preview", "--expect-no-changes");
    expect(summary(output)).toEqual(["6 unchanged"]);
  });

  it("keeps its objects when the server is stopped and started", async () => {
    const before = project.existing("dev");
    await attached.detach();
    await project.sandbox.stopSandbox(project.options);
    attached = await project.attach();
    expect(attached.started).toBe(true);
    expect(project.existing("dev")).toEqual(before);
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview", "--expect-no-changes");
  });

  it("updates one thing in place", async () => {
    project.program(program("two"));
    expect(summary(await project.ok(attached, "dev", "up", "--yes", "--skip-preview"))).toEqual([
      "~ 1 updated",
      "5 unchanged",
    ]);
    const bucket = project.inventory().find(({ type }) => type === "aws:s3/bucket:Bucket");
    expect(bucket?.inputs.tags).toEqual({ owner: "two", token: "[secret]" });
  });

  it("leaves no secret value in store, state or log", () => {
    const written = readdirSync(attached.world, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
      .join("\n");
    expect(written).toContain("assets");
    expect(written).not.toContain("plain-token-value");
  });

  it("is destroyed: nothing of the stack is left", async () => {
    expect(summary(await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview"))).toEqual(["- 6 deleted"]);
    expect(project.existing("dev")).toEqual([]);
  });

  it("has left nothing in the project", () => {
    expect(project.files()).toEqual(["Pulumi.yaml", "index.js", "node_modules", "package.json"]);
  });
});
