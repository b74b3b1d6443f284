import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Command } from "../arguments.js";
import { CliError, usageError } from "../errors.js";
import { say } from "../output.js";
import { prepareRun } from "../run/command-environment.js";
import { faultOptions, faultRun, listedFaults } from "../run/fault-run.js";
import { EngineEvents } from "../run/hints.js";
import { readPulumiArgs } from "../run/pulumi-args.js";
import { attachedOptions, attachedRoot } from "./shared.js";

const whereItRuns = "Where the command runs: the project's directory, or one below it (default: here)";

export const sandboxRun: Command = {
  name: "sandbox run",
  summary: "run any command, such as the stock `pulumi up`, with the sandbox as its clouds",
  description: `The command gets a pulumi first on its PATH that works in the sandbox: a backend of its own, and for each stack
settings outside the checkout, made from the stack's file and from sandbox.yaml. A stack is made when it is first used,
whether it has a file or not. The sandbox ends with the command, unless it was started before. The exit code is the
command's own.`,
  usage: "-- <command> [arguments]",
  positionals: { least: 0, most: Number.MAX_SAFE_INTEGER },
  passThrough: true,
  options: { ...attachedOptions, cwd: { ...attachedOptions.cwd, summary: whereItRuns }, ...faultOptions },
  examples: [
    ["groundplan sandbox run -- pulumi up", "on the selected stack, else on dev"],
    [
      "groundplan sandbox run -- pulumi -C infra preview --stack acme/shop/prod",
      "a project below, a stack of Pulumi Cloud",
    ],
    ["groundplan sandbox run --faults chaos --seed 7 -- pulumi up", "what happens to it where clouds fail"],
    ["groundplan sandbox run -- sh -c 'pulumi up --yes && ./smoke-test'", "a script with several commands"],
  ],
  run: async (input) => {
    const listed = await listedFaults(input);
    if (listed !== undefined) return listed;
    const [program, ...args] = input.positionals;
    if (program === undefined)
      throw usageError(
        "bad-argument",
        "groundplan sandbox run -- <command>: the command is missing, for example `pulumi up`",
      );
    const { attachSandbox } = await import("../../sandbox/index.js");
    const inside = /(^|\/)pulumi$/.test(program) ? readPulumiArgs(args).cwd : undefined;
    const run = await faultRun(input);
    const root = attachedRoot(input.value("cwd") ?? inside);
    if (run !== undefined && root === undefined)
      throw usageError(
        "bad-argument",
        "--faults and --realtime need a project to attach; name its directory with --cwd",
      );
    const prepared = await prepareRun({
      root,
      stack: input.value("stack"),
      attach: async (projectDir) => {
        const attached = await attachSandbox({ projectDir, ...(run === undefined ? {} : { run: run.options }) });
        run?.begun(attached);
        return attached;
      },
    });
    if (root !== undefined) say(`In the sandbox of ${root} (no real cloud is touched)`);
    const events = prepared.world === undefined ? undefined : new EngineEvents(prepared.world);
    try {
      const env = { ...process.env, ...prepared.env, ...events?.env };
      return await passThrough(program, args, { env, cwd: input.value("cwd") ?? process.cwd() });
    } finally {
      for (const answer of events?.answers() ?? []) say(`groundplan: ${answer}`);
      events?.remove();
      run?.ended();
      await prepared.close();
    }
  },
};

interface Place {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/** Runs the command in our place: same terminal, same signals, same exit code. */
function passThrough(program: string, args: readonly string[], { env, cwd }: Place): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", env, cwd });
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
