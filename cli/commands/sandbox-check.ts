import type { Finding } from "../../sandbox/index.js";
import type { Command } from "../arguments.js";
import { groupBy } from "../collections.js";
import { ExitCode } from "../errors.js";
import { print, printJson } from "../output.js";
import { findProject } from "../project.js";
import { statesIn } from "../run/sandbox-states.js";
import { count } from "../words.js";

export const sandboxCheck: Command = {
  name: "sandbox check",
  summary: "say whether what exists is consistent in itself and with the stacks' states",
  description: `Reads only. Looks at the store itself (damage, indexes, generations, two objects of one id, references to what is
not there) and compares it with each stack's state: what exists and is in no state, what is in a state and does not exist,
what a killed run left open. What was kept on purpose (retainOnDelete, \`pulumi state delete\`) and what was changed by hand
with \`sandbox drift\` is consistent. Exit code 1 where something is wrong, with the way to mend it.`,
  usage: "",
  positionals: { least: 0, most: 0 },
  options: {
    json: { type: "boolean", summary: "Print the result as JSON on standard output" },
    mend: { type: "boolean", summary: "Write the store's indexes anew first" },
  },
  examples: [["groundplan sandbox check", "after a crash, a fault, or a doubt"]],
  run: async (input) => {
    const { checkWorld, inventory, reindexSandbox, sandboxStatus } = await import("../../sandbox/index.js");
    const { checkedCloud } = await import("../../sandbox/check-cloud.js");
    const projectDir = findProject(process.cwd()).root;
    if (input.flag("mend")) await reindexSandbox({ projectDir });
    const { world, server } = await sandboxStatus({ projectDir });
    const states = statesIn(world);
    const findings = checkWorld(world, states, checkedCloud(projectDir));
    const objects = inventory(world).length;
    const working = server?.connections ?? 0;
    if (input.flag("json")) printJson({ world, objects, stacks: states.length, engines: working, findings });
    else print(lines({ objects, stacks: states.length, working, findings }).join("\n"));
    return findings.length === 0 ? ExitCode.Ok : ExitCode.Failed;
  },
};

interface Checked {
  readonly objects: number;
  readonly stacks: number;
  readonly working: number;
  readonly findings: readonly Finding[];
}

/** As many of one kind say what it is; --json has all. */
const mostLines = 10;

function lines({ objects, stacks, working, findings }: Checked): string[] {
  const what = `${count(objects, "object")} and ${count(stacks, "state")}`;
  const busy =
    working === 0
      ? []
      : ["An engine is at work: what it has not written down yet counts as wrong. Check again when it is done."];
  if (findings.length === 0) return [...busy, `Consistent: ${what}.`];
  const kinds = [...groupBy(findings, ({ code, fix }) => `${code}: ${fix}`)];
  return [
    ...busy,
    `${count(findings.length, "problem")} in ${what}:`,
    ...kinds.flatMap(([, list]) => [
      ...list.slice(0, mostLines).map(({ code, message }) => `  ${code}: ${message}`),
      ...(list.length > mostLines ? [`  and ${list.length - mostLines} more`] : []),
      `    to mend it: ${list[0]?.fix}`,
    ]),
  ];
}
