import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds } from "../../core/tri.js";
import { items, within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { containersOf, podOf, podReads } from "../../facts/pods.js";

export const k8sHostPort: ResourceRule = {
  id: "k8s-host-port",
  title: "Host port used",
  severity: Severity.Medium,
  graph: false,
  judges: podReads([], ["ports[].hostPort"]),
  controls: {
    "CIS K8s 1.11": ["5.2.13"],
    PCI4: [
      "1.2.5",
      "1.2.8",
      "1.3.1",
      "1.3.2",
      "1.4.2",
      "1.4.4",
      "1.5.1",
      "10.3.2",
      "11.5.1",
      "2.2.5",
      "3.5.1",
      "A1.1.3",
      "A3.4.1",
    ],
  },
  checkov: ["CKV_K8S_26"],
  groups: ["pss-baseline", "pss-restricted"],
  why: "A host port opens on the node's own address, where network policies do not reach, and only one pod a node can have it.",
  fix: "Remove `hostPort` and put a Service in front of the pods.",
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
              containers: [
                { name: "web", image: "registry.example/web:1.4", ports: [{ containerPort: 8080, hostPort: 8080 }] },
              ],
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
              containers: [{ name: "web", image: "registry.example/web:1.4", ports: [{ containerPort: 8080 }] }],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    const ports = containersOf(podOf(resource)).flatMap((container) => items(within(container, "ports")));
    return every(
      ports.map((port) => {
        const host = within(port, "hostPort");
        return forbid(
          holds(host, (n) => Number(n) !== 0),
          host,
          "opens a port of the node",
        );
      }),
    );
  },
};
