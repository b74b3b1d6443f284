import { CliError, ExitCode } from "../errors.js";
import { hint } from "../hint.js";
import { plain } from "../output.js";
import { missingAnswers } from "./hints.js";
import type { RunRecord } from "./record.js";
import { stateFile } from "./sandbox-stack.js";
import type { Session } from "./session.js";

/** Who holds a stack, as the engine names it when it refuses to start. */
export interface Holder {
  /** `user@host` */
  readonly who: string;
  readonly pid: number;
  readonly since: string;
}

/** Reads the holders from the engine's refusal; empty where it is about something else. */
export function holdersIn(text: string): Holder[] {
  if (!text.includes("the stack is currently locked by")) return [];
  const found = [...text.matchAll(/created by (\S+) \(pid (\d+)\) at (\S+)/g)].map(
    ([, who = "", pid = "0", since = ""]) => ({ who, pid: Number(pid), since }),
  );
  return [...new Map(found.map((holder) => [holder.pid, holder])).values()];
}

/** The stack that a command was about. */
export type About = Pick<Session, "project" | "stackName" | "live" | "world">;

/** The failure of an engine command as one message with a way on. */
export function failure(session: About, error: unknown, record?: RunRecord, interrupted = false): CliError {
  if (error instanceof CliError) return error;
  const text = plain(error instanceof Error ? error.message : String(error));
  if (text.includes("the stack is currently locked by")) return locked(session, holdersIn(text), error);
  if (/passphrase must be set|incorrect passphrase|PULUMI_CONFIG_PASSPHRASE/.test(text))
    return noPassphrase(session, text);
  if (isCorrupt(text)) return corruptState(session, text);
  if (interrupted)
    return new CliError(
      "interrupted",
      `stopped by Ctrl-C; nothing is lost. Go on with \`${hint("up", session)}\``,
      ExitCode.Interrupted,
    );
  const killed = /Command was killed with (SIG\w+)/.exec(text)?.[1];
  if (killed !== undefined)
    return new CliError(
      "engine-killed",
      `the engine was killed (${killed}) while it worked on stack ${session.stackName}; \`${hint("recover", session)}\` finds out what ` +
        "it had done, then `up` goes on",
    );
  const message = engineMessage(text, record);
  const answers = session.live ? [] : missingAnswers(session.stackName, message);
  return new CliError("engine-failed", [message, ...answers].join("\n"));
}

/** The refusal of a stack that others hold. `cause` is the engine's own, where it was the engine that refused. */
export function locked(session: About, holders: readonly Holder[], cause?: unknown): CliError {
  const names = holders.map(({ who, pid, since }) => `process ${pid} of ${who} since ${since}`);
  return new CliError(
    "stack-locked",
    `stack ${session.stackName} is locked by ${names.join(", ") || "another run"}. If that run is still going, wait for it; if it was killed, ` +
      `\`${hint("recover", session)}\` removes the lock and repairs the state`,
    ExitCode.Failed,
    { cause },
  );
}

function noPassphrase(session: About, text: string): CliError {
  const wrong = text.includes("incorrect passphrase");
  return new CliError(
    "no-passphrase",
    `the secrets of stack ${session.stackName} are encrypted with a passphrase, and ${wrong ? "the one given is wrong" : "none was given"}; ` +
      "set PULUMI_CONFIG_PASSPHRASE (the passphrase) or PULUMI_CONFIG_PASSPHRASE_FILE (a file with it). The sandbox asks for none",
  );
}

function isCorrupt(text: string): boolean {
  return /could not (deserialize|unmarshal)|failed to load checkpoint|unexpected end of JSON|invalid character .* (looking for|after|in )|snapshot integrity failure|parsing checkpoint|missing required .\w+. field/i.test(
    text,
  );
}

function corruptState(session: About, text: string): CliError {
  const { world, project, stackName } = session;
  const state = world === undefined ? undefined : stateFile(world, project.name, stackName);
  const reason =
    text
      .split("\n")
      .find((line) => line.includes("error:"))
      ?.replace(/^.*error: /, "") ?? text;
  const way =
    state === undefined
      ? "restore an earlier version with `pulumi stack export --version` and `pulumi stack import`"
      : `restore ${state}.bak in its place and run \`${hint("recover", session)}\`, or start over with \`${hint("sandbox reset")}\``;
  return new CliError(
    "state-corrupt",
    `the state of stack ${session.stackName}${state === undefined ? "" : ` (${state})`} cannot be read: ${reason.trim()}. ` +
      `Nothing was changed; ${way}`,
  );
}

/** What the engine's events say went wrong; where they say nothing, what it printed. */
function engineMessage(text: string, record: RunRecord | undefined): string {
  // When one thing fails the engine calls off the rest, and each of those reports that it was called off.
  const errors = record?.errors ?? [];
  const causes = errors.filter((message) => !/context canceled$/i.test(message));
  if (errors.length > 0) return (causes.length > 0 ? causes : errors).join("\n");
  const printed = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("error:"))
    .map((line) => line.replace(/^error: /, ""));
  return [...new Set(printed)].join("\n") || text;
}
