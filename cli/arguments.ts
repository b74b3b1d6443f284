import { parseArgs } from "node:util";
import { usageError } from "./errors.js";
import { didYouMean } from "./words.js";

/** One `--option` of a command. */
export interface OptionSpec {
  readonly type: "boolean" | "string";
  readonly short?: string;
  /** Shown as the value's name in help: `--stack <name>`. */
  readonly value?: string;
  readonly multiple?: boolean;
  readonly summary: string;
}

/** One command: what help shows, what the command line may hold, and how to run it. Loaded on its own, to start fast. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Paragraphs of help. */
  readonly description: string;
  /** The positional arguments as usage shows them, for example `[stack]`. */
  readonly usage: string;
  readonly positionals: { readonly least: number; readonly most: number };
  /** Everything from the first word that is no option on belongs to another program. @default false */
  readonly passThrough?: boolean;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Pairs of a command line and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  run(input: Input): Promise<number>;
}

/** A parsed command line. */
export interface Input {
  /** Name of the command. */
  readonly command: string;
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

/** Options that every command has. */
export const commonOptions: Readonly<Record<string, OptionSpec>> = {
  help: { type: "boolean", short: "h", summary: "Show this help" },
};

/**
 * Reads a command's own arguments.
 *
 * @throws CliError (exit code 2) for an unknown option, a missing or needless value, too few or too many words
 */
export function parseInput(command: Command, args: readonly string[]): Input {
  const options = { ...command.options, ...commonOptions };
  const { own, rest } = command.passThrough === true ? splitPassThrough(args, options) : { own: args, rest: undefined };
  const parsed = parseArgs({
    args: [...own],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short, multiple }]) => [
        name,
        { type, ...(short === undefined ? {} : { short }), ...(multiple === undefined ? {} : { multiple }) },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of parsed.tokens) if (token.kind === "option") checkOption(command, options, token);
  const positionals = rest ?? parsed.positionals;
  const values = parsed.values as Record<string, string | boolean | string[] | undefined>;
  if (values.help !== true) checkPositionals(command, positionals);
  return {
    command: command.name,
    positionals,
    flag: (name) => values[name] === true,
    value: (name) => (typeof values[name] === "string" ? values[name] : undefined),
    values: (name) => (Array.isArray(values[name]) ? values[name] : []),
  };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
}

function checkOption(command: Command, options: Readonly<Record<string, OptionSpec>>, token: OptionToken): void {
  const spec = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
  const where = `groundplan ${command.name}`;
  if (spec === undefined) {
    const names = Object.keys(options).map((name) => `--${name}`);
    const near = didYouMean(token.rawName, names);
    throw usageError(
      "unknown-option",
      `${where} has no option ${token.rawName}; ${near || `it has ${names.join(", ")}`}`,
    );
  }
  if (spec.type === "string" && token.value === undefined)
    throw usageError("bad-argument", `${token.rawName} needs a value: ${token.rawName} <${spec.value ?? "value"}>`);
  if (spec.type === "boolean" && token.value !== undefined)
    throw usageError("bad-argument", `${token.rawName} takes no value, but was given ${JSON.stringify(token.value)}`);
}

function checkPositionals(command: Command, positionals: readonly string[]): void {
  const { least, most } = command.positionals;
  const usage = `groundplan ${command.name} ${command.usage}`.trimEnd();
  if (positionals.length < least)
    throw usageError("bad-argument", `${usage}: something is missing; see groundplan ${command.name} --help`);
  if (positionals.length > most)
    throw usageError("bad-argument", `${usage}: ${JSON.stringify(positionals[most])} is one word too many`);
}

/** Splits at `--`, else at the first word that is neither an option nor an option's value. */
function splitPassThrough(args: readonly string[], options: Readonly<Record<string, OptionSpec>>) {
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index] as string;
    if (arg === "--") return { own: args.slice(0, index), rest: args.slice(index + 1) };
    if (!arg.startsWith("-")) break;
    const spec = Object.entries(options).find(([name, { short }]) => arg === `--${name}` || arg === `-${short}`)?.[1];
    if (spec?.type === "string") index++;
  }
  return { own: args.slice(0, index), rest: args.slice(index) };
}
