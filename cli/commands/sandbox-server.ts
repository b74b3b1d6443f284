import type { Command, Input, OptionSpec } from "../arguments.js";
import { groupBy } from "../collections.js";
import { ExitCode } from "../errors.js";
import { print, printJson, say } from "../output.js";
import { findProject } from "../project.js";
import { nameOf } from "../run/record.js";
import { statesIn } from "../run/sandbox-states.js";
import { type Standing, standings, standingWords } from "../run/standing.js";
import { count } from "../words.js";

const json: Readonly<Record<string, OptionSpec>> = {
  json: { type: "boolean", summary: "Print the result as JSON on standard output" },
};
const none = { least: 0, most: 0 };

/** Loads the sandbox only when one of its commands runs. */
async function load() {
  return { sandbox: await import("../../sandbox/index.js"), where: { projectDir: findProject(process.cwd()).root } };
}

export const sandboxStart: Command = {
  name: "sandbox start",
  summary: "start the sandbox clouds and keep them running",
  description: `Not needed before \`up\` and the other commands, which start them by themselves for as long as they run. Needed for an
engine that you start yourself with the variables of \`groundplan sandbox env\`.`,
  usage: "",
  positionals: none,
  options: json,
  examples: [["groundplan sandbox start", "until `groundplan sandbox stop`"]],
  run: async (input) => {
    const { sandbox, where } = await load();
    const status = await sandbox.startSandbox(where);
    if (input.flag("json")) printJson(status);
    else print(statusLines(status, sandbox.inventory(status.world)).join("\n"));
    return ExitCode.Ok;
  },
};

export const sandboxStatus: Command = {
  name: "sandbox status",
  summary: "say whether they run, and what exists in them",
  description: "Works whether they run or not: what exists is kept in one file.",
  usage: "",
  positionals: none,
  options: {
    ...json,
    list: { type: "boolean", short: "l", summary: "List every object with its stack, type, name and id" },
  },
  examples: [["groundplan sandbox status --list", "each object with its stack, type, name and id"]],
  run: async (input) => {
    const { sandbox, where } = await load();
    const status = await sandbox.sandboxStatus(where);
    const objects = sandbox.inventory(status.world);
    const standing = await standings(objects, statesIn(status.world));
    if (input.flag("json"))
      printJson({
        ...status,
        objects: objects.map((object) => ({ ...brief(object), standing: standing.get(object) })),
      });
    else
      print(
        [...statusLines(status, objects, standing), ...(input.flag("list") ? listLines(objects, standing) : [])].join(
          "\n",
        ),
      );
    return ExitCode.Ok;
  },
};

export const sandboxStop: Command = {
  name: "sandbox stop",
  summary: "stop them; what exists in them stays",
  description: "Runs that are using them fail. What exists is there again with the next start.",
  usage: "",
  positionals: none,
  options: {},
  examples: [["groundplan sandbox stop", "the opposite of `groundplan sandbox start`"]],
  run: async () => {
    const { sandbox, where } = await load();
    print((await sandbox.stopSandbox(where)) ? "The sandbox is stopped." : "The sandbox was not running.");
    return ExitCode.Ok;
  },
};

export const sandboxReset: Command = {
  name: "sandbox reset",
  summary: "delete everything in them, and the states of the stacks there",
  description: `Only the sandbox of this project: its objects, and the states that its stacks have there. Your project, your real stacks
and your real clouds are not touched.`,
  usage: "",
  positionals: none,
  options: {},
  examples: [["groundplan sandbox reset", "start from nothing"]],
  run: async (_input: Input) => {
    const { sandbox, where } = await load();
    const { world } = await sandbox.sandboxStatus(where);
    const removed = stackLines(sandbox.inventory(world));
    await sandbox.resetSandbox(where);
    say(`Removed ${world}`);
    print([...removed.map((line) => `Deleted: ${line}`), "The sandbox is empty."].join("\n"));
    return ExitCode.Ok;
  },
};

type Objects = ReturnType<typeof import("../../sandbox/index.js").inventory>;
type Standings = ReadonlyMap<Objects[number], Standing>;
type Status = Awaited<ReturnType<typeof import("../../sandbox/index.js").sandboxStatus>>;

function statusLines({ world, log, server }: Status, objects: Objects, standing?: Standings): string[] {
  const stacks = stackLines(objects, standing);
  return [
    server === undefined
      ? "The sandbox is not running; the next command starts it."
      : `The sandbox is running (process ${server.pid}, ${count(server.connections, "connection")}).`,
    `World: ${world}`,
    `Log:   ${log}`,
    ...(stacks.length === 0 ? ["Nothing exists in it."] : stacks),
  ];
}

function stackLines(objects: Objects, standing?: Standings): string[] {
  return [...groupBy(objects, ({ stack }) => stack)].flatMap(([stack, list]) => [
    `${stack === "" ? "Made by hand" : `Stack ${stack}`}: ${stackText(list)}`,
    ...[...groupBy(list, (object) => standing?.get(object) ?? "listed")].flatMap(
      ([kind, some]) => standingWords(kind, some.length, stack) ?? [],
    ),
  ]);
}

function stackText(objects: Objects): string {
  const packages = [...groupBy(objects, ({ pkg }) => pkg)];
  return `${count(objects.length, "object")} (${packages.map(([pkg, list]) => `${pkg} ${list.length}`).join(", ")})`;
}

/** A line for each object, with its standing where it is not simply in a state. */
export function listLines(objects: Objects, standing: Standings): string[] {
  return objects.map((object) => {
    const { stack, type, urn, id } = object;
    const how = standing.get(object) ?? "listed";
    return `  ${stack || "-"}  ${type}  ${nameOf(urn)}  ${id}${how === "listed" ? "" : `  (${how})`}`;
  });
}

/** Inputs and outputs are left out: they are long, and the stack's own outputs say what matters. */
function brief({ project, stack, urn, type, id, account, region }: Objects[number]) {
  return { project, stack, urn, type, id, account, region };
}
