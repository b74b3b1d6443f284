import { type Props, UNKNOWN } from "../types.js";

/** A plain object, not a list, not null, not the unknown marker. */
export function isRecord(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value) && value !== UNKNOWN;
}

/** Given and not null: what a provider treats as set. An unknown value is set. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A non-empty string; undefined for everything else, the unknown marker included. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The strings of a list, or the one string; unknown and other elements are left out. */
export function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((v) => texts(v));
  return typeof value === "string" && value !== "" ? [value] : [];
}

/** The value at a dotted path (`metadata.name`, lists are looked through), or undefined. */
export function at(value: unknown, path: string): unknown {
  let current: unknown = value;
  for (const key of path.split(".")) {
    if (Array.isArray(current)) current = current.flatMap((v) => at(v, key) ?? []);
    else if (isRecord(current)) current = current[key];
    else return undefined;
  }
  return current;
}

/** An object with what it lacks of `more`; a value that is no object is left as it is, and a missing one stays missing. */
export function filled(value: unknown, more: Props): unknown {
  return isRecord(value) ? { ...defined(more), ...defined(value) } : value;
}

/** Records of a list; unknown and other elements are left out. */
export function records(value: unknown): Props[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Equality of plain values; absent and undefined are the same. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((v, i) => same(v, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
}

/** A copy without keys whose value is undefined. */
export function defined(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}

/** Walks every string of a value with its property path (`ingress[0].cidrBlocks[1]`). */
export function* strings(value: unknown, path = ""): Generator<{ path: string; value: string }> {
  if (typeof value === "string") yield { path, value };
  else if (Array.isArray(value)) for (const [i, v] of value.entries()) yield* strings(v, `${path}[${i}]`);
  else if (isRecord(value))
    for (const [key, v] of Object.entries(value)) yield* strings(v, path === "" ? key : `${path}.${key}`);
}

/** What stands after the last slash: the name in a self link, path or resource id, or the name itself. */
export function lastSegment(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

/** What a type is called without its package and module: `Bucket` of `aws:s3/bucket:Bucket`. */
export function classNameOf(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** The logical name at the end of a URN. */
export function nameOfUrn(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
