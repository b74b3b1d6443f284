import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { aws } from "../../components/aws.js";
import { azure } from "../../components/azure.js";
import { gcp } from "../../components/gcp.js";
import type { Target } from "../../components/index.js";
import { children, expectTables, limitations } from "../support/docs-page.js";

const root = resolve(__dirname, "../..");
const page = join(root, "docs/bucket.md");
const targets: readonly Target[] = [
  aws({ region: "eu-west-1" }),
  gcp({ project: "acme-dev", region: "europe-west1" }),
  azure({ region: "swedencentral" }),
];

describe("docs/bucket.md", () => {
  it("has the tables that the code's data gives", () => {
    const kinds = targets.map(({ cloud, implementations }) => [cloud, implementations.bucket] as const);
    const unsupported = Object.fromEntries(kinds.map(([cloud, bucket]) => [cloud, bucket.unsupported]));
    expectTables(page, [limitations(unsupported), ...kinds.map(([cloud, bucket]) => children(cloud, bucket.children))]);
  });

  it("names, with the docs of the arguments, every rule that an argument can break", () => {
    const args = readFileSync(join(root, "components/bucket/args.ts"), "utf8");
    const named = new Set(
      `${args}${readFileSync(page, "utf8")}`.match(/\b(?:aws-s3|gcp-gcs|az-storage)-[a-z-]+[a-z]/g),
    );
    expect([...named].sort()).toEqual([
      "aws-s3-access-log",
      "aws-s3-encryption-kms",
      "aws-s3-policy-public",
      "aws-s3-public-access-block",
      "aws-s3-versioning",
      "az-storage-blob-public",
      "az-storage-network-deny",
      "az-storage-private-endpoint",
      "az-storage-soft-delete",
      "gcp-gcs-log",
      "gcp-gcs-public",
      "gcp-gcs-public-prevention",
      "gcp-gcs-versioning",
    ]);
  });
});
