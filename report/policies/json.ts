import type { PolicyReport } from "./model.js";

/** The report as data: docs/policy-report.schema.json says what it holds. */
export function jsonReport(report: PolicyReport): string {
  return jsonText(report);
}

/** JSON in which nothing acts on a terminal that prints it: marks of direction and controls are escaped as well. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2).replace(
    /[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu,
    // Characters above U+FFFF are two units, each escaped by itself.
    (character) => character.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
  return `${text}\n`;
}
