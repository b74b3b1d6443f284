// Packages of PyPI, from which some tables are made: fetched by pip, unpacked, never run.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

const python = (...args) => execFileSync("python3", args, { stdio: ["ignore", "ignore", "inherit"] });

/**
 * Fetches packages without what they depend on.
 * @param {string} folder where the wheels are put
 * @param {string[]} requirements names, with `==` and a version where it matters
 */
export function download(folder, ...requirements) {
  mkdirSync(folder, { recursive: true });
  python("-m", "pip", "download", "--no-deps", "--quiet", "--only-binary", ":all:", "--dest", folder, ...requirements);
}

/** @returns {string | undefined} the file of a package's version among those that were fetched */
export function wheelOf(folder, name, version) {
  const prefix = `${name.replaceAll("-", "_")}-${version}-`;
  return readdirSync(folder).find((file) => file.toLowerCase().startsWith(prefix) && file.endsWith(".whl"));
}

/** Puts the files of a wheel below a directory. */
export function unpackWheel(folder, wheel, target) {
  mkdirSync(target, { recursive: true });
  python("-m", "zipfile", "--extract", join(folder, wheel), target);
}
