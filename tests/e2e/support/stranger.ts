import { execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type InventoryObject, inventory, worldDirectory } from "../../../sandbox/index.js";
import type { Ended } from "./cli-project.js";
import { makeHome } from "./home.js";

const root = join(__dirname, "../../..");
const modules = join(root, "node_modules");

/** The package as `npm pack` makes it from the compiled sources, unpacked in a temporary directory. */
export class Packed {
  readonly #temporary = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-pack-")));
  readonly tarball: string;
  /** The unpacked package. */
  readonly dir: string;
  readonly manifest: { readonly dependencies: object; readonly peerDependencies: object };

  constructor() {
    // Without scripts: dist has been built, and must not change under the other tests.
    const args = ["pack", "--ignore-scripts", "--json", "--loglevel=error", "--pack-destination", this.#temporary];
    execFileSync("npm", args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    this.tarball = join(this.#temporary, `groundplan-${version}.tgz`);
    execFileSync("tar", ["-xzf", this.tarball, "-C", this.#temporary]);
    this.dir = join(this.#temporary, "package");
    this.manifest = JSON.parse(readFileSync(join(this.dir, "package.json"), "utf8"));
  }

  remove(): void {
    rmSync(this.#temporary, { recursive: true, force: true });
  }
}

/**
 * Somebody's project outside of this checkout. It has the package from the tarball, what the package depends on, and
 * the packages that the project names, and no other.
 *
 * Those are links into this checkout: a registry is not asked. The package itself is a copy, so that it is resolved
 * from the project and finds nothing but what the project has.
 */
export class Stranger {
  readonly dir: string;
  readonly home: string;
  readonly #temporary = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-stranger-")));

  constructor(packed: Packed, packages: readonly string[]) {
    this.dir = join(this.#temporary, "project");
    this.home = join(this.#temporary, "home");
    mkdirSync(join(this.dir, "node_modules"), { recursive: true });
    makeHome(this.home);
    cpSync(packed.dir, join(this.dir, "node_modules/groundplan"), { recursive: true });
    for (const name of new Set([...Object.keys(packed.manifest.dependencies), ...packages])) this.#link(name);
  }

  /** A copy of an example with the packages that its own package.json names. */
  static ofExample(packed: Packed, example: string): Stranger {
    const from = join(root, "examples", example);
    const manifest = JSON.parse(readFileSync(join(from, "package.json"), "utf8"));
    const wanted = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const stranger = new Stranger(
      packed,
      wanted.filter((name) => name !== "groundplan"),
    );
    cpSync(from, stranger.dir, { recursive: true });
    return stranger;
  }

  #link(name: string): void {
    const place = join(this.dir, "node_modules", name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(modules, name), place);
  }

  write(name: string, content: string | object): void {
    writeFileSync(join(this.dir, name), typeof content === "string" ? content : JSON.stringify(content));
  }

  /** Runs Node in the project. */
  node(args: readonly string[]): Promise<Ended> {
    const { VITEST: _, NODE_OPTIONS: __, NODE_PATH: ___, npm_lifecycle_event: ____, ...own } = process.env;
    const PATH = `${join(modules, ".bin")}:${process.env.PATH}`;
    const env = { ...own, PATH, GROUNDPLAN_HOME: this.home };
    const child = spawn(process.execPath, args, { cwd: this.dir, env });
    const ended = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      ended.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      ended.stderr += chunk;
    });
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, ...ended })));
  }

  /** Runs the command that the package brings, and reads its JSON. Throws what it printed where it failed. */
  async groundplan<T = { readonly changes: Readonly<Record<string, number>> }>(...args: string[]): Promise<T> {
    const { code, stdout, stderr } = await this.node(["node_modules/groundplan/dist/cli/main.js", ...args, "--json"]);
    if (code !== 0) throw new Error(`groundplan ${args.join(" ")} ended with ${code}:\n${stderr}`);
    return JSON.parse(stdout) as T;
  }

  /** What exists in the project's sandbox. */
  inventory(): InventoryObject[] {
    return inventory(worldDirectory(this.dir, this.home));
  }

  async remove(): Promise<void> {
    await this.node(["node_modules/groundplan/dist/cli/main.js", "sandbox", "stop"]);
    rmSync(this.#temporary, { recursive: true, force: true });
  }
}
