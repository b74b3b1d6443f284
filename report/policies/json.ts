import type { PolicyReport } from "./model.js";

/** The report as data: docs/policy-report.schema.json says what it holds. */
export function jsonReport(report: PolicyReport): string {
  return jsonText(report);
}

/** What acts on a terminal that prints it, and JSON leaves as it is: marks of direction, and controls. */
const ACTING = /[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/u;

/** JSON in which such characters are escaped as well. */
export function jsonText(value: unknown): string {
  return `${escapedActing(JSON.stringify(value, undefined, 2))}\n`;
}

/**
 * The same with the items of one list a line each: large lists are neither indented nor held as objects and text at once.
 *
 * @param value  holds the list under `key`, where it is empty
 */
export function jsonWithLines<T>(value: unknown, key: string, items: readonly T[], line: (item: T) => unknown): string {
  const empty = `"${key}": []`;
  const [head = "", tail = ""] = JSON.stringify(value, undefined, 2).split(empty);
  const lines = items.map((item) => escapedActing(JSON.stringify(line(item)))).join(",\n");
  return `${escapedActing(head)}"${key}": [${lines === "" ? "" : `\n${lines}\n`}]${escapedActing(tail)}\n`;
}

/** Most texts hold none, and large ones are not copied for nothing. */
function escapedActing(text: string): string {
  return ACTING.test(text) ? text.replace(new RegExp(ACTING, "gu"), escaped) : text;
}

/** Characters above U+FFFF are two units, each escaped by itself. */
function escaped(character: string): string {
  return character.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
