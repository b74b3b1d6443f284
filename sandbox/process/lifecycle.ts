import { existsSync, mkdirSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { groundplanHome } from "../../engine/paths.js";
import { SandboxError } from "../errors.js";
import type { DriftOrder, DriftOutcome } from "../faults/drift-order.js";
import { projectRoot, type WorldFiles, worldDirectory, worldFiles } from "../world/directory.js";
import { assertAnswers, assertStore, attachSandbox, type SandboxOptions } from "./attach.js";
import type { ServerStatus } from "./control.js";
import { engineEnvironment } from "./environment.js";
import { askRunning, joinOrStart } from "./launch.js";
import { takeLock } from "./lock.js";

/** What is known of a project's sandbox. */
export interface SandboxStatus {
  readonly world: string;
  readonly log: string;
  /** Undefined where no server is running. */
  readonly server: ServerStatus | undefined;
}

/** How long a server may take to end. */
const stopMs = 5_000;

type Where = Pick<SandboxOptions, "projectDir" | "home">;

function filesOf(options: Where): WorldFiles {
  return worldFiles(worldDirectory(options.projectDir, options.home));
}

/**
 * Starts a server that stays until `stopSandbox`, or makes the running one stay. Returns the variables for an engine.
 * Throws what `attachSandbox` throws.
 */
export async function startSandbox(options: Where): Promise<SandboxStatus & { readonly env: Record<string, string> }> {
  const home = groundplanHome(options.home);
  const files = filesOf(options);
  mkdirSync(files.run, { recursive: true, mode: 0o700 });
  assertStore(files);
  await assertAnswers(projectRoot(options.projectDir));
  const daemon = {
    world: files.dir,
    projectDir: projectRoot(options.projectDir),
    persistent: true,
    throwaway: false,
  };
  const server = await joinOrStart(files, daemon, "persist", home);
  server.release();
  const env = engineEnvironment(files, home, server.status.ports, false);
  return { world: files.dir, log: files.log, server: server.status, env };
}

/** How many connections engines have open to a stack's objects; none where no server is running. */
export async function enginesOf(options: Where, project: string, stack: string): Promise<number> {
  const server = await askRunning(filesOf(options), { engines: { project, stack } });
  server?.release();
  return server?.status.engines ?? 0;
}

/**
 * Changes the world past every engine, as somebody does in a cloud's console.
 *
 * @throws SandboxError `drift-refused` where the order is wrong or the cloud would not let it happen; what `attachSandbox` throws
 */
export async function changeByHand(options: Where, order: DriftOrder): Promise<DriftOutcome> {
  const attached = await attachSandbox(options);
  try {
    const server = await askRunning(filesOf(options), { drift: order });
    server?.release();
    const outcome = server?.status.drift;
    if (outcome === undefined)
      throw new SandboxError("busy", `the sandbox server of ${attached.world} did not answer; try again`);
    if (outcome.problem !== undefined) throw new SandboxError("drift-refused", outcome.problem);
    return outcome;
  } finally {
    await attached.detach();
  }
}

/** Writes the indexes of the store anew from its objects. Throws what `attachSandbox` throws. */
export async function reindexSandbox(options: Where): Promise<void> {
  const attached = await attachSandbox(options);
  (await askRunning(filesOf(options), "reindex"))?.release();
  await attached.detach();
}

/** Says whether a server is running and who uses it. */
export async function sandboxStatus(options: Where): Promise<SandboxStatus> {
  const files = filesOf(options);
  const server = await askRunning(files, "status");
  server?.release();
  return { world: files.dir, log: files.log, server: server?.status };
}

/**
 * Stops the server; what exists in the world stays. False where none was running. Throws `busy` where it does not end.
 */
export async function stopSandbox(options: Where): Promise<boolean> {
  const files = filesOf(options);
  const server = await askRunning(files, "stop");
  server?.release();
  if (server === undefined) {
    return false;
  }
  if (!(await isFreeSoon(files))) {
    throw new SandboxError(
      "busy",
      `the sandbox server (process ${server.status.pid}) has not ended within ${stopMs / 1000} s; end that process, then try again`,
    );
  }
  return true;
}

/** A server that answers no more may still be writing its last. */
async function isFreeSoon(files: WorldFiles): Promise<boolean> {
  const deadline = Date.now() + stopMs;
  while (Date.now() < deadline) {
    if (isFree(files)) {
      return true;
    }
    await sleep(20);
  }
  return false;
}

function isFree(files: WorldFiles): boolean {
  if (!existsSync(files.run)) {
    return true;
  }
  const lock = takeLock(files);
  lock?.release();
  return lock !== undefined;
}

/**
 * Removes the world: its objects and the sandboxed stacks' states together. The user's project and real stacks are not
 * touched. Returns the removed directory. Throws `busy` where an engine is using it, `not-a-world`.
 */
export async function resetSandbox(options: Where): Promise<string> {
  const files = filesOf(options);
  const { server } = await sandboxStatus(options);
  if (server !== undefined && server.connections > 0) {
    throw new SandboxError(
      "busy",
      `the sandbox ${files.dir} is in use by ${server.connections} connection${server.connections === 1 ? "" : "s"} of an engine; ` +
        "wait until it is done, or end it, then reset again",
    );
  }
  await stopSandbox(options);
  await isFreeSoon(files);
  const looksRight = [files.store, files.key, files.run, files.backend, files.config].some((path) => existsSync(path));
  if (existsSync(files.dir) && !looksRight) {
    throw new SandboxError("not-a-world", `${files.dir} does not look like a sandbox world, so it was not removed`);
  }
  rmSync(files.dir, { recursive: true, force: true });
  return files.dir;
}
