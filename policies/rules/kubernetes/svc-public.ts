import type { Resource } from "../../core/resource.js";
import { type ResourceRule, Severity } from "../../core/rule.js";
import { all, any, holds, isSet, isText, not, type Tri } from "../../core/tri.js";
import { entries, type Field, field, get, items } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { openToWorld } from "../../facts/ranges.js";

const SERVICE = "kubernetes:core/v1:Service";

/** Annotations that keep a load balancer inside its network, with the values that do. */
const INTERNAL: Readonly<Record<string, RegExp>> = {
  "cloud.google.com/load-balancer-type": /^internal$/i,
  "networking.gke.io/load-balancer-type": /^internal$/i,
  "service.beta.kubernetes.io/aws-load-balancer-internal": /^(true|0\.0\.0\.0\/0)$/i,
  "service.beta.kubernetes.io/aws-load-balancer-scheme": /^internal$/i,
  "service.beta.kubernetes.io/azure-load-balancer-internal": /^true$/i,
  "service.beta.kubernetes.io/oci-load-balancer-internal": /^true$/i,
  "service.beta.kubernetes.io/openstack-internal-load-balancer": /^true$/i,
};

/** Annotations with ranges that may call, in one text. */
const RANGES: readonly string[] = [
  "service.beta.kubernetes.io/azure-allowed-ip-ranges",
  "service.beta.kubernetes.io/load-balancer-source-ranges",
];

function annotationsOf(service: Resource, wanted: (name: string) => boolean): readonly (readonly [string, Field])[] {
  const all = entries(get(service.props, "metadata.annotations"));
  return all.filter(([name]) => name === "" || wanted(name));
}

const AWS = "service.beta.kubernetes.io/aws-load-balancer-";

/** Whether AWS' own controller makes the load balancer, which is internal unless the service says otherwise. */
function isInternalByAws(service: Resource): Tri {
  const said = (name: string, pattern: RegExp): readonly Tri[] =>
    annotationsOf(service, (other) => other === `${AWS}${name}`).map(([, value]) =>
      holds(value, (text) => pattern.test(String(text))),
    );
  const byClass = holds(get(service.props, "spec.loadBalancerClass"), (name) =>
    /^(service\.k8s\.aws|eks\.amazonaws\.com)\/nlb$/.test(String(name)),
  );
  const facing = any(...said("scheme", /^internet-facing$/i), ...said("internal", /^false$/i));
  return all(any(byClass, ...said("type", /^(external|nlb-ip)$/i)), not(facing));
}

function isInternal(service: Resource): Tri {
  const found = annotationsOf(service, (name) => name in INTERNAL);
  const annotated = found.map(([name, value]) => holds(value, (text) => INTERNAL[name]?.test(String(text)) ?? false));
  return any(...annotated, isInternalByAws(service));
}

/** The ranges that may call; none is everybody. */
function rangesOf(service: Resource): readonly Field[] {
  const annotated = annotationsOf(service, (name) => RANGES.includes(name)).flatMap(([, value]) =>
    value.state === "known"
      ? String(value.value)
          .split(",")
          .map((range) => field(value.path, range.trim()))
      : [value],
  );
  return [...items(get(service.props, "spec.loadBalancerSourceRanges")), ...annotated];
}

export const k8sSvcPublic: ResourceRule = {
  id: "k8s-svc-public",
  title: "Service open to the world",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [SERVICE]: [
      "metadata.annotations",
      "spec.type",
      "spec.loadBalancerClass",
      "spec.loadBalancerSourceRanges",
      "spec.externalIPs",
    ],
  },
  controls: {},
  why: "A load balancer of this type gets a public address and lets the whole internet in, past the Ingress and its protection; external addresses let a service take traffic that is meant for others.",
  fix: "Set `loadBalancerSourceRanges`, or make the load balancer internal with the annotation of the cloud, and remove `externalIPs`.",
  bad: [{ type: SERVICE, name: "web", props: { spec: { type: "LoadBalancer", ports: [{ port: 5432 }] } } }],
  good: [
    {
      type: SERVICE,
      name: "web",
      props: { spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["203.0.113.0/24"], ports: [{ port: 5432 }] } },
    },
  ],
  check(service) {
    const [type, external] = [get(service.props, "spec.type"), get(service.props, "spec.externalIPs")];
    const ranges = rangesOf(service);
    const everybody = ranges.length === 0 ? true : openToWorld(ranges);
    const open = all(isText(type, "LoadBalancer"), not(isInternal(service)), everybody);
    return every([
      forbid(open, type, "lets every address reach the pods"),
      forbid(isSet(external), external, "takes traffic for addresses that the cluster did not give it"),
    ]);
  },
};
