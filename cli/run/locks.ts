import { execFileSync } from "node:child_process";
import { hostname } from "node:os";
import { CliError } from "../errors.js";
import { runPulumi } from "./pulumi.js";
import type { Session } from "./session.js";

/** Who holds a stack, as the engine names it when it refuses to start. */
export interface Holder {
  /** `user@host` */
  readonly who: string;
  readonly pid: number;
  readonly since: string;
}

/** Reads the holders from the engine's refusal; empty where it is about something else. */
export function holdersOf(message: string): Holder[] {
  if (!message.includes("the stack is currently locked by")) return [];
  return [...message.matchAll(/created by (\S+) \(pid (\d+)\) at (\S+)/g)].map(
    ([, who = "", pid = "0", since = ""]) => ({
      who,
      pid: Number(pid),
      since,
    }),
  );
}

/**
 * Removes the lock of a run that is gone.
 *
 * @throws CliError `stack-locked` while its process lives, or where that cannot be known because it ran on another machine
 */
export async function releaseDeadLock(session: Session, holders: readonly Holder[], force: boolean): Promise<void> {
  const name = session.stackName;
  for (const holder of holders) {
    if (force) break;
    if (isAlive(holder))
      throw new CliError(
        "stack-locked",
        `stack ${name} is locked by process ${holder.pid}, which is still running (since ${holder.since}); wait for it, or stop it with Ctrl-C, then recover again`,
      );
    if (!isHere(holder))
      throw new CliError(
        "stack-locked",
        `stack ${name} is locked by process ${holder.pid} of ${holder.who} since ${holder.since}, on another machine; make sure that ` +
          "it is gone, then recover again with --release-lock",
      );
  }
  await runPulumi(session, ["cancel", "--yes"]);
}

function isHere({ who }: Holder): boolean {
  return who.slice(who.lastIndexOf("@") + 1) === hostname();
}

/** Whether the holder's process is there and is an engine: process numbers are used again. */
function isAlive(holder: Holder): boolean {
  if (!isHere(holder)) return false;
  try {
    process.kill(holder.pid, 0);
    const name = execFileSync("ps", ["-p", String(holder.pid), "-o", "comm="], { encoding: "utf8" });
    return name.includes("pulumi");
  } catch {
    return false;
  }
}
