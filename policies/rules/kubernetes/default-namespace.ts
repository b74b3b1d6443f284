import type { Resource } from "../../core/resource.js";
import { Severity, type StackRule } from "../../core/rule.js";
import { all, isText, not, type Tri } from "../../core/tri.js";
import { get } from "../../core/value.js";
import { forbid } from "../../core/verdict.js";
import { inDefaultNamespace, NAMESPACE, namespaceOf } from "../../facts/kubernetes.js";
import { WORKLOADS } from "../../facts/pods.js";

const SERVICE = "kubernetes:core/v1:Service";

/** What programs put into a namespace; what a controller makes follows. */
const TYPES = [
  ...WORKLOADS,
  "kubernetes:core/v1:ConfigMap",
  "kubernetes:core/v1:PersistentVolumeClaim",
  "kubernetes:core/v1:Secret",
  SERVICE,
  "kubernetes:networking.k8s.io/v1:Ingress",
  "kubernetes:rbac.authorization.k8s.io/v1:Role",
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
];

/** Whether the object is the Service of the API itself, whose place is there. */
const isOfApi = ({ type, props }: Resource): Tri =>
  type === SERVICE && isText(get(props, "metadata.name"), "kubernetes");

export const k8sDefaultNamespace: StackRule = {
  id: "k8s-default-namespace",
  title: "Default namespace used",
  severity: Severity.Low,
  graph: true,
  judges: Object.fromEntries(TYPES.map((type) => [type, ["metadata.namespace", "metadata.name"]])),
  consults: { [NAMESPACE]: [] },
  controls: {},
  checkov: ["CKV_K8S_21"],
  why: "Whatever lands in default shares its policies, quotas and service account with everything else that nobody gave a place.",
  fix: "Set `metadata.namespace` to a namespace of its own, or set `namespace` on the provider.",
  bad: [{ type: "kubernetes:core/v1:Service", name: "web", props: { spec: { ports: [{ port: 80 }] } } }],
  good: [
    {
      type: "kubernetes:core/v1:Service",
      name: "web",
      props: { metadata: { namespace: "shop" }, spec: { ports: [{ port: 80 }] } },
    },
  ],
  check(resource, stack) {
    const there = all(not(isOfApi(resource)), inDefaultNamespace(resource, stack));
    return forbid(there, namespaceOf(resource), "puts it among everything that has no place of its own");
  },
};
