import { fork } from "node:child_process";
import { join } from "node:path";
import type { CallReply, CallRequest } from "./protocol.js";

/** How a call ended; `undefined` where the time ran out or the process ended without a word. */
export interface CallOutcome {
  readonly reply: CallReply | undefined;
  readonly timedOut: boolean;
  /** Of a process that ended by itself. */
  readonly exitCode: number | null;
  readonly milliseconds: number;
}

/**
 * Runs the call in a process of its own, with nothing of the user's environment but the search path: the code must not
 * reach real clouds with somebody's credentials by accident. What it prints goes to standard error.
 */
export function runCall(request: CallRequest, env: Readonly<Record<string, string>>): Promise<CallOutcome> {
  const started = performance.now();
  const child = fork(join(__dirname, "runner", "main.js"), [], {
    cwd: request.dir,
    env: { PATH: process.env.PATH ?? "", HOME: request.dir, TZ: "UTC", ...env },
    execArgv: nodeFlags(request),
    stdio: ["ignore", 2, 2, "ipc"],
    serialization: "advanced",
  });
  return new Promise((resolve) => {
    let reply: CallReply | undefined;
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, request.timeoutSeconds * 1000);
    child.once("message", (message: CallReply) => {
      reply = message;
      clearTimeout(timer);
    });
    child.once("exit", (exitCode) => {
      clearTimeout(timer);
      resolve({
        reply,
        timedOut: timedOut && reply === undefined,
        exitCode,
        milliseconds: performance.now() - started,
      });
    });
    child.send(request);
  });
}

/**
 * Lambda switches two features of Node 22 off: an `index.js` in the syntax of ES modules needs `"type": "module"` there, and
 * `require` takes no ES modules.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
function nodeFlags({ cloud, runtime }: CallRequest): string[] {
  if (cloud !== "aws" || runtime !== "node22") return [];
  return ["--no-experimental-require-module", "--no-experimental-detect-module"];
}
