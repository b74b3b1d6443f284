import { parse } from "yaml";
import type { DriftChange, DriftOrder } from "../../sandbox/index.js";
import type { Command, Input } from "../arguments.js";
import { groupBy } from "../collections.js";
import { ExitCode, usageError } from "../errors.js";
import { hint } from "../hint.js";
import { columns, print, printJson } from "../output.js";
import { findProject } from "../project.js";
import { statesIn } from "../run/sandbox-states.js";

const actions =
  "list | change <object> key=value... | delete <object> | add <type> key=value... | random | undo [number]";

export const sandboxDrift: Command = {
  name: "sandbox drift",
  summary: "change, delete or add things past every engine, as somebody does in a cloud's console",
  description: `Actions: ${actions}.

An object is named by its URN, by type:id, by its id or by its name in the program. A key is a property or a path
(tags.owner), a value is YAML; null takes a property away. A type may be written as Pulumi prints it (aws:s3:Bucket). What
the cloud would refuse is refused here. The next refresh sees exactly these changes; what was added belongs to no stack.
undo takes back what still holds, the last change first; what was deleted and has left the state since, in a refresh, stays
deleted.`,
  usage: "<action> [object or type] [key=value...]",
  positionals: { least: 1, most: Number.MAX_SAFE_INTEGER },
  options: {
    json: { type: "boolean", summary: "Print the result as JSON on standard output" },
    force: {
      type: "boolean",
      summary: "delete: also what something uses; undo: also what no state lists any more",
    },
    account: { type: "string", value: "id", summary: "add: account, project or subscription (default: where most is)" },
    region: { type: "string", value: "name", summary: "add: region (default: where most is)" },
    seed: { type: "string", value: "number", summary: "random: the same seed picks the same changes (default 1)" },
    count: { type: "string", value: "number", summary: "random: how many changes (default 1)" },
  },
  examples: [
    ["groundplan sandbox drift change assets-eu-west-1 tags.owner=somebody", "a tag that no program has set"],
    ["groundplan sandbox drift delete main-eu-west-1-public --force", "a route table: gone, although subnets use it"],
    ["groundplan sandbox drift random --seed 7 --count 5", "five changes that the seed picks"],
    ["groundplan sandbox drift undo", "take all of it back"],
  ],
  run: async (input) => {
    const { changeByHand, worldDirectory } = await import("../../sandbox/index.js");
    const order = orderOf(input);
    const projectDir = findProject(process.cwd()).root;
    const known = order.action === "undo" ? { ...order, listed: listedIn(worldDirectory(projectDir)) } : order;
    const { done, changes } = await changeByHand({ projectDir }, known);
    if (input.flag("json")) printJson({ done, changes });
    else print([...done, ...changeList(changes), ...nextRefresh(order, done.length, changes)].join("\n"));
    return ExitCode.Ok;
  },
};

function orderOf(input: Input): DriftOrder {
  const [action = "", first, ...rest] = input.positionals;
  switch (action) {
    case "list":
      return { action };
    case "change":
      return { action, target: needed(first, "an object"), properties: propertiesOf(rest, true) };
    case "delete":
      return { action, target: needed(first, "an object"), force: input.flag("force") };
    case "add": {
      const [account, region] = [input.value("account"), input.value("region")];
      const place = { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
      return { action, type: needed(first, "a type"), properties: propertiesOf(rest, false), ...place };
    }
    case "random":
      return { action, seed: wholeNumber(input, "seed"), count: wholeNumber(input, "count") };
    case "undo":
      return {
        action,
        ...(first === undefined ? {} : { number: numberOf(first, "undo") }),
        force: input.flag("force"),
      };
    default:
      throw usageError("bad-argument", `groundplan sandbox drift ${action}: there is no such action; use ${actions}`);
  }
}

function needed(word: string | undefined, what: string): string {
  if (word === undefined)
    throw usageError("bad-argument", `groundplan sandbox drift: ${what} is missing; use ${actions}`);
  return word;
}

function propertiesOf(words: readonly string[], needsOne: boolean): Record<string, unknown> {
  if (needsOne && words.length === 0)
    throw usageError("bad-argument", "groundplan sandbox drift change: what is to change is missing: key=value");
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf("=");
      if (at < 1)
        throw usageError("bad-argument", `${JSON.stringify(word)} is not key=value, for example tags.owner=somebody`);
      return [word.slice(0, at), parse(word.slice(at + 1)) as unknown];
    }),
  );
}

function wholeNumber(input: Input, name: string): number {
  return numberOf(input.value(name) ?? "1", `--${name}`);
}

function numberOf(text: string, name: string): number {
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text))
    throw usageError("bad-argument", `${name} is ${JSON.stringify(text)}, but must be a whole number`);
  return value;
}

/** Everything that the states of a world list, as `type:id`. */
function listedIn(world: string): string[] {
  const resources = statesIn(world).flatMap(({ state }) => state.deployment?.resources ?? []);
  return resources.flatMap(({ type, id = "" }) => (id === "" ? [] : [`${type}:${id}`]));
}

/** Who is going to see what was just changed: a line for each stack. */
export function nextRefresh(order: DriftOrder, made: number, changes: readonly DriftChange[]): string[] {
  if (!["change", "delete", "random"].includes(order.action)) return [];
  const stacks = groupBy(changes.slice(changes.length - made), ({ stack }) => stack);
  return [...stacks].flatMap(([stackName, { length }]) =>
    stackName === ""
      ? []
      : [
          `The next refresh of stack ${stackName} sees ${length === 1 ? "the change" : `${length} changes`}: ` +
            hint("refresh", { stackName }),
        ],
  );
}

/** The changes that stand, for people. */
export function changeList(changes: readonly DriftChange[]): string[] {
  if (changes.length === 0) return ["No change by hand stands."];
  const rows = changes.map(({ number, what, type, id, properties, holds, stack }): [string, string] => [
    `${number}  ${what}`,
    `${type} ${id}${properties.length === 0 ? "" : `: ${properties.join(", ")}`}${stack === "" ? "" : ` (stack ${stack})`}` +
      (holds ? "" : "; overtaken by a later run"),
  ]);
  return ["Changes by hand:", ...columns(rows)];
}
