import type { Command } from "../arguments.js";
import { ExitCode } from "../errors.js";
import { print, printJson } from "../output.js";
import { stackOutputs } from "../run/outputs.js";
import { outputLines } from "../run/summary.js";
import { stackOptions, withSession } from "./shared.js";

export const outputs: Command = {
  name: "outputs",
  summary: "print the stack's outputs",
  description: "Prints what the last update left. Secret outputs are hidden unless asked for.",
  usage: "[stack]",
  positionals: { least: 0, most: 1 },
  options: { ...stackOptions, "show-secrets": { type: "boolean", summary: "Print secret outputs as well" } },
  examples: [
    ["groundplan outputs", "the outputs of stack dev"],
    ["groundplan outputs prod-aws --json", "for a script"],
  ],
  run: (input) =>
    withSession(input, async (session) => {
      const shown = await stackOutputs(session, { showSecrets: input.flag("show-secrets") });
      if (input.flag("json")) printJson(shown);
      else print(outputLines(shown).join("\n"));
      return ExitCode.Ok;
    }),
};
