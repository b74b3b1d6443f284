import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { CliError } from "../errors.js";
import { plain, say } from "../output.js";
import { failure, type Holder, holdersIn } from "./failures.js";
import { runningProcess } from "./processes.js";
import { runPulumi } from "./pulumi.js";
import type { Session } from "./session.js";

function holdersOf(error: unknown): Holder[] {
  const origin = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return holdersIn(plain(origin instanceof Error ? origin.message : String(origin)));
}

/**
 * The runs that hold the stack at this moment. A state in the middle of a run looks like one that a crash has left.
 */
export function livingHolders(session: Session): Holder[] {
  return holders(session).filter(isAlive);
}

/** The runs that have locked the stack, also those that are gone, as far as this machine can see: those of the sandbox, whose
 * backend has a file for each lock. */
export function holders({ world, project, stackName }: Session): Holder[] {
  const dir = join(world ?? "", "backend", ".pulumi", "locks", "organization", project.name, stackName);
  if (world === undefined || !existsSync(dir)) return [];
  const files = readdirSync(dir).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => readLock(join(dir, name)));
}

/** Empty where the lock is given back while it is read. */
function readLock(file: string): Holder[] {
  try {
    const lock = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    return [{ who: `${lock.username}@${lock.hostname}`, pid: Number(lock.pid), since: String(lock.timestamp) }];
  } catch {
    return [];
  }
}

/** Gets work done although a run that is gone has left the stack locked. */
export class DeadLock {
  readonly #session: Session;
  readonly #force: boolean;
  /** Whether a lock was in the way and was removed. */
  removed = false;

  /** `force`: remove the lock also where its process cannot be seen. */
  constructor(session: Session, force: boolean) {
    this.#session = session;
    this.#force = force;
  }

  /** Throws `stack-locked` while a process lives that holds the stack, as far as that can be seen without asking its backend. */
  refuseIfLiving(): void {
    for (const holder of livingHolders(this.#session)) refuseLiving(this.#session, holder, this.#force);
  }

  /**
   * Does the work; where a lock is in the way, removes it and does the work again.
   *
   * @throws CliError `stack-locked` while the lock's process lives, or where it ran on another machine; other failures as
   * `failure` words them
   */
  async passing(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const found = holdersOf(error);
      if (found.length === 0) throw failure(this.#session, error);
      for (const holder of found) refuseLiving(this.#session, holder, this.#force);
      await runPulumi(this.#session, ["cancel", "--yes"]);
      say("Removed the lock of a run that is gone");
      this.removed = true;
      await work().catch((again: unknown) => {
        throw failure(this.#session, again);
      });
    }
  }
}

function refuseLiving({ stackName }: Session, holder: Holder, force: boolean): void {
  if (isAlive(holder))
    throw new CliError(
      "stack-locked",
      `stack ${stackName} is locked by process ${holder.pid}, which is still running (since ${holder.since}); wait for it, or stop ` +
        "it with Ctrl-C, then recover again",
    );
  if (!isHere(holder) && !force)
    throw new CliError(
      "stack-locked",
      `stack ${stackName} is locked by process ${holder.pid} of ${holder.who} since ${holder.since}, on another machine; make sure ` +
        "that it is gone, then recover again with --release-lock",
    );
}

function isHere({ who }: Holder): boolean {
  return who.slice(who.lastIndexOf("@") + 1) === hostname();
}

/** Whether the holder's process is there and is an engine: process numbers are used again. */
function isAlive(holder: Holder): boolean {
  return isHere(holder) && runningProcess(holder.pid)?.includes("pulumi") === true;
}
