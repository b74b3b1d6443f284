import type { DeclaredObject } from "../../answers/model.js";
import { newestMinor } from "../../data/kubernetes/served.js";
import type { CloudError, Props, Session, WorldObject, WorldView } from "../../types.js";
import { minorOf } from "../kubernetes-versions.js";
import { at, isRecord, lastSegment, records, text, texts } from "../values.js";
import { hostOf, isOurs, serverOf } from "./reach.js";

/** What a provider's kubeconfig leads to. */
export interface Cluster {
  /** `own`: of a provider without a kubeconfig. `declared`: the user's sandbox.yaml has it. */
  readonly kind: "own" | "managed" | "declared";
  readonly cloud: "aws" | "gcp" | "azure" | undefined;
  /** Of the control plane: 36 in 1.36. */
  readonly minor: number;
  /** How many nodes there are; undefined where it cannot be told. */
  readonly nodes: number | undefined;
  /** Groups and versions that it serves beyond the usual ones. */
  readonly apis: ReadonlySet<string>;
  /** Addresses of Services. */
  readonly services: string;
  /** The region of the cloud that runs it. */
  readonly region: string;
}

const usual = { apis: new Set<string>(), services: "10.96.0.0/16", region: "" };
const own: Cluster = { kind: "own", cloud: undefined, minor: newestMinor, nodes: 3, ...usual };

export interface NoCluster {
  readonly error: CloudError;
  /** It is none of the sandbox's, now and later. */
  readonly certain?: boolean;
}

/** The cluster of a session, or why there is none that answers. */
export function clusterOf(session: Session, world: WorldView): Cluster | NoCluster {
  const server = serverOf(session.config);
  const declared = session.answers.existing.find(
    (o) =>
      o.pkg === "kubernetes" &&
      isCluster(o) &&
      [server, session.account, text(session.config.kubeconfig)].some((address) => sameAddress(o.id, address)),
  );
  if (declared !== undefined) return declaredCluster(declared);
  if (server === undefined) return session.config.kubeconfig === undefined ? own : { error: noServer(), certain: true };
  const host = hostOf(server);
  const found = world.byIdentity(host).find((o) => o.type in managed);
  if (found === undefined)
    return isOurs(host) ? { error: gone(server, host) } : { error: foreign(server), certain: true };
  return notReady(found, server) ?? managedCluster(found, world);
}

/** Why nothing in the session's cluster can be reached, or undefined where it can. */
export function unreachable(session: Session, world: WorldView): CloudError | undefined {
  const cluster = clusterOf(session, world);
  return "error" in cluster ? cluster.error : undefined;
}

const isCluster = (o: DeclaredObject): boolean => !o.type.startsWith("kubernetes:");

