import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureEngine } from "../../../engine/index.js";
import { inventory, worldDirectory } from "../../../sandbox/index.js";
import { makeHome } from "./home.js";

const root = join(__dirname, "../../..");

const DEV = "stacks/Pulumi.dev.yaml";
const smallDev = join(root, "tests/e2e/fixtures/Pulumi.dev.yaml");

export interface ProjectOptions {
  /** Whether stack `dev` is the whole one of `stacks/`, in place of a quicker one with networks and buckets only. */
  readonly whole?: boolean;
}

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of this repository's project, with a home of its own that shares only the engine and compiled code; the command is the built one. */
export class CliProject {
  readonly dir: string;
  readonly home: string;
  readonly #temporary: string;

  private constructor({ whole = false }: ProjectOptions) {
    this.#temporary = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-cli-")));
    this.dir = join(this.#temporary, "project");
    this.home = join(this.#temporary, "home");
    mkdirSync(this.dir);
    cpSync(join(root, "Pulumi.yaml"), join(this.dir, "Pulumi.yaml"));
    cpSync(join(root, "stacks"), join(this.dir, "stacks"), { recursive: true });
    if (!whole) cpSync(smallDev, join(this.dir, DEV));
    symlinkSync(join(root, "node_modules"), join(this.dir, "node_modules"));
    makeHome(this.home);
  }

  static async make(options: ProjectOptions = {}): Promise<CliProject> {
    if (!existsSync(join(root, "dist/cli/main.js"))) throw new Error("dist is missing; run `npm run build` first");
    await ensureEngine({ progress: (line) => console.log(line) });
    return new CliProject(options);
  }

  /** Runs `groundplan` with these arguments in the project. */
  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return this.start(args, env).ended;
  }

  start(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const { VITEST: _, NODE_OPTIONS: __, npm_lifecycle_event: ___, ...own } = process.env;
    const child = spawn(process.execPath, [join(root, "dist/cli/main.js"), ...args], {
      cwd: this.dir,
      env: { ...own, GROUNDPLAN_HOME: this.home, ...env },
      detached: true,
    });
    const ended: { stdout: string; stderr: string } = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      ended.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      ended.stderr += chunk;
    });
    return { child, ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, ...ended }))) };
  }

  /** Replaces text in a file of the project; the text must be there. */
  edit(file: string, from: string, to: string): void {
    const before = readFileSync(join(this.dir, file), "utf8");
    if (!before.includes(from)) throw new Error(`${file} does not contain ${from}`);
    writeFileSync(join(this.dir, file), before.replace(from, to));
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.dir, file), text);
  }

  /** Puts a file back as it was at first. */
  restore(file: string): void {
    cpSync(file === DEV ? smallDev : join(root, file), join(this.dir, file));
  }

  get world(): string {
    return worldDirectory(this.dir, this.home);
  }

  stateFile(stack: string): string {
    return join(this.world, "backend/.pulumi/stacks/groundplan", `${stack}.json`);
  }

  /** What exists of a stack, as `urn id`, sorted. */
  existing(stack: string): string[] {
    const own = inventory(this.world).filter((object) => object.stack === stack);
    return own.map(({ urn, id }) => `${urn} ${id}`).sort();
  }

  /** What the stack's state says exists, in the same form. */
  stated(stack: string): string[] {
    const file = JSON.parse(readFileSync(this.stateFile(stack), "utf8")) as State;
    const resources = file.checkpoint.latest.resources ?? [];
    const own = resources.filter(({ custom, type }) => custom === true && !type.startsWith("pulumi:"));
    return own.map(({ urn, id }) => `${urn} ${id}`).sort();
  }

  /** A hash of every file of the project: what a run must not change. */
  fingerprint(): string {
    const hash = createHash("sha256");
    const entries = readdirSync(join(this.dir, "stacks"), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(file).update(readFileSync(file));
    for (const name of readdirSync(this.dir).sort()) hash.update(name);
    return hash.update(readFileSync(join(this.dir, "Pulumi.yaml"))).digest("hex");
  }

  async remove(): Promise<void> {
    await this.run(["sandbox", "stop"]);
    rmSync(this.#temporary, { recursive: true, force: true });
  }
}

interface State {
  readonly checkpoint: {
    readonly latest: {
      readonly resources?: readonly {
        readonly urn: string;
        readonly id?: string;
        readonly type: string;
        readonly custom?: boolean;
      }[];
    };
  };
}
