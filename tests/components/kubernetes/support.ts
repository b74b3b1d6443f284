import * as pulumi from "@pulumi/pulumi";
import type { CloudName, Target } from "../../../components/core/clouds.js";
import { checkWorkload } from "../../../components/kubernetes/workload/validate.js";
import {
  Namespace,
  type NamespaceLike,
  type NamespaceOptions,
  Workload,
  type WorkloadArgs,
} from "../../../components/kubernetes.js";
import type { ClusterLike } from "../../../components/kubernetes-cluster/types.js";
import { failure, type Registered, record } from "../../support/record.js";
import { type Cloud, targets } from "../network/support.js";

export { type Cloud, clouds, targets } from "../network/support.js";

const classes: Readonly<Record<Cloud, Pick<ClusterLike, "ingressClass" | "ingressBy">>> = {
  aws: { ingressClass: "alb", ingressBy: "className" },
  gcp: { ingressClass: "gce", ingressBy: "annotation" },
  azure: { ingressClass: "webapprouting.kubernetes.azure.com", ingressBy: "className" },
};
const annotations: Readonly<Record<Cloud, Readonly<Record<string, string>>>> = {
  aws: {},
  gcp: { "iam.gke.io/gcp-service-account": "api@acme-dev.iam.gserviceaccount.com" },
  azure: { "azure.workload.identity/client-id": "11111111-2222-3333-4444-555555555555" },
};

/** A cluster that says what one of this cloud says, and registers nothing. */
export function clusterOn(
  cloud: Cloud,
  name = "main",
  target: Target = targets[cloud] as unknown as Target,
): ClusterLike {
  return {
    clusterName: name,
    target,
    mode: "nodes",
    name: pulumi.output(name),
    clusterId: pulumi.output(`id-of-${name}`),
    endpoint: pulumi.output("https://10.0.0.1"),
    ca: pulumi.output("Y2E="),
    kubeconfig: pulumi.secret(`kubeconfig of ${name}`),
    oidcIssuer: pulumi.output("https://issuer.example.com"),
    ready: [],
    ...classes[cloud],
    storageClass: (tier) => `${cloud}-${tier}`,
    workloadIdentity: (namespace, serviceAccount, identity) => ({
      namespace,
      serviceAccount,
      identity: identity ?? ({ key: `${namespace}-${serviceAccount}` } as never),
      annotations: Object.fromEntries(
        Object.entries(annotations[cloud]).map(([key, value]) => [key, pulumi.output(value)]),
      ),
      labels: cloud === "azure" ? { "azure.workload.identity/use": "true" } : ({} as Record<string, string>),
      dependencies: [],
    }),
  };
}

/** Any arguments, wrong values included: what a JavaScript program could pass. */
export type AnyArgs = Readonly<Record<string, unknown>>;

export function namespace(cluster: ClusterLike, options: AnyArgs = {}): Namespace {
  return new Namespace("shop", { cluster, ...(options as NamespaceOptions) });
}

export const image = "registry.example.com/api:1.4.2";

export function workload(place: NamespaceLike, options: AnyArgs = {}, name = "api"): Workload {
  return new Workload(name, { namespace: place, image, ...options } as WorkloadArgs<CloudName>);
}

/** The objects of one workload in a namespace that is there, by type without version. */
export async function objectsOf(options: AnyArgs = {}, cloud: Cloud = "aws"): Promise<Record<string, AnyArgs>> {
  const seen = await record(() => {
    workload(Namespace.fromExisting("shop", { cluster: clusterOn(cloud) }), options);
  });
  return byKind(seen);
}

/** Inputs by `<Kind> <logical name>`. */
export function byKind(seen: readonly Registered[]): Record<string, AnyArgs> {
  const objects = seen.filter(({ type }) => type.startsWith("kubernetes:"));
  return Object.fromEntries(objects.map(({ type, name, inputs }) => [`${type.split(":")[2]} ${name}`, inputs]));
}

/** The message of a workload that must be refused. */
export async function refusal(options: AnyArgs, cloud: Cloud = "aws", place?: () => NamespaceLike): Promise<string> {
  const error = await failure(() => {
    workload(place?.() ?? Namespace.fromExisting("shop", { cluster: clusterOn(cloud) }), options);
  });
  return error.message;
}

interface Problem {
  readonly propertyPath: string;
  readonly reason: string;
}

/** What a check of arguments says, one line for each problem; nothing where they are accepted. */
export function problemsOf(check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    const { errors, propertyPath, reason } = error as { errors?: readonly Problem[] } & Partial<Problem>;
    if (errors !== undefined) return errors.map((one) => `${one.propertyPath}: ${one.reason}`);
    if (propertyPath === undefined) throw error;
    return [`${propertyPath}: ${reason}`];
  }
}

/** The same of a workload with a port, in a namespace that is there. */
export function saidOfWorkload(cloud: Cloud, options: AnyArgs): string[] {
  const namespace = Namespace.fromExisting("shop", { cluster: clusterOn(cloud) });
  return problemsOf(() => checkWorkload("api", { namespace, image, port: 8080, ...options } as WorkloadArgs));
}
