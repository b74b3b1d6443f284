import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventory, sandboxStatus } from "../../sandbox/index.js";
import { CliProject } from "./support/cli-project.js";
import { countOf, doubles, json, refusal, serverPid, smallStack } from "./support/extras.js";

const waitMs = { timeout: 240_000, interval: 20 };

describe("two engines at once", () => {
  let project: CliProject;
  const sandbox = () => sandboxStatus({ projectDir: project.dir, home: project.home });

  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/Pulumi.one.yaml", smallStack.aws);
    project.write("stacks/Pulumi.two.yaml", smallStack.gcp);
  });
  afterAll(() => project.remove());

  it("on two stacks start one sandbox between them, and neither takes anything from the other", async () => {
    const runs = ["one", "two"].map((stack) => project.start(["up", stack, "--json"]));
    await expect.poll(async () => (await sandbox()).server?.leases, waitMs).toBe(2);
    const ended = await Promise.all(runs.map((run) => run.ended));
    expect(ended.map(({ code, stdout }) => [code, (JSON.parse(stdout) as { changes: unknown }).changes])).toEqual([
      [0, { create: 32 }],
      [0, { create: 19 }],
    ]);
    expect(project.existing("one")).toEqual(project.stated("one"));
    expect(project.existing("two")).toEqual(project.stated("two"));
    const clouds = inventory(project.world).map(({ stack, pkg, account }) => `${stack} ${pkg} ${account}`);
    expect([...new Set(clouds)].sort()).toEqual(["one aws 444455556666", "two gcp acme-small"]);
    expect(inventory(project.world)).toHaveLength(29 + 16);
  });

  it("delete at once, each its own", async () => {
    const changes = await Promise.all(["one", "two"].map((stack) => json(project, "destroy", stack)));
    expect(changes.map((result) => result.changes)).toEqual([{ delete: 32 }, { delete: 19 }]);
    expect(inventory(project.world)).toEqual([]);
  });

  it("on one stack: the second is told who holds it, and nothing is damaged", async () => {
    await project.run(["sandbox", "stop"]);
    // The answer to the first creation never comes, so the run holds the stack until it is killed.
    project.write("faults.yaml", "rules: [{ kind: hang, nth: 1, match: { operation: create } }]");
    const { child, ended } = project.start(["up", "one", "--json", "--faults", "faults.yaml"]);
    await expect.poll(() => countOf(project, "one"), waitMs).toBeGreaterThan(0);
    const before = project.existing("one");

    const message = expect.stringMatching(
      /^stack one is locked by process \d+ of \S+ since \S+\. If that run is still/,
    );
    for (const command of ["up", "refresh", "destroy"])
      expect(await refusal(project, [command, "one"])).toEqual({ exit: 1, code: "stack-locked", message });
    const alive = expect.stringContaining("which is still running");
    expect(await refusal(project, ["recover", "one"])).toEqual({ exit: 1, code: "stack-locked", message: alive });
    expect(await refusal(project, ["recover", "one", "--release-lock"])).toMatchObject({ code: "stack-locked" });
    const reset = await project.run(["sandbox", "reset"]);
    expect([reset.code, reset.stderr]).toEqual([1, expect.stringContaining("is in use by 1 connection of an engine")]);
    expect((await project.run(["preview", "one"])).code).toBe(0);
    const now = project.existing("one");
    expect(before.filter((object) => !now.includes(object))).toEqual([]);

    process.kill(-(child.pid as number), "SIGKILL");
    process.kill(serverPid(project), "SIGKILL");
    await ended;
    await json(project, "recover", "one");
    const made = project.existing("one");
    expect(project.stated("one")).toEqual(made);
    expect((await json(project, "up", "one")).changes).toEqual({ create: 29 - made.length, same: 3 + made.length });
    expect(project.existing("one")).toEqual(project.stated("one"));
    expect([project.existing("one").length, doubles(project)]).toEqual([29, []]);
  });
});

const threeTargets = `
import { Bucket } from "groundplan";
import { aws } from "groundplan/aws";
const targets = [
  aws({ region: "eu-west-1", accountId: "111122223333" }),
  aws({ region: "us-east-1", accountId: "111122223333" }),
  aws({ region: "eu-west-1", accountId: "444455556666", key: "audit" }),
];
export default Object.fromEntries(targets.map((target) => [target.key, new Bucket("logs-" + target.key, { target }).name]));
`;

describe("one program with two regions and two accounts of one cloud", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/index.ts", threeTargets);
  });
  afterAll(() => project.remove());

  it("makes each bucket, and all that belongs to it, where its target says", async () => {
    const { outputs } = await json<{ outputs: Record<string, string> }>(project, "up");
    const buckets = inventory(project.world).filter(({ type }) => type === "aws:s3/bucket:Bucket");
    expect(buckets.map(({ id, account, region }) => [id, account, region]).sort()).toEqual(
      [
        [outputs["eu-west-1"], "111122223333", "eu-west-1"],
        [outputs["us-east-1"], "111122223333", "us-east-1"],
        [outputs.audit, "444455556666", "eu-west-1"],
      ].sort(),
    );
    const parts = inventory(project.world).map(({ urn, account, region }) => [
      urn
        .split("::")
        .at(-1)
        ?.replace(/^logs-(eu-west-1|us-east-1|audit).*$/, "$1"),
      `${account} ${region}`,
    ]);
    expect(Object.fromEntries(parts)).toEqual({
      "eu-west-1": "111122223333 eu-west-1",
      "us-east-1": "111122223333 us-east-1",
      audit: "444455556666 eu-west-1",
    });
    expect(new Set(parts.map(String)).size).toBe(3);
  });
});
