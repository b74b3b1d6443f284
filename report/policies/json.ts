import type { PolicyReport } from "./model.js";

/** The report as data: docs/policy-report.schema.json says what it holds. */
export function jsonReport(report: PolicyReport): string {
  return jsonText(report);
}

/** What acts on a terminal that prints it, and JSON leaves as it is: marks of direction, and controls. */
const ACTING = /[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/u;

/** JSON in which such characters are escaped as well. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  // Most reports hold none, and large ones are not copied for nothing.
  return ACTING.test(text) ? `${text.replace(new RegExp(ACTING, "gu"), escaped)}\n` : `${text}\n`;
}

/** Characters above U+FFFF are two units, each escaped by itself. */
function escaped(character: string): string {
  return character.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
