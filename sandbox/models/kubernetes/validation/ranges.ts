import { parseAddress } from "../../cidr.js";

export const notRange = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

interface Range {
  readonly bits: bigint;
  readonly width: number;
  readonly prefix: number;
}

/** An address with the length of its prefix; undefined for anything else. Bits behind the prefix may be set. */
function rangeOf(text: string): Range | undefined {
  const [address = "", length = "", ...rest] = text.split("/");
  const parsed = parseAddress(address);
  if (parsed === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  const width = parsed.version === 4 ? 32 : 128;
  return Number(length) > width ? undefined : { bits: parsed.value, width, prefix: Number(length) };
}

export function isRange(text: string): boolean {
  return rangeOf(text) !== undefined;
}

/** Whether a range lies within another one and is smaller. */
export function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [rangeOf(inner), rangeOf(outer)];
  if (a === undefined || b === undefined || a.width !== b.width || a.prefix <= b.prefix) return false;
  const shift = BigInt(b.width - b.prefix);
  return a.bits >> shift === b.bits >> shift;
}
