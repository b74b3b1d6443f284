/** Pods, wherever they are written: by themselves, in templates, and in templates of templates. */

import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { type Field, get, items, within } from "../core/value.js";

/** Where the specification of the pods stands in each type that has one. */
const SPECS: Readonly<Record<string, string>> = {
  "kubernetes:core/v1:Pod": "spec",
  "kubernetes:core/v1:PodTemplate": "template.spec",
  "kubernetes:core/v1:ReplicationController": "spec.template.spec",
  "kubernetes:apps/v1:Deployment": "spec.template.spec",
  "kubernetes:apps/v1:StatefulSet": "spec.template.spec",
  "kubernetes:apps/v1:DaemonSet": "spec.template.spec",
  "kubernetes:apps/v1:ReplicaSet": "spec.template.spec",
  "kubernetes:batch/v1:Job": "spec.template.spec",
  "kubernetes:batch/v1:CronJob": "spec.jobTemplate.spec.template.spec",
};

/** The lists of containers in a specification. */
const LISTS = ["containers", "initContainers", "ephemeralContainers"] as const;

/** What a rule on pods judges: paths below the specification, and paths below each container. */
export function podReads(ofPod: readonly string[], ofContainer: readonly string[]): Reads {
  const paths = [...ofPod, ...LISTS.flatMap((list) => ofContainer.map((path) => `${list}[].${path}`))];
  return Object.fromEntries(
    Object.entries(SPECS).map(([type, spec]) => [type, paths.map((path) => `${spec}.${path}`)]),
  );
}

/** The specification of the pods that the resource makes. */
export function podOf(resource: Resource): Field {
  return get(resource.props, SPECS[resource.type] ?? "spec");
}

/** Every container of the pods. */
export function containersOf(pod: Field): readonly Field[] {
  return LISTS.flatMap((list) => items(within(pod, list)));
}
