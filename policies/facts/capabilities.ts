import type { Remedy } from "../core/remedy.js";
import { field, isUnknown, type Props, within } from "../core/value.js";
import { isWindows, mends, put } from "./pods.js";

/**
 * A remedy that leaves containers only those added capabilities that pass the test, and those that are not known yet.
 *
 * @param dropped  what every container drops besides
 */
export function keepsAdded(test: (capability: unknown) => boolean, dropped?: string): Remedy {
  return mends((container, pod) => {
    if (isWindows(pod) !== false) return container;
    const kept = keep(container, (capability) => isUnknown(capability) || test(capability));
    return dropped === undefined ? kept : drop(kept, dropped);
  });
}

function keep(container: Props, test: (capability: unknown) => boolean): Props {
  const added = listed(container, "add");
  return added.every(test) ? container : put(container, "securityContext.capabilities.add", added.filter(test));
}

function drop(container: Props, capability: string): Props {
  if (listed(container, "drop").includes(capability)) return container;
  return put(container, "securityContext.capabilities.drop", [capability]);
}

function listed(container: Props, list: "add" | "drop"): readonly unknown[] {
  const found = within(field("", container), `securityContext.capabilities.${list}`);
  return found.state === "known" && Array.isArray(found.value) ? found.value : [];
}
