import { any, holds, type Tri } from "../core/tri.js";
import { type Field, items } from "../core/value.js";

/** Whether the range between two numbered ports holds the port. A bound that is not written does not limit. */
export function between(port: number, from: Field, to: Field): Tri {
  if (from.state === "unknown" || to.state === "unknown") {
    const unknown = [from, to].flatMap((bound) => (bound.state === "unknown" ? [bound.path] : []));
    const certain = [from, to].some((bound, i) => bound.state === "known" && outside(port, bound.value, i === 0));
    return certain ? false : { unknown };
  }
  if (from.state === "known" && outside(port, from.value, true)) return false;
  return !(to.state === "known" && outside(port, to.value, false));
}

/**
 * Whether lists of ports hold the port: `22`, `"22"`, `"20-30"`, `"*"`. Where `whenEmpty` is set, no list at all means
 * every port.
 */
export function listed(port: number, lists: readonly Field[], whenEmpty: boolean): Tri {
  const found = lists.flatMap(items);
  if (found.length === 0) return whenEmpty;
  return any(...found.map((entry) => holds(entry, (value) => inSpan(port, String(value)))));
}

function inSpan(port: number, text: string): boolean {
  if (text.trim() === "*") return true;
  const [, low, high = low] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(text) ?? [];
  return low !== undefined && Number(low) <= port && port <= Number(high);
}

function outside(port: number, bound: unknown, lower: boolean): boolean {
  const value = Number(bound);
  return Number.isNaN(value) ? false : lower ? value > port : value < port;
}