function sameAddress(a: string, b: string | undefined): boolean {
  const plain = (address: string): string => address.replace(/^https:\/\//, "").replace(/(:443)?\/*$/, "");
  return b !== undefined && plain(a) === plain(b);
}

function declaredCluster({ properties }: DeclaredObject): Cluster {
  return {
    kind: "declared",
    cloud: undefined,
    ...usual,
    minor: minorOf(properties.version) ?? newestMinor,
    nodes: typeof properties.nodes === "number" ? properties.nodes : 3,
    apis: new Set(texts(properties.apiVersions)),
    services: text(properties.serviceCidr) ?? usual.services,
  };
}

const said = "configured Kubernetes cluster is unreachable";

function noServer(): CloudError {
  return {
    code: "Unreachable",
    message: `${said}: the kubeconfig names no server for its context (unable to load Kubernetes client configuration from kubeconfig file): check context and cluster of the provider`,
  };
}

function gone(server: string, host: string): CloudError {
  return {
    code: "Unreachable",
    message: `${said}: ${server} does not exist in the sandbox (dial tcp: lookup ${host}: no such host). The cluster of the kubeconfig is gone: delete its objects from the state with deleteUnreachable on the provider, or make the cluster again`,
  };
}

function foreign(server: string): CloudError {
  return {
    code: "Unreachable",
    message: `${said}: the kubeconfig points to ${server}, which is no cluster of the sandbox, and the sandbox connects to nothing outside. Declare it in sandbox.yaml under existing, with pkg kubernetes, type cluster and this address as id, and its objects are made in the sandbox; or use the kubeconfig of a cluster that the program makes`,
  };
}

type Facts = Pick<Cluster, "cloud" | "nodes"> & {
  readonly minor: number | undefined;
  readonly services?: string | undefined;
};

const managed: Readonly<Record<string, (o: WorldObject, world: WorldView) => Facts>> = {
  "aws:eks/cluster:Cluster": (o, world) => ({
    cloud: "aws",
    minor: minorOf(o.outputs.version),
    nodes: eksNodes(o, world),
    services: text(at(o.outputs, "kubernetesNetworkConfig.serviceIpv4Cidr")),
  }),
  "gcp:container/cluster:Cluster": (o, world) => ({
    cloud: "gcp",
    minor: minorOf(o.outputs.masterVersion),
    nodes: gkeNodes(o, world),
    services: text(o.outputs.servicesIpv4Cidr),
  }),
  "azure-native:containerservice:ManagedCluster": (o) => ({
    cloud: "azure",
    minor: minorOf(o.outputs.currentKubernetesVersion ?? o.outputs.kubernetesVersion),
    nodes: aksNodes(o),
    services: text(at(o.outputs, "networkProfile.serviceCidr")),
  }),
};

function managedCluster(found: WorldObject, world: WorldView): Cluster {
  const facts = (managed[found.type] as (o: WorldObject, world: WorldView) => Facts)(found, world);
  const enabled = at(found.inputs, "enableK8sBetaApis.enabledApis");
  return {
    kind: "managed",
    cloud: facts.cloud,
    minor: facts.minor ?? newestMinor,
    nodes: facts.nodes,
    apis: new Set(texts(enabled)),
    services: facts.services ?? usual.services,
    region: found.region ?? text(found.outputs.location) ?? "",
  };
}

/** Of a control plane that is being made, changed or stopped nobody hears anything. */
function notReady(found: WorldObject, server: string): { readonly error: CloudError } | undefined {
  const state = text(found.outputs.status) ?? text(found.outputs.provisioningState);
  const stopped = text(at(found.outputs, "powerState.code")) === "Stopped";
  const busy =
    state !== undefined &&
    /^(CREATING|DELETING|FAILED|PROVISIONING|STOPPING|ERROR|Creating|Deleting|Failed)$/.test(state);
  if (!busy && !stopped) return undefined;
  const why = stopped ? "is stopped" : `is not ready: its state is ${state}`;
  return {
    error: {
      code: "Unreachable",
      message: `${said}: ${server} does not answer (dial tcp: i/o timeout); the cluster ${found.id} ${why}`,
    },
  };
}

/** Nodes of groups, Fargate and automatic mode. Machines that join by themselves cannot be told from others. */
function eksNodes(cluster: WorldObject, world: WorldView): number | undefined {
  const name = cluster.id;
  const here = (type: string) =>
    world.byType(type).filter((o) => o.account === cluster.account && o.region === cluster.region);
  const mine = (o: WorldObject): boolean => text(o.inputs.clusterName) === name;
  if (at(cluster.inputs, "computeConfig.enabled") === true) return undefined;
  if (here("aws:eks/fargateProfile:FargateProfile").some(mine)) return undefined;
  const others = ["aws:autoscaling/group:Group", "aws:ec2/instance:Instance", "aws:ec2/fleet:Fleet"].some(
    (type) => here(type).length > 0,
  );
  if (others) return undefined;
  const groups = here("aws:eks/nodeGroup:NodeGroup").filter(mine);
  return atMost(groups.map((o) => at(o.inputs, "scalingConfig.maxSize") ?? at(o.inputs, "scalingConfig.desiredSize")));
}

/** The sum of what groups may have; a group of unknown size counts as one node. */
function atMost(sizes: readonly unknown[]): number {
  return sizes.reduce<number>((sum, size) => sum + (typeof size === "number" ? size : 1), 0);
}

function gkeNodes(cluster: WorldObject, world: WorldView): number | undefined {
  if (cluster.inputs.enableAutopilot === true || at(cluster.inputs, "clusterAutoscaling.enabled") === true)
    return undefined;
  const name = text(cluster.outputs.name) ?? cluster.id;
  const pools = world.byType("gcp:container/nodePool:NodePool").filter((o) => {
    const of = text(o.inputs.cluster) ?? "";
    return o.account === cluster.account && (of === cluster.id || lastSegment(of) === name);
  });
  const inline = records(cluster.inputs.nodePools);
  const first =
    cluster.inputs.removeDefaultNodePool === true || inline.length > 0 ? [] : [cluster.inputs.initialNodeCount ?? 1];
  return atMost([...first, ...[...inline, ...pools.map((o) => o.inputs)].map(poolSize)]);
}

function poolSize(pool: Props): unknown {
  const scaling = isRecord(pool.autoscaling) ? pool.autoscaling : undefined;
  return scaling === undefined
    ? (pool.nodeCount ?? pool.initialNodeCount)
    : (scaling.maxNodeCount ?? scaling.totalMaxNodeCount);
}

function aksNodes(cluster: WorldObject): number | undefined {
  const pools = records(cluster.inputs.agentPoolProfiles);
  if (pools.length === 0) return undefined;
  const size = (pool: Props): unknown => (pool.enableAutoScaling === true ? pool.maxCount : (pool.count ?? 1));
  return atMost(pools.map(size)) > 0 ? atMost(pools.map(size)) : undefined;
}
