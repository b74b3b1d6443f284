import { closeSync, existsSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { readMembers } from "./declarations.js";
import { type SchemaCache, stampOf } from "./disk-cache.js";
import type { Member } from "./model.js";

/**
 * The interfaces of an SDK's `types/input.d.ts` or `types/output.d.ts` (up to 50 MB): the places of its namespaces are looked up
 * at the first question, those of one namespace's interfaces when one of them is asked for, and then only its text is read.
 */
export class NamedTypes {
  private readonly file: string;
  private readonly space: string;
  private readonly cache: SchemaCache | undefined;
  private stamp: string | undefined;
  private sections: Map<string, Section> | undefined;
  private readonly places = new Map<string, ReadonlyMap<string, number>>();
  private readonly read = new Map<string, ReadonlyMap<string, Member> | undefined>();

  constructor(file: string, space: "inputs" | "outputs", cache?: SchemaCache) {
    this.file = file;
    this.space = space;
    this.cache = cache;
  }

  /** Members of an interface by its path (`s3.BucketVersioning`), or undefined when the SDK has no such one. */
  members(path: string): ReadonlyMap<string, Member> | undefined {
    if (!this.read.has(path)) {
      const members = this.cache === undefined ? this.load(path) : this.loadThrough(this.cache, path);
      this.read.set(path, members && new Map(members.map((m) => [m.name, m])));
    }
    return this.read.get(path);
  }

  private loadThrough(cache: SchemaCache, path: string): readonly Member[] | undefined {
    const key = `${this.space} ${path}`;
    this.stamp ??= stampOf([this.file]);
    const kept = cache.stamp(key) === this.stamp ? cache.get(key) : undefined;
    if (kept !== undefined) return kept as Member[];
    const members = this.load(path);
    if (members !== undefined) cache.put(key, this.stamp, members);
    return members;
  }

  private load(path: string): readonly Member[] | undefined {
    this.sections ??= sectionsOf(this.file);
    const [name = ""] = path.split(".", 1);
    const section = this.sections.get(name);
    if (section === undefined) return undefined;
    let places = this.places.get(name);
    if (places === undefined) {
      places = placesIn(this.file, section);
      this.places.set(name, places);
    }
    const place = places.get(path);
    return place === undefined ? undefined : readMembers(textFrom(this.file, place), 0);
  }
}

/** Enumerations of `types/enums/`: the values of each, read at the first question. */
export class NamedEnums {
  private readonly dir: string;
  private readonly cache: SchemaCache | undefined;
  private readonly read = new Map<string, readonly (string | number)[] | undefined>();

  constructor(dir: string, cache?: SchemaCache) {
    this.dir = dir;
    this.cache = cache;
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
    const [key, stamp] = [`enum ${path}`, this.cache === undefined ? "" : stampOf([file])];
    const kept = this.cache?.stamp(key) === stamp ? this.cache.get(key) : undefined;
    if (kept !== undefined) return kept as (string | number)[];
    const values = valuesIn(file, name);
    if (values !== undefined) this.cache?.put(key, stamp, values);
    return values;
  }
}

function valuesIn(file: string, name: string): (string | number)[] | undefined {
  const body = new RegExp(`export declare const ${name}: \\{([\\s\\S]*?)^\\};`, "m").exec(
    readFileSync(file, "utf8"),
  )?.[1];
  if (body === undefined) return undefined;
  return [...body.matchAll(/readonly "?[\w$ -]+"?: ("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?);/g)].map((m) =>
    JSON.parse(m[1] as string),
  );
}

/** Where a namespace or interface of the outermost level begins and where the next one does. */
interface Section {
  readonly start: number;
  readonly end: number;
}

/** Every section of a file by its name. Searches the bytes: to make a string of them takes many times as long. */
function sectionsOf(file: string): Map<string, Section> {
  const sections = new Map<string, Section>();
  if (!existsSync(file)) return sections;
  const bytes = readFileSync(file);
  const nextAfter = (place: number) => {
    const found = bytes.indexOf(sectionStart, place);
    return found < 0 ? bytes.length : found + 1;
  };
  for (let start = 0, end = nextAfter(0); start < bytes.length; start = end, end = nextAfter(start)) {
    const line = bytes.toString("latin1", start, start + longestName);
    const name = /^export (?:declare )?(?:namespace|interface) (\w+)/.exec(line)?.[1];
    if (name !== undefined) sections.set(name, { start, end });
  }
  return sections;
}

const sectionStart = "\nexport ";
const longestName = 300;

/** Offset just after the `{` of every interface of a section, by dotted path. */
function placesIn(file: string, section: Section): Map<string, number> {
  const places = new Map<string, number>();
  const text = textBetween(file, section);
  const spaces: string[] = [];
  for (const { start, end } of headings(text)) {
    const head = heading.exec(text.slice(start, end));
    if (head === null) continue;
    const depth = (head[1] as string).length / 4;
    const name = head[3] as string;
    spaces.length = Math.min(spaces.length, depth);
    if (head[2] === "namespace") spaces[depth] = name;
    else places.set([...spaces, name].join("."), section.start + end);
  }
  return places;
}

/** One byte a character: offsets in it are file positions. */
function textBetween(file: string, { start, end }: Section): string {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.allocUnsafe(end - start);
    return bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, bytes.length, start));
  } finally {
    closeSync(descriptor);
  }
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
