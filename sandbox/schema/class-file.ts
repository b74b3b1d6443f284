import { deprecationIn } from "./declarations.js";

/** What a class's `.js` file of an SDK says, old and new code style alike. */
export interface ClassFile {
  readonly token: string;
  readonly className: string;
  readonly required: readonly string[];
  readonly inputs: readonly string[];
  readonly outputOnly: readonly string[];
  readonly defaults: ReadonlyMap<string, unknown>;
  readonly secretInputs: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly aliases: readonly string[];
  readonly importIds: readonly string[];
  readonly doc: string;
  /** Why the whole type should not be used any more, as its comment says; absent where it may be. */
  readonly deprecated?: string;
}

const typePattern = /__pulumiType = '([^']+)'/;
/** Code generators before 2021 call the object `inputs`. */
const assignment = /^ +(?:resourceInputs|inputs)\["([^"]+)"\] = (.*);$/gm;

const headPattern = /^class (\w+) extends pulumi\.\w+ \{/m;

/** Whether a file has a class as the SDKs' generators write it. Helm's old charts, written by hand, are built in the program. */
export function isClassFile(text: string): boolean {
  return headPattern.test(text);
}

/** The type token that a file declares, or undefined when it is not a resource's. */
export function tokenOf(text: string): string | undefined {
  return typePattern.exec(text)?.[1];
}

/** Reads a class's file; undefined when it declares no resource. */
export function readClassFile(text: string): ClassFile | undefined {
  const token = tokenOf(text);
  const head = headPattern.exec(text);
  if (token === undefined || head === null) return undefined;
  const body = text.slice(head.index);
  const creating = creationBranch(body);
  const assigned = [...creating.matchAll(assignment)].map((m) => [m[1] as string, m[2] as string] as const);
  const isOutput = ([, value]: readonly [string, string]) => value.startsWith("undefined /*out*/");
  const inputs = assigned.filter((a) => !isOutput(a));
  const doc = commentAbove(text, head.index);
  const deprecated = deprecationIn(doc);
  return {
    token,
    className: head[1] as string,
    required: [...new Set([...creating.matchAll(/Missing required property '([^']+)'/g)].map((m) => m[1] as string))],
    inputs: inputs.map(([name]) => name),
    outputOnly: assigned.filter(isOutput).map(([name]) => name),
    defaults: new Map(inputs.flatMap(([name, value]) => defaultOf(name, value))),
    secretInputs: inputs.filter(([, value]) => value.includes("pulumi.secret(")).map(([name]) => name),
    secretOutputs: quoted(/additionalSecretOutputs: \[([^\]]*)\]/.exec(body)?.[1]),
    aliases: [...(/const aliasOpts = \{ aliases: \[(.*)\] \};/.exec(body)?.[1] ?? "").matchAll(/type: "([^"]+)"/g)].map(
      (m) => m[1] as string,
    ),
    importIds: [...doc.matchAll(/pulumi import \S+:\S+:\S+ \S+ (.+)$/gm)].map((m) => unquote((m[1] as string).trim())),
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
  };
}

/** The part of the constructor that runs when a resource is created and not looked up. */
function creationBranch(body: string): string {
  const start = body.indexOf("constructor(");
  const end = body.indexOf("super(", start);
  const code = body.slice(start, end < 0 ? undefined : end);
  const args = code.indexOf("const args = argsOrState;");
  if (args >= 0) return code.slice(args);
  const lookUp = code.search(/^ {8}else \{/m);
  return lookUp < 0 ? code : code.slice(0, lookUp);
}

/**
 * The literal that stands in where the program gives nothing: `(args?.x) ?? true`, in older code
 * `(_a = (args ? args.x : undefined)) !== null && _a !== void 0 ? _a : true`, or alone where it is a constant.
 */
function defaultOf(name: string, value: string): [string, unknown][] {
  const literal = /(?:^| \?\? | : )("(?:[^"\\]|\\.)*"|true|false|-?\d+(?:\.\d+)?)$/.exec(value)?.[1];
  return literal === undefined ? [] : [[name, JSON.parse(literal)]];
}

function quoted(list: string | undefined): string[] {
  return [...(list ?? "").matchAll(/"([^"]+)"/g)].map((m) => m[1] as string);
}

function unquote(text: string): string {
  return text.replace(/^(["'`])(.*)\1$/, "$2");
}

function commentAbove(text: string, index: number): string {
  const end = text.lastIndexOf("*/", index);
  const start = text.lastIndexOf("/**", end);
  return start < 0 || end < 0 ? "" : text.slice(start + 3, end).replace(/^ \* ?/gm, "");
}
