import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { inventory } from "../../sandbox/index.js";
import { CliProject, type Ended } from "./support/cli-project.js";
import { countOf, doubles, json, refusal, serverPid } from "./support/extras.js";

const stack = "dev";
const all = 76;
const seed = 20_261_121;

/** Numbers from 0 to below 1, the same for the same seed. */
function random(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One point in each half of an update, at which something is killed; none so late that the update could be done. */
function killPoints(): number[] {
  const next = random(seed);
  return [0, 1].map((half) => 1 + Math.floor((half + next()) * (all / 2.5)));
}

/** What is killed, given the process id of the command. */
const victims = {
  "the command with its engine": (_: CliProject, command: number) => process.kill(-command, "SIGKILL"),
  "the sandbox": (project: CliProject, _: number) => process.kill(serverPid(project), "SIGKILL"),
} as const;
type Victim = keyof typeof victims;

const points = killPoints();
const kills: [Victim, number][] = [
  ["the command with its engine", points[0] as number],
  ["the sandbox", points[1] as number],
];

/** One update of the real program in three clouds, killed twice, and gone on with; campaign.test.ts kills a smaller one at more moments. */
describe("an update that is killed", () => {
  let project: CliProject;

  beforeAll(async () => {
    project = await CliProject.make();
  });
  afterAll(() => project.remove());
  afterEach(() => expect(doubles(project)).toEqual([]));

  /** Starts a command, kills the victim as soon as the stack's objects fulfil the condition, and waits for the end. */
  async function kill(command: string, victim: Victim, when: (count: number) => boolean): Promise<Ended> {
    const { child, ended } = project.start([command, stack, "--json"]);
    let over = false;
    void ended.then(() => {
      over = true;
    });
    while (!when(countOf(project, stack))) {
      if (over) throw new Error(`${command} ended before it could be killed:\n${(await ended).stderr}`);
      await sleep(10);
    }
    victims[victim](project, child.pid as number);
    return ended;
  }

  it.each(kills)(
    "by kill -9 of %s when %i objects exist: recover loses none and makes none",
    async (victim, number) => {
      const ended = await kill("up", victim, (count) => count >= number);
      expect(ended.code).toBe(victim === "the sandbox" ? 1 : null);
      const made = project.existing(stack);
      expect(made.length).toBeGreaterThanOrEqual(number);
      expect(made.length).toBeLessThan(all);

      const { orphans } = await json<{ orphans: unknown[] }>(project, "recover", stack);
      expect(orphans).toEqual([]);
      // The clouds may still have carried out what they had been sent when the engine died.
      const recovered = project.existing(stack);
      expect(made.filter((object) => !recovered.includes(object))).toEqual([]);
      expect(project.stated(stack)).toEqual(recovered);
    },
  );

  it("is finished by up: what was made before is kept, and only the rest is made", async () => {
    const before = project.existing(stack);
    await json(project, "up", stack);
    const after = project.existing(stack);
    expect(after).toHaveLength(all);
    expect(after).toEqual(project.stated(stack));
    expect(before.filter((object) => !after.includes(object))).toEqual([]);
    expect(new Set(inventory(project.world).map(({ generation }) => generation))).toEqual(new Set([1]));
  });

  it("of which a destroy is killed in its middle: recover settles it, and destroy goes on to the end", async () => {
    await kill("destroy", "the command with its engine", (count) => count <= all / 2);
    expect(countOf(project, stack)).toBeGreaterThan(0);
    expect(await refusal(project, ["destroy", stack])).toEqual({
      exit: 1,
      code: "stack-locked",
      message: expect.any(String),
    });
    await json(project, "recover", stack);
    expect(countOf(project, stack)).toBeGreaterThan(0);
    expect(project.stated(stack)).toEqual(project.existing(stack));
    await json(project, "destroy", stack);
    expect([project.existing(stack), project.stated(stack)]).toEqual([[], []]);
  });
});
