import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import type { FaultKind, FaultOperation } from "./model.js";

/** One fault that came about. */
export interface Injected {
  readonly event: "fault";
  readonly rule: string;
  readonly kind: FaultKind;
  readonly operation: FaultOperation;
  readonly urn: string;
  readonly attempt: number;
  /** What the engine was told, or what happened in silence. */
  readonly effect: string;
}

/** How long one operation would have taken, by itself and with what faults added. */
export interface Taken {
  readonly event: "time";
  readonly operation: FaultOperation;
  readonly urn: string;
  readonly seconds: number;
}

export type RunEvent = Injected | Taken;

/** Notes of one run, a line each. Written before its effect, so that a killed server's are whole. */
export interface RunRecord {
  write(event: RunEvent): void;
  close(): void;
}

export function openRecord(file: string): RunRecord {
  const descriptor = openSync(file, "a", 0o600);
  let open = true;
  return {
    write(event) {
      if (open) writeSync(descriptor, `${JSON.stringify(event)}\n`);
    },
    close() {
      if (open) closeSync(descriptor);
      open = false;
    },
  };
}

/** What a run noted; nothing where it never began. */
export function readRecord(file: string): RunEvent[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as RunEvent);
}
