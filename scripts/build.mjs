// Builds dist: the compiled TypeScript, the policy pack and the language host. Does nothing when no source has changed since
// the last build, so that every command can call it first. `--clean` starts from an empty dist.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const stamp = join(dist, ".built-from");
const lock = join(root, "node_modules", ".groundplan-build-lock");

/** SQLite's code for: another connection holds the lock. */
const SQLITE_BUSY = 5;

/** What the build reads. */
const sources = [
  "components",
  "engine",
  "sandbox",
  "policies",
  "cli",
  "report",
  "scripts",
  "tsconfig.json",
  "package-lock.json",
];

const steps = [
  ["Compiling", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"]],
  ["Bundling the policy pack", ["scripts/build-policy-pack.mjs"]],
  ["Bundling the language host", ["scripts/bundle-language-host.mjs"]],
];

/**
 * Builds where something has changed. Throws when a step fails; dist is then built again next time.
 *
 * @param {(line: string) => void} say told what is going on, when something is
 * @returns {Promise<boolean>} whether anything was built
 */
export async function build(say, clean = false) {
  if (!clean && isCurrent()) return false;
  const held = await takeLock(say);
  try {
    if (!clean && isCurrent()) return false;
    if (clean) rmSync(dist, { recursive: true, force: true });
    const [from, began] = [fingerprint(), Date.now()];
    mkdirSync(dist, { recursive: true });
    rmSync(stamp, { force: true });
    for (const [title, args] of steps) runStep(say, title, args);
    // Module files of tools that the sandbox builds where they are not installed.
    cpSync(join(root, "sandbox/construct/go-build"), join(dist, "sandbox/construct/go-build"), { recursive: true });
    copyData();
    removeStrays(began);
    chmodSync(join(dist, "cli", "main.js"), 0o755);
    writeFileSync(stamp, from);
    return true;
  } finally {
    held.close();
  }
}

function runStep(say, title, args) {
  say(title);
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`${title} failed (${signal ?? `exit code ${status}`}): see the messages above`);
}

/** The tables that the sandbox reads at run time: the compiler leaves them out. */
function copyData() {
  const [from, to] = [join(root, "sandbox", "data"), join(dist, "sandbox", "data")];
  const tables = filesOf(from).filter((name) => name.endsWith(".json"));
  for (const table of tables) {
    const target = join(to, relative(from, table));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(table, target);
  }
  const old = filesOf(to).filter((name) => name.endsWith(".json") && !existsSync(join(from, relative(to, name))));
  for (const table of old) rmSync(table);
}

/**
 * Deletes what earlier builds compiled from sources that are gone: the compiler leaves it, and it would be packed. What this
 * build has written without a source of that name is a bundle.
 */
function removeStrays(began) {
  for (const source of sources.filter((name) => existsSync(join(dist, name)))) {
    for (const file of filesOf(join(dist, source)).filter((name) => /\.js$|\.d\.ts$/.test(name))) {
      const base = relative(dist, file).replace(/\.d\.ts$|\.js$/, "");
      if (!existsSync(join(root, `${base}.ts`)) && statSync(file).mtimeMs < began) rmSync(file);
    }
  }
}

function isCurrent() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();
}

/** A hash of names and contents: a checkout or a copy changes times, not contents. */
function fingerprint() {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const file of filesOf(join(root, source)).sort()) hash.update(file).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * One build at a time: two would write the same files. The lock is the operating system's own on a file, by way of SQLite: it
 * ends with its holder, however that ends.
 */
async function takeLock(say) {
  const database = new DatabaseSync(lock);
  for (let waited = false; ; waited = true) {
    try {
      database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
      return database;
    } catch (error) {
      if (error.errcode % 256 !== SQLITE_BUSY) throw error;
    }
    if (!waited) say("Waiting for another build of this checkout");
    await sleep(200);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const say = (line) => process.stderr.write(`${line}\n`);
  try {
    const built = await build(say, process.argv.includes("--clean"));
    if (!built) say("dist is up to date");
  } catch (error) {
    say(`error: ${error.message}`);
    process.exitCode = 1;
  }
}
