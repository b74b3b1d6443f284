import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * The version of a command that is given by its path. Every preview and update asks for those of Node and of the package
 * manager before it begins, and npm takes 0.2 s to say its own: it is read from where it is written, and the command asked
 * for it only where that is nowhere. Empty where it cannot be asked, which is no reason to fail.
 */
export async function versionOf(command: string): Promise<string> {
  return ownVersion(command) ?? packageVersion(command) ?? printedVersion(command);
}

/** Of the Node that we run on ourselves. */
function ownVersion(command: string): string | undefined {
  return realPath(command) === realPath(process.execPath) ? process.version : undefined;
}

/** Of a command that is a script in a package of its own name: npm, but not one that Corepack stands in for. */
function packageVersion(command: string): string | undefined {
  const script = realPath(command);
  if (script === undefined) return undefined;
  for (let directory = path.dirname(script); ; directory = path.dirname(directory)) {
    const manifest = readManifest(path.join(directory, "package.json"));
    if (manifest !== undefined) return manifest.name === path.basename(command) ? manifest.version : undefined;
    if (directory === path.dirname(directory)) return undefined;
  }
}

function printedVersion(command: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, ["--version"], (error, stdout) => resolve(error === null ? stdout.trim() : ""));
  });
}

function realPath(file: string): string | undefined {
  try {
    return fs.realpathSync(file);
  } catch {
    return undefined;
  }
}

function readManifest(file: string): { readonly name?: string; readonly version?: string } | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
