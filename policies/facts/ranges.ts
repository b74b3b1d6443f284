/** Address ranges as numbers, so that "open to the world" is computed and not compared as text. */

import type { Tri } from "../core/tri.js";
import { type Field, items } from "../core/value.js";

/** A block of addresses: both ends belong to it. */
export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const WIDTH = { 4: 32n, 6: 128n } as const;

/**
 * Reads `10.0.0.0/8`, `::/0` or a single address, in any spelling; bits beyond the prefix are ignored, as the clouds do.
 * Undefined for anything else, for example the name of a service tag.
 */
export function parseRange(text: string): Range | undefined {
  const [address, prefix, ...rest] = text.trim().split("/");
  if (address === undefined || rest.length > 0) return undefined;
  const family = address.includes(":") ? 6 : 4;
  const bits = family === 6 ? parse6(address) : parse4(address);
  const width = WIDTH[family];
  const length = prefix === undefined ? width : /^\d{1,3}$/.test(prefix) ? BigInt(prefix) : -1n;
  if (bits === undefined || length < 0n || length > width) return undefined;
  const size = 1n << (width - length);
  const first = (bits / size) * size;
  return { family, first, last: first + size - 1n };
}

/** Whether the ranges together hold every IPv4 or every IPv6 address. */
export function coversEverything(ranges: readonly Range[]): boolean {
  return ([4, 6] as const).some((family) => {
    const sorted = ranges.filter((r) => r.family === family).sort((a, b) => (a.first < b.first ? -1 : 1));
    let next = 0n;
    for (const range of sorted) if (range.first <= next && range.last >= next) next = range.last + 1n;
    return next === 1n << WIDTH[family];
  });
}

/** The number of leading bits that all addresses of the range share. */
export function prefixLength(range: Range): number {
  return Number(WIDTH[range.family]) - (range.last - range.first + 1n).toString(2).length + 1;
}

/**
 * Whether lists of ranges together let every address in. `everybody` lists further words for "any address", which the
 * cloud writes in place of a range.
 */
export function openToWorld(lists: readonly Field[], everybody: readonly string[] = []): Tri {
  const ranges: Range[] = [];
  const unknown: string[] = [];
  for (const entry of lists.flatMap(items)) {
    if (entry.state === "unknown") unknown.push(entry.path);
    if (entry.state !== "known" || typeof entry.value !== "string") continue;
    if (everybody.includes(entry.value.trim().toLowerCase())) return true;
    const range = parseRange(entry.value);
    if (range) ranges.push(range);
  }
  if (coversEverything(ranges)) return true;
  return unknown.length > 0 ? { unknown } : false;
}

function parse4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n);
}

function parse6(text: string): bigint | undefined {
  const [head, tail, ...rest] = text.split("::");
  if (head === undefined || rest.length > 0) return undefined;
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...before, ...Array<bigint>(missing).fill(0n), ...after].reduce((bits, group) => bits * 65536n + group, 0n);
}

/** The 16-bit groups of one side of `::`; an IPv4 address may stand in place of the last two. */
function groups(text: string): bigint[] | undefined {
  if (text === "") return [];
  const found: bigint[] = [];
  for (const part of text.split(":")) {
    const dotted = part.includes(".") ? parse4(part) : undefined;
    if (dotted !== undefined) found.push(dotted / 65536n, dotted % 65536n);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) found.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return found;
}
