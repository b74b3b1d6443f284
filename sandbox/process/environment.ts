import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compiledCode } from "../../engine/paths.js";
import { type PackageName, packageNames } from "../types.js";
import type { WorldFiles } from "../world/directory.js";

/**
 * What an engine needs to use the sandbox and nothing of the user's: the backend, the passphrase and the Pulumi home are
 * the sandbox's own, and no plugin is downloaded. To be laid over the environment of the command; credentials in it are
 * left alone, and nothing here reads them.
 */
export function engineEnvironment(
  files: WorldFiles,
  home: string,
  ports: Readonly<Record<PackageName, number>>,
  throwaway: boolean,
): Record<string, string> {
  mkdirSync(files.backend, { recursive: true, mode: 0o700 });
  const attached = packageNames.map((name) => `${name}:${ports[name]}`);
  return {
    GROUNDPLAN_SANDBOX: "1",
    GROUNDPLAN_SANDBOX_WORLD: files.dir,
    NODE_COMPILE_CACHE: compiledCode(home),
    // The engine replaces a state in one step, but not the attributes that it would keep in a file beside it: killed there, it
    // leaves an empty one, and can read the state no more.
    PULUMI_BACKEND_URL: `file://${files.backend}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: passphrase(home),
    PULUMI_DEBUG_PROVIDERS: [...attached, ...othersAttached()].join(","),
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // A copy of every checkpoint beside the checkpoint is worth its time where the state describes something real.
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    PULUMI_HOME: join(home, "engine"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...(throwaway ? { PULUMI_SKIP_CHECKPOINTS: "true" } : {}),
  };
}

/** Providers that the user has attached by hand stay attached where the sandbox does not serve their package. */
function othersAttached(): string[] {
  const served: ReadonlySet<string> = new Set(packageNames);
  const given = process.env.PULUMI_DEBUG_PROVIDERS ?? "";
  return given.split(",").filter((entry) => entry !== "" && !served.has(entry.split(":", 1)[0] ?? ""));
}

/**
 * The passphrase of every sandboxed state: random, the same for all worlds of a home, and kept over resets, because
 * `pulumi stack init` writes a salt made with it into the stack's file. It protects nothing that is real.
 */
function passphrase(home: string): string {
  const file = join(home, "sandbox", "passphrase");
  mkdirSync(join(home, "sandbox"), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    const own = `${file}.${process.pid}`;
    writeFileSync(own, `${randomBytes(16).toString("hex")}\n`, { mode: 0o600 });
    try {
      // Of several processes at once the first one's stays.
      linkSync(own, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw error;
      }
    } finally {
      rmSync(own, { force: true });
    }
  }
  return readFileSync(file, "utf8").trim();
}
