import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Contender } from "../support/measure.mts";
import { root } from "../support/sandboxed.mts";

type EngineModule = typeof import("../../engine/index.js");
type SandboxModule = typeof import("../../sandbox/index.js");

const require = createRequire(import.meta.url);
const { ensureEngine } = require("../../dist/engine/index.js") as EngineModule;
const { compiledCode } = require("../../dist/engine/paths.js") as typeof import("../../engine/paths.js");
const { attachSandbox, resetSandbox } = require("../../dist/sandbox/index.js") as SandboxModule;
const { pulumi } = await engineAndPath();
const packages = ["aws", "gcp", "azure-native", "kubernetes", "random"];

/** A project with the program of 40 types in a folder of its own. */
export function writeProject(): string {
  const directory = mkdtempSync(join(tmpdir(), "groundplan-bench-sandbox-"));
  mkdirSync(join(directory, "stacks"));
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text);
  write(
    "Pulumi.yaml",
    "name: bench\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: stacks/main.js\n",
  );
  write("package.json", JSON.stringify({ name: "bench", private: true }));
  // A real project would have asked for more, too: 10,000 resources are 250 service accounts.
  write("sandbox.yaml", 'quotas:\n  "gcp.service-accounts-per-project": 1000\n');
  for (const file of ["main.js", "package.json", "entry.js"]) {
    cpSync(join(root, "stacks", file), join(directory, "stacks", file));
  }
  cpSync(join(import.meta.dirname, "program.ts"), join(directory, "stacks", "index.ts"));
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  return directory;
}

const settings =
  "config:\n  aws:region: eu-west-1\n  gcp:project: acme-bench\n  gcp:region: europe-west1\n  azure-native:location: westeurope\n";

/** A stack that does not exist yet, in whatever backend the environment names, and the settings that it needs. */
function makeStack(cwd: string, env: NodeJS.ProcessEnv): void {
  writeFileSync(join(cwd, "Pulumi.bench.yaml"), settings);
  execFileSync(pulumi, ["stack", "init", "bench"], { cwd, env, stdio: "ignore" });
}

async function engineAndPath(): Promise<{ pulumi: string; path: string }> {
  const engine = await ensureEngine({ progress: (line) => console.error(line) });
  const path = [join(engine.root, "bin"), join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter);
  return { pulumi: engine.command, path };
}

/** Checkpoints are written by neither side: they would be most of what is measured. */
async function environment(own: Record<string, string>): Promise<NodeJS.ProcessEnv> {
  const { path } = await engineAndPath();
  const compiled = { NODE_COMPILE_CACHE: compiledCode() };
  return { ...process.env, ...compiled, ...own, PATH: path, CI: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
}

/** A command on a sandbox world, and on a stack, that are made for each run and removed after it. */
export function onSandbox(cwd: string, command: readonly string[]): Contender {
  let detach = async (): Promise<void> => undefined;
  return {
    name: `${command[0]} on the sandbox`,
    command: [pulumi, ...command],
    cwd,
    env: {},
    before: async () => {
      const attached = await attachSandbox({ projectDir: cwd });
      detach = () => attached.detach();
      const env = await environment(attached.env);
      makeStack(cwd, env);
      return env;
    },
    after: async () => {
      await detach();
      await resetSandbox({ projectDir: cwd });
    },
  };
}

/** The same command on a provider that accepts everything and stores nothing, in a process and with a backend of its own. */
export function onEcho(cwd: string, command: readonly string[]): Contender {
  let echo: ChildProcess | undefined;
  let home = "";
  return {
    name: `${command[0]} on an echo provider`,
    command: [pulumi, ...command],
    cwd,
    env: {},
    before: async () => {
      echo = spawn(process.execPath, [join(import.meta.dirname, "echo.mts")], { stdio: ["pipe", "pipe", "inherit"] });
      const [port] = await once(echo.stdout as NonNullable<ChildProcess["stdout"]>, "data");
      home = mkdtempSync(join(tmpdir(), "groundplan-bench-echo-"));
      const env = await environment({
        PULUMI_DEBUG_PROVIDERS: packages.map((name) => `${name}:${String(port).trim()}`).join(","),
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_BACKEND_URL: `file://${home}?metadata=skip`,
        PULUMI_CONFIG_PASSPHRASE: "bench",
        PULUMI_HOME: home,
        PULUMI_SKIP_UPDATE_CHECK: "true",
      });
      makeStack(cwd, env);
      return env;
    },
    after: async () => {
      echo?.stdin?.end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The largest memory that a process has had, in MiB; what it has now where the system does not tell. */
export function memoryOf(pid: number): number {
  const kib =
    process.platform === "linux"
      ? /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
      : execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).trim();
  return Number(kib) / 1024;
}
