import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Command } from "../arguments.js";
import { CliError } from "../errors.js";
import { prepareRun } from "../run/command-environment.js";
import { readPulumiArgs } from "../run/pulumi-args.js";
import { attachedOptions, attachedRoot } from "./shared.js";

export const sandboxRun: Command = {
  name: "sandbox run",
  summary: "run any command, such as the stock `pulumi up`, with the sandbox as its clouds",
  description: `The command gets a pulumi first on its PATH that works in the sandbox: a backend of its own, and for each stack settings
outside the checkout, made from the stack's file and from sandbox.yaml. A stack is made when it is first used, whether it has a
file or not. The sandbox ends with the command, unless it was started before. The exit code is the command's own.`,
  usage: "-- <command> [arguments]",
  positionals: { least: 1, most: Number.MAX_SAFE_INTEGER },
  passThrough: true,
  options: attachedOptions,
  examples: [
    [
      "groundplan sandbox run -- pulumi up",
      "the stock command in the sandbox, on the stack that is selected there, else dev",
    ],
    [
      "groundplan sandbox run -- pulumi -C infra preview --stack acme/shop/prod",
      "a project below, a stack of Pulumi Cloud",
    ],
    ["groundplan sandbox run -- sh -c 'pulumi up --yes && ./smoke-test'", "a script with several commands"],
  ],
  run: async (input) => {
    const [program = "", ...args] = input.positionals;
    const { attachSandbox } = await import("../../sandbox/index.js");
    const inside = /(^|\/)pulumi$/.test(program) ? readPulumiArgs(args).cwd : undefined;
    const prepared = await prepareRun({
      root: attachedRoot(input.value("cwd") ?? inside),
      stack: input.value("stack"),
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
