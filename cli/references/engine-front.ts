import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { groundplanHome } from "../../engine/paths.js";
import { ENGINE_VERSION } from "../../engine/version.js";
import { type Project, runtimeOf } from "../project.js";
import { shellQuoted } from "../run/shell.js";
import { readsStacks } from "./mentioned.js";

/** An engine that finds our front in the place of a language host. */
export interface EngineFront {
  /** Directory with `bin/pulumi`. */
  readonly root: string;
  readonly command: string;
}

/** Runtimes whose programs are sources that can be looked through. */
const ofSources: ReadonlySet<string> = new Set(["nodejs", "bun", "python", "go", "dotnet", "java"]);

/** The front for a project whose program reads other stacks, as far as its sources or its sandbox.yaml tell. */
export function frontFor(project: Project, command: string): EngineFront | undefined {
  const name = runtimeOf(project);
  if (name === undefined || !/^[\w-]+$/.test(name)) return undefined;
  if (ofSources.has(name) && !readsStacks(project.root)) return undefined;
  return engineFront(command, name);
}

/**
 * The engine, with our front where it looks for the language host of a runtime: beside its own binary. On the PATH alone the
 * engine would warn of it. Undefined where the host is not installed: the engine says that best itself.
 *
 * @param command the engine's `pulumi`
 */
function engineFront(command: string, runtime: string): EngineFront | undefined {
  const host = hostOf(command, runtime);
  if (host === undefined) return undefined;
  const root = frontRoot();
  const bin = join(root, "bin");
  mkdirSync(bin, { recursive: true, mode: 0o700 });
  const front = join(bin, "pulumi");
  if (!isSame(command, front)) link(command, front);
  for (const name of besides(command))
    put(join(bin, name), (draft) => symlinkSync(join(dirname(command), name), draft));
  const script = [process.execPath, "--disable-warning=ExperimentalWarning", frontScript, host]
    .map(shellQuoted)
    .join(" ");
  put(join(bin, hostName(runtime)), (draft) =>
    writeFileSync(draft, `#!/bin/sh\nexec ${script} "$@"\n`, { mode: 0o700 }),
  );
  return { root, command: front };
}

const frontScript = join(__dirname, "..", "language-front.js");

function frontRoot(): string {
  return join(groundplanHome(), "sandbox", `engine-${ENGINE_VERSION}`);
}

/** What else lies beside the engine and is looked for there: hosts of dynamic providers and of policies. */
function besides(command: string): string[] {
  return readdirSync(dirname(command)).filter((name) => /^pulumi-(?!language-)/.test(name));
}

function isSame(command: string, front: string): boolean {
  return statSync(front, { throwIfNoEntry: false })?.size === statSync(command).size;
}

function hostName(runtime: string): string {
  return `pulumi-language-${runtime}`;
}

/** The host that the engine would use: on the PATH, beside itself, or among its plugins. */
function hostOf(command: string, runtime: string): string | undefined {
  const name = hostName(runtime);
  const dirs = (process.env.PATH ?? "").split(delimiter).filter((dir) => dir !== "");
  const fronts = resolve(frontRoot(), "bin");
  const places = [...dirs.filter((dir) => resolve(dir) !== fronts), dirname(command)];
  return [...places.map((dir) => join(dir, name)), ...pluginsNamed(name)].find((file) => existsSync(file));
}

function pluginsNamed(name: string): string[] {
  const plugins = join(process.env.PULUMI_HOME ?? "", "plugins");
  if (!existsSync(plugins)) return [];
  const kind = name.replace("pulumi-", "");
  const dirs = readdirSync(plugins).filter((entry) => entry.startsWith(`${kind}-v`) && !entry.endsWith(".lock"));
  return dirs
    .sort()
    .reverse()
    .map((dir) => join(plugins, dir, name));
}

/** A second name of the same file where that is possible: the engine is large. */
function link(command: string, front: string): void {
  put(front, (draft) => {
    try {
      linkSync(command, draft);
    } catch {
      copyFileSync(command, draft);
      chmodSync(draft, 0o700);
    }
  });
}

/** Of several processes at once each puts a whole file there. */
function put(file: string, write: (draft: string) => void): void {
  const draft = `${file}.${process.pid}`;
  write(draft);
  renameSync(draft, file);
}
