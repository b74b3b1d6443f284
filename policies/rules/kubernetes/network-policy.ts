import type { Resource } from "../../core/resource.js";
import { Severity, type StackRule } from "../../core/rule.js";
import { all, any, holds, isSet, isText, not, type Tri } from "../../core/tri.js";
import { type Field, items, of, within } from "../../core/value.js";
import { forbid, nowhere } from "../../core/verdict.js";
import { inDefaultNamespace, NAMESPACE, names, namespaceOf } from "../../facts/kubernetes.js";
import { WORKLOADS } from "../../facts/pods.js";

const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

const isEmpty = (value: Field): Tri => holds(value, (v) => Object.keys(v ?? {}).length === 0, true);

/** Whether a policy keeps every pod of its namespace from every call that no rule names. */
function isolates(policy: Resource): Tri {
  const spec = (path: string): Field => of(policy, `spec.${path}`);
  const everyPod = all(isEmpty(spec("podSelector.matchLabels")), isEmpty(spec("podSelector.matchExpressions")));
  const types = items(spec("policyTypes"));
  const incoming = types.length === 0 || any(...types.map((type) => isText(type, "Ingress")));
  // A rule without `from` and `ports` is for every call from everywhere.
  const open = items(spec("ingress")).map((rule) =>
    not(any(isSet(within(rule, "from")), isSet(within(rule, "ports")))),
  );
  return all(everyPod, incoming, not(any(...open)));
}

export const k8sNetworkPolicy: StackRule = {
  id: "k8s-network-policy",
  title: "Namespace without a network policy",
  severity: Severity.Medium,
  graph: true,
  judges: {
    [NAMESPACE]: ["metadata.name"],
    ...Object.fromEntries(WORKLOADS.map((type) => [type, ["metadata.namespace"]])),
  },
  consults: { [POLICY]: ["metadata.namespace", "spec.podSelector", "spec.policyTypes", "spec.ingress"] },
  controls: {},
  checkov: ["CKV2_K8S_6"],
  why: "Without a policy every pod of the cluster may call every pod of the namespace: whoever breaks into one has the network of all.",
  fix: "Add a NetworkPolicy to the namespace with an empty `podSelector` and `policyTypes` Ingress, and one for each call that is wanted.",
  bad: [
    { type: NAMESPACE, name: "shop", props: { metadata: { name: "shop" } } },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        metadata: { namespace: "shop" },
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: { containers: [{ name: "web", image: "registry.example/web:1.4" }] },
          },
        },
      },
    },
  ],
  good: [
    { type: NAMESPACE, name: "shop", props: { metadata: { name: "shop" } } },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        metadata: { namespace: "shop" },
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: { containers: [{ name: "web", image: "registry.example/web:1.4" }] },
          },
        },
      },
    },
    {
      type: POLICY,
      name: "deny",
      props: { metadata: { namespace: "shop" }, spec: { podSelector: {}, policyTypes: ["Ingress"] } },
    },
  ],
  check(resource, stack) {
    const policies = stack.ofType(POLICY);
    if (resource.type === NAMESPACE) {
      const holder = (object: Resource): Tri => names(object, "metadata", namespaceOf(object), resource);
      const used = any(...stack.ofType(...WORKLOADS).map(holder));
      const isolated = any(...policies.map((policy) => all(holder(policy), isolates(policy))));
      return forbid(
        all(used, not(isolated)),
        nowhere,
        "no policy of the stack keeps its pods from calls that none allows",
      );
    }
    // A namespace of the stack is judged itself, and one that is made elsewhere may have its policy from there.
    const own = namespaceOf(resource);
    const isolated = any(...policies.map((policy) => all(inDefaultNamespace(policy, stack), isolates(policy))));
    return forbid(
      all(inDefaultNamespace(resource, stack), not(isolated)),
      own,
      "is without a policy that keeps pods from calls that none allows",
    );
  },
};
