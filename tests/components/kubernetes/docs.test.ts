import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChildTable } from "../../../components/core/children.js";
import { namespaceChildren, workloadChildren } from "../../../components/kubernetes/children.js";
import { dialects } from "../../../components/kubernetes/workload/clouds.js";
import { rules } from "../../../policies/rules/index.js";
import { namespaceRow, workloadRow } from "../../contract/kubernetes.js";
import { clouds } from "./support.js";

const root = join(__dirname, "../../..");
const page = join(root, "docs/kubernetes.md");

/** What each cloud's controller cannot do, from the table that the checks read. */
function limitations(): string[] {
  const rows = clouds.flatMap((cloud) =>
    Object.entries(dialects[cloud]?.unsupported ?? {}).map(
      ([argument, { why, instead }]) => `| ${cloud} | \`${argument.replace("=", ": ")}\` | ${why} | ${instead} |`,
    ),
  );
  const head = ["| cloud | argument | why | instead |", "| --- | --- | --- | --- |"];
  return ["### What a cloud cannot do", "", ...head, ...rows];
}

/** The children, which are the keys of overrides. */
function children(title: string, kinds: ChildTable): string[] {
  const rows = Object.entries(kinds).map(([key, kind]) => {
    const type = (kind.type() as unknown as { __pulumiType: string }).__pulumiType;
    return `| \`${key}\` | \`${type}\` | ${kind.name?.limit ?? ""} |`;
  });
  return ["", `### Children of ${title}`, "", "| override | type | longest name |", "| --- | --- | --- |", ...rows];
}

/** Formatters pad the cells of tables; what they say is what counts. */
const unpadded = (text: string) => text.replace(/ +/g, " ").replace(/-{3,}/g, "---");

describe("docs/kubernetes.md", () => {
  it("has the tables that the code's data gives", () => {
    const [start, end] = ["<!-- tables -->", "<!-- /tables -->"];
    const text = readFileSync(page, "utf8");
    const tables = [
      ...limitations(),
      ...children("a namespace", namespaceChildren),
      ...children("a workload", workloadChildren),
    ].join("\n");
    const now = `${text.slice(0, text.indexOf(start))}${start}\n\n${tables}\n\n${end}\n`;
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(page, now);
    expect(unpadded(readFileSync(page, "utf8"))).toBe(unpadded(now));
  });

  it("names, with the docs of the arguments, exactly the rules that loosening arguments break", () => {
    const files = ["namespace", "workload"].map((part) => join(root, `components/kubernetes/${part}/args.ts`));
    const text = [page, ...files].map((file) => readFileSync(file, "utf8")).join("");
    const named = [...new Set(text.match(/\bk8s-[a-z-]+[a-z]/g))].sort();
    expect(named).toEqual([
      "k8s-ingress-tls",
      "k8s-network-policy",
      "k8s-ns-pss-label",
      "k8s-probes",
      "k8s-readonly-root",
      "k8s-run-as-non-root",
      "k8s-sa-token",
    ]);
    const broken = [namespaceRow, workloadRow].flatMap(({ clouds: each }) =>
      each.aws.loosenings.flatMap((loosening) => loosening.rules),
    );
    expect(named.filter((id) => rules.some((rule) => rule.id === id))).toEqual([...new Set(broken)].sort());
  });
});
