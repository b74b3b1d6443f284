import { wholeNumber } from "../../../core/parameter.js";
import type { Edit } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const WORKSPACE = "azure-native:operationalinsights:Workspace";
const DAYS = wholeNumber("days", 90, { from: 30, to: 730 }, "days that a workspace keeps its logs at least");

/** What a workspace keeps where nothing is said. */
const UNSAID = 30;

/** Whether logs stay for so many days. -1 keeps them for good. */
function keeps(days: Field, least: number): Tri {
  return holds(days, (value) => Number(value) === -1 || Number(value) >= least, UNSAID >= least);
}

export const azLawRetention: ResourceRule = {
  id: "az-law-retention",
  title: "Log workspace too short",
  severity: Severity.Low,
  graph: false,
  judges: { [WORKSPACE]: ["retentionInDays"] },
  controls: {},
  parameters: [DAYS],
  remedy: {
    replaces: false,
    edits({ props }, settings): readonly Edit[] {
      const value = DAYS.of(settings);
      return keeps(get(props, "retentionInDays"), value) === false ? [{ path: "retentionInDays", value }] : [];
    },
  },
  why: "Break-ins are found months later; logs that were deleted after 30 days cannot tell how somebody got in.",
  fix: "Set `retentionInDays` to 90 or more.",
  bad: [{ type: WORKSPACE, name: "logs", props: { resourceGroupName: "shop", sku: { name: "PerGB2018" } } }],
  good: [
    {
      type: WORKSPACE,
      name: "logs",
      props: { resourceGroupName: "shop", sku: { name: "PerGB2018" }, retentionInDays: 90 },
    },
  ],
  check({ props }, settings) {
    const [days, least] = [get(props, "retentionInDays"), DAYS.of(settings)];
    return demand(keeps(days, least), days, `keeps logs for less than ${least} days`);
  },
};
