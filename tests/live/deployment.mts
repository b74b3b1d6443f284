import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Stack } from "./run.mts";
import type { Step } from "./settings.mts";

export const root = join(import.meta.dirname, "../..");

/** Where the stack is, and with what. */
export interface Place {
  /** Home of the tool; the directories of all stacks are in it. */
  readonly home: string;
  /** The engine's binary; the sandbox finds its own. */
  readonly engine: string | undefined;
}

/** Stacks that are there: of runs that are going, and of runs that ended without deleting them. */
export function stacksIn(home: string): { readonly running: readonly string[]; readonly left: readonly string[] } {
  const folder = join(home, "verify");
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const running = names.filter((name) => isRunning(join(folder, name)));
  return { running, left: names.filter((name) => !running.includes(name)) };
}

/** Whether the run is going, or what it had begun: an engine goes on to its end when the run itself is killed. */
function isRunning(dir: string): boolean {
  return isAlive(join(dir, "pid"), 1) || isAlive(join(dir, "command"), -1);
}

/** Whether the process (or, with -1, one of the process group) that a file names is there. */
function isAlive(file: string, sign: 1 | -1): boolean {
  try {
    return process.kill(sign * Number(readFileSync(file, "utf8")), 0);
  } catch {
    return false;
  }
}

export const newName = () => `verify-${randomBytes(4).toString("hex")}`;

/**
 * A copy of this checkout's program, with a stack of its own and a backend of its own beside it: neither the user's backend
 * nor a stack file of the checkout is touched. Everything that is needed to delete the stack is in the directory, also for
 * another run.
 */
export class Deployment implements Stack {
  readonly name: string;
  readonly #dir: string;
  readonly #place: Place;

  constructor(place: Place, name: string) {
    this.name = name;
    this.#place = place;
    this.#dir = join(place.home, "verify", name);
  }

