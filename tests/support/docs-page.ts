import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";
import type { ChildTable, NameRule } from "../../components/core/children.js";
import type { Limitation } from "../../components/core/clouds.js";

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What each cloud cannot do, from the tables that the checks read. */
export function limitations(byCloud: Readonly<Record<string, Readonly<Record<string, Limitation>>>>): string {
  const rows = Object.entries(byCloud).flatMap(([cloud, limits]) =>
    Object.entries(limits).map(([argument, { why, instead }]) => [
      cloud,
      `\`${argument.replace("=", ": ")}\``,
      why,
      instead,
    ]),
  );
  return `### What a cloud cannot do\n\n${table(["cloud", "argument", "why", "instead"], rows)}`;
}

/** The type of a kind of child, as a program's resources have it. */
export function typeOf(kind: ChildTable[string]): string {
  return (kind.type() as unknown as { __pulumiType: string }).__pulumiType;
}

const limit = (rule: NameRule | undefined) => (rule === undefined ? "" : `${rule.limit} (${rule.charset})`);

/** The children on one cloud, which are the keys of overrides. */
export function children(cloud: string, kinds: ChildTable): string {
  const rows = Object.entries(kinds).map(([key, kind]) => [
    `\`${key}\``,
    `\`${typeOf(kind)}\``,
    kind.tags ?? "",
    limit(kind.name),
  ]);
  return `### Children on ${cloud}\n\n${table(["override", "type", "tags", "longest name"], rows)}`;
}

/** Formatters pad the cells of tables; what they say is what counts. */
export function unpadded(text: string): string {
  return text.replace(/ +/g, " ").replace(/-{3,}/g, "---");
}

/** Expects these tables at the end of a page, between its marks. UPDATE_GOLDEN=1 writes them. */
export function expectTables(page: string, tables: readonly string[]): void {
  const [start, end] = ["<!-- tables -->", "<!-- /tables -->"];
  const text = readFileSync(page, "utf8");
  expectPage(page, `${text.slice(0, text.indexOf(start))}${start}\n\n${tables.join("\n\n")}\n\n${end}\n`);
}

/** Expects a page to say this. UPDATE_GOLDEN=1 writes it. */
export function expectPage(page: string, now: string): void {
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(page, now);
  expect(unpadded(readFileSync(page, "utf8"))).toBe(unpadded(now));
}
