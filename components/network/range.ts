import { isIPv4, isIPv6 } from "node:net";
import { describe } from "../core/target.js";
import { formatBlock, known } from "./cidr.js";

/** Why a text is not a range of addresses that every cloud takes. */
export function rangeProblem(range: unknown): string | undefined {
  const [address = "", prefix, more] = typeof range === "string" ? range.split("/") : [];
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined;
  if (bits === undefined || more !== undefined)
    return `${describe(range)} is not a range of addresses; use the form "10.0.0.0/16" or "2001:db8::/32"`;
  if (prefix === undefined) return `"${range}" is an address, not a range; use "${address}/${bits}" for it alone`;
  if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits)
    return `"${range}" ends in a length that does not exist; use 0 to ${bits} after the slash`;
  if (bits === 128) return undefined;
  const { start } = known(range as string);
  const block = formatBlock({ start: start - (start % 2 ** (32 - Number(prefix))), prefix: Number(prefix) });
  return block === range ? undefined : `"${range}" has bits set behind its length; use "${block}"`;
}
