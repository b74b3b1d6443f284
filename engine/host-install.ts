import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { EngineError } from "./errors.js";
import { writeAtomically } from "./files.js";

/** Name of the language host beside the engine, as the engine looks for it. */
export const LANGUAGE_HOST = "pulumi-language-nodejs";

/** Where the bundled host is: beside this file when compiled, in `dist` when this file runs from source. */
const BUNDLE_PLACES = [
  path.join(__dirname, "host-bundle"),
  path.join(__dirname, "..", "dist", "engine", "host-bundle"),
];

/** How long a host that was replaced is kept, in milliseconds: another checkout may use it, or be starting it. */
const REPLACED_HOST_KEPT_MS = 24 * 60 * 60 * 1000;

/** The files that `scripts/bundle-language-host.mjs` makes, with their texts. */
export interface HostBundle {
  readonly "host.js": string;
  /** What programs and plugins load first. */
  readonly "preload.js": string;
}

/** The files of one installed host. Everything is named after the content, so an update never touches a running host. */
export interface HostFiles {
  /** Directory, relative to the engine's root, that holds the host. */
  readonly directory: string;
  /** Text of the launcher `bin/pulumi-language-nodejs`. */
  readonly launcher: string;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * The files that make a language host of a bundle.
 *
 * @param bundle  what lies in dist/engine/host-bundle
 * @param node    the Node to run it with; programs run with the `node` on PATH all the same
 */
export function hostFiles(bundle: HostBundle, node: string): HostFiles {
  const files = { ...bundle, "start.js": START };
  const hash = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 12);
  const directory = `language-host-${hash}`;
  return { directory, launcher: launcherText(node, directory), files };
}

/** V8 keeps the compiled bundle beside it: a third less time to start. Programs do not inherit the setting. */
const START = `"use strict";
require("node:module").enableCompileCache?.(require("node:path").join(__dirname, "cache"));
const options = process.env.GROUNDPLAN_HOST_NODE_OPTIONS;
delete process.env.GROUNDPLAN_HOST_NODE_OPTIONS;
if (options) process.env.NODE_OPTIONS = options;
require("./host.js");
`;

/**
 * The launcher prefers the Node that installed the host, since `node` on PATH may be too old or missing, and falls
 * back to PATH when that Node is gone (a deleted checkout). It replaces itself, so the engine's signals reach the host.
 * NODE_OPTIONS are meant for programs: the host hands them on without obeying them itself (a debugger port, a loader).
 */
function launcherText(node: string, directory: string): string {
  const quoted = `'${node.replaceAll("'", "'\\''")}'`;
  return `#!/bin/sh
node=${quoted}
[ -x "$node" ] || node=$(command -v node) || {
  echo "pulumi-language-nodejs: no Node to run with: ${quoted} is gone and there is no node on PATH" >&2
  exit 1
}
[ -z "\${NODE_OPTIONS-}" ] || export GROUNDPLAN_HOST_NODE_OPTIONS="$NODE_OPTIONS"
unset NODE_OPTIONS
exec "$node" "\${0%/*}/../${directory}/start.js" "$@"
`;
}

/** Whether this installation of the toolkit carries the bundled host. */
export function isHostBundled(): boolean {
  return bundlePlace() !== undefined;
}

/** Reads the bundled host. @throws EngineError ENGINE_HOST_MISSING when the package was not built */
export function readHostBundle(): HostBundle {
  const place = bundlePlace();
  if (place === undefined) {
    const message = `The language host is not built: ${BUNDLE_PLACES[0]} is missing. Run: npm run build`;
    throw new EngineError("ENGINE_HOST_MISSING", message);
  }
  return readBundle(place);
}

function bundlePlace(): string | undefined {
  return BUNDLE_PLACES.find((place) => fs.existsSync(path.join(place, "preload.js")));
}

/** Reads a bundle from where it was made. */
export function readBundle(directory: string): HostBundle {
  const text = (name: string) => fs.readFileSync(path.join(directory, name), "utf8");
  return { "host.js": text("host.js"), "preload.js": text("preload.js") };
}

/**
 * Puts the language host beside the engine in `root`, or does nothing when the same one is there.
 *
 * Each step leaves a host that works: the new files go into a directory of their own, the launcher is switched over by
 * a rename, and only then are directories removed that were replaced long ago.
 *
 * @returns whether anything was written
 */
export function installHost(root: string, bundle: HostBundle, node: string = process.execPath): boolean {
  const host = hostFiles(bundle, node);
  const directory = path.join(root, host.directory);
  const launcher = path.join(root, "bin", LANGUAGE_HOST);
  const complete = Object.entries(host.files).every(([name, text]) => hasText(path.join(directory, name), text));
  if (complete && launchesWorkingNode(launcher, host)) return false;
  fs.mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(host.files)) writeAtomically(path.join(directory, name), text, 0o644);
  writeAtomically(launcher, host.launcher, 0o755);
  removeOlder(root, host.directory);
  return true;
}

/** Hosts that were replaced long enough ago that no process can be about to load them. */
function removeOlder(root: string, keep: string): void {
  for (const entry of fs.readdirSync(root)) {
    const directory = path.join(root, entry);
    if (!entry.startsWith("language-host-") || entry === keep) continue;
    if (Date.now() - fs.statSync(directory).mtimeMs > REPLACED_HOST_KEPT_MS) fs.rmSync(directory, { recursive: true });
  }
}

/** Another checkout's Node is as good as ours: two checkouts must not rewrite the launcher in turn. */
function launchesWorkingNode(launcher: string, host: HostFiles): boolean {
  const text = readText(launcher);
  if (text === host.launcher) return true;
  const recorded = /^node='(.*)'$/m.exec(text)?.[1]?.replaceAll("'\\''", "'");
  return recorded !== undefined && fs.existsSync(recorded) && text === launcherText(recorded, host.directory);
}

function hasText(file: string, text: string): boolean {
  return readText(file) === text;
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
