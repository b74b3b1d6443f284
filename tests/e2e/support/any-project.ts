import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ensureEngine } from "../../../engine/index.js";
import { type InventoryObject, inventory, worldDirectory } from "../../../sandbox/index.js";
import type { Ended } from "./cli-project.js";
import { makeHome } from "./home.js";

const root = join(__dirname, "../../..");

/** A repository of somebody else with several Pulumi projects: there is nothing of ours in it, and it is under git. */
export class AnyRepository {
  readonly dir: string;
  readonly home: string;
  readonly #temporary = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-any-")));

  private constructor() {
    this.dir = join(this.#temporary, "repository");
    this.home = join(this.#temporary, "home");
    mkdirSync(join(this.dir, "node_modules"), { recursive: true });
    symlinkSync(join(root, "node_modules", "@pulumi"), join(this.dir, "node_modules", "@pulumi"));
    makeHome(this.home);
    this.write(".gitignore", "node_modules\n");
    this.git("init", "--quiet");
  }

  static async make(): Promise<AnyRepository> {
    await ensureEngine({ progress: (line) => console.log(line) });
    return new AnyRepository();
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.dir, file)), { recursive: true });
    writeFileSync(join(this.dir, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.dir, file), "utf8");
  }

  git(...args: string[]): string {
    const author = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com"];
    return execFileSync("git", [...author, ...args], { cwd: this.dir, encoding: "utf8" });
  }

  commit(): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", "state of the test");
  }

  /** Puts a language host on the PATH of later commands. */
  host(runtime: string, script: string): void {
    const file = join(this.#temporary, "bin", `pulumi-language-${runtime}`);
    mkdirSync(dirname(file), { recursive: true });
    const words = [process.execPath, script].map((word) => `'${word}'`).join(" ");
    writeFileSync(file, `#!/bin/sh\nTEST_MODULES='${root}/package.json' exec ${words} "$@"\n`, { mode: 0o755 });
  }

  /** Runs `groundplan` in a directory of the repository. */
  run(dir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const { VITEST: _, NODE_OPTIONS: __, npm_lifecycle_event: ___, ...own } = process.env;
    const child = spawn(process.execPath, [join(root, "dist/cli/main.js"), ...args], {
      cwd: join(this.dir, dir),
      env: {
        ...own,
        PATH: [join(this.#temporary, "bin"), own.PATH].join(delimiter),
        GROUNDPLAN_HOME: this.home,
        ...env,
      },
    });
    const ended = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      ended.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      ended.stderr += chunk;
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, ...ended }));
    });
  }

  /** Runs a line of shell with the sandbox attached. */
  shell(dir: string, line: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return this.run(dir, ["sandbox", "run", "--", "sh", "-c", line], env);
  }

  existing(project: string): InventoryObject[] {
    return inventory(worldDirectory(join(this.dir, project), this.home));
  }

  remove(): void {
    rmSync(this.#temporary, { recursive: true, force: true });
  }
}
