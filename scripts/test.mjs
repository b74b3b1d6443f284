// Runs all tests and ends with one line, `N passed, N failed`. Further arguments go to vitest.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const say = (line) => process.stderr.write(`${line}\n`);

async function main(args) {
  await build(say);
  // Got here, with progress, and not in the middle of a test with a time limit.
  const { ensureEngine } = createRequire(import.meta.url)("../dist/engine/index.js");
  await ensureEngine({ progress: say });
  const dir = mkdtempSync(join(tmpdir(), "groundplan-test-"));
  const file = join(dir, "results.json");
  try {
    const code = await vitest(["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args]);
    return { code, ...counts(file) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function vitest(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), ...args], {
      cwd: root,
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** A file that cannot be loaded has no tests of its own, so it counts as one that failed. */
function counts(file) {
  const results = JSON.parse(readFileSync(file, "utf8"));
  const unloadable = results.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  return { passed: results.numPassedTests, failed: results.numFailedTests + unloadable.length };
}

let outcome = { code: 1, passed: 0, failed: 0 };
try {
  outcome = await main(process.argv.slice(2));
} catch (error) {
  say(`error: ${error.message}`);
}
const { code, passed } = outcome;
// Errors outside of tests, and a run without any test, are failures too.
const failed = outcome.failed === 0 && (code !== 0 || passed === 0) ? 1 : outcome.failed;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
