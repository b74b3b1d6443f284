import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Action } from "./rounds.mts";

type Sandbox = typeof import("../../sandbox/index.js");
type Attached = import("../../sandbox/index.js").Attached;

export const stack = "dev";
const ownSettings = "stacks/Pulumi.dev.yaml";

export interface StageOptions {
  /** Of the repository. */
  readonly root: string;
  /** The built commands. */
  readonly dist: string;
  /** Where the project, its world and its snapshots lie. */
  readonly dir: string;
  /** The tool's home from which the engine is taken. */
  readonly engineHome: string;
  /** The project, in place of the repository's own. */
  readonly source?: string;
  /** Another file in place of the stack's own, for a smaller stack. */
  readonly settings?: string;
}

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the project with a home of its own, whose world can be set back to a snapshot. */
export class Stage {
  readonly sandbox: Sandbox;
  readonly project: string;
  readonly home: string;
  readonly #options: StageOptions;
  /** Of the stack's file in the project. */
  readonly #file: string;
  readonly #settings: string;
  #held: Attached | undefined;

  constructor(options: StageOptions) {
    this.#options = options;
    this.project = join(options.dir, "project");
    this.home = join(options.dir, "home");
    const require = createRequire(import.meta.url);
    this.sandbox = require(join(options.dist, "sandbox/index.js")) as Sandbox;
    this.#file = options.source === undefined ? ownSettings : "Pulumi.dev.yaml";
    this.#settings = readFileSync(options.settings ?? join(options.source ?? options.root, this.#file), "utf8");
    if (!existsSync(this.project)) this.#make();
  }

  #make(): void {
    const { root, engineHome, source } = this.#options;
    mkdirSync(this.project, { recursive: true });
    mkdirSync(this.home, { recursive: true });
    if (source === undefined) {
      cpSync(join(root, "Pulumi.yaml"), join(this.project, "Pulumi.yaml"));
      cpSync(join(root, "stacks"), join(this.project, "stacks"), { recursive: true });
    } else cpSync(source, this.project, { recursive: true });
    symlinkSync(join(root, "node_modules"), join(this.project, "node_modules"));
    for (const shared of ["engine", "cache"]) {
      mkdirSync(join(engineHome, shared), { recursive: true });
      symlinkSync(join(engineHome, shared), join(this.home, shared));
    }
  }

  get world(): string {
    return this.sandbox.worldDirectory(this.project, this.home);
  }

  /** The program as it made what exists, or one that tags everything otherwise. */
  program(changed: boolean): void {
    const text = changed ? this.#settings.replace("environment: dev", "environment: changed") : this.#settings;
    if (changed && text === this.#settings) throw new Error(`${this.#file} has no tag environment: dev to change`);
    writeFileSync(join(this.project, this.#file), text);
  }

  start(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const { VITEST: _, NODE_OPTIONS: __, npm_lifecycle_event: ___, ...own } = process.env;
    const child = spawn(process.execPath, [join(this.#options.dist, "cli/main.js"), ...args], {
      cwd: this.project,
      env: { ...own, GROUNDPLAN_HOME: this.home, NODE_COMPILE_CACHE: join(this.home, "cache", "node"), ...env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const texts = { stdout: "", stderr: "" };
    child.stdout?.on("data", (chunk) => {
      texts.stdout += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      texts.stderr += chunk;
    });
    return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, ...texts }))) };
  }

  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return this.start(args, env).ended;
  }

  /** The engine's own command in the sandbox. */
  engine(command: Action["command"], before: readonly string[] = [], after: readonly string[] = []): readonly string[] {
    const quiet = ["--yes", "--skip-preview", "--non-interactive", "--suppress-outputs", "--suppress-progress"];
    return ["sandbox", "run", ...before, "--", "pulumi", command, "--stack", stack, ...quiet, ...after];
  }

  async save(name: string): Promise<void> {
    await this.#stop();
    const copy = this.#snapshot(name);
    rmSync(copy, { recursive: true, force: true });
    cpSync(this.world, `${copy}.new`, { recursive: true, force: true });
    renameSync(`${copy}.new`, copy);
  }

  /** Sets the world back, and keeps its server for the commands that follow. */
  async restore(name: string): Promise<void> {
    await this.#stop();
    rmSync(this.world, { recursive: true, force: true });
    if (name !== "nothing") cpSync(this.#snapshot(name), this.world, { recursive: true });
    this.#held = await this.sandbox.attachSandbox({ projectDir: this.project, home: this.home });
  }

  has(name: string): boolean {
    return existsSync(this.#snapshot(name));
  }

  #snapshot(name: string): string {
    return join(this.#options.dir, "snapshots", name);
  }

  /** Keeps what a round has left, to be looked at. */
  keep(name: string, texts: Readonly<Record<string, string>>): string {
    const dir = join(this.#options.dir, "failed", name);
    rmSync(dir, { recursive: true, force: true });
    if (existsSync(this.world)) cpSync(this.world, join(dir, "world"), { recursive: true });
    else mkdirSync(dir, { recursive: true });
    for (const [file, text] of Object.entries(texts)) writeFileSync(join(dir, `${file}.txt`), text);
    return dir;
  }

  async #stop(): Promise<void> {
    await this.#held?.detach();
    this.#held = undefined;
    for (let tries = 0; ; tries++)
      try {
        await this.sandbox.stopSandbox({ projectDir: this.project, home: this.home });
        return;
      } catch (error) {
        if (tries === 3) throw error;
        await sleep(500);
      }
  }

  async remove(): Promise<void> {
    await this.#stop();
    rmSync(this.#options.dir, { recursive: true, force: true });
  }
}
