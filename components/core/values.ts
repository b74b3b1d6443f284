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
