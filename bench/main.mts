import { spawnSync } from "node:child_process";
import { join } from "node:path";

/*
 * Runs every benchmark, one after the other: `npm run bench`, or `npm run bench -- flat update`. Figures are ratios within
 * one run; take them on a machine that does nothing else.
 */

const benchmarks = ["start", "raw", "flat", "update", "pack", "sandbox", "scanners"];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benchmarks.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}: choose from ${benchmarks.join(", ")}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : benchmarks) {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, name, "main.mts")], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
