import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { measure, ratio, report, table } from "../support/measure.mts";
import { sandboxed } from "../support/sandboxed.mts";
import { writeSetUps } from "./set-ups.mts";

/*
 * Preview of 1,000 raw resources of four SDKs: our program entry against Pulumi's default set-up (ts-node, which
 * type-checks at every run) and against the same without the type check. Same program text, engine and sandbox.
 */

const rounds = Number(process.argv[2] ?? 3);
const setUps = writeSetUps();
const ours = await sandboxed(setUps.ours, "bench");
const standard = await sandboxed(setUps.standard, "bench");
const preview = ["preview", "--stack", "bench", "--non-interactive", "--suppress-progress"];
const transpile = { ...standard.env, PULUMI_NODEJS_TRANSPILE_ONLY: "true" };

try {
  const samples = await measure(
    [
      { name: "our entry", command: [ours.pulumi, ...preview], cwd: setUps.ours, env: ours.env },
      { name: "default", command: [standard.pulumi, ...preview], cwd: setUps.standard, env: standard.env },
      { name: "transpile only", command: [standard.pulumi, ...preview], cwd: setUps.standard, env: transpile },
    ],
    rounds,
  );
  table(samples);
  const of = (name: string) => samples.get(name) ?? [];
  report(
    "1,000 raw resources, wall time against Pulumi's default",
    ratio(of("our entry"), of("default"), "seconds"),
    0.35,
  );
  report("1,000 raw resources, memory against Pulumi's default", ratio(of("our entry"), of("default"), "peakMiB"), 0.6);
  report(
    "1,000 raw resources, wall time against transpile only",
    ratio(of("our entry"), of("transpile only"), "seconds"),
    0.55,
  );
  reportPositions();
} finally {
  await ours.detach();
  await standard.detach();
}

/** Counts the resources whose reported position is the line and column of their own `new`. */
function reportPositions(): void {
  const env = { ...ours.env, PULUMI_DEBUG_COMMANDS: "true" };
  const options = { cwd: setUps.ours, env, maxBuffer: 1 << 28, encoding: "utf8" as const };
  const result = JSON.parse(execFileSync(ours.pulumi, ["preview", "--stack", "bench", "--json"], options)) as {
    steps: { newState?: { custom: boolean; type: string; sourcePosition?: string } }[];
  };
  const source = readFileSync(join(setUps.ours, "stacks", "index.ts"), "utf8").split("\n");
  const made = result.steps
    .flatMap((step) => step.newState ?? [])
    .filter((state) => state.custom && !state.type.startsWith("pulumi:"));
  const exact = made.filter((state) => {
    const [, line, column] = /#(\d+),(\d+)$/.exec(state.sourcePosition ?? "") ?? [];
    const text = source[Number(line) - 1]?.slice(Number(column) - 1) ?? "";
    return text.startsWith(`new ${state.type.slice(state.type.lastIndexOf(":") + 1)}(`);
  });
  console.log(`${exact.length} of ${made.length} resources with their exact source position`);
}
