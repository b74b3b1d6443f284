import type { ResourceSchema } from "../../schema/index.js";
import type { CheckFailure, CloudError, Props } from "../../types.js";
import { UNKNOWN } from "../../types.js";
import type { CheckContext, Models, NameRule, ObjectContext } from "../model.js";
import type { PackageRules } from "../rules.js";
import { at, isRecord, isSet, text } from "../values.js";
import { isNamespaced, status } from "./kinds.js";
import { unreachable } from "./reach.js";

/** Namespaces that every cluster has. */
const builtIn = new Set(["default", "kube-system", "kube-public", "kube-node-lease"]);

export const kubernetesRules: PackageRules = {
  name: nameRule,
  check: checkName,
  id: (c) => idOf(c),
  output: () => undefined,
  planned: [],
  replaceOn: () => ["apiVersion", "kind", "metadata.name", "metadata.namespace"],
  references: (c) => unreachable(c.session, c.world) ?? noNamespace(c),
  canDelete: (_, world, session) =>
    session.config.deleteUnreachable === true ? undefined : unreachable(session, world),
  conflict: (c, id) => {
    const other = c.world.byIdentity(id).find((o) => o.type === c.type && o.account === c.account);
    if (other === undefined || c.schema.className.endsWith("Patch")) return undefined;
    const kind = c.schema.className.toLowerCase();
    return {
      code: "AlreadyExists",
      message: `${kind}s "${id.slice(id.indexOf("/") + 1)}" already exists: it belongs to ${other.urn}; choose another metadata.name, or leave it out to have one made`,
    };
  },
  blocked: (object, by) => ({ code: "Conflict", message: `${object.id} is used by ${by.urn}; delete that first` }),
  identities: () => [],
  finish: withServerFields,
};

/** The provider names every object whose metadata has no name: logical name and eight digits. */
function nameRule(schema: ResourceSchema): NameRule | undefined {
  if (!schema.inputs.has("metadata") || /(List|Patch|^Status)$/.test(schema.className)) return undefined;
  return { property: "metadata.name", limit: 253, random: 8, prefixProperty: "metadata.generateName" };
}

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const label = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
/** Role names are path segments: anything without "/" and "%". */
const anySegment = /^(Cluster)?Role(Binding)?$/;

function checkName(c: CheckContext): CheckFailure[] {
  const name = text(at(c.inputs, "metadata.name"));
  if (name === undefined || anySegment.test(c.schema.className)) return [];
  const service = c.schema.className === "Service";
  if (service ? label.test(name) && name.length <= 63 : subdomain.test(name) && name.length <= 253) return [];
  const rule = service
    ? "a DNS label: at most 63 lower-case letters, digits and hyphens, beginning with a letter"
    : "a lower-case RFC 1123 subdomain: letters, digits, hyphens and dots, beginning and ending with a letter or digit";
  return [{ property: "metadata.name", reason: `Invalid value: "${name}": ${rule}` }];
}

function namespaceOf(c: ObjectContext): string {
  return text(at(c.inputs, "metadata.namespace")) ?? text(c.session.config.namespace) ?? "default";
}

function nameOf(c: ObjectContext): string {
  const prefix = text(at(c.inputs, "metadata.generateName"));
  const name = text(at(c.inputs, "metadata.name"));
  return name ?? `${prefix ?? c.name.toLowerCase()}${c.derive.draw("name", 5, "bcdfghjklmnpqrstvwxz2456789")}`;
}

function idOf(c: ObjectContext): string {
  const namespaced = isNamespaced(c.schema.className) || text(at(c.inputs, "metadata.namespace")) !== undefined;
  return namespaced ? `${namespaceOf(c)}/${nameOf(c)}` : nameOf(c);
}

function noNamespace(c: ObjectContext): CloudError | undefined {
  const namespace = text(at(c.inputs, "metadata.namespace"));
  if (namespace === undefined || builtIn.has(namespace)) return undefined;
  const found = c.world
    .byType("kubernetes:core/v1:Namespace")
    .some((o) => o.account === c.account && o.id === namespace);
  if (found) return undefined;
  return {
    code: "NotFound",
    message: `namespaces "${namespace}" not found (metadata.namespace): create the kubernetes.core.v1.Namespace first, and pass its metadata.name`,
  };
}

/** What the API server adds to the metadata, and the status that a controller would have written by now. */
function withServerFields(c: ObjectContext, outputs: Props, preview: boolean): Props {
  const metadata = outputs.metadata;
  if (preview || metadata === UNKNOWN || (isSet(metadata) && !isRecord(metadata))) return outputs;
  const namespaced = isNamespaced(c.schema.className);
  const full = {
    ...(isRecord(metadata) ? metadata : {}),
    ...(namespaced ? { namespace: namespaceOf(c) } : {}),
    name: nameOf(c),
    creationTimestamp: c.derive.time(),
    generation: 1,
    resourceVersion: c.derive.digits("resource version", 6),
    uid: c.derive.uuid("uid"),
  };
  const made = status(c);
  return { ...outputs, metadata: full, ...(made === undefined ? {} : { status: made }) };
}

const configData = { replaceOn: ["data", "binaryData", "stringData", "type"] };

/** What the API server refuses to change, so that the provider replaces the object. */
export const kubernetesModels: Models = {
  "kubernetes:core/v1:ConfigMap": configData,
  "kubernetes:core/v1:Secret": configData,
  "kubernetes:core/v1:PersistentVolumeClaim": {
    replaceOn: ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeMode", "spec.volumeName"],
  },
  "kubernetes:core/v1:Pod": { replaceOn: ["spec"] },
  "kubernetes:core/v1:Service": { replaceOn: ["spec.clusterIP"] },
  "kubernetes:core/v1:Namespace": {},
  "kubernetes:apps/v1:Deployment": { replaceOn: ["spec.selector"] },
  "kubernetes:apps/v1:ReplicaSet": { replaceOn: ["spec.selector"] },
  "kubernetes:apps/v1:DaemonSet": { replaceOn: ["spec.selector"] },
  "kubernetes:apps/v1:StatefulSet": {
    replaceOn: ["spec.podManagementPolicy", "spec.selector", "spec.serviceName", "spec.volumeClaimTemplates"],
  },
  "kubernetes:batch/v1:Job": { replaceOn: ["spec.completions", "spec.selector", "spec.template"] },
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": { replaceOn: ["roleRef"] },
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": { replaceOn: ["roleRef"] },
  "kubernetes:storage.k8s.io/v1:StorageClass": {
    replaceOn: ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"],
  },
};
