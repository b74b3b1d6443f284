import { crc32, inflateRawSync } from "node:zlib";
import type { PackageFile } from "./files.js";

/** A zip archive cannot be read; the message says why. */
export class UnzipError extends Error {}

/** The longest comment that an archive can end with. */
const longestComment = 0xffff;
const endLength = 22;

/** The files of a zip archive, whatever wrote it. @throws UnzipError */
export function unzip(archive: Buffer): PackageFile[] {
  const end = endOfDirectory(archive);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffff_ffff) throw new UnzipError("it is in the zip64 format; make it smaller");
  const files: PackageFile[] = [];
  for (let i = 0; i < count; i++) {
    if (archive.length < at + 46 || archive.toString("latin1", at, at + 4) !== "PK\u0001\u0002")
      throw new UnzipError("its list of files is damaged");
    const lengths = archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    const path = pathOf(archive.toString("utf8", at + 46, at + 46 + archive.readUInt16LE(at + 28)));
    if (!path.endsWith("/")) files.push({ path, data: dataOf(archive, at, path) });
    at += 46 + lengths;
  }
  return files;
}

function endOfDirectory(archive: Buffer): number {
  const first = Math.max(0, archive.length - endLength - longestComment);
  for (let at = archive.length - endLength; at >= first; at--)
    if (archive.toString("latin1", at, at + 4) === "PK\u0005\u0006") return at;
  throw new UnzipError("it is not a zip archive");
}

function pathOf(name: string): string {
  const path = name.replaceAll("\\", "/");
  if (path.startsWith("/") || path.split("/").includes(".."))
    throw new UnzipError(`it has a file outside of itself, "${name}"`);
  return path;
}

function dataOf(archive: Buffer, at: number, path: string): Uint8Array {
  if ((archive.readUInt16LE(at + 8) & 1) === 1) throw new UnzipError(`"${path}" in it is encrypted`);
  if (isLink(archive, at))
    throw new UnzipError(`"${path}" in it is a symbolic link; put the file itself into the archive`);
  const method = archive.readUInt16LE(at + 10);
  const crc = archive.readUInt32LE(at + 16);
  const length = archive.readUInt32LE(at + 20);
  const local = archive.readUInt32LE(at + 42);
  if (archive.length < local + 30) throw new UnzipError(`"${path}" in it is damaged`);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const data = unpacked(archive.subarray(start, start + length), method, path);
  if (crc32(data) !== crc) throw new UnzipError(`"${path}" in it is damaged`);
  return data;
}

/** Unix keeps the mode of a file in the upper half of its attributes. */
function isLink(archive: Buffer, at: number): boolean {
  const madeByUnix = archive.readUInt8(at + 5) === 3;
  return madeByUnix && ((archive.readUInt32LE(at + 38) >>> 16) & 0o170_000) === 0o120_000;
}

function unpacked(packed: Buffer, method: number, path: string): Buffer {
  if (method === 0) return packed;
  if (method !== 8) throw new UnzipError(`"${path}" in it is compressed by another method than deflate`);
  try {
    return inflateRawSync(packed);
  } catch {
    throw new UnzipError(`"${path}" in it is damaged`);
  }
}
