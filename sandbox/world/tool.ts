import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version of this tool, from its own package.json; "unknown" where there is none above these files. */
export function toolVersion(): string {
  for (let dir = __dirname; dirname(dir) !== dir; dir = dirname(dir)) {
    const file = join(dir, "package.json");
    const manifest = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : undefined;
    if (manifest?.name === "groundplan" && manifest.version !== undefined) return manifest.version;
  }
  return "unknown";
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
}
