import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

interface Entry {
  readonly name: string;
  /** The letter of `ps`. */
  readonly state: string;
}

/**
 * The name of a running process; undefined where none has this number.
 *
 * A process that was killed keeps its number until its parent asks how it ended, and process 1 of many containers is slow to
 * ask or never does: such a one is not running. Linux tells without `ps`, which slim images lack.
 */
export function runningProcess(pid: number): string | undefined {
  const entry = existsSync("/proc/self/stat") ? fromProc(pid) : fromPs(pid);
  return entry === undefined || /[ZX]/.test(entry.state) ? undefined : entry.name;
}

function fromProc(pid: number): Entry | undefined {
  try {
    // The name may hold spaces and parentheses; what follows its closing one does not.
    const [, name, state] = /\((.*)\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return name === undefined || state === undefined ? undefined : { name, state };
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

function fromPs(pid: number): Entry | undefined {
  try {
    const line = execFileSync("ps", ["-p", String(pid), "-o", "state=,comm="], { encoding: "utf8" });
    const [, state, name] = /^\s*(\w)\S*\s+(.*\S)/.exec(line) ?? [];
    return name === undefined || state === undefined ? undefined : { name, state };
  } catch (error) {
    // `ps` ends with 1 where there is no such process.
    if ((error as { status?: number }).status === 1) return undefined;
    throw error;
  }
}
