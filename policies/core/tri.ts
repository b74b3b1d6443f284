import type { Field } from "./value.js";

/**
 * Yes, no, or undecided because of values that are not known yet (their paths).
 *
 * Certainty wins: one certain `false` decides an `all`, one certain `true` decides an `any`, whatever else is unknown.
 */
export type Tri = boolean | { readonly unknown: readonly string[] };

/** Whether every part holds. */
export function all(...parts: readonly Tri[]): Tri {
  if (parts.includes(false)) return false;
  return merge(parts, true);
}

/** Whether some part holds. */
export function any(...parts: readonly Tri[]): Tri {
  if (parts.includes(true)) return true;
  return merge(parts, false);
}

/** The opposite; what is undecided stays so. */
export function not(part: Tri): Tri {
  return typeof part === "boolean" ? !part : part;
}

/** Whether the value, if there is one, passes the test. */
export function holds(value: Field, test: (value: unknown) => boolean, whenAbsent = false): Tri {
  if (value.state === "unknown") return { unknown: [value.path] };
  return value.state === "absent" ? whenAbsent : test(value.value);
}

/** Whether the value is true; providers also take the text "true". */
export function isTrue(value: Field, whenAbsent = false): Tri {
  return holds(value, (v) => v === true || v === "true", whenAbsent);
}

/** Whether the value is this text, in any case. */
export function isText(value: Field, text: string, whenAbsent = false): Tri {
  return holds(value, (v) => typeof v === "string" && v.toLowerCase() === text.toLowerCase(), whenAbsent);
}

/** Whether something is written there at all. An empty list, object or text is nothing. */
export function isSet(value: Field): Tri {
  return holds(value, (v) => v !== "" && !(Array.isArray(v) && v.length === 0));
}

function merge(parts: readonly Tri[], otherwise: boolean): Tri {
  const unknown = parts.flatMap((part) => (typeof part === "boolean" ? [] : part.unknown));
  return unknown.length > 0 ? { unknown: [...new Set(unknown)] } : otherwise;
}
