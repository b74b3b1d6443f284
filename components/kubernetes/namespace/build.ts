import type * as core from "@pulumi/kubernetes/core/v1";
import type * as networking from "@pulumi/kubernetes/networking/v1";
import type * as pulumi from "@pulumi/pulumi";
import type { Maker } from "../../core/maker.js";
import { given, mapInput } from "../../core/values.js";
import type { namespaceChildren } from "../children.js";
import { managedBy, namespaceLabel } from "../labels.js";
import { cpuQuantity, gibibytes, mebibytes } from "../quantities.js";
import type { NamespaceNative, NamespacePlan } from "./types.js";

export type NamespaceMaker = Maker<typeof namespaceChildren>;

/** Registers the objects of a namespace. */
export function buildNamespace(maker: NamespaceMaker, plan: NamespacePlan): NamespaceNative {
  const namespace = maker.child("namespace", "", namespaceArgs(plan));
  const inside = (name: string) => ({ name, namespace: namespace.metadata.name, labels: managedBy });
  const { quota, limits, defaultDeny } = plan;
  return {
    namespace,
    quota: quota && maker.child("quota", "quota", { metadata: inside("quota"), ...quotaSpec(quota) }),
    limits: limits && maker.child("limits", "limits", { metadata: inside("limits"), ...limitsSpec(limits) }),
    defaultDeny: defaultDeny
      ? maker.child("defaultDeny", "default-deny", { metadata: inside("default-deny"), spec: denyAll })
      : undefined,
    dns: defaultDeny ? maker.child("dns", "allow-dns", { metadata: inside("allow-dns"), spec: allowDns }) : undefined,
  };
}

function namespaceArgs({ objectName, podSecurity, labels, annotations }: NamespacePlan): core.NamespaceArgs {
  const levels = ["enforce", "warn", "audit"].map((mode) => [`pod-security.kubernetes.io/${mode}`, podSecurity]);
  return {
    metadata: {
      name: objectName,
      labels: { ...managedBy, ...labels, ...Object.fromEntries(levels) },
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
  };
}

function quotaSpec(quota: NonNullable<NamespacePlan["quota"]>): Pick<core.ResourceQuotaArgs, "spec"> {
  const text = (value: pulumi.Input<number>) => mapInput(value, String);
  return {
    spec: {
      hard: {
        "requests.cpu": cpuQuantity(quota.cpu),
        "requests.memory": gibibytes(quota.memoryGiB),
        "limits.memory": gibibytes(quota.memoryGiB),
        pods: text(quota.pods),
        "requests.storage": gibibytes(quota.storageGiB),
        "services.loadbalancers": text(quota.loadBalancers),
        "services.nodeports": "0",
      },
    },
  };
}

/** No limit of CPU: one would slow containers down while the node idles. */
function limitsSpec(limits: NonNullable<NamespacePlan["limits"]>): Pick<core.LimitRangeArgs, "spec"> {
  const memory = mebibytes(limits.memoryMiB);
  const max = limits.maxMemoryMiB === undefined ? undefined : { memory: mebibytes(limits.maxMemoryMiB) };
  const container = {
    type: "Container",
    defaultRequest: { cpu: cpuQuantity(limits.cpu), memory },
    default: { memory },
    max,
  };
  return { spec: { limits: [given(container)] } };
}

type PolicySpec = NonNullable<networking.NetworkPolicyArgs["spec"]>;

const denyAll: PolicySpec = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };

/**
 * The cluster's DNS: its pods in kube-system, and the addresses of a cache on the node and of the cloud's own DNS, which
 * GKE puts into the pods instead.
 */
const allowDns: PolicySpec = {
  podSelector: {},
  policyTypes: ["Egress"],
  egress: [
    {
      to: [
        { namespaceSelector: { matchLabels: { [namespaceLabel]: "kube-system" } } },
        { ipBlock: { cidr: "169.254.20.10/32" } },
        { ipBlock: { cidr: "169.254.169.254/32" } },
      ],
      ports: [
        { protocol: "UDP", port: 53 },
        { protocol: "TCP", port: 53 },
      ],
    },
  ],
};
