import type { Command } from "../arguments.js";
import { ExitCode } from "../errors.js";
import { print, printJson, say } from "../output.js";
import { findProject } from "../project.js";
import { prepareRun } from "../run/command-environment.js";
import { shellQuoted } from "../run/shell.js";
import { attachedOptions } from "./shared.js";

export const sandboxEnv: Command = {
  name: "sandbox env",
  summary: "print the variables that attach an engine to a started sandbox",
  description: `Starts the sandbox as \`sandbox start\` does, and prints \`export\` lines for a shell.
\`groundplan sandbox run\` does the same for a single command, and ends the sandbox with it.`,
  usage: "",
  positionals: { least: 0, most: 0 },
  options: { json: { type: "boolean", summary: "Print one JSON object instead of shell lines" }, ...attachedOptions },
  examples: [['eval "$(groundplan sandbox env)"', "for the rest of this shell, pulumi works in the sandbox"]],
  run: async (input) => {
    const { startSandbox } = await import("../../sandbox/index.js");
    const prepared = await prepareRun({
      root: findProject(input.value("cwd") ?? process.cwd()).root,
      stack: input.value("stack"),
      attach: startAndStay(startSandbox),
    });
    say("The sandbox stays until `groundplan sandbox stop`.");
    if (input.flag("json")) printJson(prepared.env);
    else for (const [name, value] of Object.entries(prepared.env)) print(`export ${name}=${shellQuoted(value)}`);
    return ExitCode.Ok;
  },
};

function startAndStay(start: typeof import("../../sandbox/index.js").startSandbox) {
  return async (projectDir: string) => {
    const { env, world } = await start({ projectDir });
    return { env, world, detach: async () => {} };
  };
}
