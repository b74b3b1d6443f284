import { execFileSync } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CliProject } from "./support/cli-project.js";
import { json, refusal, smallStack } from "./support/extras.js";

const stack = "dev";

/** Waits until enough exists: the update is then under way, and not done. */
async function waitForObjects(project: CliProject, number: number, of = stack): Promise<void> {
  while (project.existing(of).length < number) await sleep(20);
}

/** The engine that is updating the project. */
function engineOf(project: CliProject, command: number): number {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  const rows = list.split("\n").map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  const row = rows.find((found) => Number(found?.[2]) === command && found?.[3]?.includes("pulumi up"));
  if (row?.[1] === undefined) throw new Error(`process ${command} of ${project.dir} runs no engine:\n${list}`);
  return Number(row[1]);
}

describe("an engine that is killed in the middle of an update", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
  });
  afterAll(() => project.remove());

  it("is brought back by recover and up: nothing is made twice, and the state says what exists", async () => {
    const { child, ended } = project.start(["up", "--json"]);
    await waitForObjects(project, 12);
    process.kill(engineOf(project, child.pid as number), "SIGKILL");
    const killed = await ended;
    expect(killed.code).toBe(1);
    expect(JSON.parse(killed.stdout)).toEqual({
      error: {
        code: "engine-killed",
        message:
          "the engine was killed (SIGKILL) while it worked on stack dev; `groundplan recover` finds out what it had done, then `up` goes on",
      },
    });
    const made = project.existing(stack);
    expect(made.length).toBeGreaterThanOrEqual(12);

    const refused = await project.run(["refresh"]);
    expect(refused.code).toBe(1);

    const { code, stdout } = await project.run(["recover", "--json"]);
    const { lockRemoved, orphans } = JSON.parse(stdout) as { lockRemoved: boolean; orphans: unknown[] };
    expect({ code, lockRemoved, orphans }).toEqual({ code: 0, lockRemoved: true, orphans: [] });
    expect(project.existing(stack)).toEqual(made);
    expect(project.stated(stack)).toEqual(made);

    expect((await project.run(["up"])).code).toBe(0);
    const now = project.existing(stack);
    expect(made.filter((object) => !now.includes(object))).toEqual([]);
    expect(now).toHaveLength(77);
    expect(project.stated(stack)).toEqual(now);
  });
});

describe("a provider that dies before it can answer", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/Pulumi.small.yaml", smallStack.gcp);
  });
  afterAll(() => project.remove());

  it("leaves no operation open, and up goes on all the same only after recover: nothing is made twice", async () => {
    project.write("faults.yaml", "rules: [{ kind: crash, moment: after, nth: 3, match: { operation: create } }]");
    const killed = await project.run(["up", "small", "--faults", "faults.yaml", "--seed", "1"]);
    expect([killed.code, killed.stderr]).toEqual([
      1,
      expect.stringContaining("the provider's process died after it was carried out"),
    ]);
    const made = project.existing("small");
    expect(made).toHaveLength(3);
    const unwritten = made.filter((object) => !project.stated("small").includes(object));

    expect(await refusal(project, ["up", "small"])).toEqual({
      exit: 1,
      code: "pending-creates",
      message: `an earlier run of stack small was killed while it created ${unwritten.length === 1 ? "1 resource" : `${unwritten.length} resources`}, and nobody knows yet what of it exists; \`groundplan recover small\` finds out, then \`up\` goes on`,
    });
    expect(unwritten.length).toBeGreaterThan(0);
    const recovered = await json<{ imported: { urn: string; id: string }[] }>(project, "recover", "small");
    expect(recovered).toMatchObject({ neverMade: [], orphans: [], kept: [] });
    expect(recovered.imported.map(({ urn, id }) => `${urn} ${id}`).sort()).toEqual(unwritten);
    await json(project, "up", "small");
    const after = project.existing("small");
    expect(after).toHaveLength(16);
    expect(after).toEqual(expect.arrayContaining(made));
    expect(project.stated("small")).toEqual(after);
  });
});

describe("Ctrl-C", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/Pulumi.small.yaml", smallStack.aws);
  });
  afterAll(() => project.remove());

  it("before the engine works ends with 130 at once", async () => {
    const { child, ended } = project.start(["up", "--json"]);
    await once(child.stderr as Readable, "data");
    process.kill(child.pid as number, "SIGINT");
    expect(await ended).toMatchObject({ code: 130, stdout: expect.stringContaining('"code": "interrupted"') });
    expect(project.existing(stack)).toEqual([]);
  });

  it.each<[string, (pid: number) => number]>([
    ["from a terminal, which sends it to the engine as well", (pid) => -pid],
    ["sent to the command alone", (pid) => pid],
  ])("in the middle of an update, %s: ends with 130, leaves no lock, and up goes on", async (_, target) => {
    await project.run(["sandbox", "reset"]);
    // Creations take a while, so that the update is not over before it is interrupted.
    const { child, ended } = project.start(["up", "small", "--json", "--realtime", "0.1"]);
    await waitForObjects(project, 2, "small");
    process.kill(target(child.pid as number), "SIGINT");
    const stopped = await ended;
    expect(stopped).toMatchObject({ code: 130, stdout: expect.stringContaining('"code": "interrupted"') });
    const made = project.existing("small");
    expect(project.stated("small")).toEqual(made);
    expect((await project.run(["up", "small"])).code).toBe(0);
    expect(project.existing("small")).toHaveLength(29);
  });
});
