import * as fs from "node:fs";
import * as path from "node:path";
import { findOnPath } from "./node.js";
import { PackageManager } from "./options.js";

/** A package of a program and its installed version. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const LOCKFILES: readonly [string, PackageManager][] = [
  ["yarn.lock", PackageManager.Yarn],
  ["pnpm-lock.yaml", PackageManager.Pnpm],
  ["bun.lock", PackageManager.Bun],
  ["bun.lockb", PackageManager.Bun],
];

/**
 * Which package manager a project uses: the one its options name; else yarn where PULUMI_PREFER_YARN asks for it; else
 * the one whose lockfile is nearest and that is installed; else npm.
 */
export function resolvePackageManager(wanted: PackageManager, directory: string, env: NodeJS.ProcessEnv): string {
  if (wanted !== PackageManager.Auto) return wanted;
  const installed = (name: string): boolean => findOnPath(name, env.PATH) !== undefined;
  if (/^(1|true)$/i.test(env.PULUMI_PREFER_YARN ?? "") && installed("yarn")) return PackageManager.Yarn;
  for (const [lockfile, manager] of LOCKFILES) {
    if (searchUp(directory, lockfile) !== undefined && installed(manager)) return manager;
  }
  return PackageManager.Npm;
}

/** The arguments with which a package manager installs; `production` leaves out development dependencies. */
export function installArguments(manager: string, production: boolean): string[] {
  const quiet = manager === PackageManager.Npm ? ["--loglevel=error"] : [];
  if (!production) return ["install", ...quiet];
  return ["install", ...quiet, manager === PackageManager.Npm ? "--omit=dev" : "--production"];
}

/** The directory to install in: the root of the workspace that the program is a member of, else its own. */
export function installRoot(directory: string): string {
  const home = searchUp(directory, "package.json");
  if (home === undefined) return directory;
  const member = path.dirname(home);
  for (const candidate of ancestors(member)) {
    const workspaces = readManifest(candidate)?.workspaces ?? [];
    const patterns = Array.isArray(workspaces) ? workspaces : ((workspaces as { packages?: string[] }).packages ?? []);
    const inside = path.relative(candidate, member);
    if (patterns.some((pattern: string) => path.matchesGlob(inside, path.normalize(pattern)))) return candidate;
  }
  return directory;
}

/**
 * The packages installed for a program, by name: those its package.json names, or with `transitive` theirs as well.
 * Read from what is installed, so that it holds for every package manager.
 */
export function programDependencies(directory: string, transitive: boolean): Dependency[] {
  const file = searchUp(directory, "package.json");
  if (file === undefined) throw new Error(`no package.json in ${directory} or above it`);
  const found = new Map<string, Dependency>();
  const queue: { from: string; names: string[] }[] = [
    { from: path.dirname(file), names: namesOf(path.dirname(file), true) },
  ];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const name of next.names) {
      const installed = findInstalled(next.from, name);
      const version = installed === undefined ? undefined : readManifest(installed)?.version;
      if (installed === undefined || version === undefined || found.has(`${name}@${version}`)) continue;
      found.set(`${name}@${version}`, { name, version });
      if (transitive) queue.push({ from: installed, names: namesOf(installed, false) });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function namesOf(directory: string, development: boolean): string[] {
  const manifest = readManifest(directory);
  return Object.keys({ ...manifest?.dependencies, ...(development ? manifest?.devDependencies : {}) });
}

function findInstalled(from: string, name: string): string | undefined {
  const found = ancestors(from)
    .map((directory) => path.join(directory, "node_modules", name))
    .find((candidate) => fs.existsSync(path.join(candidate, "package.json")));
  return found === undefined ? undefined : fs.realpathSync(found);
}

function readManifest(directory: string): Manifest | undefined {
  try {
    return JSON.parse(fs.readFileSync(path.join(directory, "package.json"), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

/** The nearest file of that name in a directory or above it. */
function searchUp(directory: string, name: string): string | undefined {
  return ancestors(directory)
    .map((candidate) => path.join(candidate, name))
    .find((candidate) => fs.existsSync(candidate));
}

/** A directory and all above it, nearest first. */
function ancestors(directory: string): string[] {
  const all = [path.resolve(directory)];
  for (let at = path.resolve(directory); path.dirname(at) !== at; at = path.dirname(at)) all.push(path.dirname(at));
  return all;
}
