import { type ResourceRule, Severity } from "../../core/rule.js";
import { holds } from "../../core/tri.js";
import { get } from "../../core/value.js";
import { every, forbid } from "../../core/verdict.js";

const BUDGET = "kubernetes:policy/v1:PodDisruptionBudget";

export const k8sPdbZero: ResourceRule = {
  id: "k8s-pdb-zero",
  title: "Disruption budget that blocks draining",
  severity: Severity.Low,
  graph: false,
  judges: { [BUDGET]: ["spec.maxUnavailable", "spec.minAvailable"] },
  controls: {},
  why: "A budget that lets no pod go stops every drain: nodes are not upgraded, and the autoscaler cannot take one away.",
  fix: "Set `maxUnavailable` to 1 or more, or `minAvailable` below the number of replicas.",
  bad: [
    { type: BUDGET, name: "web", props: { spec: { maxUnavailable: 0, selector: { matchLabels: { app: "web" } } } } },
  ],
  good: [
    { type: BUDGET, name: "web", props: { spec: { maxUnavailable: 1, selector: { matchLabels: { app: "web" } } } } },
  ],
  check(budget) {
    const [most, least] = [get(budget.props, "spec.maxUnavailable"), get(budget.props, "spec.minAvailable")];
    const wrong = "lets no pod be moved off its node";
    return every([
      forbid(
        holds(most, (n) => /^0+%?$/.test(String(n))),
        most,
        wrong,
      ),
      forbid(
        holds(least, (n) => /^0*100%$/.test(String(n))),
        least,
        wrong,
      ),
    ]);
  },
};
