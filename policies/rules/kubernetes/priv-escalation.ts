import { type ResourceRule, Severity } from "../../core/rule.js";
import { any, holds, isTrue } from "../../core/tri.js";
import { type Field, field, items, within } from "../../core/value.js";
import { demand, every } from "../../core/verdict.js";
import { containersOf, isWindows, mends, podOf, podReads, put } from "../../facts/pods.js";

const SETTING = "securityContext.allowPrivilegeEscalation";

/** Whether the cluster may refuse a container that has no escalation: one that has the rights already. */
function hasThem(container: Field): boolean {
  const added = items(within(container, "securityContext.capabilities.add"));
  const admin = added.map((name) => holds(name, (text) => /^(CAP_)?SYS_ADMIN$/.test(String(text))));
  return any(isTrue(within(container, "securityContext.privileged")), ...admin) !== false;
}

export const k8sPrivEscalation: ResourceRule = {
  id: "k8s-priv-escalation",
  title: "Privilege escalation allowed",
  severity: Severity.Medium,
  graph: false,
  judges: podReads(["os.name"], [SETTING]),
  controls: { "CIS K8s 1.11": ["5.2.6"] },
  checkov: ["CKV_K8S_20"],
  groups: ["pss-restricted"],
  remedy: mends((container, pod) =>
    isWindows(pod) !== false || hasThem(field("", container)) ? container : put(container, SETTING, false),
  ),
  why: "Unless it is refused, a process gains the rights of a setuid program: one such file in the image makes an intruder root in the container.",
  fix: "Set `securityContext.allowPrivilegeEscalation` to false on every container.",
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
                {
                  name: "web",
                  image: "registry.example/web:1.4",
                  securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false },
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
      containersOf(pod).map((container) => {
        const allowed = within(container, SETTING);
        const refused = holds(allowed, (value) => value === false || value === "false");
        return demand(any(windows, refused), allowed, "lets a process gain more rights than its parent has");
      }),
    );
  },
};
