import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PackageName, SdkSource } from "../types.js";

/** Finds the installed npm SDK that a program uses; answers are remembered for the life of the server. */
export class SdkFinder {
  private readonly roots: readonly string[];
  private readonly found = new Map<string, SdkSource>();

  /** `roots`: directories to look from, each with the node_modules above it; the first that fits wins. */
  constructor(roots: readonly string[]) {
    this.roots = roots;
  }

  /**
   * The SDK of a package in the version that the provider's inputs name: the installed one of that version, under its own
   * name or an alias (two majors in one program), else the one of the same major, else the first one found. Undefined
   * where none is installed at all.
   */
  find(pkg: PackageName, version: string | undefined): SdkSource | undefined {
    const key = `${pkg}@${version ?? ""}`;
    let source = this.found.get(key);
    if (source === undefined) {
      source = this.search(`@pulumi/${pkg}`, version?.replace(/^v/, ""));
      if (source !== undefined) {
        this.found.set(key, source);
      }
    }
    return source;
  }

  private search(name: string, version: string | undefined): SdkSource | undefined {
    const modules = this.roots.flatMap(nodeModulesAbove);
    const plain = modules
      .map((dir) => read(join(dir, ...name.split("/")), name))
      .filter((source) => source !== undefined);
    const exact = plain.find((source) => version === undefined || source.version === version);
    if (exact !== undefined) {
      return exact;
    }
    const all = [...plain, ...modules.flatMap((dir) => aliases(dir, name))];
    const major = version?.split(".")[0];
    return (
      all.find((source) => source.version === version) ??
      all.find((source) => source.version.split(".")[0] === major) ??
      all[0]
    );
  }
}

function nodeModulesAbove(start: string): string[] {
  const found: string[] = [];
  for (let dir = start; ; dir = dirname(dir)) {
    const candidate = join(dir, "node_modules");
    if (existsSync(candidate)) {
      found.push(candidate);
    }
    if (dirname(dir) === dir) {
      return found;
    }
  }
}

function read(dir: string, name: string): SdkSource | undefined {
  const file = join(dir, "package.json");
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    const manifest = JSON.parse(readFileSync(file, "utf8")) as { name?: unknown; version?: unknown };
    const isIt = manifest.name === name && typeof manifest.version === "string";
    return isIt ? { dir: realpathSync(dir), version: String(manifest.version).replace(/^v/, "") } : undefined;
  } catch {
    // A broken manifest of some other package is not our business; one of the SDK itself shows as "not installed".
    return undefined;
  }
}

/** Installs under another name (`npm i aws6@npm:@pulumi/aws@6`), looked for only where the plain name does not fit. */
function aliases(modules: string, name: string): SdkSource[] {
  const dirs = readdirSync(modules).flatMap((entry) =>
    entry.startsWith("@") ? readdirSync(join(modules, entry)).map((inner) => join(entry, inner)) : [entry],
  );
  return dirs.map((dir) => read(join(modules, dir), name)).filter((source) => source !== undefined);
}
