import { type ResourceRule, Severity } from "../../core/rule.js";
import { any, holds } from "../../core/tri.js";
import { type Field, field, type Props, within } from "../../core/value.js";
import { demand, every } from "../../core/verdict.js";
import { containersOf, effective, isWindows, mends, podOf, podReads, put } from "../../facts/pods.js";

const PROFILE = "securityContext.seccompProfile";
const TYPE = `${PROFILE}.type`;

const filters = (type: unknown): boolean => type === "RuntimeDefault" || type === "Localhost";

/** The profile of a pod or a container with a type that does not filter replaced by the runtime's own. */
function filtered(owner: Props): Props {
  const wrong = holds(within(field("", owner), TYPE), (type) => !filters(type)) === true;
  return wrong ? put(owner, PROFILE, { type: "RuntimeDefault" }) : owner;
}

/** The same for a pod, which also says it for the containers that say nothing. */
function filteredPod(pod: Props, spec: Field): Props {
  const silent = containersOf(spec).some((container) => effective(container, spec, TYPE).state === "absent");
  return silent ? put(pod, PROFILE, { type: "RuntimeDefault" }) : filtered(pod);
}

export const k8sSeccomp: ResourceRule = {
  id: "k8s-seccomp",
  title: "No seccomp profile",
  severity: Severity.Medium,
  graph: false,
  judges: podReads(["os.name", TYPE], [TYPE]),
  controls: { "CIS K8s 1.11": ["5.6.2"] },
  checkov: ["CKV_K8S_31"],
  groups: ["pss-restricted"],
  remedy: mends(
    (container, pod) => (isWindows(pod) === false ? filtered(container) : container),
    (pod, spec) => (isWindows(spec) === false ? filteredPod(pod, spec) : pod),
  ),
  why: "Without a seccomp profile a container may make every system call, the rarely used ones with the kernel's flaws among them.",
  fix: 'Set `securityContext.seccompProfile` to { type: "RuntimeDefault" } on the pod, and nothing weaker on a container.',
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
              securityContext: { runAsNonRoot: true },
              containers: [{ name: "web", image: "registry.example/web:1.4" }],
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
              securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
              containers: [{ name: "web", image: "registry.example/web:1.4" }],
            },
          },
        },
      },
    },
  ],
  check(resource) {
    const pod = podOf(resource);
    const windows = isWindows(pod);
    const shared = within(pod, TYPE);
    const own = containersOf(pod).map((container) => effective(container, pod, TYPE));
    return every([
      demand(any(windows, holds(shared, filters, true)), shared, "switches the filter of system calls off"),
      ...own
        .filter((type) => type.path !== shared.path || type.state === "absent")
        .map((type) => demand(any(windows, holds(type, filters)), type, "leaves every system call to the container")),
    ]);
  },
};
