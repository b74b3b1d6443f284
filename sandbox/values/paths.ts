import type { Props } from "../types.js";

/** Where a value sits in a property tree: object keys and array positions. */
export type Path = readonly (string | number)[];

/** The value at a path, or undefined. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (value === null || typeof value !== "object") {
      return undefined;
    }
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** Calls `visit` with every string in a property tree and its path. */
export function eachString(value: unknown, visit: (text: string, path: Path) => void, path: Path = []): void {
  if (typeof value === "string") {
    visit(value, path);
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      eachString(item, visit, [...path, index]);
    });
  } else if (value !== null && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) {
      eachString(item, visit, [...path, key]);
    }
  }
}

/** A copy of a property tree in which `replace` decides about each value first; `undefined` means go on inside. */
export function rewrite(root: Props, replace: (value: unknown, path: Path) => unknown): Props {
  const walk = (value: unknown, path: Path): unknown => {
    const replaced = replace(value, path);
    if (replaced !== undefined) {
      return replaced;
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => walk(item, [...path, index]));
    }
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]));
    }
    return value;
  };
  return walk(root, []) as Props;
}
