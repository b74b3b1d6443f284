import { type ResourceRule, Severity } from "../../core/rule.js";
import { any, isTrue } from "../../core/tri.js";
import { within } from "../../core/value.js";
import { demand, every } from "../../core/verdict.js";
import { containersOf, isWindows, podOf, podReads } from "../../facts/pods.js";

const SETTING = "securityContext.readOnlyRootFilesystem";

export const k8sReadonlyRoot: ResourceRule = {
  id: "k8s-readonly-root",
  title: "Writable root file system",
  severity: Severity.Low,
  graph: false,
  judges: podReads(["os.name"], [SETTING]),
  controls: {},
  checkov: ["CKV_K8S_22"],
  why: "On a writable root file system an intruder replaces programs and leaves tools behind; what the program writes there is lost with the container anyway.",
  fix: "Set `securityContext.readOnlyRootFilesystem` to true, and mount an emptyDir where the program writes.",
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
              containers: [{ name: "web", image: "registry.example/web:1.4", securityContext: { runAsNonRoot: true } }],
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
                { name: "web", image: "registry.example/web:1.4", securityContext: { readOnlyRootFilesystem: true } },
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
      containersOf(pod).map((container) => {
        const only = within(container, SETTING);
        // Windows cannot make the root of a container read-only.
        return demand(any(isWindows(pod), isTrue(only)), only, "lets the container change its own programs");
      }),
    );
  },
};
