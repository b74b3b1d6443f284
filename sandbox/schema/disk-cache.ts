import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** A larger file is started anew: to look through it would take longer than reading the SDK. */
const largestBytes = 16 * 1024 * 1024;
/** New entries are written together, this long after the first of them. */
const writeMs = 100;

/** Where an entry's JSON lies in the file as it was read. */
interface Place {
  readonly stamp: string;
  readonly start: number;
  readonly json: number;
  readonly end: number;
}

/**
 * What was read of one version of an SDK, on disk: reading it again there takes a tenth of the time. Entries are looked through
 * only when they are asked for.
 *
 * Each line is an entry: a checksum, a key, a stamp of the SDK's files that it was read from, and the value as JSON. Lines are only
 * ever added, by several processes at once too; of one key the last counts. A line that is damaged is passed over, and an entry
 * is used only while its stamp fits the files. The file's name has a hash of the code that reads SDKs.
 */
export class SchemaCache {
  private readonly dir: string;
  private readonly name: string;
  private readonly version: string;
  private bytes: Buffer = Buffer.alloc(0);
  private places: Map<string, Place> | undefined;
  private added: string[] = [];
  private anew = false;
  private usable = true;

  constructor(dir: string, name: string) {
    this.dir = dir;
    this.name = name;
    this.version = readerHash();
  }

  /** The stamp of an entry, without looking at its value. */
  stamp(key: string): string | undefined {
    this.places ??= this.look();
    return this.places.get(key)?.stamp;
  }

  /** The value of an entry; undefined where there is none, or a damaged one. */
  get(key: string): unknown {
    this.places ??= this.look();
    const place = this.places.get(key);
    if (place === undefined) return undefined;
    const line = this.bytes.subarray(place.start, place.end);
    const sum = line.toString("latin1", 0, sumLength);
    if (checksum(line.subarray(sumLength + 1)) !== sum) return undefined;
    return JSON.parse(this.bytes.toString("utf8", place.json, place.end));
  }

  /** Keeps a value. Written later, and at the end of the process; where that fails, it is not kept. */
  put(key: string, stamp: string, value: unknown): void {
    const text = `${key}\t${stamp}\t${JSON.stringify(value)}`;
    if (this.added.length === 0) {
      unwritten.add(this);
      setTimeout(() => this.write(), writeMs).unref();
    }
    this.added.push(`${checksum(Buffer.from(text))} ${text}\n`);
  }

  /** Writes what was added since the last time. */
  write(): void {
    const text = this.added.join("");
    this.added = [];
    unwritten.delete(this);
    if (text === "" || !this.usable) return;
    try {
      mkdirSync(this.dir, { recursive: true, mode: 0o700 });
      if (!existsSync(this.file)) this.removeOthers();
      if (this.anew) closeSync(openSync(this.file, "w", 0o600));
      this.anew = false;
      appendFileSync(this.file, text, { mode: 0o600 });
    } catch {
      // A home that cannot be written, or a full disk: everything is read from the SDK, as without a cache.
      this.usable = false;
    }
  }

  private get file(): string {
    return join(this.dir, `${this.name}-${this.version}.cache`);
  }

  private look(): Map<string, Place> {
    const places = new Map<string, Place>();
    const size = statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
    this.anew = size > largestBytes;
    if (size === 0 || this.anew) return places;
    this.bytes = readFileSync(this.file);
    for (let start = 0; start < this.bytes.length; ) {
      const newline = this.bytes.indexOf(10, start);
      const end = newline < 0 ? this.bytes.length : newline;
      const keyEnd = this.bytes.indexOf(9, start);
      const stampEnd = this.bytes.indexOf(9, keyEnd + 1);
      if (keyEnd > start + sumLength && stampEnd > keyEnd && stampEnd < end) {
        const key = this.bytes.toString("utf8", start + sumLength + 1, keyEnd);
        places.set(key, { stamp: this.bytes.toString("utf8", keyEnd + 1, stampEnd), start, json: stampEnd + 1, end });
      }
      start = end + 1;
    }
    return places;
  }

  /** What other versions of the reader have kept of the same SDK. */
  private removeOthers(): void {
    const others = readdirSync(this.dir).filter((file) => file.startsWith(`${this.name}-`) && file.endsWith(".cache"));
    for (const file of others.filter((name) => /^[0-9a-f]{12}\.cache$/.test(name.slice(this.name.length + 1)))) {
      rmSync(join(this.dir, file), { force: true });
    }
  }
}

const sumLength = 8;

function checksum(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(sumLength, "0");
}

/** Says whether files are still those that something was read from. */
export function stampOf(files: readonly string[]): string {
  const facts = files.map((file) => statSync(file, { throwIfNoEntry: false }));
  return facts.map((fact) => (fact === undefined ? "none" : `${fact.size}.${fact.mtimeMs}`)).join(" ");
}

let hash: string | undefined;

/** A hash of this folder's code: what other code has read may have another shape, or be wrong. */
function readerHash(): string {
  if (hash === undefined) {
    const sum = createHash("sha256");
    for (const file of readdirSync(__dirname).sort()) {
      if (/\.[jt]s$/.test(file) && !file.endsWith(".d.ts")) sum.update(readFileSync(join(__dirname, file)));
    }
    hash = sum.digest("hex").slice(0, 12);
  }
  return hash;
}

const unwritten = new Set<SchemaCache>();
process.once("exit", () => {
  for (const cache of unwritten) cache.write();
});
