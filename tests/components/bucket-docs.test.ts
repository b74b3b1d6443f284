import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { aws } from "../../components/aws.js";
import { azure } from "../../components/azure.js";
import { gcp } from "../../components/gcp.js";
import type { Target } from "../../components/index.js";

const root = resolve(__dirname, "../..");
const page = join(root, "docs/bucket.md");
const targets: readonly Target[] = [
  aws({ region: "eu-west-1" }),
  gcp({ project: "acme-dev", region: "europe-west1" }),
  azure({ region: "swedencentral" }),
];

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [`### ${title}`, "", ...lines].join("\n");
}

/** What each cloud cannot do, from the table that the checks read. */
function limitations(): string {
  const rows = targets.flatMap(({ cloud, implementations }) =>
    Object.entries(implementations.bucket.unsupported).map(([argument, { why, instead }]) => [
      cloud,
      `\`${argument}\``,
      why,
      instead,
    ]),
  );
  return table("What a cloud cannot do", ["cloud", "argument", "why", "instead"], rows);
}

/** The children of each cloud, which are the keys of overrides. */
function children({ cloud, implementations }: Target): string {
  const rows = Object.entries(implementations.bucket.children).map(([key, kind]) => {
    const type = (kind.type() as unknown as { __pulumiType: string }).__pulumiType;
    const name = kind.name === undefined ? "" : `${kind.name.limit} (${kind.name.charset})`;
    return [`\`${key}\``, `\`${type}\``, kind.tags ?? "", name];
  });
  return table(`Children on ${cloud}`, ["override", "type", "tags", "longest name"], rows);
}

/** Formatters pad the cells of tables; what they say is what counts. */
const unpadded = (text: string) => text.replace(/ +/g, " ").replace(/-{3,}/g, "---");

describe("docs/bucket.md", () => {
  it("has the tables that the code's data gives", () => {
    const [start, end] = ["<!-- tables -->", "<!-- /tables -->"];
    const text = readFileSync(page, "utf8");
    const tables = [limitations(), ...targets.map(children)].join("\n\n");
    const now = `${text.slice(0, text.indexOf(start))}${start}\n\n${tables}\n\n${end}\n`;
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(page, now);
    expect(unpadded(readFileSync(page, "utf8"))).toBe(unpadded(now));
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
