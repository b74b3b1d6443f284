import type { Registered } from "../support/record.js";

/** Inputs by type and name, without providers. */
export function inventory(seen: readonly Registered[]): Record<string, Record<string, unknown>> {
  const resources = seen.filter(({ type }) => !type.startsWith("pulumi:providers:"));
  return Object.fromEntries(resources.map(({ type, name, inputs }) => [`${type} ${name}`, inputs]));
}

/** Inputs of one resource; fails when there is none. */
export function inputsOf(seen: readonly Registered[], type: string, name: string): Record<string, unknown> {
  const found = seen.find((resource) => resource.type === type && resource.name === name);
  if (found === undefined)
    throw new Error(`there is no ${type} ${name}, only ${Object.keys(inventory(seen)).join(", ")}`);
  return found.inputs;
}
