import type { Edit } from "./remedy.js";
import { get, isObject, type Props } from "./value.js";

/**
 * The edits as somebody writes them into the source. A remedy sets a list as a whole, because the engine knows no path into
 * one; here only what changes in it is left, so that the line can be read, and nothing that stands beside is printed.
 */
export function sourceEdits(props: Props, edits: readonly Edit[]): readonly Edit[] {
  return edits.flatMap(({ path, value }) => {
    const here = get(props, path);
    return here.state === "known" ? changes(path, here.value, value) : [{ path, value }];
  });
}

/** The smallest values below a path that differ. What loses a part is said as a whole: there is no way to write an absence. */
function changes(path: string, before: unknown, after: unknown): readonly Edit[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return after.flatMap((value, index) => changes(`${path}[${index}]`, before[index], value));
  if (isObject(before) && isObject(after) && Object.keys(before).every((name) => name in after))
    return Object.keys(after)
      .sort()
      .flatMap((name) => changes(`${path}.${name}`, before[name], after[name]));
  return [{ path, value: after }];
}
