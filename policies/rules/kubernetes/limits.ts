import { type ResourceRule, Severity } from "../../core/rule.js";
import { any, isSet } from "../../core/tri.js";
import { within } from "../../core/value.js";
import { demand, every } from "../../core/verdict.js";
import { containersOf, podOf, podPaths, podReads } from "../../facts/pods.js";

/** The API takes no resources for ephemeral containers. */
const LISTS = ["containers", "initContainers"] as const;
const LIMIT = "resources.limits.memory";
const REQUESTS = ["resources.requests.cpu", "resources.requests.memory"] as const;
const READS = ["resources.limits", "resources.requests"];

export const k8sLimits: ResourceRule = {
  id: "k8s-limits",
  title: "No resource limits",
  severity: Severity.Low,
  graph: false,
  judges: podReads(READS, READS, { lists: LISTS }),
  controls: {},
  checkov: ["CKV_K8S_10", "CKV_K8S_12", "CKV_K8S_13"],
  aspects: {
    CKV_K8S_10: podPaths([], [REQUESTS[0]]),
    CKV_K8S_12: podPaths([], [REQUESTS[1]]),
    CKV_K8S_13: podPaths([], [LIMIT]),
  },
  why: "Without a memory limit one container takes the memory of the node from all others; without requests the scheduler puts too many pods on it.",
  fix: "Set `resources.limits.memory`, `resources.requests.memory` and `resources.requests.cpu` on every container.",
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
              containers: [{ name: "web", image: "registry.example/web:1.4", resources: { limits: { cpu: "1" } } }],
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
                  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
                },
              ],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    const pod = podOf(resource);
    return every(
      containersOf(pod, LISTS).flatMap((container) => {
        const limited = (path: string) => [container, pod].map((owner) => isSet(within(owner, path)));
        // A limit is the request, too, where none is written.
        const requested = (path: string) => any(...limited(path), ...limited(path.replace("requests", "limits")));
        return [
          demand(any(...limited(LIMIT)), within(container, LIMIT), "lets the container take the memory of the node"),
          ...REQUESTS.map((path) =>
            demand(requested(path), within(container, path), "leaves the scheduler in the dark about what it needs"),
          ),
        ];
      }),
    );
  },
};
