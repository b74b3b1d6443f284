import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { installHost, readBundle } from "../../../engine/host-install.js";
import { ensureEngine } from "../../../engine/index.js";
import { compiledCode } from "../../../engine/paths.js";

const repository = path.join(__dirname, "..", "..", "..");

/** What a command printed and how it ended. */
export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, without terminal colours. */
  readonly text: string;
}

/**
 * The real engine with the language host of this source tree beside it, in a directory of its own, so that the one that
 * everybody else uses is neither tested by accident nor changed.
 */
export class HostWorld {
  readonly directory: string;
  readonly command: string;

  private constructor(directory: string) {
    this.directory = directory;
    this.command = path.join(directory, "engine", "bin", "pulumi");
  }

  static async create(progress: (line: string) => void): Promise<HostWorld> {
    const engine = await ensureEngine({ progress });
    const world = new HostWorld(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-host-"))));
    fs.mkdirSync(path.dirname(world.command), { recursive: true });
    fs.copyFileSync(engine.command, world.command, fs.constants.COPYFILE_FICLONE);
    const bundled = path.join(world.directory, "bundle");
    execFileSync(process.execPath, [path.join(repository, "scripts", "bundle-language-host.mjs"), bundled]);
    installHost(path.join(world.directory, "engine"), readBundle(path.join(bundled, "host-bundle")));
    fs.mkdirSync(path.join(world.directory, "state"));
    return world;
  }

  remove(): void {
    fs.rmSync(this.directory, { recursive: true, force: true });
  }

  /** Variables of every command: a backend and a home of this world, and the repository's Node first on PATH. */
  environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    const { NODE_OPTIONS: _options, VITEST: _vitest, ...rest } = process.env;
    return {
      ...rest,
      PATH: [path.join(repository, "node_modules", ".bin"), process.env.PATH].join(path.delimiter),
      NODE_COMPILE_CACHE: compiledCode(),
      PULUMI_HOME: path.join(this.directory, "home"),
      PULUMI_BACKEND_URL: `file://${path.join(this.directory, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "only for tests",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ...more,
    };
  }

  /** A project with a stack `dev`; `files` by relative path, `options` for its runtime. */
  async project(name: string, files: Readonly<Record<string, string>>, options: Record<string, unknown> = {}) {
    const project = new HostProject(this, path.join(this.directory, name));
    project.write({ "Pulumi.yaml": JSON.stringify({ name, runtime: { name: "nodejs", options } }), ...files });
    project.linkModules(".");
    const made = await project.pulumi("stack", "init", "dev");
    if (made.code !== 0) throw new Error(made.text);
    return project;
  }
}

/** A Pulumi project of a test. */
export class HostProject {
  readonly world: HostWorld;
  readonly directory: string;

  constructor(world: HostWorld, directory: string) {
    this.world = world;
    this.directory = directory;
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.directory, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
  }

  /** Gives a directory of the project the repository's modules. */
  linkModules(directory: string): void {
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(this.directory, directory, "node_modules"));
  }

  /** Starts a command of the engine in the project. */
  start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    return spawn(this.world.command, [...args, "--non-interactive", "--color", "never"], {
      cwd: this.directory,
      env: this.world.environment(env),
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  pulumi(...args: string[]): Promise<Result> {
    return this.pulumiWith({}, ...args);
  }

  pulumiWith(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Result> {
    return new Promise((resolve, reject) => {
      const child = this.start(args, env);
      const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
      child.stdout.on("data", (bytes: Buffer) => stdout.push(bytes));
      child.stderr.on("data", (bytes: Buffer) => stderr.push(bytes));
      child.on("error", reject);
      child.on("close", (code) => {
        const [out, err] = [Buffer.concat(stdout).toString(), Buffer.concat(stderr).toString()];
        resolve({ code, stdout: out, stderr: err, text: out + err });
      });
    });
  }

  up(): Promise<Result> {
    return this.pulumi("up", "--yes", "--skip-preview");
  }

  /** The stack's outputs, secrets in plain. */
  async outputs(): Promise<Record<string, unknown>> {
    const result = await this.pulumi("stack", "output", "--json", "--show-secrets");
    if (result.code !== 0) throw new Error(result.text);
    return JSON.parse(result.stdout) as Record<string, unknown>;
  }

  /** Process ids that a test's program wrote into `<name>-pids`; none until the line is whole. */
  pids(name: string): number[] {
    const file = path.join(this.directory, `${name}-pids`);
    const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
    return text.endsWith("\n") ? text.trim().split(" ").map(Number) : [];
  }

  /** The state of the stack, as the backend keeps it. */
  state(): string {
    const stacks = path.join(this.world.directory, "state", ".pulumi", "stacks", path.basename(this.directory));
    return fs.readFileSync(path.join(stacks, "dev.json"), "utf8");
  }
}
