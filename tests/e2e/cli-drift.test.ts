import { mkdtempSync, readFileSync, realpathSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunEvent } from "../../sandbox/index.js";
import { Stage } from "../campaign/stage.mts";

const root = join(__dirname, "../..");
const all = 17;

describe("what happens past the engine", () => {
  let stage: Stage;
  let dir: string;

  beforeAll(async () => {
    dir = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-drift-")));
    const engineHome = process.env.GROUNDPLAN_HOME ?? join(homedir(), ".groundplan");
    stage = new Stage({
      root,
      dist: join(root, "dist"),
      dir,
      engineHome,
      source: join(__dirname, "fixtures/campaign"),
    });
    stage.program(false);
    await stage.restore("nothing");
  });
  afterAll(() => stage.remove());

  /** Runs one command; its exit code and what it printed. */
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await stage.run(args);
    return { code, output: `${stdout}${stderr}` };
  };
  const json = async <T>(...args: string[]): Promise<T> =>
    JSON.parse((await stage.run([...args, "--json"])).stdout) as T;

  /** Makes everything from nothing with faults that pass by themselves; what was noted, in an order of its own. */
  const upWithFaults = async (): Promise<RunEvent[]> => {
    await stage.restore("nothing");
    const log = join(dir, "log.jsonl");
    const { code } = await stage.run(
      stage.engine("up", ["--faults", "flaky", "--seed", "11", "--realtime", "0", "--fault-log", log]),
    );
    expect(code).toBe(0);
    const lines = readFileSync(log, "utf8").trimEnd().split("\n").sort();
    return lines.map((line) => JSON.parse(line) as RunEvent);
  };

  it("is the same faults and the same times for the same seed", async () => {
    const first = await upWithFaults();
    expect(first.filter(({ event }) => event === "fault").length).toBeGreaterThan(2);
    expect(first.filter(({ event }) => event === "time").length).toBeGreaterThan(10);
    expect(await upWithFaults()).toEqual(first);
  });

  it("is consistent, and is what the next refresh sees and nothing else", async () => {
    expect(await run("sandbox", "check")).toEqual({ code: 0, output: `Consistent: ${all} objects and 1 state.\n` });
    await run("sandbox", "drift", "change", "web", "tags.owner=somebody");
    expect((await run("sandbox", "drift", "delete", "out")).output).toMatch(
      /\nThe next refresh of stack dev sees the change: .*refresh\n$/,
    );
    expect((await run("sandbox", "check")).code).toBe(0);
    expect(await json("refresh")).toMatchObject({ changes: { update: 1, delete: 1 } });
    expect((await run("sandbox", "drift", "list")).output).toMatch(
      /1 +changed +aws:ec2\/securityGroup:SecurityGroup .*: tags \(stack dev\)/,
    );
    expect(await run("sandbox", "drift", "undo", "2")).toEqual({
      code: 1,
      output: expect.stringMatching(
        /^error: left .* deleted: no state lists it any more, so the next `up` makes it anew/,
      ),
    });
    expect((await stage.run(stage.engine("up"))).code).toBe(0);
    expect((await run("sandbox", "drift", "undo")).output).toContain("as it is: it was changed since");
    expect(await json("sandbox", "check")).toMatchObject({ objects: all, findings: [] });
  });

  it("is kept where it left the state on purpose: recover, status and check say so, and nothing is wrong", async () => {
    const urn = "urn:pulumi:dev::campaign::aws:ec2/securityGroup:SecurityGroup::web";
    await run("sandbox", "run", "--", "pulumi", "state", "delete", urn, "--yes", "--stack", "dev");
    const recovered = await json<{ kept: { urn: string }[] }>("recover");
    expect(recovered).toMatchObject({ imported: [], neverMade: [], orphans: [] });
    expect(recovered.kept.map((one) => one.urn)).toEqual([urn]);
    expect((await run("sandbox", "status")).output).toContain(
      "  1 object kept on purpose (retainOnDelete, or `pulumi state delete`)",
    );
    expect((await run("sandbox", "check")).code).toBe(0);
  });

  it("is refused where a cloud or the command line does not allow it", async () => {
    const vpc = "urn:pulumi:dev::campaign::aws:ec2/vpc:Vpc::main";
    const used = await json<{ error: { code: string; message: string } }>("sandbox", "drift", "delete", vpc);
    expect(used.error).toMatchObject({
      code: "drift-refused",
      message: expect.stringMatching(/^DependencyViolation: .*--force/s),
    });
    expect(await run("sandbox", "run", "--faults", "chaoss", "--", "pulumi", "up")).toMatchObject({
      code: 2,
      output: expect.stringContaining("did you mean chaos? presets are flaky, throttled, denied"),
    });
    expect((await run("up", "--realtime", "2")).code).toBe(2);
    const log = join(dir, "no", "log.jsonl");
    expect(await run("sandbox", "run", "--faults", "slow", "--fault-log", log, "--", "pulumi", "up")).toEqual({
      code: 2,
      output: `error: --fault-log is "${log}", but there is no directory ${join(dir, "no")}; make it, or name another file\n`,
    });
    expect((await run("up", "--live", "--faults", "chaos")).code).toBe(2);
  });
});
