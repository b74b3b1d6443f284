import type { PolicyReport } from "./model.js";

/** The report as data: docs/policy-report.schema.json says what it holds. */
export function jsonReport(report: PolicyReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
