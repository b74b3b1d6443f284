import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ChildTable } from "../../../components/core/children.js";
import type { Target } from "../../../components/core/clouds.js";
import { kubernetesClusterRow } from "../../contract/kubernetes-cluster.js";
import { usualRules } from "../../policies/usual.js";
import { children, expectTables, limitations } from "../../support/docs-page.js";
import { type Cloud, clouds, targets } from "./support.js";

const root = join(__dirname, "../../..");
const page = join(root, "docs/kubernetes-cluster.md");
const implementationOf = (cloud: Cloud) => (targets[cloud] as unknown as Target).implementations.kubernetesCluster;

describe("docs/kubernetes-cluster.md", () => {
  it("has the tables that the code's data gives", () => {
    const unsupported = Object.fromEntries(clouds.map((cloud) => [cloud, implementationOf(cloud).unsupported]));
    const kinds = clouds.map((cloud) => children(cloud, implementationOf(cloud).children as ChildTable));
    expectTables(page, [limitations(unsupported), ...kinds]);
  });

  it("names, with the docs of the arguments, every rule that an argument breaks or a preview leaves open in the contract tests", () => {
    const args = readFileSync(join(root, "components/kubernetes-cluster/args.ts"), "utf8");
    const named = `${args}${readFileSync(page, "utf8")}`.match(
      /\b(?:aws|gcp|az)-(?:eks|ec2|gke|iam|aks|kv|diag|law)-[a-z0-9-]+/g,
    );
    const found = Object.values(kubernetesClusterRow.clouds).flatMap(({ loosenings, undecidedInPreview }) => [
      ...loosenings.flatMap(({ rules }) => rules),
      ...undecidedInPreview.map((finding) => finding.split(" ")[1]),
    ]);
    const inPack = [...new Set(named)].filter((id) => usualRules.some((rule) => rule.id === id));
    expect(inPack.sort()).toEqual([...new Set(found)].sort());
  });
});
