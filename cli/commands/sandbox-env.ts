import type { Command } from "../arguments.js";
import { ExitCode } from "../errors.js";
import { print, printJson, say } from "../output.js";
import { prepareRun } from "../run/command-environment.js";
import { defaultStack } from "./shared.js";

export const sandboxEnv: Command = {
  name: "sandbox env",
  summary: "print the variables that attach an engine to a started sandbox",
  description: `Starts the sandbox as \`sandbox start\` does, and prints \`export\` lines for a shell, for one stack.
\`groundplan sandbox run\` does the same for a single command, and ends the sandbox with it.`,
  usage: "",
  positionals: { least: 0, most: 0 },
  options: {
    json: { type: "boolean", summary: "Print one JSON object instead of shell lines" },
    stack: {
      type: "string",
      short: "s",
      value: "name",
      summary: `The stack that a command means by default (default ${defaultStack})`,
    },
  },
  examples: [['eval "$(groundplan sandbox env)"', "for the rest of this shell, pulumi works in the sandbox"]],
  run: async (input) => {
    const { startSandbox } = await import("../../sandbox/index.js");
    const prepared = await prepareRun({
      stack: input.value("stack") ?? defaultStack,
      attach: startAndStay(startSandbox),
    });
    say("The sandbox stays until `groundplan sandbox stop`.");
    if (input.flag("json")) printJson(prepared.env);
    else for (const [name, value] of Object.entries(prepared.env)) print(`export ${name}=${quoted(value)}`);
    return ExitCode.Ok;
  },
};

function startAndStay(start: typeof import("../../sandbox/index.js").startSandbox) {
  return async (projectDir: string) => {
    const { env, world } = await start({ projectDir });
    return { env, world, detach: async () => {} };
  };
}

/** Quotes a value for a POSIX shell. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
