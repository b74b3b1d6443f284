// Takes every resource type of the SDKs through its life in the sandbox and writes docs/sandbox-conformance.md with the counts as
// data in sandbox/data/conformance.json. `--only aws` tries one SDK, `--every 10` one type in ten; neither writes anything.
// Fails where fewer than 95 of 100 types of an SDK pass.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compileAndLoad } from "./compile-source.mjs";
import { root } from "./load-source.mjs";

const all = ["aws", "gcp", "azure-native", "kubernetes", "random", "tls"];
const { values } = parseArgs({ options: { only: { type: "string" }, every: { type: "string" } } });
const every = Number(values.every ?? 1);

const { judgeAll, installedVersion } = await compileAndLoad("tests/sandbox/conformance/run");
const { countsOf, page, share } = await compileAndLoad("tests/sandbox/conformance/report");
const results = new Map();
const counts = new Map();
for (const pkg of values.only === undefined ? all : [values.only]) {
  const verdicts = judgeAll(pkg, (_token, at) => at % every === 0);
  const own = countsOf(installedVersion(pkg), verdicts);
  results.set(pkg, verdicts);
  counts.set(pkg, own);
  console.log(
    `${pkg}: ${own.passed} of ${own.types} pass, ${own.ungenerated} not generated, ${own.failed} inconsistent`,
  );
  for (const { token, ungenerated, problems } of verdicts)
    for (const problem of ungenerated === undefined ? problems : [ungenerated]) console.log(`  ${token}: ${problem}`);
  if (share(own) < 0.95) process.exitCode = 1;
}
if (values.only === undefined && every === 1) {
  writeFileSync(join(root, "docs", "sandbox-conformance.md"), page(results, counts));
  const data = `${JSON.stringify(Object.fromEntries(counts), null, 2)}\n`;
  writeFileSync(join(root, "sandbox", "data", "conformance.json"), data);
}
