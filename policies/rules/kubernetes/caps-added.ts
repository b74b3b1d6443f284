import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds } from "../../core/tri.js";
import { items, within } from "../../core/value.js";
import { every, forbid, graded, violation } from "../../core/verdict.js";
import { keepsAdded } from "../../facts/capabilities.js";
import { containersOf, podOf, podReads } from "../../facts/pods.js";

const ADDED = "securityContext.capabilities.add";

/** The capabilities that the baseline of the Pod Security Standards lets a container add. */
const BASELINE: ReadonlySet<unknown> = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** Capabilities that are as good as the node itself. */
const WHOLE: ReadonlySet<unknown> = new Set(["ALL", "SYS_ADMIN"]);

export const k8sCapsAdded: ResourceRule = {
  id: "k8s-caps-added",
  title: "Dangerous capability added",
  severity: Severity.High,
  severities: [Severity.Critical],
  graph: false,
  judges: podReads([], [ADDED]),
  controls: { "CIS K8s 1.11": ["5.2.9"] },
  checkov: ["CKV_K8S_25", "CKV_K8S_39"],
  groups: ["pss-baseline", "pss-restricted"],
  remedy: keepsAdded((capability) => BASELINE.has(capability)),
  why: "Capabilities beyond the usual set are pieces of root: SYS_ADMIN mounts file systems, SYS_PTRACE reads other processes, NET_ADMIN changes the network; SYS_ADMIN or ALL is as good as the node.",
  fix: "Remove from `securityContext.capabilities.add` what is not in the baseline of the Pod Security Standards.",
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
                  securityContext: { capabilities: { add: ["SYS_ADMIN"] } },
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
    const added = containersOf(podOf(resource)).flatMap((container) => items(within(container, ADDED)));
    return every(
      added.map((capability) => {
        const whole = holds(capability, (name) => WHOLE.has(name));
        if (whole === true) return graded(violation(capability, "is as good as root on the node"), Severity.Critical);
        return forbid(
          holds(capability, (name) => !BASELINE.has(name)),
          capability,
          "is more than the baseline lets a container add",
        );
      }),
    );
  },
};
