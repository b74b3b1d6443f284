import { type ResourceRule, Severity } from "../../core/rule.js";
import { any, holds, isText } from "../../core/tri.js";
import { items, within } from "../../core/value.js";
import { demand, every, graded } from "../../core/verdict.js";
import { keepsAdded } from "../../facts/capabilities.js";
import { containersOf, isWindows, podOf, podReads } from "../../facts/pods.js";

const ADDED = "securityContext.capabilities.add";
const DROPPED = "securityContext.capabilities.drop";

export const k8sCapsDropAll: ResourceRule = {
  id: "k8s-caps-drop-all",
  title: "Capabilities not dropped",
  severity: Severity.Medium,
  severities: [Severity.Low],
  graph: false,
  judges: podReads(["os.name"], [ADDED, DROPPED]),
  controls: { "CIS K8s 1.11": ["5.2.10", "5.2.8"] },
  checkov: ["CKV_K8S_37", "CKV_K8S_28"],
  groups: ["pss-restricted"],
  remedy: keepsAdded((capability) => capability === "NET_BIND_SERVICE", "ALL"),
  why: "A container starts with capabilities that hardly any program needs, such as raw sockets and changing owners; each helps whoever breaks in.",
  fix: 'Set `securityContext.capabilities.drop` to ["ALL"] on every container and add back NET_BIND_SERVICE at most.',
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
                  securityContext: { capabilities: { drop: ["NET_RAW"] } },
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
                  securityContext: { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } },
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
    const windows = isWindows(pod);
    return every(
      containersOf(pod).flatMap((container) => {
        const dropped = within(container, DROPPED);
        const all = any(windows, ...items(dropped).map((name) => holds(name, (text) => text === "ALL")));
        const lower = any(...items(dropped).map((name) => isText(name, "ALL"))) === true;
        return [
          lower
            ? graded(demand(all, dropped, "is ALL only to runtimes, while admission asks for capitals"), Severity.Low)
            : demand(all, dropped, "does not drop ALL capabilities"),
          ...items(within(container, ADDED)).map((name) => {
            const bind = holds(name, (text) => text === "NET_BIND_SERVICE");
            return demand(any(windows, bind), name, "is a capability other than NET_BIND_SERVICE");
          }),
        ];
      }),
    );
  },
};
