import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { groundplanHome } from "../../engine/paths.js";
import { SandboxError } from "../errors.js";

/** Where everything of one world lies. All of it is the sandbox's own; nothing is in the user's project. */
export interface WorldFiles {
  readonly dir: string;
  /** The store (SQLite). */
  readonly store: string;
  /** Key of the secret values in the store, mode 0600. */
  readonly key: string;
  /** The Pulumi file backend of the sandboxed stacks. */
  readonly backend: string;
  /** Generated stack config files. */
  readonly config: string;
  /** Pid file, lock and log of the server. */
  readonly run: string;
  readonly pid: string;
  readonly lock: string;
  readonly log: string;
}

export function worldFiles(dir: string): WorldFiles {
  const run = join(dir, "run");
  return {
    dir,
    store: join(dir, "world.db"),
    key: join(dir, "world.key"),
    backend: join(dir, "backend"),
    config: join(dir, "config"),
    run,
    pid: join(run, "server.json"),
    lock: join(run, "lock.db"),
    log: join(run, "server.log"),
  };
}

/** The directory with the Pulumi.yaml at or above `start`. Throws `not-a-project`. */
export function projectRoot(start: string): string {
  let dir = existsSync(start) ? realpathSync(start) : resolve(start);
  for (;;) {
    if (["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((name) => existsSync(join(dir, name)))) {
      return dir;
    }
    const parent = dirname(dir);
    if (parent === dir) {
      throw new SandboxError(
        "not-a-project",
        `no Pulumi.yaml in ${start} or above it; run the command in a Pulumi project, or create one with \`pulumi new\``,
      );
    }
    dir = parent;
  }
}

/** The world of a project: a directory of the home named after the project and its path. */
export function worldDirectory(projectDir: string, home?: string): string {
  const root = projectRoot(projectDir);
  const hash = createHash("sha256").update(root).digest("hex").slice(0, 8);
  const name = basename(root).replace(/[^A-Za-z0-9._-]/g, "-") || "project";
  return join(groundplanHome(home), "sandbox", `${name}-${hash}`);
}
