import { lives, newestMinor, served } from "../../data/kubernetes/served.js";
import type { CloudError, Props, WorldObject, WorldView } from "../../types.js";
import { everyVersion } from "../kubernetes-versions.js";
import type { ObjectContext } from "../model.js";
import { at, isRecord, records, text } from "../values.js";
import type { Cluster } from "./cluster.js";
import { dashed } from "./dashes.js";

export const definitionType = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";
export const releaseType = "kubernetes:helm.sh/v3:Release";

/** The API group and version and the kind of an object; a `*Patch` resource is about the kind that it patches. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

export function kindOf(c: Pick<ObjectContext, "inputs" | "schema">): Kind {
  const apiVersion = (text(c.inputs.apiVersion) ?? apiOf(c.schema.token)).replace(/^core\//, "");
  return { apiVersion, kind: text(c.inputs.kind) ?? c.schema.className.replace(/Patch$/, "") };
}

function apiOf(token: string): string {
  return (token.split(":")[1] ?? "").replace(/^core\//, "");
}

export const isPatch = (className: string): boolean => className.endsWith("Patch");

/** The API version that a resource type stands for, without its kind. */
const isBuiltIn = (apiVersion: string): boolean => {
  const group = groupOf(apiVersion);
  return groups.has(group);
};

export const groupOf = (apiVersion: string): string =>
  apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";

/** Groups of Kubernetes itself, as opposed to those that definitions add. */
const groups = new Set([
  ...Object.keys(served).map(groupOf),
  ...Object.keys(lives).map((key) => groupOf(key.split(" ")[0] ?? "")),
  "auditregistration.k8s.io",
  "settings.k8s.io",
]);

/** A custom resource: its kind belongs to a definition, not to Kubernetes. */
export function isCustom({ apiVersion }: Kind): boolean {
  return !isBuiltIn(apiVersion);
}

/** Whether a cluster serves a version of a built-in kind. Versions that are off by default count as not served. */
export function isServed(cluster: Cluster, { apiVersion, kind }: Kind): boolean {
  const life = lives[`${apiVersion} ${kind}`];
  if (cluster.apis.has(everyVersion) || cluster.apis.has(apiVersion)) return true;
  const stable = served[apiVersion]?.[kind] !== undefined;
  if (life === undefined) return stable;
  const [since, until] = life;
  if (until !== 0 && cluster.minor >= until) return false;
  if (stable) return cluster.minor >= since || cluster.minor === newestMinor;
  // Since 1.24 a new beta is off, except where the group was already on in beta.
  const beta = /\/v\d+beta\d+$/.test(apiVersion);
  return beta && cluster.minor >= since && (since < 24 || groupOf(apiVersion) === "flowcontrol.apiserver.k8s.io");
}

/** Whether objects of a kind lie in a namespace. Of a custom kind its definition says it; without one they do. */
export function isNamespaced(kind: Kind, world: WorldView | undefined, account: string): boolean {
  const own = Object.values(served).find((kinds) => kinds[kind.kind] !== undefined);
  if (!isCustom(kind)) return own?.[kind.kind]?.[1] ?? !clusterWide.has(kind.kind);
  const definition = world === undefined ? undefined : definitionOf(kind, world, account);
  return text(at(definition?.inputs, "spec.scope")) !== "Cluster";
}

/** Built-in kinds in no namespace that the newest version no longer serves, or not yet. */
const clusterWide = new Set([
  "ClusterCIDR",
  "ClusterTrustBundle",
  "DeviceTaintRule",
  "PodSecurityPolicy",
  "AuditSink",
  "ResourceClass",
  "ResourcePoolStatusRequest",
  "StorageVersion",
  "StorageVersionMigration",
  "Status",
]);

/** `deployments`, as addresses and messages have it. */
function pluralOf({ kind }: Kind): string {
  const own = Object.values(served).find((kinds) => kinds[kind] !== undefined);
  return own?.[kind]?.[0] ?? `${kind.toLowerCase()}s`;
}

