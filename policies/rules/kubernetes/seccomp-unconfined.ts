import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds } from "../../core/tri.js";
import { field, type Props, within } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";
import { contextsOf, mends, podOf, podReads, put } from "../../facts/pods.js";

const PROFILE = "securityContext.seccompProfile";
const TYPE = `${PROFILE}.type`;

const isOff = (type: unknown): boolean => type !== "RuntimeDefault" && type !== "Localhost";

function filtered(owner: Props): Props {
  const off = holds(within(field("", owner), TYPE), isOff) === true;
  return off ? put(owner, PROFILE, { type: "RuntimeDefault" }) : owner;
}

const template = (type: string) => ({
  spec: {
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: {
        securityContext: { seccompProfile: { type } },
        containers: [{ name: "web", image: "registry.example/web:1.4" }],
      },
    },
  },
});

export const k8sSeccompUnconfined: ResourceRule = {
  id: "k8s-seccomp-unconfined",
  title: "Seccomp switched off",
  severity: Severity.Medium,
  graph: false,
  judges: podReads([TYPE], [TYPE]),
  controls: {},
  groups: ["pss-baseline", "pss-restricted"],
  remedy: mends(filtered, filtered),
  why: "Unconfined takes even the filter away that a cluster may set for every pod: the container may make every system call.",
  fix: 'Set `securityContext.seccompProfile` to { type: "RuntimeDefault" }, or to a profile of the node.',
  bad: [{ type: "kubernetes:apps/v1:Deployment", name: "web", props: template("Unconfined") }],
  good: [{ type: "kubernetes:apps/v1:Deployment", name: "web", props: template("RuntimeDefault") }],
  check(resource) {
    const types = contextsOf(podOf(resource)).map((context) => within(context, "seccompProfile.type"));
    return every(types.map((type) => forbid(holds(type, isOff), type, "switches the filter of system calls off")));
  },
};
