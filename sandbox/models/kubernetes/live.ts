import { type Props, UNKNOWN, type Unknown } from "../../types.js";
import { addressIn, cidrOf, sizeOf } from "../cidr.js";
import type { ObjectContext } from "../model.js";
import { at, isRecord, isSet, same, text } from "../values.js";
import type { Cluster } from "./cluster.js";
import { withDefaults } from "./defaults.js";
import { status } from "./status.js";

/** An object as it lives in the cluster: with the server's defaults, and once it is made with its own fields and its status. */
export function live(c: ObjectContext, outputs: Props, kind: string, place: Place, preview: boolean): Props {
  const full = allocated(c, withDefaults(kind, outputs), kind, place.cluster, preview);
  const metadata = full.metadata;
  if (preview || metadata === UNKNOWN || (isSet(metadata) && !isRecord(metadata))) return full;
  const state = status(c, kind, place.cluster);
  return {
    ...full,
    metadata: metadataOf(c, isRecord(metadata) ? metadata : {}, kind, place),
    ...(state === undefined ? {} : { status: state }),
  };
}

export interface Place {
  readonly name: string;
  /** Undefined for what lies in none. */
  readonly namespace: string | undefined;
  readonly cluster: Cluster | undefined;
}

function metadataOf(c: ObjectContext, metadata: Props, kind: string, place: Place): Props {
  const changed = c.self !== undefined && !same(c.self.inputs.spec, c.inputs.spec);
  const before = c.self === undefined ? 1 : Number(at(c.self.outputs, "metadata.generation") ?? 1);
  const revision = kind === "Deployment" ? { "deployment.kubernetes.io/revision": "1" } : {};
  const annotations = { ...(isRecord(metadata.annotations) ? metadata.annotations : {}), ...revision };
  const own = kind === "Namespace" ? { "kubernetes.io/metadata.name": place.name } : {};
  const labels = { ...(isRecord(metadata.labels) ? metadata.labels : {}), ...own };
  return {
    ...metadata,
    ...(Object.keys(annotations).length > 0 && metadata.annotations !== UNKNOWN ? { annotations } : {}),
    ...(Object.keys(labels).length > 0 && metadata.labels !== UNKNOWN ? { labels } : {}),
    ...(place.namespace === undefined ? {} : { namespace: place.namespace }),
    name: place.name,
    creationTimestamp: c.derive.time(),
    generation: changed ? before + 1 : before,
    resourceVersion: c.derive.digits(`resource version ${changed ? before + 1 : before}`, 6),
    uid: c.derive.uuid("uid"),
  };
}

/** What the cluster gives out: addresses, ports of nodes, volumes. A preview of a new object does not know them. */
function allocated(
  c: ObjectContext,
  object: Props,
  kind: string,
  cluster: Cluster | undefined,
  preview: boolean,
): Props {
  const spec = object.spec;
  const later = <T>(value: T): T | Unknown => (preview && c.self === undefined ? UNKNOWN : value);
  if (kind === "Secret") return { ...object, ...encoded(object) };
  if (!isRecord(spec)) return object;
  if (kind === "Service") return { ...object, spec: serviceSpec(c, spec, cluster, later) };
  if (kind === "PersistentVolumeClaim") {
    const given = { volumeName: later(`pvc-${c.derive.uuid("uid")}`), storageClassName: usualClass(cluster) };
    return { ...object, spec: { ...given, ...spec } };
  }
  if (kind === "Job" && !isSet(spec.selector)) {
    // A Job's pods are told apart by the Job's own id.
    const matchLabels = { "batch.kubernetes.io/controller-uid": later(c.derive.uuid("uid")) };
    return { ...object, spec: { ...spec, selector: { matchLabels } } };
  }
  return object;
}

type LaterHere = <T>(value: T) => T | Unknown;

/** What is given in clear is kept encoded. */
function encoded({ data, stringData }: Props): Props {
  if (!isRecord(stringData) || data === UNKNOWN) return {};
  const entries = Object.entries(stringData).map(([key, value]) => [
    key,
    typeof value === "string" ? Buffer.from(value).toString("base64") : value,
  ]);
  return { data: { ...(isRecord(data) ? data : {}), ...Object.fromEntries(entries) } };
}

function usualClass(cluster: Cluster | undefined): string {
  const names = { aws: "gp2", gcp: "standard-rwo", azure: "default" } as const;
  return cluster?.cloud === undefined ? "standard" : names[cluster.cloud];
}

function serviceSpec(c: ObjectContext, spec: Props, cluster: Cluster | undefined, later: LaterHere): Props {
  if (spec.type === "ExternalName") return spec;
  const range = cidrOf(cluster?.services) ?? cidrOf("10.96.0.0/16");
  const free = range === undefined ? 0 : Number(sizeOf(range)) - 12;
  const drawn = range === undefined ? "" : addressIn(range, 11 + c.derive.below("cluster ip", Math.max(1, free)));
  const given = spec.clusterIP === UNKNOWN ? UNKNOWN : text(spec.clusterIP);
  const address = given ?? text(at(c.self?.outputs, "spec.clusterIP")) ?? later(drawn);
  const outside = spec.type === "NodePort" || spec.type === "LoadBalancer";
  const port = (one: unknown, index: number): unknown => {
    if (!outside || !isRecord(one) || isSet(one.nodePort)) return one;
    return { ...one, nodePort: later(30_000 + c.derive.below(`node port ${index}`, 2_768)) };
  };
  return {
    clusterIP: address,
    clusterIPs: address === UNKNOWN ? UNKNOWN : [address],
    ipFamilies: ["IPv4"],
    ipFamilyPolicy: "SingleStack",
    ...spec,
    ...(Array.isArray(spec.ports) ? { ports: spec.ports.map(port) } : {}),
  };
}
