import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records } from "../../values.js";
import { checkLabels } from "./metadata.js";
import { labelValue, qualified } from "./names.js";
import type { Report } from "./report.js";

/** Checks a label selector. True where it is one. */
export function checkSelector(report: Report, selector: unknown, path: string): boolean {
  if (!isRecord(selector)) return true;
  const before = report.problems.length;
  checkLabels(report, selector.matchLabels, `${path}.matchLabels`);
  for (const [index, expression] of records(selector.matchExpressions).entries())
    checkExpression(report, expression, `${path}.matchExpressions[${index}]`);
  return report.problems.length === before;
}

function checkExpression(report: Report, expression: Record<string, unknown>, path: string): void {
  const { key, operator, values } = expression;
  const count = Array.isArray(values) ? values.length : 0;
  switch (operator) {
    case "In":
    case "NotIn":
      if (count === 0 && values !== UNKNOWN)
        report.required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
      break;
    case "Exists":
    case "DoesNotExist":
      if (count > 0)
        report.forbidden(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
      break;
    default:
      report.invalid(`${path}.operator`, operator ?? "", "not a valid selector operator");
  }
  if (typeof key === "string") report.named(`${path}.key`, key, qualified(key));
  for (const [index, value] of (Array.isArray(values) ? values : []).entries())
    if (typeof value === "string") report.named(`${path}.values[${index}]`, value, labelValue(value));
}

/** True where nothing is selected by: neither labels nor expressions. */
export function isEmpty(selector: unknown): boolean {
  if (!isRecord(selector)) return false;
  if (selector.matchLabels === UNKNOWN || selector.matchExpressions === UNKNOWN) return false;
  const labels = isRecord(selector.matchLabels) ? Object.keys(selector.matchLabels) : [];
  return labels.length === 0 && records(selector.matchExpressions).length === 0;
}

/** Whether labels are selected; undefined where that cannot be told yet. */
export function matches(selector: unknown, labels: unknown): boolean | undefined {
  if (!isSet(selector)) return false;
  if (!isRecord(selector) || labels === UNKNOWN || selector.matchLabels === UNKNOWN) return undefined;
  const have = isRecord(labels) ? labels : {};
  const wanted = Object.entries(isRecord(selector.matchLabels) ? selector.matchLabels : {});
  const answers = wanted.map(([key, value]) =>
    value === UNKNOWN || have[key] === UNKNOWN ? undefined : have[key] === value,
  );
  for (const { key, operator, values } of records(selector.matchExpressions)) {
    const value = have[String(key)];
    const listed = Array.isArray(values) ? values : [];
    if (value === UNKNOWN || values === UNKNOWN || listed.includes(UNKNOWN)) answers.push(undefined);
    else if (operator === "In") answers.push(listed.includes(value));
    else if (operator === "NotIn") answers.push(!listed.includes(value));
    else answers.push((operator === "Exists") === (value !== undefined));
  }
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
