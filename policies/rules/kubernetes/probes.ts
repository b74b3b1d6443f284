import { type ResourceRule, Severity } from "../../core/rule.js";
import { isSet } from "../../core/tri.js";
import { within } from "../../core/value.js";
import { demand, every } from "../../core/verdict.js";
import { containersOf, podOf, podPaths, podReads } from "../../facts/pods.js";

/** The types whose pods run on and on. */
const SERVERS = [
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:apps/v1:DaemonSet",
  "kubernetes:apps/v1:ReplicaSet",
  "kubernetes:core/v1:ReplicationController",
];
const PROBES = {
  readinessProbe: "sends requests to the container before it can answer them",
  livenessProbe: "leaves a container that hangs as it is",
};

export const k8sProbes: ResourceRule = {
  id: "k8s-probes",
  title: "No probes",
  severity: Severity.Low,
  graph: false,
  judges: podReads([], Object.keys(PROBES), { types: SERVERS, lists: ["containers"] }),
  controls: {},
  checkov: ["CKV_K8S_8", "CKV_K8S_9"],
  aspects: { CKV_K8S_8: podPaths([], ["livenessProbe"]), CKV_K8S_9: podPaths([], ["readinessProbe"]) },
  why: "Without probes a rollout counts a pod as ready that answers nothing, and a program that hangs stays in service until somebody notices.",
  fix: "Set `readinessProbe` and `livenessProbe` on every container, the second with a check that needs nothing else.",
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
                {
                  name: "web",
                  image: "registry.example/web:1.4",
                  readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
                },
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
              containers: [
                {
                  name: "web",
                  image: "registry.example/web:1.4",
                  readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
                  livenessProbe: { tcpSocket: { port: 8080 } },
                },
              ],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    return every(
      containersOf(podOf(resource), ["containers"]).flatMap((container) =>
        Object.entries(PROBES).map(([name, wrong]) => {
          const probe = within(container, name);
          return demand(isSet(probe), probe, wrong);
        }),
      ),
    );
  },
};
