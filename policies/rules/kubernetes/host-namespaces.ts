import { type ResourceRule, Severity } from "../../core/rule.js";
import { isTrue } from "../../core/tri.js";
import { field, within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { mends, podOf, podPaths, podReads, put } from "../../facts/pods.js";

const NAMESPACES = {
  hostNetwork: "puts the pod on the node's network, past every network policy",
  hostPID: "lets the pod see and signal every process of the node",
  hostIPC: "lets the pod read the shared memory of the node's processes",
};

export const k8sHostNamespaces: ResourceRule = {
  id: "k8s-host-namespaces",
  title: "Host namespace shared",
  severity: Severity.High,
  graph: false,
  judges: podReads(Object.keys(NAMESPACES), []),
  controls: {
    "CIS K8s 1.11": ["5.2.3", "5.2.4", "5.2.5"],
    PCI4: [
      "1.2.8",
      "1.3.1",
      "1.3.2",
      "1.4.1",
      "1.4.2",
      "1.4.4",
      "1.4.5",
      "1.5.1",
      "10.2.1",
      "10.2.2",
      "10.3.1",
      "10.3.2",
      "10.6.3",
      "2.2.7",
      "3.5.1",
      "5.3.4",
      "7.2.2",
      "7.2.5",
      "A1.1.2",
      "A1.1.3",
      "A1.2.1",
      "A3.4.1",
    ],
  },
  checkov: ["CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19"],
  aspects: {
    CKV_K8S_17: podPaths(["hostPID"], []),
    CKV_K8S_18: podPaths(["hostIPC"], []),
    CKV_K8S_19: podPaths(["hostNetwork"], []),
  },
  groups: ["pss-baseline", "pss-restricted"],
  remedy: mends(
    (container) => container,
    (pod) =>
      Object.keys(NAMESPACES).reduce(
        (now, name) => (isTrue(within(field("", now), name)) === true ? put(now, name, false) : now),
        pod,
      ),
  ),
  why: "A namespace that a pod shares with its node takes the wall down between them: its processes, its traffic or its memory are open to the pod.",
  fix: "Remove `hostNetwork`, `hostPID` and `hostIPC`, or set them to false.",
  bad: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "web",
      props: {
        spec: {
          selector: { matchLabels: { app: "web" } },
          template: {
            metadata: { labels: { app: "web" } },
            spec: { hostNetwork: true, containers: [{ name: "web", image: "registry.example/web:1.4" }] },
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
            spec: { hostNetwork: false, containers: [{ name: "web", image: "registry.example/web:1.4" }] },
          },
        },
      },
    },
  ],
  check(resource) {
    const pod = podOf(resource);
    return every(
      Object.entries(NAMESPACES).map(([name, wrong]) => {
        const shared = within(pod, name);
        return forbid(isTrue(shared), shared, wrong);
      }),
    );
  },
};
