import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Command } from "../arguments.js";
import { CliError } from "../errors.js";
import { prepareRun } from "../run/command-environment.js";
import { defaultStack } from "./shared.js";

export const sandboxRun: Command = {
  name: "sandbox run",
  summary: "run any command, such as the stock `pulumi up`, with the sandbox as its clouds",
  description: `The command gets the engine's pulumi first on its PATH, the sandbox's own backend, and for each stack a settings
file outside the checkout. A stack that the command does not name (--stack, -s, PULUMI_STACK) is the one of --stack here. The
sandbox ends with the command, unless it was started before. The exit code is the command's own.`,
  usage: "-- <command> [arguments]",
  positionals: { least: 1, most: Number.MAX_SAFE_INTEGER },
  passThrough: true,
  options: {
    stack: {
      type: "string",
      short: "s",
      value: "name",
      summary: `The stack that the command means by default (default ${defaultStack})`,
    },
  },
  examples: [
    ["groundplan sandbox run -- pulumi up", "the stock command, on stack dev, in the sandbox"],
    ["groundplan sandbox run --stack prod-aws -- pulumi preview --diff", "on another stack"],
    ["groundplan sandbox run -- sh -c 'pulumi up --yes && ./smoke-test'", "a script with several commands"],
  ],
  run: async (input) => {
    const [program = "", ...args] = input.positionals;
    const { attachSandbox } = await import("../../sandbox/index.js");
    const prepared = await prepareRun({
      stack: input.value("stack") ?? process.env.PULUMI_STACK ?? defaultStack,
      attach: (projectDir) => attachSandbox({ projectDir }),
    });
    try {
      return await passThrough(program, args, prepared.env);
    } finally {
      await prepared.close();
    }
  },
};

/** Runs the command in our place: same terminal, same signals, same exit code. */
function passThrough(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", env: { ...process.env, ...env } });
    // The terminal sends Ctrl-C to the command as well, which decides what to do; we only outlive it.
    const ignore = () => {};
    const forward = () => child.kill("SIGTERM");
    process.on("SIGINT", ignore);
    process.on("SIGTERM", forward);
    child.on("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code === "ENOENT" ? "it is not on the PATH" : error.message;
      reject(new CliError("bad-argument", `${program} cannot be run: ${reason}`, 127));
    });
    child.on("exit", (code, signal) => {
      process.removeListener("SIGINT", ignore);
      process.removeListener("SIGTERM", forward);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
