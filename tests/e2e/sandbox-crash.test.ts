import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attached } from "../../sandbox/index.js";
import { SandboxProject, summary } from "./support/sandbox-stack.js";

/** A chain of resources, so that they are made one after the other. */
const program = (name: string) => `
const s3 = require("@pulumi/aws/s3");
const random = require("@pulumi/random");
const aws = require("@pulumi/aws/provider");
const provider = new aws.Provider("eu", { region: "eu-west-1" });
const a = new s3.Bucket("a", { bucket: "${name}" }, { provider });
const b = new s3.Bucket("b", { tags: { after: a.arn } }, { provider });
const password = new random.RandomPassword("password", { length: 16 }, { dependsOn: b });
const c = new s3.Bucket("c", { tags: { after: b.arn } }, { provider, dependsOn: password });
exports.arn = c.arn;
`;

describe("a run that was killed", () => {
  let project: SandboxProject;
  let attached: Attached;

  beforeAll(async () => {
    project = await SandboxProject.make();
  });
  afterAll(async () => {
    await attached?.detach();
    await project?.remove();
  });

  /** Attaches anew; the answer to the creation of that number is never sent. */
  const attachWithoutAnswerTo = async (nth: number): Promise<void> => {
    await attached?.detach();
    const match = { operation: ["create"] as const };
    attached = await project.attach({ name: "lost", kind: "hang", carriedOut: true, probability: 1, nth, match });
  };
  const count = (type: string) => project.inventory().filter((object) => object.type.endsWith(type)).length;

  /** Runs `up` until the engine waits for an answer that never comes, then kills it as `kill -9` does. */
  const upAndKill = async (stored: number): Promise<void> => {
    const args = project.arguments(attached, "dev", ["up", "--yes", "--skip-preview"]);
    const { child, ended } = project.spawn(attached, args);
    await expect.poll(() => project.inventory().length, { timeout: 240_000 }).toBe(stored);
    child.kill("SIGKILL");
    await ended;
  };

  const recover = async () => {
    await project.ok(attached, "dev", "cancel", "--yes");
    const state = await project.state(attached, "dev");
    const recovery = project.sandbox.recoverDeployment(state, project.inventory(), { project: "shop", stack: "dev" });
    const file = join(attached.configDir, "recovered.json");
    writeFileSync(file, JSON.stringify(recovery.deployment));
    await project.ok(attached, "dev", "stack", "import", "--file", file);
    await project.ok(attached, "dev", "refresh", "--yes", "--skip-preview");
    return recovery;
  };

  it("converges after kill -9 of the engine: nothing is made twice, nothing is lost", async () => {
    project.program(program("first-name"));
    await attachWithoutAnswerTo(2);
    await project.init(attached, "dev");
    await upAndKill(2);

    const locked = await project.pulumi(attached, "dev", "up", "--yes", "--skip-preview");
    expect([locked.code === 0, locked.output]).toEqual([false, expect.stringContaining("is currently locked")]);

    const recovery = await recover();
    expect([recovery.imports.length, recovery.vanished, recovery.orphans]).toEqual([1, [], []]);
    const up = await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    expect(summary(up)).toEqual(["+ 2 created", "4 unchanged"]);
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
    expect([count(":Bucket"), count(":RandomPassword")]).toEqual([3, 1]);
  });

  it("converges when a replacement was cut off between making the new and deleting the old", async () => {
    project.program(program("second-name"));
    await attachWithoutAnswerTo(1);
    await upAndKill(5);
    const recovery = await recover();
    expect(recovery.imports.map(({ id }) => id)).toEqual(["second-name"]);
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
    expect(project.existing("dev").filter((line) => line.includes("::a "))).toEqual([
      "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::a second-name",
    ]);
  });

  it("converges when the server itself was killed after it had stored an object", async () => {
    project.program(`${program("second-name")}
new s3.Bucket("d", {}, { provider });
`);
    await attachWithoutAnswerTo(1);
    const up = project.pulumi(attached, "dev", "up", "--yes", "--skip-preview");
    await expect.poll(() => project.inventory().length, { timeout: 240_000 }).toBe(5);
    await project.killServer();
    expect((await up).code).not.toBe(0);
    await attached.detach();
    attached = await project.attach();
    const recovery = await recover();
    expect([recovery.imports.length, recovery.orphans]).toEqual([1, []]);
    await project.ok(attached, "dev", "up", "--yes", "--skip-preview");
    expect(await project.recorded(attached, "dev")).toEqual(project.existing("dev"));
    expect(count(":Bucket")).toBe(4);
  });

  it("leaves nothing after destroy", async () => {
    await project.ok(attached, "dev", "destroy", "--yes", "--skip-preview");
    expect(project.inventory()).toEqual([]);
  });
});
