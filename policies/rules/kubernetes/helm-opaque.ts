import { type ResourceRule, Severity } from "../../core/rule.js";
import { get } from "../../core/value.js";
import { violation } from "../../core/verdict.js";

const RELEASE = "kubernetes:helm.sh/v3:Release";

export const k8sHelmOpaque: ResourceRule = {
  id: "k8s-helm-opaque",
  title: "Helm release that no rule looks into",
  severity: Severity.Low,
  graph: false,
  judges: { [RELEASE]: ["chart"] },
  controls: {},
  why: "A release is one resource to Pulumi: what its chart makes in the cluster is judged by no rule, a privileged pod neither.",
  fix: "Make the chart with kubernetes.helm.v4.Chart, which has each object as a resource of its own; or judge the chart where it is written and make an exception.",
  bad: [{ type: RELEASE, name: "ingress", props: { chart: "ingress-nginx", version: "4.13.0", namespace: "ingress" } }],
  good: [
    {
      type: "kubernetes:helm.sh/v4:Chart",
      name: "ingress",
      props: { chart: "ingress-nginx", version: "4.13.0", namespace: "ingress" },
    },
  ],
  check: ({ props }) => violation(get(props, "chart"), "makes objects that no rule sees"),
};
