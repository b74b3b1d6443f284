import * as pulumi from "@pulumi/pulumi";

/** Changes a value: at once when it is plain, so that it stays plain, otherwise when it is known. */
export function mapInput<T, R>(value: pulumi.Input<T>, change: (value: T) => R): pulumi.Input<R> {
  if (pulumi.Output.isInstance(value) || value instanceof Promise)
    return pulumi.output(value).apply((known) => change(known as T));
  return change(value as T);
}

/** Leaves out properties that are `undefined`, which optional properties of a resource must not be. */
export function given<T extends object>(properties: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** The value at a path of property names, such as `metadata.name`. */
export function valueAt(object: Readonly<Record<string, unknown>>, path: string): unknown {
  const [first, ...rest] = path.split(".");
  const value = object[first as string];
  return rest.length === 0 || value === undefined
    ? value
    : valueAt(value as Readonly<Record<string, unknown>>, rest.join("."));
}

/** The object with a value at a path; objects on the way are made where there are none. */
export function withValueAt(
  object: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  const [first, ...rest] = path.split(".") as [string, ...string[]];
  if (rest.length === 0) return { ...object, [first]: value };
  const inner = (object[first] ?? {}) as Readonly<Record<string, unknown>>;
  return { ...object, [first]: withValueAt(inner, rest.join("."), value) };
}
