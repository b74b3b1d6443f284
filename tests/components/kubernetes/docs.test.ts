import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChildTable } from "../../../components/core/children.js";
import { namespaceChildren, workloadChildren } from "../../../components/kubernetes/children.js";
import { dialects } from "../../../components/kubernetes/workload/clouds.js";
import { namespaceRow, workloadRow } from "../../contract/kubernetes.js";
import { usualRules } from "../../policies/usual.js";
import { expectTables, limitations, table, typeOf } from "../../support/docs-page.js";
import { clouds } from "./support.js";

const root = join(__dirname, "../../..");
const page = join(root, "docs/kubernetes.md");

/** The children, which are the keys of overrides. */
function childrenOf(title: string, kinds: ChildTable): string {
  const rows = Object.entries(kinds).map(([key, kind]) => [
    `\`${key}\``,
    `\`${typeOf(kind)}\``,
    String(kind.name?.limit ?? ""),
  ]);
  return `### Children of ${title}\n\n${table(["override", "type", "longest name"], rows)}`;
}

describe("docs/kubernetes.md", () => {
  it("has the tables that the code's data gives", () => {
    const unsupported = Object.fromEntries(clouds.map((cloud) => [cloud, dialects[cloud]?.unsupported ?? {}]));
    const kinds = [childrenOf("a namespace", namespaceChildren), childrenOf("a workload", workloadChildren)];
    expectTables(page, [limitations(unsupported), ...kinds]);
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
    expect(named.filter((id) => usualRules.some((rule) => rule.id === id))).toEqual([...new Set(broken)].sort());
  });
});
