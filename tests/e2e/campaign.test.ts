import { mkdtempSync, realpathSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AllExpected, prepare } from "../campaign/prepare.mts";
import { actions, faultFiles, plan, type Round } from "../campaign/rounds.mts";
import { runRound } from "../campaign/run-round.mts";
import { Stage } from "../campaign/stage.mts";

const root = join(__dirname, "../..");
const dist = join(root, "dist");

/** One that creates, one that changes, one that deletes. */
const sample = actions.filter(({ base }) => base !== "two-thirds");

const onSample = (round: Round, index: number): Round => ({
  ...round,
  action: sample[index % sample.length] as Round["action"],
});

/** Each fault once over these actions, and each victim killed in each of them. */
const rounds = [
  ...plan(Object.keys(faultFiles).length, 0).map(onSample),
  ...plan(0, 8)
    .filter((_, index) => index % 4 < sample.length)
    .map(onSample),
];

/** A sample of `npm run campaign`, on a stack of seventeen objects. */
describe("a run that is disturbed", () => {
  let stage: Stage;
  let dir: string;
  let expected: AllExpected;
  let objects: number;
  let injected = 0;

  beforeAll(async () => {
    dir = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-campaign-")));
    const engineHome = process.env.GROUNDPLAN_HOME ?? join(homedir(), ".groundplan");
    stage = new Stage({ root, dist, dir, engineHome, source: join(__dirname, "fixtures/campaign") });
    expected = await prepare(stage, dir, () => undefined, sample);
    objects = Math.max(...Object.values(expected).map(({ urns }) => urns.length));
  });
  afterAll(() => stage.remove());

  it.each(rounds)("converges after recover: $id, $action.name", async (round) => {
    const outcome = await runRound(
      { stage, dir, dist, objects },
      round,
      expected[round.action.name] as AllExpected[string],
    );
    expect(outcome.problems).toEqual([]);
    injected += outcome.injected;
  });

  it("was disturbed by more than a fault a round", () => {
    expect(rounds).toHaveLength(20);
    expect(injected).toBeGreaterThan(rounds.length);
  });
});
