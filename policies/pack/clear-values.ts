/** What the configuration of a stack holds in clear, to tell secrets that are none from those that were kept. */

import { isObject, type Props } from "../core/value.js";

/**
 * The texts that a stack's configuration holds without encryption, those within objects and lists included.
 *
 * @param config  the values by key; objects and lists come as JSON text
 * @param secretKeys  keys of encrypted values, and of objects that hold one
 */
export function clearValues(
  config: Iterable<readonly [key: string, value: string]>,
  secretKeys: readonly string[],
): ReadonlySet<string> {
  const encrypted = new Set(secretKeys);
  return new Set([...config].flatMap(([key, value]) => (encrypted.has(key) ? [] : [value, ...textsOf(parsed(value))])));
}

/** The paths of these whose value is one of the texts. */
export function inClear(props: Props, paths: readonly string[], clear: ReadonlySet<string>): readonly string[] {
  return paths.filter((path) => {
    const value = valueAt(props, path);
    return typeof value === "string" && value !== "" && clear.has(value);
  });
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value at a path such as `credentials[0].password`. */
function valueAt(props: Props, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((name) => name !== "")
    .reduce<unknown>(
      (here, name) => (Array.isArray(here) ? here[Number(name)] : isObject(here) ? here[name] : undefined),
      props,
    );
}
