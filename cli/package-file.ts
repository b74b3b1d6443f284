import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * A file of the installed package, or of the clone, that this file is of; undefined where it is not there.
 *
 * @param path  from the root of the package
 */
export function packageFile(path: string): string | undefined {
  for (let dir = __dirname; dir !== dirname(dir); dir = dirname(dir))
    if (existsSync(join(dir, path))) return join(dir, path);
  return undefined;
}

/** The version of the package. */
export function packageVersion(): string {
  const manifest = readFileSync(packageFile("package.json") ?? "package.json", "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
