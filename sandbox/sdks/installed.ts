import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SdkSource } from "../types.js";

/** Every node_modules directory above a directory, the nearest first. */
export function nodeModulesAbove(start: string): string[] {
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

/** A package of a name in a directory; undefined where something else lies there. */
export function readSdk(dir: string, name: string): SdkSource | undefined {
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

/** Under its own name, in the nearest node_modules first. */
export function plainInstalls(modules: readonly string[], name: string): SdkSource[] {
  return modules.map((dir) => readSdk(join(dir, ...name.split("/")), name)).filter((source) => source !== undefined);
}

/** Looked for only where the plain name does not fit: other names (`npm i aws6@npm:@pulumi/aws@6`), and other packages' own copies. */
export function otherInstalls(modules: string, name: string): SdkSource[] {
  const packages = entries(modules);
  const nested = packages.map((dir) => join(modules, dir, "node_modules", name));
  const virtual = join(modules, ".pnpm");
  const stored = namesIn(virtual)
    .filter((dir) => dir.startsWith(`${name.replace("/", "+")}@`))
    .map((dir) => join(virtual, dir, "node_modules", name));
  return [...packages.map((dir) => join(modules, dir)), ...nested, ...stored]
    .map((dir) => readSdk(dir, name))
    .filter((source) => source !== undefined);
}

/** Packages of a node_modules directory, scoped ones by both parts of their name. */
function entries(modules: string): string[] {
  return namesIn(modules).flatMap((entry) =>
    entry.startsWith("@") ? namesIn(join(modules, entry)).map((inner) => join(entry, inner)) : [entry],
  );
}

function namesIn(dir: string): string[] {
  return existsSync(dir) ? readdirSync(dir) : [];
}
