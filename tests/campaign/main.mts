/*
 * The campaign: seeded faults and kills of the engine, over the whole stack `dev` on the real engine. Each round starts from a
 * snapshot, disturbs one run, recovers, runs again, and must then find exactly what an undisturbed run leaves. It goes on where
 * it was stopped; --fresh starts anew.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { prepare } from "./prepare.mts";
import { report } from "./report.mts";
import { plan } from "./rounds.mts";
import { type Outcome, runRound } from "./run-round.mts";
import { Stage } from "./stage.mts";
import type { Expected } from "./verify.mts";

const root = join(import.meta.dirname, "..", "..");
const { values } = parseArgs({
  options: {
    faults: { type: "string", default: "200" },
    kills: { type: "string", default: "100" },
    dir: { type: "string", default: join(root, ".campaign") },
    dist: { type: "string", default: join(root, "dist") },
    source: { type: "string" },
    settings: { type: "string" },
    only: { type: "string" },
    fresh: { type: "boolean", default: false },
  },
});
const dir = resolve(values.dir);
const dist = resolve(values.dist);
if (values.fresh) rmSync(dir, { recursive: true, force: true });
mkdirSync(dir, { recursive: true });
const engineHome = resolve(process.env.GROUNDPLAN_HOME ?? join(homedir(), ".groundplan"));
const { source, settings } = values;
const other = {
  ...(source === undefined ? {} : { source: resolve(source) }),
  ...(settings === undefined ? {} : { settings }),
};
const stage = new Stage({ root, dist, dir, engineHome, ...other });
const say = (line: string) => console.error(line);
const expected = await prepare(stage, dir, say);

const objects = Math.max(...Object.values(expected).map(({ urns }) => urns.length));
const progress = join(dir, "progress.jsonl");
const done = (existsSync(progress) ? readFileSync(progress, "utf8") : "")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Outcome);
const rounds = plan(Number(values.faults), Number(values.kills));
const open =
  values.only === undefined
    ? rounds.filter(({ id }) => !done.some((one) => one.id === id))
    : rounds.filter(({ id }) => id === values.only);
for (const [index, round] of open.entries()) {
  const outcome = await runRound({ stage, dir, dist, objects }, round, expected[round.action.name] as Expected);
  done.push(outcome);
  if (values.only === undefined) appendFileSync(progress, `${JSON.stringify(outcome)}\n`);
  const { id, what, action, injected, imported, problems, seconds } = outcome;
  const verdict = problems.length === 0 ? "converged" : `FAILED: ${problems.slice(0, 3).join("; ")}`;
  say(
    `${index + 1}/${open.length} ${id} ${what}, ${action}: ${injected} injected, ${imported} recovered, ${seconds} s: ${verdict}`,
  );
}
await stage.restore("nothing");
writeFileSync(join(dir, "result.json"), `${JSON.stringify(done, undefined, 1)}\n`);
console.log(report(done));
process.exitCode = done.every(({ problems }) => problems.length === 0) ? 0 : 1;
