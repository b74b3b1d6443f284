import { join } from "node:path";
import { CliError, ExitCode } from "../errors.js";
import { plain } from "../output.js";
import type { RunRecord } from "./record.js";
import { stateFile } from "./sandbox-stack.js";
import type { Session } from "./session.js";

/** The failure of an engine command as one message with a way on. */
export function failure(session: Session, error: unknown, record?: RunRecord, interrupted = false): CliError {
  if (error instanceof CliError) return error;
  const text = plain(error instanceof Error ? error.message : String(error));
  const name = session.stackName;
  const suffix = session.live ? " --live" : "";
  if (text.includes("the stack is currently locked by"))
    return new CliError("stack-locked", lockedMessage(text, name, suffix), ExitCode.Failed, { cause: error });
  if (/passphrase must be set|incorrect passphrase|PULUMI_CONFIG_PASSPHRASE/.test(text))
    return noPassphrase(session, text);
  if (isCorrupt(text)) return corruptState(session, text);
  if (interrupted)
    return new CliError(
      "interrupted",
      `stopped by Ctrl-C; nothing is lost. Go on with \`groundplan recover ${name}${suffix}\`, then \`groundplan up ${name}${suffix}\``,
      ExitCode.Interrupted,
    );
  return new CliError("engine-failed", engineMessage(text, record));
}

function lockedMessage(text: string, stack: string, suffix: string): string {
  const holders = [...text.matchAll(/created by (\S+) \(pid (\d+)\) at (\S+)/g)];
  const who = holders.map(([, user, pid, since]) => `process ${pid} of ${user} since ${since}`).join(", ");
  return (
    `stack ${stack} is locked by ${who || "another run"}. If that run is still going, wait for it; if it was killed, ` +
    `\`groundplan recover ${stack}${suffix}\` removes the lock and repairs the state`
  );
}

function noPassphrase(session: Session, text: string): CliError {
  const wrong = text.includes("incorrect passphrase");
  return new CliError(
    "no-passphrase",
    `the secrets of stack ${session.stackName} are encrypted with a passphrase, and ${wrong ? "the one given is wrong" : "none was given"}; ` +
      "set PULUMI_CONFIG_PASSPHRASE (the passphrase) or PULUMI_CONFIG_PASSPHRASE_FILE (a file with it). The sandbox asks for none",
  );
}

function isCorrupt(text: string): boolean {
  return /could not (deserialize|unmarshal)|failed to load checkpoint|unexpected end of JSON|invalid character .* (looking for|after|in )|snapshot integrity failure|parsing checkpoint/i.test(
    text,
  );
}

function corruptState(session: Session, text: string): CliError {
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
      : `restore ${state}.bak or one of ${join(world ?? "", "backend", ".pulumi", "backups")} in its place, or start over with \`groundplan sandbox reset\``;
  return new CliError(
    "state-corrupt",
    `the state of stack ${session.stackName}${state === undefined ? "" : ` (${state})`} cannot be read: ${reason.trim()}. ` +
      `Nothing was changed; ${way}`,
  );
}

/** What the engine's events say went wrong; where they say nothing, what it printed. */
function engineMessage(text: string, record: RunRecord | undefined): string {
  const errors = record?.errors ?? [];
  if (errors.length > 0) return errors.join("\n");
  const printed = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("error:"))
    .map((line) => line.replace(/^error: /, ""));
  return [...new Set(printed)].join("\n") || text;
}
