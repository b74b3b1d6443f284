// Sends the served sandbox requests that no engine sends: `npm run fuzz -- --seed 7 --runs 5000`. The same seed sends the same ones.
import { parseArgs } from "node:util";
import { compileAndLoad } from "./compile-source.mjs";

const { values } = parseArgs({ options: { seed: { type: "string" }, runs: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const runs = Number(values.runs ?? 2_000);

const { fuzz } = await compileAndLoad("tests/sandbox/fuzz/fuzz");
const problems = await fuzz({ seed, runs });
for (const problem of problems) console.log(problem);
console.log(`seed ${seed}: ${runs} requests, ${problems.length} answered wrongly`);
process.exitCode = problems.length > 0 ? 1 : 0;
