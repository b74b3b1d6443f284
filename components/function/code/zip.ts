import { crc32 } from "node:zlib";
import type { PackageFile } from "./files.js";

/** 1 January 1980, the first moment that the format can say. */
const date = 0x0021;
const time = 0;
/** A regular file that everybody may read and run: the same whatever the source's mode, also where there are no modes. */
const attributes = (0o100_755 << 16) >>> 0;
const madeByUnix = (3 << 8) | 20;
const versionNeeded = 20;
const utf8Names = 1 << 11;
const most = { files: 0xffff, bytes: 0xffff_ffff };

/**
 * The files as a zip archive, the same bytes for the same files on every machine: sorted by the bytes of their paths,
 * one fixed time and mode, no compression (what a compressor makes differs between its versions and processors).
 */
export function zip(files: readonly PackageFile[]): Uint8Array {
  const entries = [...files].map(prepare).sort((a, b) => Buffer.compare(a.name, b.name));
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, fields } of entries) {
    const local = localHeader(fields);
    parts.push(local, name, data);
    directory.push(directoryHeader(fields, offset), name);
    offset += local.length + name.length + data.length;
  }
  const index = Buffer.concat(directory);
  if (entries.length > most.files || offset + index.length > most.bytes)
    throw new Error("a package of more than 65535 files or 4 GiB cannot be a zip archive");
  return Buffer.concat([...parts, index, endOfDirectory(entries.length, index.length, offset)]);
}

/** How many bytes the archive of these files has. */
export function storedBytes(files: readonly PackageFile[]): number {
  const names = files.map(({ path }) => Buffer.byteLength(path.normalize("NFC")));
  return files.reduce((sum, { data }, i) => sum + data.length + 30 + 46 + 2 * (names[i] ?? 0), 22);
}

interface Entry {
  readonly name: Buffer;
  readonly data: Buffer;
  /** What both headers say: from the flags to the length of the name. */
  readonly fields: Buffer;
}

function prepare({ path, data }: PackageFile): Entry {
  const name = Buffer.from(path.normalize("NFC"));
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const fields = Buffer.alloc(24);
  fields.writeUInt16LE(versionNeeded, 0);
  fields.writeUInt16LE(utf8Names, 2);
  // Method 0 at 4: stored.
  fields.writeUInt16LE(time, 6);
  fields.writeUInt16LE(date, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return { name, data: bytes, fields };
}

function localHeader(fields: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.write("PK\u0003\u0004", 0, "latin1");
  fields.copy(header, 4);
  return header;
}

function directoryHeader(fields: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.write("PK\u0001\u0002", 0, "latin1");
  header.writeUInt16LE(madeByUnix, 4);
  fields.copy(header, 6);
  header.writeUInt32LE(attributes, 38);
  header.writeUInt32LE(offset, 42);
  return header;
}

function endOfDirectory(files: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