  /** Writes the directory, and makes the stack in its backend. */
  static async make(place: Place, name: string, settings: (step: Step) => object): Promise<Deployment> {
    const made = new Deployment(place, name);
    const project = made.#project;
    mkdirSync(join(made.#dir, "backend"), { recursive: true, mode: 0o700 });
    writeFileSync(join(made.#dir, "pid"), String(process.pid));
    mkdirSync(project);
    for (const file of ["Pulumi.yaml", "package.json"]) cpSync(join(root, file), join(project, file));
    cpSync(join(root, "stacks"), join(project, "stacks"), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
    writeFileSync(join(made.#dir, "passphrase"), randomBytes(24).toString("hex"), { mode: 0o600 });
    for (const step of ["first", "changed"] as const) writeFileSync(made.#settings(step), stringify(settings(step)));
    made.#use("first");
    if (place.engine !== undefined) await made.#pulumi(["stack", "init", name]);
    return made;
  }

  /** Takes over a stack whose run was killed, with the lock that it left. */
  static async of(place: Place, name: string): Promise<Deployment> {
    const found = new Deployment(place, name);
    writeFileSync(join(found.#dir, "pid"), String(process.pid));
    if (found.#exists()) await found.#pulumi(["cancel", "--yes"]);
    return found;
  }

  async planned(step: Step, signal: AbortSignal): Promise<readonly string[]> {
    this.#use(step);
    return (await this.#preview(signal)).map(({ newState }) => newState?.type ?? "");
  }

  async up(step: Step, signal: AbortSignal): Promise<void> {
    this.#use(step);
    await this.#groundplan("up", signal);
  }

  async replaced(step: Step, signal: AbortSignal): Promise<readonly string[]> {
    this.#use(step);
    const replacing = (await this.#preview(signal)).filter(({ op }) => op === "replace");
    return replacing.map(({ urn, replaceReasons = [] }) => `${urn} ${replaceReasons.join(", ")}`.trim());
  }

  async drift(signal: AbortSignal): Promise<readonly string[]> {
    await this.#groundplan("refresh", signal);
    const changing = (await this.#preview(signal)).filter(({ op }) => op !== "same");
    return changing.map(({ op, urn, diffReasons = [] }) => `${op} ${urn} ${diffReasons.join(", ")}`.trim());
  }

  async closed(): Promise<readonly string[]> {
    const outputs = JSON.parse(await this.#pulumi(["stack", "output", "--json"])) as Outputs;
    return Object.values(outputs).flatMap(({ buckets = {} }) => Object.values(buckets).map(({ url }) => url));
  }

  /** What was begun and not written down is forgotten by the engine, not by `left`. */
  async destroy(): Promise<void> {
    if (!this.#exists()) return;
    const { open } = await this.#state();
    if (open.length > 0) {
      writeFileSync(join(this.#dir, "open"), `${open.join("\n")}\n`, { flag: "a" });
      await this.#pulumi(["refresh", "--yes", "--skip-preview", "--clear-pending-creates", "--non-interactive"]);
    }
    await this.#groundplan("destroy");
  }

  async left(): Promise<readonly string[]> {
    if (!this.#exists()) return [];
    const { resources, open } = await this.#state();
    return [...resources, ...open.map((urn) => `${urn} (begun; look whether it is there)`)];
  }

  async forget(): Promise<void> {
    if (this.#place.engine === undefined) await this.#command(["sandbox", "stop"]);
    rmSync(this.#dir, { recursive: true, force: true });
  }

  /** A run can have been killed before its stack was in its backend. */
  #exists(): boolean {
    return this.#place.engine === undefined || existsSync(join(this.#dir, "backend/.pulumi/stacks"));
  }

  get #project(): string {
    return join(this.#dir, "project");
  }

  #settings(step: Step): string {
    return join(this.#dir, `${step}.yaml`);
  }

  /** Puts a step's settings in place, beside what the engine has written there about the stack's encryption. */
  #use(step: Step): void {
    const file = join(this.#project, "stacks", `Pulumi.${this.name}.yaml`);
    const { config: _, ...own } = existsSync(file)
      ? (parse(readFileSync(file, "utf8")) as Record<string, unknown>)
      : {};
    writeFileSync(file, stringify({ ...own, ...parse(readFileSync(this.#settings(step), "utf8")) }));
  }

  async #preview(signal?: AbortSignal): Promise<readonly PreviewStep[]> {
    const text = await this.#pulumi(["preview", "--json", "--non-interactive"], signal);
    const { steps = [] } = JSON.parse(text) as { steps?: readonly PreviewStep[] };
    return steps.filter(({ newState, oldState }) => {
      const { custom = false, type = "" } = newState ?? oldState ?? {};
      return custom && !type.startsWith("pulumi:");
    });
  }

  async #state(): Promise<{ resources: string[]; open: string[] }> {
    const { deployment = {} } = JSON.parse(await this.#pulumi(["stack", "export"])) as { deployment?: State };
    const own = (deployment.resources ?? []).filter(
      ({ custom, type }) => custom === true && !type.startsWith("pulumi:"),
    );
    const open = (deployment.pending_operations ?? []).filter(({ type }) => type === "creating");
    return {
      resources: own.map(({ urn, id }) => `${urn} ${id ?? ""}`.trim()),
      open: open.map(({ resource }) => resource.urn),
    };
  }

  #groundplan(command: string, signal?: AbortSignal): Promise<string> {
    const live = this.#place.engine === undefined ? [] : ["--live", "--yes"];
    return this.#command([command, this.name, "--json", ...live], signal);
  }

  #command(args: readonly string[], signal?: AbortSignal): Promise<string> {
    return this.#run(process.execPath, [join(root, "dist/cli/main.js"), ...args], signal);
  }

  /** The stock engine on the stack; in the sandbox by way of its own command. */
  #pulumi(args: readonly string[], signal?: AbortSignal): Promise<string> {
    const named = args[1] === "init" ? args : [...args, "--stack", this.name];
    if (this.#place.engine !== undefined) return this.#run(this.#place.engine, named, signal);
    return this.#command(["sandbox", "run", "--stack", this.name, "--", "pulumi", ...named], signal);
  }

  /** Runs a program in a process group of its own: Ctrl-C of the terminal reaches it through `signal` only. */
  #run(file: string, args: readonly string[], signal?: AbortSignal): Promise<string> {
    const child = spawn(file, args, {
      cwd: this.#project,
      env: this.#env(),
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    writeFileSync(join(this.#dir, "command"), String(child.pid));
    const stop = () => child.kill("SIGINT");
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop);
    const ended = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      ended.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      ended.stderr += chunk;
      if (file === process.execPath) process.stderr.write(chunk);
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        signal?.removeEventListener("abort", stop);
        if (code === 0) resolve(ended.stdout);
        else reject(new Error(reasonOf(ended) || `${args[0]} ended with ${code}`));
      });
    });
  }

  #env(): NodeJS.ProcessEnv {
    const { PULUMI_STACK: _, PULUMI_CONFIG_PASSPHRASE: __, NODE_OPTIONS: ___, ...own } = process.env;
    const path = `${join(root, "node_modules/.bin")}:${own.PATH}`;
    const backend = `file://${join(this.#dir, "backend")}`;
    const common = { ...own, PATH: path, GROUNDPLAN_HOME: this.#place.home };
    if (this.#place.engine === undefined) return common;
    return {
      ...common,
      PULUMI_BACKEND_URL: backend,
      PULUMI_CONFIG_PASSPHRASE_FILE: join(this.#dir, "passphrase"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
  }
}

interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly diffReasons?: readonly string[];
  readonly replaceReasons?: readonly string[];
  readonly newState?: { readonly type: string; readonly custom?: boolean };
  readonly oldState?: { readonly type: string; readonly custom?: boolean };
}

interface State {
  readonly resources?: readonly {
    readonly urn: string;
    readonly id?: string;
    readonly type: string;
    readonly custom?: boolean;
  }[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: { readonly urn: string } }[];
}

type Outputs = Record<string, { readonly buckets?: Record<string, { readonly url: string }> }>;

/** Why a command failed: our own message in its JSON, the errors in the engine's, else the last lines that it printed. */
export function reasonOf({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string {
  try {
    const { error, diagnostics = [] } = JSON.parse(stdout) as Answer;
    const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.trim());
    return error?.message ?? errors.join("\n").replace(/^error: /gm, "");
  } catch {
    return (stderr.trim() || stdout.trim()).split("\n").slice(-15).join("\n");
  }
}

interface Answer {
  readonly error?: { readonly message: string };
  readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}
