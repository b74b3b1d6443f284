import { describe, expect, it } from "vitest";
import { type Command, parseInput } from "../../cli/arguments.js";
import { commands } from "../../cli/commands/index.js";
import { commandHelp, overview } from "../../cli/help.js";

const trial: Command = {
  name: "trial",
  summary: "a trial",
  description: "Words.",
  usage: "[stack]",
  positionals: { least: 0, most: 1 },
  options: {
    json: { type: "boolean", summary: "JSON" },
    stack: { type: "string", short: "s", value: "name", summary: "Which" },
    pack: { type: "string", multiple: true, summary: "Packs" },
  },
  examples: [["groundplan trial", "try"]],
  run: async () => 0,
};
const through: Command = { ...trial, passThrough: true, positionals: { least: 1, most: 99 } };

describe("parseInput", () => {
  it("reads flags, values, repeated values and words in any order", () => {
    const input = parseInput(trial, ["--pack", "a", "dev", "--json", "-s", "x", "--pack=b"]);
    expect(input.positionals).toEqual(["dev"]);
    expect([input.flag("json"), input.value("stack"), input.values("pack")]).toEqual([true, "x", ["a", "b"]]);
  });

  it("has nothing where nothing was given", () => {
    const input = parseInput(trial, []);
    expect([input.positionals, input.flag("json"), input.value("stack"), input.values("pack")]).toEqual([
      [],
      false,
      undefined,
      [],
    ]);
  });

  it.each<[string[], string]>([
    [["--jsn"], "groundplan trial has no option --jsn; did you mean --json?"],
    [["-x"], "groundplan trial has no option -x; it has --json, --stack, --pack, --help"],
    [["--stack"], "--stack needs a value: --stack <name>"],
    [["--json=yes"], '--json takes no value, but was given "yes"'],
    [["a", "b"], 'groundplan trial [stack]: "b" is one word too many'],
  ])("refuses %j with exit code 2", (args, message) => {
    expect(() => parseInput(trial, args)).toThrow(expect.objectContaining({ message, exitCode: 2 }));
  });

  it.each<[string[], string[], string | undefined]>([
    [["--", "pulumi", "up", "--json"], ["pulumi", "up", "--json"], undefined],
    [["pulumi", "up", "--stack", "x"], ["pulumi", "up", "--stack", "x"], undefined],
    [["--stack", "prod", "--", "sh", "-c", "a -- b"], ["sh", "-c", "a -- b"], "prod"],
    [["-s", "prod", "sh"], ["sh"], "prod"],
  ])("leaves another program's words alone: %j", (args, words, stack) => {
    const input = parseInput(through, args);
    expect([input.positionals, input.value("stack")]).toEqual([words, stack]);
  });

  it("asks for the words that are missing", () => {
    expect(() => parseInput(through, ["--json"])).toThrow("something is missing; see groundplan trial --help");
  });
});

describe("help", () => {
  it("lists every command", () => {
    const text = overview(commands, "1.2.3");
    for (const { name, summary } of commands) expect(text).toMatch(new RegExp(`^  ${name} +${escaped(summary)}$`, "m"));
  });

  it.each(commands.map((entry) => [entry.name, entry] as const))(
    "%s has a description, examples, and a name that is its own",
    async (name, entry) => {
      const command = await entry.load();
      expect(command.name).toBe(name);
      expect(command.examples.length).toBeGreaterThan(0);
      const text = commandHelp(command);
      expect(text).toContain(`Usage: groundplan ${name}`);
      for (const option of Object.keys(command.options)) expect(text).toContain(`--${option}`);
      expect(text.split("\n").filter((line) => line.length > 125)).toEqual([]);
    },
  );
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
