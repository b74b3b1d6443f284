import { groupOf } from "../models/kubernetes/api.js";
import { at, isRecord, text } from "../models/values.js";
import { defines, kindOf, type Manifest, refuse } from "./manifests.js";

const dependsOn = "config.kubernetes.io/depends-on";

/**
 * For each object those that must be there before it: the namespace that it lies in, the definition of its kind, and what
 * its annotation names. What is not among the objects does not count.
 */
export function dependencies(manifests: readonly Manifest[]): Map<Manifest, readonly Manifest[]> {
  const found = new Map(
    manifests.map((manifest) => {
      const kind = kindOf(manifest);
      const namespace = text(at(manifest, "metadata.namespace"));
      const before = manifests.filter(
        (other) =>
          other !== manifest &&
          (defines(other, kind) ||
            (other.kind === "Namespace" && groupOf(kindOf(other).apiVersion) === "" && nameOf(other) === namespace)),
      );
      return [manifest, [...new Set([...before, ...named(manifest, manifests)])]] as const;
    }),
  );
  for (const manifest of manifests) checkCycle(found, manifest, []);
  return found;
}

const nameOf = (manifest: Manifest): string => text(at(manifest, "metadata.name")) ?? "";

/** `group/kind/name` or `group/namespaces/namespace/kind/name`, several behind commas. */
function named(manifest: Manifest, manifests: readonly Manifest[]): Manifest[] {
  const annotations = at(manifest, "metadata.annotations");
  const list = isRecord(annotations) ? text(annotations[dependsOn]) : undefined;
  return (list?.split(",") ?? []).flatMap((reference) => {
    const parts = reference.trim().split("/");
    const [group, namespace, kind, name] =
      parts.length === 3
        ? [parts[0], undefined, parts[1], parts[2]]
        : parts.length === 5 && parts[1] === "namespaces"
          ? [parts[0], parts[2], parts[3], parts[4]]
          : refuse(
              `invalid "${dependsOn}" annotation: expected group/kind/name or group/namespaces/namespace/kind/name, found "${reference.trim()}"`,
            );
    const target = manifests.find(
      (other) =>
        groupOf(kindOf(other).apiVersion) === group &&
        other.kind === kind &&
        nameOf(other) === name &&
        text(at(other, "metadata.namespace")) === namespace,
    );
    if (target === undefined)
      refuse(
        `external dependency: ${nameOf(manifest)} -> ${reference.trim()}: references to objects outside are not supported`,
      );
    return [target];
  });
}

function checkCycle(
  found: ReadonlyMap<Manifest, readonly Manifest[]>,
  manifest: Manifest,
  path: readonly Manifest[],
): void {
  if (path.includes(manifest)) refuse(`cyclic dependency: ${[...path, manifest].map(nameOf).join(" -> ")}`);
  for (const before of found.get(manifest) ?? []) checkCycle(found, before, [...path, manifest]);
}
