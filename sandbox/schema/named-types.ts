import { closeSync, existsSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { readMembers } from "./declarations.js";
import type { Member } from "./model.js";

/**
 * The interfaces of an SDK's `types/input.d.ts` or `types/output.d.ts` (up to 9 MB each): an index of their places is made
 * at the first question, and the text of one is read from the file when it is asked for.
 */
export class NamedTypes {
  private readonly file: string;
  private places: Map<string, number> | undefined;
  private readonly read = new Map<string, ReadonlyMap<string, Member> | undefined>();

  constructor(file: string) {
    this.file = file;
  }

  /** Members of an interface by its path (`s3.BucketVersioning`), or undefined when the SDK has no such one. */
  members(path: string): ReadonlyMap<string, Member> | undefined {
    if (!this.read.has(path)) this.read.set(path, this.load(path));
    return this.read.get(path);
  }

  private load(path: string): ReadonlyMap<string, Member> | undefined {
    this.places ??= indexOf(this.file);
    const place = this.places.get(path);
    if (place === undefined) return undefined;
    return new Map(readMembers(textFrom(this.file, place), 0).map((m) => [m.name, m]));
  }
}

/** Enumerations of `types/enums/`: the values of each, read at the first question. */
export class NamedEnums {
  private readonly dir: string;
  private readonly read = new Map<string, readonly (string | number)[] | undefined>();

  constructor(dir: string) {
    this.dir = dir;
  }

  /** Values of an enumeration by its path (`storage.SkuName`), or undefined when the SDK has no such one. */
  values(path: string): readonly (string | number)[] | undefined {
    if (!this.read.has(path)) this.read.set(path, this.load(path));
    return this.read.get(path);
  }

  private load(path: string): readonly (string | number)[] | undefined {
    const parts = path.split(".");
    const name = parts.pop() ?? "";
    const file = join(this.dir, ...parts, "index.d.ts");
    if (!existsSync(file)) return undefined;
    const body = new RegExp(`export declare const ${name}: \\{([\\s\\S]*?)^\\};`, "m").exec(
      readFileSync(file, "utf8"),
    )?.[1];
    if (body === undefined) return undefined;
    return [...body.matchAll(/readonly "?[\w$ -]+"?: ("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?);/g)].map((m) =>
      JSON.parse(m[1] as string),
    );
  }
}

/** Offset just after the `{` of every interface of a file, by dotted path. */
function indexOf(file: string): Map<string, number> {
  const places = new Map<string, number>();
  if (!existsSync(file)) return places;
  const text = readFileSync(file, "latin1"); // one byte a character: offsets are file positions
  const spaces: string[] = [];
  for (const { start, end } of headings(text)) {
    const head = heading.exec(text.slice(start, end));
    if (head === null) continue;
    const depth = (head[1] as string).length / 4;
    const name = head[3] as string;
    spaces.length = Math.min(spaces.length, depth);
    if (head[2] === "namespace") spaces[depth] = name;
    else places.set([...spaces, name].join("."), end);
  }
  return places;
}

const heading = /^( *)(?:export )?(?:declare )?(namespace|interface) (\w+)[^\n]*\{$/;

/** The lines that may begin an interface or a namespace, in their order. Plain searches: a pattern takes ten times as long. */
function* headings(text: string): Generator<{ start: number; end: number }> {
  let [type, space] = [text.indexOf("interface "), text.indexOf("namespace ")];
  while (type >= 0 || space >= 0) {
    const at = type < 0 ? space : space < 0 ? type : Math.min(type, space);
    const end = text.indexOf("\n", at);
    yield { start: text.lastIndexOf("\n", at) + 1, end: end < 0 ? text.length : end };
    if (at === type) type = text.indexOf("interface ", at + 1);
    else space = text.indexOf("namespace ", at + 1);
  }
}

/** Text from a place up to at least the end of the interface there. */
function textFrom(file: string, place: number): string {
  const descriptor = openSync(file, "r");
  try {
    for (let size = 16_384; ; size *= 4) {
      const buffer = Buffer.alloc(size);
      const length = readSync(descriptor, buffer, 0, size, place);
      const text = buffer.toString("utf8", 0, length);
      const end = /^ *\}$/m.exec(text.slice(0, text.length - 1));
      if (end !== null || length < size) return text;
    }
  } finally {
    closeSync(descriptor);
  }
}
