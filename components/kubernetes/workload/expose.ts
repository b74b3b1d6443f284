import type * as core from "@pulumi/kubernetes/core/v1";
import type { input } from "@pulumi/kubernetes/types";
import type { ExposeArgs, Peer, TlsArgs } from "./args.js";
import { type CloudDialect, dialects } from "./clouds.js";
import type { Metadata } from "./metadata.js";
import type { ClusterFacts, WorkloadPlan } from "./types.js";

/** The cloud's own controller serves the Ingress, unless another class is named. */
export function dialectFor(cluster: ClusterFacts | undefined, expose: ExposeArgs): CloudDialect | undefined {
  return expose.ingressClass === undefined && cluster !== undefined ? dialects[cluster.target.cloud] : undefined;
}

/** Where the controller's connections come from: as stated, or as the cloud has it. */
export function controllerPeer(cluster: ClusterFacts | undefined, expose: ExposeArgs): Peer | undefined {
  return expose.from ?? dialectFor(cluster, expose)?.controller(expose);
}

/** Everything that connects to pods behind the Ingress: the controller, and what looks at their health. */
export function exposurePeers(cluster: ClusterFacts | undefined, expose: ExposeArgs): readonly Peer[] {
  const controller = controllerPeer(cluster, expose);
  const healthChecks = dialectFor(cluster, expose)?.healthChecks ?? [];
  const peers = controller === undefined ? [] : [controller];
  return healthChecks.length === 0 || controller === healthChecks ? peers : [...peers, healthChecks];
}

/** The Service in front of the pods. */
export function serviceArgs(
  plan: WorkloadPlan,
  metadata: Metadata,
  cluster: ClusterFacts | undefined,
): core.ServiceArgs {
  const { port = 0, selector, expose } = plan;
  const annotations = expose === undefined ? {} : dialectFor(cluster, expose)?.serviceAnnotations;
  return {
    metadata: metadata(undefined, annotations),
    spec: { type: "ClusterIP", selector, ports: [{ name: "main", port, targetPort: "main", protocol: "TCP" }] },
  };
}

type IngressSpec = input.networking.v1.IngressSpec;

/** The Ingress of a host. Controllers read the class from one of two places, and which one differs. */
export function ingressArgs(
  plan: WorkloadPlan,
  metadata: Metadata,
  cluster: ClusterFacts | undefined,
  expose: ExposeArgs,
): { metadata: input.meta.v1.ObjectMeta; spec: IngressSpec } {
  const dialect = dialectFor(cluster, expose);
  const className = expose.ingressClass ?? dialect?.className(cluster?.ingressClass ?? "", expose);
  const byAnnotation = expose.ingressClass === undefined && cluster?.ingressBy === "annotation";
  const issuer = expose.tls !== false && "issuer" in expose.tls ? expose.tls.issuer : undefined;
  const annotations = {
    ...(byAnnotation && className !== undefined ? { "kubernetes.io/ingress.class": className } : {}),
    ...(issuer === undefined ? {} : { "cert-manager.io/cluster-issuer": issuer }),
    ...dialect?.annotations(expose, plan),
    ...expose.annotations,
  };
  const spec: IngressSpec = {
    ...(byAnnotation || className === undefined ? {} : { ingressClassName: className }),
    ...(expose.tls === false ? {} : { tls: [tlsOf(plan.objectName, expose, expose.tls, dialect)] }),
    rules: [{ host: expose.host, http: { paths: [pathOf(plan, expose)] } }],
  };
  return { metadata: metadata(undefined, annotations), spec };
}

function tlsOf(name: string, { host }: ExposeArgs, tls: TlsArgs, dialect: CloudDialect | undefined) {
  const secretName = "secret" in tls ? tls.secret : "issuer" in tls ? `${name}-tls` : dialect?.certificateSecret(name);
  return { hosts: [host], ...(secretName === undefined ? {} : { secretName }) };
}

function pathOf({ objectName, port = 0 }: WorkloadPlan, { path = "/" }: ExposeArgs) {
  return { path, pathType: "Prefix", backend: { service: { name: objectName, port: { number: port } } } };
}
