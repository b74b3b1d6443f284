import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine, ensureEngine } from "../../../engine/index.js";
import type { FaultRule } from "../../../sandbox/faults/model.js";
import type { Attached, Deployment, InventoryObject } from "../../../sandbox/index.js";
import { buildSandbox, type SandboxModule } from "../../sandbox/support/build.js";
import { makeHome } from "./home.js";

const root = join(__dirname, "../../..");

export interface Ended {
  readonly code: number | null;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

/** A small Pulumi project in plain JavaScript, in a directory and with a home of its own, on the real engine. */
export class SandboxProject {
  readonly sandbox: SandboxModule;
  readonly dir: string;
  readonly home: string;
  private readonly engine: Engine;
  private readonly temporary: string;

  private constructor(sandbox: SandboxModule, engine: Engine) {
    this.sandbox = sandbox;
    this.engine = engine;
    this.temporary = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-e2e-")));
    this.dir = join(this.temporary, "project");
    this.home = join(this.temporary, "home");
    mkdirSync(this.dir);
    makeHome(this.home);
    symlinkSync(join(root, "node_modules"), join(this.dir, "node_modules"));
    // Its programs are JavaScript; loading a compiler for them would be a third of a run.
    this.write("Pulumi.yaml", "name: shop\nruntime: { name: nodejs, options: { typescript: false } }\n");
    this.write("package.json", '{ "main": "index.js" }\n');
  }

  static async make(): Promise<SandboxProject> {
    const engine = await ensureEngine({ progress: (line) => console.log(line) });
    return new SandboxProject(buildSandbox("e2e", { fake: false }), engine);
  }

  get options(): { projectDir: string; home: string } {
    return { projectDir: this.dir, home: this.home };
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.dir, name), text);
  }

  program(text: string): void {
    this.write("index.js", text);
  }

  /** Names of the files of the project: what a run has left in the checkout. */
  files(): string[] {
    return readdirSync(this.dir).sort();
  }

  /** `rules`: what goes wrong in this run. */
  attach(...rules: readonly FaultRule[]): Promise<Attached> {
    const run = rules.length === 0 ? {} : { run: { plan: { source: "test", rules }, seed: 1 } };
    return this.sandbox.attachSandbox({ ...this.options, ...run });
  }

  /** Ends the sandbox's server as `kill -9` does. */
  async killServer(): Promise<void> {
    const { server } = await this.sandbox.sandboxStatus(this.options);
    process.kill(server?.pid as number, "SIGKILL");
  }

  /** Starts the engine with the sandbox attached. `--config-file` keeps the stack's file out of the project. */
  spawn(attached: Attached, args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const { VITEST: _, NODE_OPTIONS: __, ...own } = process.env;
    const nodes = join(root, "node_modules", ".bin");
    const env = { ...own, ...attached.env, PATH: `${nodes}:${process.env.PATH}` };
    const child = spawn(this.engine.command, [...args, "--non-interactive", "--color", "never"], {
      cwd: this.dir,
      env,
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output += chunk;
    });
    return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, output }))) };
  }

  /** `pulumi stack ...` and `pulumi cancel` read no configuration. */
  arguments(attached: Attached, stack: string, args: readonly string[]): string[] {
    const configured = !["stack", "cancel", "state"].includes(args[0] ?? "");
    const config = ["--config-file", join(attached.configDir, `Pulumi.${stack}.yaml`)];
    return [...args, "--stack", stack, ...(configured ? config : [])];
  }

  async pulumi(attached: Attached, stack: string, ...args: string[]): Promise<Ended> {
    return await this.spawn(attached, this.arguments(attached, stack, args)).ended;
  }

  /** Runs a command and throws its output where it fails. */
  async ok(attached: Attached, stack: string, ...args: string[]): Promise<string> {
    const { code, output } = await this.pulumi(attached, stack, ...args);
    if (code !== 0) {
      throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
    }
    return output;
  }

  async init(attached: Attached, stack: string): Promise<void> {
    await this.spawn(attached, ["stack", "init", stack, "--no-select"]).ended;
    rmSync(join(this.dir, `Pulumi.${stack}.yaml`), { force: true });
  }

  async state(attached: Attached, stack: string): Promise<Deployment> {
    return JSON.parse(await this.ok(attached, stack, "stack", "export")) as Deployment;
  }

  /** URN and id of every custom resource of a state, providers aside, sorted: to be compared with `existing`. */
  async recorded(attached: Attached, stack: string): Promise<string[]> {
    const resources = (await this.state(attached, stack)).deployment?.resources ?? [];
    return resources
      .filter(({ urn, id }) => id !== undefined && !urn.includes("::pulumi:providers:"))
      .map(({ urn, id }) => `${urn} ${id}`)
      .sort();
  }

  inventory(): InventoryObject[] {
    return this.sandbox.inventory(this.sandbox.worldDirectory(this.dir, this.home));
  }

  existing(stack: string): string[] {
    return this.inventory()
      .filter((object) => object.stack === stack)
      .map(({ urn, id }) => `${urn} ${id}`)
      .sort();
  }

  async remove(): Promise<void> {
    await this.sandbox.stopSandbox(this.options);
    rmSync(this.temporary, { recursive: true, force: true });
  }
}

/** The line of a summary that begins so, as `pulumi` prints it: `+ 5 created`. */
export function summary(output: string): string[] {
  const [, rest = ""] = output.split(/^Resources:$/m);
  return rest
    .split("\n")
    .slice(1)
    .map((line) => line.trim())
    .filter((line, index, lines) => line !== "" && lines.slice(0, index).every((earlier) => earlier !== ""));
}
