import * as fs from "node:fs";
import * as path from "node:path";

/** An extra parameter of a plugin that serves several packages. */
export interface Parameterization {
  readonly name: string;
  readonly version: string;
  /** Base64, as package.json holds it. */
  readonly value: string;
}

/** A Pulumi package that a program may use, and the plugin that serves it. */
export interface RequiredPackage {
  readonly name: string;
  /** With a leading `v`. */
  readonly version: string;
  readonly server: string | undefined;
  readonly parameterization: Parameterization | undefined;
  readonly extension: Parameterization | undefined;
}

interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly pulumi?: {
    readonly resource?: boolean;
    readonly name?: string;
    readonly version?: string;
    readonly server?: string;
    readonly parameterization?: Parameterization;
    readonly extensionParameterization?: Parameterization;
  };
}

/**
 * Finds the Pulumi packages installed for a program: every package under a `node_modules` of its directory whose
 * package.json has `pulumi.resource`.
 *
 * The official host reads every directory of every package. Only package directories are read here, nested
 * `node_modules` included, which finds the same and stays in the range of milliseconds on a large tree. As there,
 * directories above the program are not searched, and policy packs are left out: their plugins are not the program's.
 */
export function requiredPackages(programDirectory: string): RequiredPackage[] {
  const found: RequiredPackage[] = [];
  searchSources(programDirectory, new Set(), found);
  return found;
}

function searchSources(directory: string, visited: Set<string>, found: RequiredPackage[]): void {
  if (isVisited(directory, visited)) return;
  for (const entry of subdirectories(directory)) {
    const child = path.join(directory, entry);
    if (entry === "node_modules") searchModules(child, visited, found);
    else if (entry !== ".git" && !isPolicyPack(child)) searchSources(child, visited, found);
  }
}

function searchModules(modules: string, visited: Set<string>, found: RequiredPackage[]): void {
  for (const entry of subdirectories(modules)) {
    const child = path.join(modules, entry);
    if (entry.startsWith(".")) continue;
    if (entry.startsWith("@")) searchModules(child, visited, found);
    else readPackage(child, visited, found);
  }
}

function readPackage(directory: string, visited: Set<string>, found: RequiredPackage[]): void {
  if (isVisited(directory, visited) || isPolicyPack(directory)) return;
  const pulumiPackage = toRequired(readJson(path.join(directory, "package.json")));
  if (pulumiPackage !== undefined) found.push(pulumiPackage);
  const nested = path.join(directory, "node_modules");
  if (fs.existsSync(nested)) searchModules(nested, visited, found);
}

/** Directories and links to directories in a directory; nothing where it cannot be read. */
function subdirectories(directory: string): string[] {
  try {
    return fs
      .readdirSync(directory, { withFileTypes: true })
      .filter(
        (entry) => entry.isDirectory() || (entry.isSymbolicLink() && isDirectory(path.join(directory, entry.name))),
      )
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

function isDirectory(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Links may lead back up (a workspace that links itself), so each real directory is read once. */
function isVisited(directory: string, visited: Set<string>): boolean {
  let real: string;
  try {
    real = fs.realpathSync(directory);
  } catch {
    return true;
  }
  if (visited.has(real)) return true;
  visited.add(real);
  return false;
}

function isPolicyPack(directory: string): boolean {
  return ["PulumiPolicy.yaml", "PulumiPolicy.yml"].some((file) => fs.existsSync(path.join(directory, file)));
}

/** Parsed JSON of a file, or undefined where there is none that can be read. */
export function readJson(file: string): PackageJson | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as PackageJson;
  } catch {
    return undefined;
  }
}

function toRequired(manifest: PackageJson | undefined): RequiredPackage | undefined {
  const pulumi = manifest?.pulumi;
  if (pulumi?.resource !== true) return undefined;
  // A package outside the @pulumi scope has to name its plugin; one that does not cannot be fetched by name.
  const name = pulumi.name ?? (manifest?.name?.startsWith("@pulumi/") ? manifest.name.slice("@pulumi/".length) : "");
  const version = pulumi.version ?? manifest?.version ?? "";
  if (name === "" || version === "") return undefined;
  return {
    name,
    version: version.startsWith("v") ? version : `v${version}`,
    server: pulumi.server,
    parameterization: pulumi.parameterization,
    extension: pulumi.extensionParameterization,
  };
}
