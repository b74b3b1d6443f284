import type { CloudError } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { at, same } from "../values.js";

/**
 * Azure's refusal to change one of these properties of an object that exists. The provider does not replace by itself: a
 * program says `replaceOnChanges` for it.
 */
export function changeOf(c: ObjectContext, fixed: readonly string[]): CloudError | undefined {
  const was = c.self?.inputs;
  const changed = was === undefined ? undefined : fixed.find((path) => !same(at(was, path), at(c.inputs, path)));
  if (changed === undefined) return undefined;
  return {
    code: "PropertyChangeNotAllowed",
    message: `Changing property '${changed}' is not allowed: replace ${c.self?.id} (replaceOnChanges: ["${changed}"]), or keep the value`,
  };
}
