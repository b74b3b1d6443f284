/** What a program says about one property: a value, nothing, or a value that only the cloud will know. */

/** JSON-like values as the engine sends them. */
export type Props = Readonly<Record<string, unknown>>;

/** One property, read without judging it. `path` is where it stands in the resource, for messages. */
export type Field =
  | { readonly state: "known"; readonly path: string; readonly value: unknown }
  | { readonly state: "unknown"; readonly path: string }
  | { readonly state: "absent"; readonly path: string };

/**
 * The strings that the engine sends for values that a preview cannot know, one for each kind of value. They are the same
 * in every Pulumi SDK; a test compares them with those of `@pulumi/policy`.
 */
export const UNKNOWN = {
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  asset: "030794c1-ac77-496b-92df-f27374a8bd58",
  archive: "e48ece36-62e2-4504-bad9-02848725956a",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
} as const;

const unknowns: ReadonlySet<unknown> = new Set(Object.values(UNKNOWN));

/** Whether the value stands for one that is not known yet. */
export function isUnknown(value: unknown): boolean {
  return unknowns.has(value);
}

/** The field that a raw value is: null and undefined are what a program gets by saying nothing. */
export function field(path: string, value: unknown): Field {
  if (value === undefined || value === null) return { state: "absent", path };
  return isUnknown(value) ? { state: "unknown", path } : { state: "known", path, value };
}

/**
 * Reads a property by a dotted path, for example `versioning.enabled`.
 *
 * What lies below an unknown value is unknown, what lies below a missing one is absent. A list on the way is entered only
 * where it has one element: bridged providers write a block that may occur once sometimes as an object and sometimes so.
 */
export function get(props: Props, path: string): Field {
  return within({ state: "known", path: "", value: props }, path);
}

/** The same, from a field on. */
export function within(from: Field, path: string): Field {
  return path.split(".").reduce(step, from);
}

/** Reads a property of another resource than the one that is judged: messages say which, `BucketPolicy(assets).policy`. */
export function of(
  resource: { readonly type: string; readonly name: string; readonly props: Props },
  path: string,
): Field {
  return within({ state: "known", path: placeOf(resource), value: resource.props }, path);
}

/** How the path of a value of another resource begins: `BucketPolicy(assets)`. */
export function placeOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type.split(":").at(-1)}(${name})`;
}

/** The elements of a list, each with its own path. One value where a list may stand counts as a list of one. */
export function items(list: Field): readonly Field[] {
  if (list.state === "absent") return [];
  if (list.state === "unknown") return [list];
  if (!Array.isArray(list.value)) return [list];
  return list.value.map((value, index) => field(`${list.path}[${index}]`, value));
}

/**
 * The entries of an object, each with its own path, by name: an object has no order that a report could rely on. An unknown
 * object has one unknown entry without a name.
 */
export function entries(object: Field): readonly (readonly [name: string, value: Field])[] {
  if (object.state === "absent") return [];
  if (object.state === "unknown") return [["", object]];
  if (!isObject(object.value)) return [];
  const { path, value } = object;
  return Object.keys(value)
    .sort()
    .map((name) => [name, field(join(path, name), value[name])]);
}

/** Whether the value is an object with named properties. */
export function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function step(here: Field, name: string): Field {
  // What is missing is the value above, so messages name that.
  if (here.state === "unknown") return here;
  const path = join(here.path, name);
  if (here.state === "absent") return { state: "absent", path };
  const value = Array.isArray(here.value) && here.value.length === 1 ? here.value[0] : here.value;
  if (isUnknown(value)) return { state: "unknown", path };
  return field(path, isObject(value) ? value[name] : undefined);
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
