import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChildTable } from "../../../components/core/children.js";
import type { Target } from "../../../components/core/clouds.js";
import { rules } from "../../../policies/rules/index.js";
import { kubernetesClusterRow } from "../../contract/kubernetes-cluster.js";
import { type Cloud, clouds, targets } from "./support.js";

const root = join(__dirname, "../../..");
const page = join(root, "docs/kubernetes-cluster.md");
const implementationOf = (cloud: Cloud) => (targets[cloud] as unknown as Target).implementations.kubernetesCluster;

/** What each cloud cannot do, from the table that the checks read. */
function limitations(): string[] {
  const rows = clouds.flatMap((cloud) =>
    Object.entries(implementationOf(cloud).unsupported).map(
      ([argument, { why, instead }]) => `| ${cloud} | \`${argument}\` | ${why} | ${instead} |`,
    ),
  );
  const head = ["| cloud | argument | why | instead |", "| --- | --- | --- | --- |"];
  return ["### What a cloud cannot do", "", ...head, ...rows];
}

/** The children of each cloud, which are the keys of overrides. */
function children(cloud: Cloud): string[] {
  const rows = Object.entries(implementationOf(cloud).children as ChildTable).map(([key, kind]) => {
    const type = (kind.type() as unknown as { __pulumiType: string }).__pulumiType;
    const name = kind.name === undefined ? "" : `${kind.name.limit} (${kind.name.charset})`;
    return `| \`${key}\` | \`${type}\` | ${kind.tags ?? ""} | ${name} |`;
  });
  const head = ["| override | type | tags | longest name |", "| --- | --- | --- | --- |"];
  return ["", `### Children on ${cloud}`, "", ...head, ...rows];
}

/** Formatters pad the cells of tables; what they say is what counts. */
const unpadded = (text: string) => text.replace(/ +/g, " ").replace(/-{3,}/g, "---");

describe("docs/kubernetes-cluster.md", () => {
  it("has the tables that the code's data gives", () => {
    const [start, end] = ["<!-- tables -->", "<!-- /tables -->"];
    const text = readFileSync(page, "utf8");
    const tables = [...limitations(), ...clouds.flatMap(children)].join("\n");
    const now = `${text.slice(0, text.indexOf(start))}${start}\n\n${tables}\n\n${end}\n`;
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(page, now);
    expect(unpadded(readFileSync(page, "utf8"))).toBe(unpadded(now));
  });

  it("names, with the docs of the arguments, every rule of the pack that an argument breaks in the contract tests", () => {
    const args = readFileSync(join(root, "components/kubernetes-cluster/args.ts"), "utf8");
    const named = `${args}${readFileSync(page, "utf8")}`.match(/\b(?:aws|gcp|az)-(?:eks|ec2|gke|aks|kv)-[a-z0-9-]+/g);
    const broken = Object.values(kubernetesClusterRow.clouds).flatMap(({ loosenings }) =>
      loosenings.flatMap((loosening) => loosening.rules),
    );
    const inPack = [...new Set(named)].filter((id) => rules.some((rule) => rule.id === id));
    expect(inPack.sort()).toEqual([...new Set(broken)].sort());
  });
});
