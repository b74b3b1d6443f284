import { isSet } from "../../../sandbox/models/values.js";
import type { ResourceSchema, SdkSchema } from "../../../sandbox/schema/index.js";
import type { Props } from "../../../sandbox/types.js";
import { minimalInputs, sampleInput } from "../models-minimal.js";
import { BadInputs, Refused } from "../models-world.js";

/** The inputs of a minimal object with every optional one besides that a sample can be made for. */
export function maximalInputs(sdk: SdkSchema, schema: ResourceSchema, minimal: Props): Props {
  const more: Props = {};
  for (const member of schema.inputs.values()) {
    if (isSet(minimal[member.name]) || member.deprecated !== undefined) continue;
    const sample = sampleInput(sdk, schema, member);
    if (sample !== undefined) more[member.name] = sample;
  }
  return { ...more, ...minimal };
}

export { minimalInputs };

/**
 * The inputs without the optional ones that `attempt` complains of, until it accepts: for inputs of which only some can
 * stand together. Undefined where what is required is refused too; then `refusal` says why.
 */
export function accepted<T>(
  inputs: Props,
  required: ReadonlySet<string>,
  attempt: (inputs: Props) => T,
): { result: T; inputs: Props } | { refusal: string } {
  let rest = inputs;
  for (;;) {
    try {
      return { result: attempt(rest), inputs: rest };
    } catch (error) {
      const named = complaint(error, Object.keys(rest)).filter((name) => !required.has(name));
      if (named.length === 0) return { refusal: (error as Error).message.split("\n")[0] ?? "" };
      rest = Object.fromEntries(Object.entries(rest).filter(([name]) => !named.includes(name)));
    }
  }
}

/** Those of the inputs that a refusal names. */
export function complaint(error: unknown, names: readonly string[]): string[] {
  if (!(error instanceof BadInputs || error instanceof Refused)) throw error;
  if (error instanceof BadInputs) {
    const tops = error.failures.map((f) => f.property.split(/[.[]/, 1)[0] ?? "").filter((name) => names.includes(name));
    if (tops.length > 0) return [...new Set(tops)];
  }
  const { message } = error;
  const told = (before: string, after: string) =>
    names.filter((name) => new RegExp(before + name + after).test(message));
  const clear = told("\\(", "[.[)]");
  return clear.length > 0 ? clear : told("['\"( ]", "['\") .[:]");
}
