import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { BundleError } from "./bundle.js";

/** The versions of packages as the code's own folder sees them. @throws BundleError for one that is not installed */
export function installedVersions(entry: string, packages: readonly string[]): Record<string, string> {
  return Object.fromEntries(packages.map((name) => [name, versionOf(name, dirname(resolve(entry)))]));
}

function versionOf(name: string, dir: string): string {
  for (let folder = dir; ; folder = dirname(folder)) {
    const version = read(join(folder, "node_modules", name, "package.json"));
    if (version !== undefined) return version;
    if (dirname(folder) === folder)
      throw new BundleError(
        `the cloud has to install "${name}", and its version is not known because it is not installed here; ` +
          `run \`npm install ${name}\``,
      );
  }
}

function read(path: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(path, "utf8")) as { version?: string };
    return version;
  } catch {
    return undefined;
  }
}
