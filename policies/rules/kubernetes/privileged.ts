import { type ResourceRule, Severity } from "../../core/rule.js";
import { isTrue } from "../../core/tri.js";
import { field, within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { containersOf, mends, podOf, podReads, put } from "../../facts/pods.js";

const SETTING = "securityContext.privileged";

export const k8sPrivileged: ResourceRule = {
  id: "k8s-privileged",
  title: "Privileged container",
  severity: Severity.Critical,
  graph: false,
  judges: podReads([], [SETTING]),
  controls: { "CIS K8s 1.11": ["5.2.2"], PCI4: ["7.2.1", "7.2.2", "7.2.3"] },
  checkov: ["CKV_K8S_16"],
  groups: ["pss-baseline", "pss-restricted"],
  remedy: mends((container) =>
    isTrue(within(field("", container), SETTING)) === true ? put(container, SETTING, false) : container,
  ),
  why: "A privileged container has every device and capability of the node: whoever gets into it has the node, and every other pod on it.",
  fix: "Remove `securityContext.privileged`, or set it to false, and add only the capabilities that the container needs.",
  bad: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: {
              containers: [{ name: "web", image: "registry.example/web:1.4", securityContext: { privileged: true } }],
            },
          },
        },
      },
    },
  ],
  good: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: {
              containers: [{ name: "web", image: "registry.example/web:1.4", securityContext: { privileged: false } }],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    const switches = containersOf(podOf(resource)).map((container) => within(container, SETTING));
    return every(switches.map((on) => forbid(isTrue(on), on, "gives the container the whole node")));
  },
};
