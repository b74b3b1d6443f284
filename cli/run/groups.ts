import { isStack, label, type ResourceRecord, typeOf } from "./record.js";

/** Resources that belong together: one component with everything below it, or a resource that stands alone. */
export interface Group {
  readonly urn: string;
  readonly label: string;
  /** "AWS", "Google Cloud", ...: where most of its resources are. */
  readonly cloud: string;
  /** Resources of a cloud, without the components themselves. */
  readonly resources: readonly ResourceRecord[];
}

const clouds: Readonly<Record<string, string>> = {
  aws: "AWS",
  gcp: "Google Cloud",
  "azure-native": "Azure",
  kubernetes: "Kubernetes",
};

/** The order in which clouds are listed, whatever the engine met first. */
const cloudOrder: readonly string[] = [...Object.values(clouds), "Other"];

/** Resources by the component at the top of each one's line of parents, in a fixed order. Providers belong to no group. */
export function groupsOf(resources: ReadonlyMap<string, ResourceRecord>): Group[] {
  const members = new Map<string, ResourceRecord[]>();
  for (const resource of resources.values()) {
    if (!isInCloud(resource)) continue;
    const top = topOf(resource, resources);
    const list = members.get(top);
    if (list === undefined) members.set(top, [resource]);
    else list.push(resource);
  }
  const groups = [...members].map(([urn, list]) => ({ urn, label: label(urn), cloud: cloudOf(list), resources: list }));
  return groups.sort((a, b) => cloudOrder.indexOf(a.cloud) - cloudOrder.indexOf(b.cloud) || compare(a.label, b.label));
}

/** Whether a resource is something that a cloud has: neither the stack, nor a component, nor a provider. */
export function isInCloud({ custom, urn }: ResourceRecord): boolean {
  return custom && !typeOf(urn).startsWith("pulumi:providers:");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export function topOf(resource: ResourceRecord, resources: ReadonlyMap<string, ResourceRecord>): string {
  let current = resource;
  for (;;) {
    const parent = current.parent === undefined ? undefined : resources.get(current.parent);
    if (parent === undefined || isStack(parent.urn)) return current.urn;
    current = parent;
  }
}

function cloudOf(resources: readonly ResourceRecord[]): string {
  const counts = new Map<string, number>();
  for (const { type } of resources) {
    const cloud = clouds[type.split(":")[0] ?? ""] ?? "Other";
    counts.set(cloud, (counts.get(cloud) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "Other";
}
