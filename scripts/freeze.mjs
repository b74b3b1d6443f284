// Writes tests/frozen/<version>/<stack>.json and the stack's settings beside it: the state that this version makes of each
// `prod` stack, which every later version must preview without replacing or deleting anything. Arguments: other stacks.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const say = (line) => process.stderr.write(`${line}\n`);

/** What changes from run to run, or from machine to machine, and says nothing about a resource. */
const noise = new Set(["created", "modified", "sourcePosition", "stackTrace"]);

/** Stands for the world and for the checkout that the state was made in. */
const placeholders = { world: "{world}", project: "{project}" };

async function main(given) {
  await build(say);
  const require = createRequire(import.meta.url);
  const { groundplanHome } = require("../dist/engine/index.js");
  const home = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-freeze-")));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const folder = join(root, "tests", "frozen", version);
  mkdirSync(folder, { recursive: true });
  try {
    symlinkSync(join(groundplanHome(), "engine"), join(home, "engine"));
    for (const stack of given.length > 0 ? given : prodStacks()) freeze(stack, home, folder);
  } finally {
    groundplan(home, "sandbox", "stop");
    rmSync(home, { recursive: true, force: true });
  }
}

function prodStacks() {
  const names = readdirSync(join(root, "stacks")).map((file) => /^Pulumi\.(prod-.+)\.yaml$/.exec(file)?.[1]);
  return names.filter((name) => name !== undefined).sort();
}

function freeze(stack, home, folder) {
  const { inventory, worldDirectory } = createRequire(import.meta.url)("../dist/sandbox/index.js");
  groundplan(home, "up", stack, "--json");
  const exported = groundplan(
    home,
    "sandbox",
    "run",
    "--stack",
    stack,
    "--",
    "pulumi",
    "stack",
    "export",
    "--show-secrets",
  );
  const objects = inventory(worldDirectory(root, home)).filter((object) => object.stack === stack);
  const resources = JSON.parse(exported).deployment.resources.map(scrubbed);
  const places = objects.map(({ urn, id, pkg, account, region, generation, provider }) => ({
    urn,
    id,
    pkg,
    account,
    region,
    generation,
    provider,
  }));
  const file = join(folder, `${stack}.json`);
  writeFileSync(file, portable(`{\n"resources": [\n${lines(resources)}\n],\n"objects": [\n${lines(places)}\n]\n}\n`));
  cpSync(join(root, "stacks", `Pulumi.${stack}.yaml`), join(folder, `Pulumi.${stack}.yaml`));
  say(`wrote ${file}: ${resources.length} resources`);
}

/** One resource a line: a change in one is a change of one line. */
function lines(values) {
  return values.map((value) => JSON.stringify(value)).join(",\n");
}

function scrubbed(resource) {
  const kept = Object.entries(resource).filter(([key]) => !noise.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === "inputs" || key === "outputs" ? unmarked(value) : value]),
  );
}

/** A provider carries the mark of the world that its resources exist in. */
function unmarked(properties) {
  return "__groundplanWorld" in properties ? { ...properties, __groundplanWorld: placeholders.world } : properties;
}

function portable(text) {
  return text.replaceAll(JSON.stringify(root).slice(1, -1), placeholders.project);
}

function groundplan(home, ...args) {
  const { status, stdout } = spawnSync(process.execPath, [join(root, "dist/cli/main.js"), ...args], {
    cwd: root,
    env: { ...process.env, GROUNDPLAN_HOME: home },
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`groundplan ${args.join(" ")} ended with ${status}`);
  return stdout;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  say(`error: ${error.message}`);
  process.exitCode = 1;
}
