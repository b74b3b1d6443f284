import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { plain } from "../output.js";
import { configAnswer } from "./config-file.js";

/** Name of the variable with the directory into which engines of a command write their events. */
export const eventsVariable = "GROUNDPLAN_SANDBOX_EVENTS";

/** The words in which the SDKs of all languages say that a configuration variable is missing. */
const missing = /missing required configuration variable '([^']+)'/gi;

/** How to answer what a failed program was missing; nothing where it failed for another reason. */
export function missingAnswers(stack: string, text: string): string[] {
  const keys = new Set([...text.matchAll(missing)].map(([, key = ""]) => key));
  return [...keys].map((key) => `stack ${stack} has no value for ${key}. ${configAnswer(stack, key)}`);
}

/** The events of engines that a command of the user starts, read when it is over: its own output stays untouched. */
export class EngineEvents {
  readonly env: Readonly<Record<string, string>>;
  private readonly dir: string;

  constructor(world: string) {
    this.dir = join(world, "run", `events-${process.pid}`);
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    this.env = { [eventsVariable]: this.dir };
  }

  /** What the user may want to answer in sandbox.yaml. */
  answers(): string[] {
    const found = readdirSync(this.dir).flatMap((name) =>
      answersIn(name.replace(/\.\d+\.json$/, ""), readFileSync(join(this.dir, name), "utf8")),
    );
    return [...new Set(found)];
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Where an engine that works on a stack writes its events: the events themselves do not always name it. */
export function eventsFile(dir: string, stack: string): string {
  return join(dir, `${stack}.${process.pid}.json`);
}

/** One event in each line; only those with an error are read. */
function answersIn(stack: string, log: string): string[] {
  const lines = log.split("\n").filter((line) => line.search(missing) >= 0);
  return lines.flatMap((line) => {
    const { message = "" } = (JSON.parse(line) as LoggedEvent).diagnosticEvent ?? {};
    return missingAnswers(stack, plain(message));
  });
}

interface LoggedEvent {
  readonly diagnosticEvent?: { readonly message?: string };
}
