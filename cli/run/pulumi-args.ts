/** What a `pulumi` command line says, as far as the sandbox must know it before the engine reads it. */
export interface PulumiCommandLine {
  /** The words that are no options: `["stack", "select", "dev"]`. */
  readonly words: readonly string[];
  /** Of `-C` or `--cwd`. */
  readonly cwd: string | undefined;
  /** Of `-s` or `--stack`. */
  readonly stack: string | undefined;
  readonly options: readonly PulumiOption[];
  /** Everything in its order, to be written anew. */
  readonly parts: readonly Part[];
}

interface PulumiOption {
  readonly name: string;
  readonly value: string | undefined;
}

/** One word of the command line, or an option together with its value. */
export type Part =
  | { readonly kind: "word"; readonly text: string }
  | {
      readonly kind: "option";
      readonly name: string;
      readonly value: string | undefined;
      readonly given: readonly string[];
    };

/** Options of every command, and of those on stacks, that take a value. */
const valueOptions: ReadonlySet<string> = new Set([
  ...["color", "cwd", "memprofilerate", "otel-traces", "profiling", "tracing", "verbose"],
  ...["stack", "secrets-provider", "copy-config-from", "teams", "file", "version", "output"],
  ...["config", "config-file", "message", "parallel", "target", "policy-pack", "organization", "project", "tag"],
]);

const longNames: Readonly<Record<string, string>> = { C: "cwd", s: "stack", v: "verbose" };

/** Reads a command line as the engine would, without knowing all its commands. */
export function readPulumiArgs(args: readonly string[]): PulumiCommandLine {
  const parts: Part[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    if (arg === "--") {
      parts.push(...args.slice(index).map((text): Part => ({ kind: "word", text })));
      break;
    }
    const part = readPart(arg, args[index + 1], parts);
    if (part.kind === "option" && part.given.length === 2) index++;
    parts.push(part);
  }
  const options = parts.flatMap((part) => (part.kind === "option" ? [part] : []));
  const given = (name: string) => options.findLast((option) => option.name === name)?.value;
  const words = wordsOf(parts);
  return { words, cwd: given("cwd"), stack: given("stack"), options, parts };
}

function wordsOf(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => (part.kind === "word" && part.text !== "--" ? [part.text] : []));
}

function readPart(arg: string, next: string | undefined, before: readonly Part[]): Part {
  if (!arg.startsWith("-") || arg === "-") return { kind: "word", text: arg };
  if (arg.startsWith("--")) {
    const [name = "", value] = splitOnce(arg.slice(2));
    if (value !== undefined || !valueOptions.has(name)) return { kind: "option", name, value, given: [arg] };
    return { kind: "option", name, value: next, given: next === undefined ? [arg] : [arg, next] };
  }
  return readShort(arg, next, valueLetters(wordsOf(before)));
}

function splitOnce(text: string): [string, string?] {
  const at = text.indexOf("=");
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Letters that take a value: the same letter may be a switch of another command. */
function valueLetters([first, second]: readonly string[]): string {
  if (first !== "stack") return "Csvcmpt";
  return second === "ls" || second === "list" ? "Csvopt" : "Csv";
}

/** Switches may stand together (`-yf`), and the last of them may have a value: `-ys dev`, `-sdev`, `-s=dev`. */
function readShort(arg: string, next: string | undefined, letters: string): Part {
  const at = [...arg].findIndex((letter, index) => index > 0 && letters.includes(letter));
  const name = longNames[arg[at] ?? ""] ?? arg.slice(1);
  if (at < 0 || arg.slice(1, at).includes("="))
    return { kind: "option", name: arg.slice(1), value: undefined, given: [arg] };
  const rest = arg.slice(at + 1).replace(/^=/, "");
  if (rest !== "") return { kind: "option", name, value: rest, given: [arg] };
  return { kind: "option", name, value: next, given: next === undefined ? [arg] : [arg, next] };
}

/**
 * A stack name as the sandbox's backend takes it. Pulumi Cloud's names begin with an organization, of which a file backend has
 * only one.
 */
export function localStackName(name: string): string {
  const parts = name.split("/");
  if (parts.length === 2) return parts[1] as string;
  return parts.length === 3 ? ["organization", ...parts.slice(1)].join("/") : name;
}

/** The stack's own name, without organization and project. */
export function shortStackName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
