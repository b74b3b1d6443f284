import { type ResourceRule, Severity } from "../../core/rule.js";
import { all, any, holds, isTrue, not } from "../../core/tri.js";
import { within } from "../../core/value.js";
import { demand, every, forbid, graded } from "../../core/verdict.js";
import { containersOf, effective, podOf, podReads } from "../../facts/pods.js";

const SETTINGS = ["securityContext.runAsNonRoot", "securityContext.runAsUser"];
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

const template = (securityContext: object) => ({
  spec: {
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "web", image: "registry.example/web:1.4", securityContext }] },
    },
  },
});

export const k8sRunAsNonRoot: ResourceRule = {
  id: "k8s-run-as-non-root",
  title: "May run as root",
  severity: Severity.Medium,
  severities: [Severity.Low],
  graph: false,
  judges: podReads([...SETTINGS, "hostUsers"], SETTINGS),
  groups: ["pss-restricted"],
  controls: {
    "CIS K8s 1.11": ["5.2.7"],
    PCI4: [
      "10.3.2",
      "10.6.3",
      "3.5.1",
      "7.2.1",
      "7.2.2",
      "7.2.5",
      "7.2.6",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.1",
      "8.2.5",
      "8.2.7",
      "8.2.8",
      "8.3.11",
      "8.3.4",
      "A1.1.2",
      "A3.4.1",
    ],
  },
  checkov: ["CKV_K8S_23"],
  why: "Root in a container is root on the node as soon as one flaw in the kernel or the runtime lets it out.",
  fix: "Set securityContext.runAsNonRoot to true on the pod or on every container, and runAsUser, where it is set, to a number other than 0.",
  bad: [{ type: DEPLOYMENT, name: "web", props: template({ runAsNonRoot: false }) }],
  good: [{ type: DEPLOYMENT, name: "web", props: template({ runAsNonRoot: true, runAsUser: 10001 }) }],
  check(resource) {
    const pod = podOf(resource);
    // In a user namespace of its own root is nobody on the node; the standards ask for no more since Kubernetes 1.35.
    const apart = holds(within(pod, "hostUsers"), (value) => value === false || value === "false");
    return every(
      containersOf(pod).flatMap((container) => {
        const nonRoot = effective(container, pod, "securityContext.runAsNonRoot");
        const user = effective(container, pod, "securityContext.runAsUser");
        const root = holds(user, (id) => String(id) === "0");
        // A user of its own other than 0 keeps root out as well; without one the image decides, unless root is refused.
        const other = holds(user, (id) => String(id) !== "0");
        const asked = any(isTrue(nonRoot), apart);
        return [
          demand(any(asked, other, root), nonRoot, "lets the container run as root"),
          forbid(all(root, not(apart)), user, "makes the container run as root"),
          graded(
            forbid(all(other, not(asked)), nonRoot, "leaves it to runAsUser, which admission does not go by"),
            Severity.Low,
          ),
        ];
      }),
    );
  },
};
