/*
 * The rules against Checkov on the same 1,000 resources, whole processes from start to end: `pulumi policy analyze` on a
 * state at least 3 times as fast as Checkov on a Terraform plan, `groundplan policy check` at least 10 times. Then what
 * `policy check` takes for 10,000 resources: at most 10 times as long as for 1,000, and 300 MiB.
 *
 *     python3 -m venv DIR && DIR/bin/pip install checkov
 *     npm run build && CHECKOV=DIR/bin/checkov node bench/scanners/main.mts [rounds]
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Contender, measure, median, ratio, report, reportFactor, table } from "../support/measure.mts";
import { root } from "../support/sandboxed.mts";
import { files } from "./files.mts";

const { ensureEngine } = createRequire(import.meta.url)(
  "../../dist/engine/index.js",
) as typeof import("../../engine/index.js");

const rounds = Number(process.argv[2] ?? 5);
const checkov = process.env.CHECKOV ?? "checkov";
const { status, stdout } = spawnSync(checkov, ["--version"], { encoding: "utf8" });
if (status !== 0) {
  console.error(`there is no Checkov at ${JSON.stringify(checkov)}: install it with pip, and name it with CHECKOV`);
  process.exit(2);
}
const cwd = mkdtempSync(join(tmpdir(), "groundplan-bench-scanners-"));
const home = join(cwd, "home");
mkdirSync(home);
for (const count of [1_000, 10_000]) {
  const { state, plan } = files(count);
  writeFileSync(join(cwd, `state-${count}.json`), state);
  writeFileSync(join(cwd, `plan-${count}.json`), plan);
}

const engine = await ensureEngine({ progress: (line) => console.error(line) });
const env = {
  ...process.env,
  PULUMI_HOME: home,
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
};
const path = [join(engine.root, "bin"), join(root, "node_modules", ".bin"), process.env.PATH].join(":");
/** All of them say the same of the resources on each run, and end as if nothing were wrong. */
const contender = (name: string, ...command: [string, ...string[]]): Contender => ({
  name,
  command,
  cwd,
  env: { ...env, PATH: path },
  codes: [0, 1],
});
const check = (count: number) =>
  contender(
    `groundplan policy check, ${count} resources`,
    process.execPath,
    join(root, "dist", "cli", "main.js"),
    "policy",
    "check",
    `state-${count}.json`,
  );
const contenders = [
  contender(
    `checkov ${stdout.trim()}, 1000 resources`,
    checkov,
    "-f",
    "plan-1000.json",
    "--framework",
    "terraform_plan",
    "--soft-fail",
    "--skip-download",
    "--compact",
    "--quiet",
  ),
  contender(
    "pulumi policy analyze, 1000 resources",
    engine.command,
    "policy",
    "analyze",
    "--file",
    "state-1000.json",
    "--policy-pack",
    join(root, "dist", "policy-pack"),
  ),
  check(1_000),
  check(10_000),
];

const samples = await measure(contenders, rounds);
rmSync(cwd, { recursive: true, force: true });
table(samples);
const [other = [], analyze = [], ours = [], large = []] = contenders.map(({ name }) => samples.get(name));
reportFactor("pulumi policy analyze: times Checkov's throughput", ratio(other, analyze, "seconds"), 3);
reportFactor("groundplan policy check: times Checkov's throughput", ratio(other, ours, "seconds"), 10);
report("10,000 resources against 1,000, in time", ratio(large, ours, "seconds"), 10);
report("memory of policy check at 10,000 resources, in MiB", median(large.map(({ peakMiB }) => peakMiB)), 300);
