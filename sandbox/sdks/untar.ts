import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";

const block = 512;

/** What is being read: an entry's name, its kind and how much of it is still to come. */
interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly kept: boolean;
  readonly parts: Buffer[];
  left: number;
  padding: number;
}

/**
 * Unpacks the files of a tar stream below a directory, without their first folder (npm's `package/`), as far as `wanted` takes
 * them. Links and devices are passed over. Throws where an entry would lie outside, and where the stream ends too early.
 */
export async function untar(
  stream: AsyncIterable<Buffer>,
  dir: string,
  wanted: (file: string) => boolean,
): Promise<number> {
  const reader = new TarReader(dir, wanted);
  for await (const chunk of stream) reader.push(chunk);
  return reader.end();
}

class TarReader {
  private readonly dir: string;
  private readonly wanted: (file: string) => boolean;
  private readonly folders = new Set<string>();
  private rest: Buffer = Buffer.alloc(0);
  private entry: Entry | undefined;
  /** The name of the next entry where a header before it gave one (longer than a header can hold). */
  private longName: string | undefined;
  private files = 0;
  private ended = false;

  constructor(dir: string, wanted: (file: string) => boolean) {
    this.dir = dir;
    this.wanted = wanted;
  }

  push(chunk: Buffer): void {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    while (!this.ended) {
      if (this.entry === undefined) {
        if (this.rest.length < block) return;
        this.entry = this.header(this.take(block));
      } else if (this.entry.left > 0) {
        if (this.rest.length === 0) return;
        const part = this.take(Math.min(this.entry.left, this.rest.length));
        if (this.entry.kept) this.entry.parts.push(part);
        this.entry.left -= part.length;
      } else {
        if (this.rest.length < this.entry.padding) return;
        this.take(this.entry.padding);
        this.finish(this.entry);
        this.entry = undefined;
      }
    }
  }

  end(): number {
    if (!this.ended) throw new Error("the archive ends in the middle");
    return this.files;
  }

  private take(length: number): Buffer {
    const part = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return part;
  }

  private header(head: Buffer): Entry | undefined {
    if (head.every((byte) => byte === 0)) {
      this.ended = true;
      return undefined;
    }
    const prefix = text(head, 345, 155);
    const size = Number.parseInt(text(head, 124, 12).trim() || "0", 8);
    const kind = String.fromCharCode(head[156] ?? 0);
    const name = this.longName ?? (prefix === "" ? text(head, 0, 100) : `${prefix}/${text(head, 0, 100)}`);
    const kept = !isFile(kind) || this.wanted(withoutFolder(name));
    return { name, kind, kept, parts: [], left: size, padding: (block - (size % block)) % block };
  }

  private finish({ name, kind, kept, parts }: Entry): void {
    if (kind === "x") this.longName = /\d+ path=([^\n]*)\n/.exec(Buffer.concat(parts).toString())?.[1];
    else if (kind === "L") this.longName = Buffer.concat(parts).toString().replace(/\0+$/, "");
    else if (kind !== "g") {
      this.longName = undefined;
      if (isFile(kind) && kept) this.write(name, parts);
    }
  }

  private write(name: string, parts: readonly Buffer[]): void {
    const file = withoutFolder(name);
    if (file.startsWith("..") || file.startsWith(sep))
      throw new Error(`the archive has ${name}, which lies outside of it`);
    const target = join(this.dir, file);
    const folder = dirname(target);
    if (!this.folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.folders.add(folder);
    }
    writeFileSync(target, Buffer.concat(parts));
    this.files += 1;
  }
}

function isFile(kind: string): boolean {
  return kind === "0" || kind === "\0";
}

function withoutFolder(name: string): string {
  return normalize(name.slice(name.indexOf("/") + 1));
}

function text(head: Buffer, start: number, length: number): string {
  const field = head.toString("utf8", start, start + length);
  const end = field.indexOf("\0");
  return end < 0 ? field : field.slice(0, end);
}
