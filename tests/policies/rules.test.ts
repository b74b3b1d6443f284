import { describe, expect, it } from "vitest";
import type { ExampleResource, Rule } from "../../policies/core/rule.js";
import { isObject, UNKNOWN } from "../../policies/core/value.js";
import { rules } from "../../policies/rules/index.js";
import { findings } from "./support.js";

const kinds = (rule: Rule, example: readonly ExampleResource[]): readonly string[] => [
  ...new Set(findings(example).flatMap((finding) => (finding.rule.id === rule.id ? [finding.kind] : []))),
];

/** Each way to replace one value somewhere in the example by an unknown one. */
function withUnknowns(example: readonly ExampleResource[]): readonly (readonly ExampleResource[])[] {
  return example.flatMap((resource, i) =>
    Object.keys(resource.props)
      .flatMap((name) => variants(resource.props[name]).map((value) => ({ ...resource.props, [name]: value })))
      .map((props) => example.map((other, j) => (i === j ? { ...resource, props } : other))),
  );
}

function variants(value: unknown): readonly unknown[] {
  const inner = Array.isArray(value)
    ? value.flatMap((element, i) => variants(element).map((v) => value.map((other, j) => (i === j ? v : other))))
    : isObject(value)
      ? Object.keys(value).flatMap((name) => variants(value[name]).map((v) => ({ ...value, [name]: v })))
      : [];
  return [UNKNOWN.string, ...inner];
}

describe("the catalogue", () => {
  it("has these rules, under names that configuration may rely on", () => {
    expect(rules.map((rule) => `${rule.id} ${rule.severity} ${rule.graph ? "stack" : "resource"}`)).toEqual([
      "aws-ec2-ebs-encrypted high stack",
      "aws-ec2-imdsv2 high resource",
      "aws-ec2-public-ip high stack",
      "aws-eks-public-endpoint high resource",
      "aws-lambda-url-auth high resource",
      "aws-net-default-sg-closed medium stack",
      "aws-net-flow-logs medium stack",
      "aws-net-ssh-open critical resource",
      "aws-net-subnet-public-ip medium resource",
      "aws-s3-policy-public critical resource",
      "aws-s3-public-access-block high stack",
      "aws-s3-public-acl critical resource",
      "aws-s3-tls-only medium stack",
      "aws-s3-versioning medium stack",
      "gcp-fw-ssh-open critical resource",
      "gcp-gcs-public-prevention high resource",
      "gcp-gcs-public critical resource",
      "gcp-gcs-uniform-access medium resource",
      "gcp-gke-authorized-networks high resource",
      "gcp-net-flow-logs low resource",
      "gcp-run-public high resource",
      "gcp-sql-tls high resource",
      "gcp-vm-public-ip high resource",
      "az-aks-api-access high resource",
      "az-net-nic-public-ip high resource",
      "az-net-ssh-open critical resource",
      "az-storage-blob-public critical resource",
      "az-storage-https high resource",
      "az-storage-tls medium resource",
      "k8s-run-as-non-root medium resource",
    ]);
  });
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  it("finds its bad example wrong and its good one right", () => {
    expect(kinds(rule, rule.bad)).toEqual(["violation"]);
    expect(kinds(rule, rule.good)).toEqual([]);
  });

  it("never passes a bad resource because a value is unknown", () => {
    for (const example of withUnknowns(rule.bad)) expect(kinds(rule, example), JSON.stringify(example)).not.toEqual([]);
  });

  it("never accuses a good resource because a value is unknown", () => {
    for (const example of withUnknowns(rule.good))
      expect(kinds(rule, example), JSON.stringify(example)).not.toContain("violation");
  });
});
