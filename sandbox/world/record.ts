import type { Props } from "../types.js";
import { SecretMarks } from "../values/marks.js";
import { eachString, type Path, rewrite, valueAt } from "../values/paths.js";

/** What stands for a secret value in the readable part of the store. */
export const concealed = "[secret]";

/** The properties of an object and where they are secret. */
export interface Payload {
  readonly inputs: Props;
  readonly outputs: Props;
  readonly secrets: { readonly inputs: readonly Path[]; readonly outputs: readonly Path[] };
}

/** Longer strings are never references; they would only swell the index. */
const longestMention = 512;
const shortestMention = 2;

/** The secret strings of an object, wherever they have been copied to. */
export function taintsOf(payload: Payload): SecretMarks {
  const { inputs, outputs, secrets } = payload;
  return new SecretMarks(
    [],
    [...secrets.inputs.map((path) => valueAt(inputs, path)), ...secrets.outputs.map((path) => valueAt(outputs, path))],
  );
}

/** The payload with every secret value, and every string that contains one, replaced by a placeholder. */
export function conceal(payload: Payload, taints: SecretMarks): Payload {
  const side = (props: Props, paths: readonly Path[]): Props => {
    const places = new SecretMarks(paths);
    return rewrite(props, (value, path) =>
      places.covers(path, undefined) || (typeof value === "string" && taints.tainted(value)) ? concealed : undefined,
    );
  };
  return {
    inputs: side(payload.inputs, payload.secrets.inputs),
    outputs: side(payload.outputs, payload.secrets.outputs),
    secrets: payload.secrets,
  };
}

/** The strings by which the object's inputs may refer to others; secret ones are left out. */
export function mentionsOf(publicInputs: Props): string[] {
  const found = new Set<string>();
  eachString(publicInputs, (text) => {
    if (text.length >= shortestMention && text.length <= longestMention && text !== concealed) {
      found.add(text);
    }
  });
  return [...found];
}
