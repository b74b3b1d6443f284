import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { groundplanHome } from "../../engine/paths.js";
import { answersFile } from "../answers/file.js";
import { SandboxError } from "../errors.js";
import type { RunOptions } from "../faults/model.js";
import { type RunEvent, readRecord } from "../faults/record.js";
import { projectRoot, type WorldFiles, worldDirectory, worldFiles } from "../world/directory.js";
import { engineEnvironment } from "./environment.js";
import { askRunning, joinOrStart } from "./launch.js";

export interface SandboxOptions {
  /** A directory of the Pulumi project, or below it. */
  readonly projectDir: string;
  /** The tool's home. @default GROUNDPLAN_HOME, else `~/.groundplan` */
  readonly home?: string;
  /** A world that exists only until `detach`: store and states are deleted together. @default false */
  readonly throwaway?: boolean;
  /** What goes wrong in this run, and how much of its time passes; other engines of the world are not affected. */
  readonly run?: Omit<RunOptions, "record">;
  /** Called with a line for each step that takes time. */
  readonly progress?: (line: string) => void;
}

/** A world that is being served, and how an engine uses it. */
export interface Attached {
  /** Variables to lay over the environment of the engine or program. */
  readonly env: Record<string, string>;
  /** The world's directory. */
  readonly world: string;
  /** Directory for generated stack config files, outside the checkout. */
  readonly configDir: string;
  /** True where this call started the server. */
  readonly started: boolean;
  /** What was injected so far, and how long things took; nothing without `run`. */
  noted(): RunEvent[];
  /** Lets go of the server: one that was started for commands ends with the last of them. */
  detach(): Promise<void>;
}

/** How long a server may take to end before `detach` stops waiting for it. */
const endMs = 5_000;

/**
 * Joins the server of the project's world, or starts one that ends with this process (and with the last engine that uses
 * it). Nothing of the user's project, backend or credentials is touched.
 *
 * Throws `SandboxError`: `not-a-project`, `store-missing`, `store-corrupt`, `key-missing`, `bad-answers`, `start-failed`,
 * `start-timeout`.
 */
export async function attachSandbox(options: SandboxOptions): Promise<Attached> {
  const home = groundplanHome(options.home);
  const projectDir = projectRoot(options.projectDir);
  const throwaway = options.throwaway ?? false;
  const world = throwaway ? mkdtempSync(join(tmpdir(), "groundplan-")) : worldDirectory(projectDir, home);
  const files = worldFiles(world);
  mkdirSync(files.config, { recursive: true, mode: 0o700 });
  assertStore(files);
  await assertAnswers(projectDir);
  mkdirSync(files.run, { recursive: true, mode: 0o700 });
  const record = join(files.run, `noted-${randomUUID()}.jsonl`);
  const request = options.run === undefined ? "lease" : { run: { ...options.run, record } };
  const server = await joinOrStart(files, { world, projectDir, persistent: false, throwaway }, request, home);
  if (server.started) {
    options.progress?.(`sandbox clouds are up (${world})`);
  }
  return {
    env: engineEnvironment(files, home, server.status.ports, throwaway),
    world,
    configDir: files.config,
    started: server.started,
    noted: () => readRecord(record),
    detach: async () => {
      server.release();
      rmSync(record, { force: true });
      if (throwaway) {
        await removeThrowaway(files);
      }
    },
  };
}

/** Throws `bad-answers` where the project's sandbox.yaml is wrong: a server that runs already would only say so later. */
export async function assertAnswers(projectDir: string): Promise<void> {
  if (answersFile(projectDir) !== undefined) (await import("../answers/load.js")).loadAnswers(projectDir);
}

/** Throws `store-missing` where states speak of objects but the store that had them is gone. */
export function assertStore(files: WorldFiles): void {
  const stacks = join(files.backend, ".pulumi", "stacks");
  if (existsSync(files.store) || !existsSync(stacks)) {
    return;
  }
  const states = readdirSync(stacks, { recursive: true })
    .map(String)
    .filter((name) => /\.json(\.gz)?$/.test(name));
  if (states.length > 0) {
    throw new SandboxError(
      "store-missing",
      `the sandbox's store ${files.store} is gone, but ${files.backend} still has the state of ${states.length} ` +
        `stack${states.length === 1 ? "" : "s"} (${states.join(", ")}) that were made with it. Restore the file, or start over ` +
        "with `groundplan sandbox reset`, which removes those states",
    );
  }
}

/** The server removes its throwaway world when it ends; one that was killed cannot, so the rest is removed here. */
async function removeThrowaway(files: WorldFiles): Promise<void> {
  const server = await askRunning(files, "stop");
  server?.release();
  const deadline = Date.now() + endMs;
  while (server !== undefined && existsSync(files.dir) && Date.now() < deadline) {
    await sleep(20);
  }
  rmSync(files.dir, { recursive: true, force: true });
}
