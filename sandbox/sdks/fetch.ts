import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { SandboxError } from "../errors.js";
import type { PackageName, SdkSource } from "../types.js";
import { readSdk } from "./installed.js";
import { compareVersions } from "./manifests.js";
import { type Npm, type NpmAnswer, npm } from "./npm.js";
import { untar } from "./untar.js";

export interface FetchOptions {
  /** Directory of all fetched SDKs: `<home>/cache/sdk`. */
  readonly cache: string;
  /** Where npm runs: the project, whose settings apply. */
  readonly cwd: string;
  readonly npm?: Npm;
}

/** What the sandbox reads: a third of a package is maps for debuggers. */
const wanted = /(?:^package\.json|\.js|\.d\.ts)$/;
/** What a killed fetch has left is removed after this time. */
const abandonedMs = 60 * 60_000;

/** An SDK that was fetched before, if any. */
export function fetchedSdk(pkg: PackageName, version: string, cache: string): SdkSource | undefined {
  return readSdk(join(cache, `${pkg}-${version}`), `@pulumi/${pkg}`);
}

/** The newest version of a package that was ever fetched. */
export function newestFetched(pkg: PackageName, cache: string): SdkSource | undefined {
  const versions = (existsSync(cache) ? readdirSync(cache) : [])
    .map((name) => (name.startsWith(`${pkg}-`) ? name.slice(pkg.length + 1) : ""))
    .filter((version) => /^\d+\.\d+\.\d+$/.test(version))
    .sort(compareVersions);
  const newest = versions.at(-1);
  return newest === undefined ? undefined : fetchedSdk(pkg, newest, cache);
}

/**
 * Fetches an npm SDK into the cache. Several processes may do that at once: each unpacks beside the place, and the first that is
 * done gets it. Throws `sdk-fetch` with npm's words and the command to try.
 */
export async function fetchSdk(pkg: PackageName, version: string, options: FetchOptions): Promise<SdkSource> {
  const present = fetchedSdk(pkg, version, options.cache);
  if (present !== undefined) return present;
  mkdirSync(options.cache, { recursive: true, mode: 0o700 });
  removeAbandoned(options.cache);
  const draft = mkdtempSync(join(options.cache, ".fetch-"));
  try {
    const integrity = await integrityOf(pkg, version, options);
    const archive = await download(pkg, version, draft, options);
    await verify(archive, integrity);
    const unpacked = join(draft, "package");
    await unpack(archive, unpacked);
    put(unpacked, join(options.cache, `${pkg}-${version}`));
  } catch (error) {
    throw error instanceof SandboxError ? error : failed(pkg, version, options, String(error));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  const source = fetchedSdk(pkg, version, options.cache);
  if (source === undefined) throw failed(pkg, version, options, "what npm sent is another package");
  return source;
}

/**
 * The published version that is nearest to one that was never published: the newest of the same minor, else of the same major the
 * newest that is older, else the oldest that is newer. Undefined where the registry has none of that major.
 */
export async function nearestPublished(
  pkg: PackageName,
  version: string,
  options: FetchOptions,
): Promise<string | undefined> {
  const answer = await (options.npm ?? npm)(["view", `@pulumi/${pkg}`, "versions", "--json"], options.cwd);
  if (!answer.ok) throw failed(pkg, version, options, answer.complaint);
  const listed = [JSON.parse(answer.output) as string | string[]].flat();
  const major = version.split(".")[0];
  const fitting = listed.filter((v) => /^\d+\.\d+\.\d+$/.test(v) && v.split(".")[0] === major).sort(compareVersions);
  const minor = version.split(".", 2).join(".");
  const sameMinor = fitting.findLast((v) => v.startsWith(`${minor}.`));
  return sameMinor ?? fitting.findLast((v) => compareVersions(v, version) <= 0) ?? fitting[0];
}

/** Thrown where the registry has the package, but not this version of it. */
export class NoSuchVersion extends SandboxError {}

async function integrityOf(pkg: PackageName, version: string, options: FetchOptions): Promise<string> {
  const args = ["view", `@pulumi/${pkg}@${version}`, "dist.integrity", "--json"];
  const answer = await (options.npm ?? npm)(args, options.cwd);
  if (!answer.ok && isMissing(answer)) {
    throw new NoSuchVersion("sdk-fetch", failed(pkg, version, options, answer.complaint).message);
  }
  if (!answer.ok) throw failed(pkg, version, options, answer.complaint);
  const integrity: unknown = answer.output.trim() === "" ? undefined : JSON.parse(answer.output);
  if (integrity === undefined)
    throw new NoSuchVersion("sdk-fetch", failed(pkg, version, options, "not published").message);
  if (typeof integrity !== "string" || !integrity.startsWith("sha512-")) {
    throw failed(pkg, version, options, `the registry gives no sha512 of it, but ${JSON.stringify(integrity)}`);
  }
  return integrity;
}

function isMissing({ code }: NpmAnswer): boolean {
  return code === "E404" || code === "ETARGET";
}

async function download(pkg: PackageName, version: string, dir: string, options: FetchOptions): Promise<string> {
  const args = ["pack", `@pulumi/${pkg}@${version}`, "--pack-destination", dir, "--ignore-scripts"];
  const answer = await (options.npm ?? npm)(args, options.cwd);
  const archive = readdirSync(dir).find((name) => name.endsWith(".tgz"));
  if (!answer.ok || archive === undefined) throw failed(pkg, version, options, answer.complaint);
  return join(dir, archive);
}

async function verify(archive: string, integrity: string): Promise<void> {
  const hash = createHash("sha512");
  await pipeline(createReadStream(archive), hash);
  const found = `sha512-${hash.digest("base64")}`;
  if (found !== integrity) throw new Error(`its integrity is ${found}, the registry says ${integrity}`);
}

async function unpack(archive: string, dir: string): Promise<void> {
  await pipeline(createReadStream(archive), createGunzip(), (files) => untar(files, dir, (file) => wanted.test(file)));
}

/** Of several starters the first one's stays. */
function put(unpacked: string, place: string): void {
  try {
    renameSync(unpacked, place);
  } catch (error) {
    if (!existsSync(join(place, "package.json"))) throw error;
  }
}

function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith(".fetch-"))) {
    const path = join(cache, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > abandonedMs) rmSync(path, { recursive: true, force: true });
  }
}

function failed(pkg: PackageName, version: string, options: FetchOptions, why: string): SandboxError {
  const name = `@pulumi/${pkg}@${version}`;
  return new SandboxError(
    "sdk-fetch",
    `the sandbox reads what ${pkg} ${version} accepts from the npm package ${name}, which is not installed and could not be fetched: ` +
      `${why}. Try \`npm pack ${name}\` in ${options.cwd}; once that works, run this again. Where no registry can be reached, ` +
      `unpack the package to ${join(options.cache, `${pkg}-${version}`)}`,
  );
}
