import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

/** The first file called `name` on the given PATH that may be executed. */
export function findOnPath(name: string, searchPath: string | undefined): string | undefined {
  for (const directory of (searchPath ?? "").split(path.delimiter)) {
    if (directory === "") continue;
    const candidate = path.join(directory, name);
    try {
      fs.accessSync(candidate, fs.constants.X_OK);
      if (fs.statSync(candidate).isFile()) return candidate;
    } catch {
      // Not here; the next directory may have it.
    }
  }
  return undefined;
}

/**
 * The Node that runs programs and plugins: `node` on PATH, as under the official host, so that version managers and
 * npm's `node_modules/.bin` decide; the Node of this host only where PATH has none.
 */
export function programNode(env: NodeJS.ProcessEnv): string {
  return findOnPath("node", env.PATH) ?? process.execPath;
}

/** Has Node load first what lies beside the bundled host. With `--require` in full the SDK leaves ES modules to others. */
export function preloadArguments(): string[] {
  return ["-r", path.join(__dirname, "preload.js")];
}

/**
 * Resolves a module from a program's directory, in this process: the official host starts a Node for it, which costs
 * 40 ms a run. Only where NODE_OPTIONS may change how modules are found (Yarn's Plug'n'Play) a Node is asked here too.
 *
 * @throws Error that says what to install when the module is not there
 */
export function locateModule(module: string, programDirectory: string, install: string): string {
  const directory = fs.realpathSync(programDirectory);
  try {
    return createRequire(path.join(directory, "noop.js")).resolve(module);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    const found = process.env.NODE_OPTIONS ? askNode(module, directory) : undefined;
    if (found !== undefined) return found;
    throw new Error(
      `${module} is not installed for ${programDirectory}: it looks like the Pulumi SDK has not been installed. ` +
        `Have you run ${install}?`,
    );
  }
}

function askNode(module: string, directory: string): string | undefined {
  const script = `process.stdout.write(require.resolve(${JSON.stringify(module)}))`;
  const { status, stdout } = spawnSync(programNode(process.env), ["-e", script], { cwd: directory, encoding: "utf8" });
  return status === 0 ? stdout : undefined;
}
