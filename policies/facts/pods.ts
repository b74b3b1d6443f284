/** Pods, wherever they are written: by themselves, in templates, and in templates of templates. */

import { edited, type Remedy } from "../core/remedy.js";
import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { isText, type Tri } from "../core/tri.js";
import { type Field, field, get, isObject, items, type Props, within } from "../core/value.js";

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

/** The types that make pods. */
export const WORKLOADS: readonly string[] = Object.keys(SPECS);

/** The lists of containers in a specification. */
export const LISTS = ["containers", "initContainers", "ephemeralContainers"] as const;
type List = (typeof LISTS)[number];

/** What a rule on pods judges, where it is not every container of every type. */
interface Scope {
  readonly types?: readonly string[];
  readonly lists?: readonly List[];
  /** Paths below the pods' metadata. */
  readonly metadata?: readonly string[];
}

/** What a rule on pods judges: paths below the specification, and paths below each container. */
export function podReads(ofPod: readonly string[], ofContainer: readonly string[], scope: Scope = {}): Reads {
  const { types = WORKLOADS, lists = LISTS, metadata = [] } = scope;
  const paths = [...ofPod, ...lists.flatMap((list) => ofContainer.map((path) => `${list}[].${path}`))];
  return Object.fromEntries(
    types.map((type) => [
      type,
      [...paths.map((path) => `${specPath(type)}.${path}`), ...metadata.map((path) => `${metadataPath(type)}.${path}`)],
    ]),
  );
}

/** The same paths of all types, without the marks of lists, as `aspects` has them. */
export function podPaths(ofPod: readonly string[], ofContainer: readonly string[]): readonly string[] {
  const paths = Object.values(podReads(ofPod, ofContainer)).flat();
  return [...new Set(paths.map((path) => path.replaceAll("[]", "")))];
}

/** Where the specification of the pods stands in a type. */
function specPath(type: string): string {
  return SPECS[type] ?? "spec";
}

/** Where the metadata of the pods stands in a type: beside the specification. */
export function metadataPath(type: string): string {
  return specPath(type).replace(/spec$/, "metadata");
}

/** The specification of the pods that the resource makes. */
export function podOf(resource: Resource): Field {
  return get(resource.props, specPath(resource.type));
}

/** The metadata of the pods that the resource makes. */
export function podMetadataOf(resource: Resource): Field {
  return get(resource.props, metadataPath(resource.type));
}

/** Every container of the pods, or those of some lists. */
export function containersOf(pod: Field, lists: readonly List[] = LISTS): readonly Field[] {
  return lists.flatMap((list) => items(within(pod, list)));
}

/** The pod itself and every container: what has a security context. */
export function contextsOf(pod: Field): readonly Field[] {
  return [pod, ...containersOf(pod)].map((owner) => within(owner, "securityContext"));
}

/** A setting of the container, or else of its pod. */
export function effective(container: Field, pod: Field, path: string): Field {
  const own = within(container, path);
  if (own.state !== "absent") return own;
  const shared = within(pod, path);
  return shared.state === "absent" ? own : shared;
}

/** Whether the pods say that they are for Windows, where what limits a Linux process has no meaning. */
export function isWindows(pod: Field): Tri {
  return isText(within(pod, "os.name"), "windows");
}

/** How a remedy changes a pod or a container: the changed properties, or the same object where there is nothing to do. */
export type Mend = (owner: Props, pod: Field) => Props;

/** A remedy that changes containers, and the pod's own properties where it says so, and leaves alone what is not known. */
export function mends(container: Mend, pod: Mend = (same) => same): Remedy {
  return {
    replaces: false,
    edits(resource) {
      const spec = podOf(resource);
      if (spec.state !== "known" || !isObject(spec.value)) return [];
      const before = spec.value;
      const after = LISTS.reduce((now, list) => mendList(now, list, container, spec), pod(before, spec));
      const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
      return changed.map((name) => ({ path: `${spec.path}.${name}`, value: after[name] }));
    },
  };
}

function mendList(pod: Props, list: List, mend: Mend, spec: Field): Props {
  const listed = pod[list];
  if (!Array.isArray(listed)) return pod;
  const mended = listed.map((one: unknown) => (isObject(one) ? mend(one, spec) : one));
  return mended.every((one, i) => one === listed[i]) ? pod : { ...pod, [list]: mended };
}

/** Sets one property of a pod or a container where it is known to be something else. */
export function put(owner: Props, path: string, value: unknown): Props {
  const here = within(field("", owner), path);
  if (here.state === "unknown" || (here.state === "known" && here.value === value)) return owner;
  return edited(owner, [{ path, value }]);
}
