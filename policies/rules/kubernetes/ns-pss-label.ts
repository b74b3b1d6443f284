import type { Resource } from "../../core/resource.js";
import { type ResourceRule, Severity } from "../../core/rule.js";
import { any, isText, type Tri } from "../../core/tri.js";
import { entries, type Field, field, get, isObject } from "../../core/value.js";
import { demand } from "../../core/verdict.js";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const LABEL = "pod-security.kubernetes.io/enforce";

const isEnforced = (level: Field): Tri => any(isText(level, "baseline"), isText(level, "restricted"));

/** The level that the namespace enforces. */
function levelOf(namespace: Resource): Field {
  const labels = get(namespace.props, "metadata.labels");
  const missing = field(`metadata.labels.${LABEL}`, undefined);
  return entries(labels).find(([name]) => name === LABEL || name === "")?.[1] ?? missing;
}

export const k8sNsPssLabel: ResourceRule = {
  id: "k8s-ns-pss-label",
  title: "Namespace without a pod security level",
  severity: Severity.Medium,
  graph: false,
  judges: { [NAMESPACE]: ["metadata.labels"] },
  controls: {},
  remedy: {
    replaces: false,
    edits(namespace) {
      const labels = get(namespace.props, "metadata.labels");
      if (isEnforced(levelOf(namespace)) !== false) return [];
      const others = labels.state === "known" && isObject(labels.value) ? labels.value : {};
      return [{ path: "metadata.labels", value: { ...others, [LABEL]: "baseline" } }];
    },
  },
  why: "Unless a namespace enforces a level, the cluster admits privileged pods in it from everybody who may create pods.",
  fix: "Set the label pod-security.kubernetes.io/enforce in `metadata.labels` to baseline or restricted.",
  bad: [{ type: NAMESPACE, name: "shop", props: { metadata: { labels: { team: "shop" } } } }],
  good: [{ type: NAMESPACE, name: "shop", props: { metadata: { labels: { [LABEL]: "restricted" } } } }],
  check(namespace) {
    const level = levelOf(namespace);
    return demand(isEnforced(level), level, "admits privileged pods");
  },
};
