import type * as pulumi from "@pulumi/pulumi";
import type { Limitation } from "../../core/clouds.js";
import type { ExposeArgs, Peer, TlsArgs } from "./args.js";
import type { Openings } from "./network.js";
import type { WorkloadPlan } from "./types.js";

type Texts = Readonly<Record<string, pulumi.Input<string>>>;

/** What is particular about workloads in the clusters of one cloud. */
export interface CloudDialect {
  /** Where pods get the credentials of their identity, beyond what every pod reaches. */
  readonly credentials: Openings["credentials"];
  /** Annotations of an Ingress that the cloud's own controller serves. */
  annotations(expose: ExposeArgs, plan: WorkloadPlan): Texts;
  /** Annotations of the Service behind such an Ingress. */
  readonly serviceAnnotations: Readonly<Record<string, string>>;
  /** Where its controller's connections come from, where that is known. */
  controller(expose: ExposeArgs): Peer | undefined;
  /** From where pods behind an Ingress are looked at besides. */
  readonly healthChecks: readonly string[];
  /** The class for this Ingress, from that of the cluster. */
  className(cluster: string, expose: ExposeArgs): string;
  /** The Secret that the controller itself makes for a certificate of the cloud. */
  certificateSecret(ingress: string): string | undefined;
  /** What its clusters cannot serve. */
  readonly unsupported: Readonly<Record<string, Limitation>>;
}

const plainTls: Limitation = {
  why: "AWS's load balancers take certificates of AWS Certificate Manager only",
  instead: "use tls: { certificate: <ARN> }, or an ingressClass of your own",
};

/** https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/ */
const aws: CloudDialect = {
  // The agent of EKS Pod Identity on the node.
  credentials: [{ cidr: "169.254.170.23/32", port: 80 }],
  annotations: ({ internet, tls }, { probes }) => ({
    "alb.ingress.kubernetes.io/scheme": internet === true ? "internet-facing" : "internal",
    "alb.ingress.kubernetes.io/target-type": "ip",
    "alb.ingress.kubernetes.io/listen-ports": tls === false ? '[{"HTTP":80}]' : '[{"HTTPS":443}]',
    ...certificate(tls, "alb.ingress.kubernetes.io/certificate-arn"),
    ...(probes?.path === undefined ? {} : { "alb.ingress.kubernetes.io/healthcheck-path": probes.path }),
  }),
  serviceAnnotations: {},
  controller: () => undefined,
  healthChecks: [],
  className: (cluster) => cluster,
  certificateSecret: () => undefined,
  unsupported: { "expose.tls.secret": plainTls, "expose.tls.issuer": plainTls },
};

/** https://cloud.google.com/load-balancing/docs/firewall-rules */
const googleRanges = ["130.211.0.0/22", "35.191.0.0/16"];

/** https://cloud.google.com/kubernetes-engine/docs/concepts/ingress */
const gcp: CloudDialect = {
  // The metadata server, in the place where each of GKE's two data planes has it.
  credentials: [
    { cidr: "169.254.169.252/32", port: 988 },
    { cidr: "169.254.169.254/32", port: 80 },
  ],
  annotations: ({ tls }) => ({
    "kubernetes.io/ingress.allow-http": tls === false ? "true" : "false",
    ...certificate(tls, "ingress.gcp.kubernetes.io/pre-shared-cert"),
  }),
  serviceAnnotations: { "cloud.google.com/neg": '{"ingress": true}' },
  // Google's front ends; inside of a network they are in its proxy-only subnet.
  controller: ({ internet }) => (internet === true ? googleRanges : undefined),
  healthChecks: googleRanges,
  className: (_cluster, { internet }) => (internet === true ? "gce" : "gce-internal"),
  certificateSecret: () => undefined,
  unsupported: {},
};

/** https://learn.microsoft.com/azure/aks/app-routing */
const azure: CloudDialect = {
  credentials: [],
  annotations: ({ tls }) => certificate(tls, "kubernetes.azure.com/tls-cert-keyvault-uri"),
  serviceAnnotations: {},
  controller: () => ({ namespace: "app-routing-system" }),
  healthChecks: [],
  className: (cluster) => cluster,
  certificateSecret: (ingress) => `keyvault-${ingress}`,
  unsupported: {
    "expose.internet=true": {
      why: "the controller of the cluster has one address, inside the network",
      instead: "leave it out, or install a second controller with an address on the internet and name its ingressClass",
    },
  },
};

function certificate(tls: TlsArgs | false, annotation: string): Texts {
  return tls !== false && "certificate" in tls ? { [annotation]: tls.certificate } : {};
}

/** By cloud. A cluster of another cloud has none: what is particular has to be stated. */
export const dialects: Readonly<Record<string, CloudDialect>> = { aws, gcp, azure };