/** `deployments.apps`, `pods`: how messages name what was not found. */
export function resourceName(kind: Kind): string {
  const group = groupOf(kind.apiVersion);
  return group === "" ? pluralOf(kind) : `${pluralOf(kind)}.${group}`;
}

/** The definition of a custom kind in a cluster. */
export function definitionOf(kind: Kind, world: WorldView, account: string): WorldObject | undefined {
  const group = groupOf(kind.apiVersion);
  return world
    .byType(definitionType)
    .filter((o) => o.account === account)
    .find((o) => text(at(o.inputs, "spec.group")) === group && text(at(o.inputs, "spec.names.kind")) === kind.kind);
}

/** The version of a definition that a custom resource names, where it is served. */
export function versionOf(kind: Kind, definition: WorldObject): Props | undefined {
  const name = kind.apiVersion.slice(kind.apiVersion.indexOf("/") + 1);
  return records(at(definition.inputs, "spec.versions")).find((v) => v.name === name && v.served !== false);
}

/** Groups whose definitions the clouds put into their clusters themselves. */
const provided =
  /(^|\.)(gke\.io|google\.com|googleapis\.com|k8s\.aws|amazonaws\.com|azure\.com|k8s\.io|x-k8s\.io|cilium\.io|projectcalico\.org|karpenter\.sh|istio\.io|keda\.sh|gatekeeper\.sh|dapr\.io|fluxcd\.io|eraser\.sh)$/;

/** The refusal of a kind that the cluster does not have. */
export function noKind(c: ObjectContext, cluster: Cluster): CloudError | undefined {
  const kind = kindOf(c);
  const message = `no matches for kind "${kind.kind}" in version "${kind.apiVersion}"`;
  if (!isCustom(kind)) {
    if (isServed(cluster, kind)) return undefined;
    return { code: "NoMatch", message: `${message}${goneWords(cluster, kind)}` };
  }
  const definition = definitionOf(kind, c.world, c.account);
  if (definition !== undefined && versionOf(kind, definition) !== undefined) return undefined;
  if (definition === undefined && mayBeThere(c, cluster, kind)) return undefined;
  return {
    code: "NoMatch",
    message: `creation of resource ${JSON.stringify(c.urn)} with kind ${kind.apiVersion}/${kind.kind} failed because the Kubernetes API server reported that the apiVersion for this resource does not exist. Verify that any required CRDs have been created: ${message}`,
    passing: true,
  };
}

/** What charts and the clouds bring along cannot be seen. */
function mayBeThere(c: ObjectContext, cluster: Cluster, { apiVersion }: Kind): boolean {
  if (cluster.apis.has(everyVersion) || cluster.apis.has(apiVersion)) return true;
  if (cluster.kind === "managed" && provided.test(groupOf(apiVersion))) return true;
  return c.world.byType(releaseType).some((o) => o.account === c.account);
}

function goneWords(cluster: Cluster, { apiVersion, kind }: Kind): string {
  const [, until = 0, next = ""] = lives[`${apiVersion} ${kind}`] ?? [];
  const instead = next === "" ? "" : ` Use "${next}/${kind}" instead.`;
  if (until !== 0 && cluster.minor >= until)
    return `: apiVersion "${apiVersion}/${kind}" was removed in Kubernetes 1.${until}.${instead}`;
  return `: Kubernetes 1.${cluster.minor} does not serve ${apiVersion}/${kind} unless that is switched on; a cluster that does is declared in sandbox.yaml (existing, apiVersions).${instead}`;
}

/** The schema by which a custom resource is checked; undefined where there is none to be seen. */
export function schemaOf(c: ObjectContext): Props | undefined {
  const kind = kindOf(c);
  const definition = isCustom(kind) ? definitionOf(kind, c.world, c.account) : undefined;
  const version = definition === undefined ? undefined : versionOf(kind, definition);
  const schema = at(version, "schema.openAPIV3Schema");
  return isRecord(schema) ? (dashed(schema) as Props) : undefined;
}
