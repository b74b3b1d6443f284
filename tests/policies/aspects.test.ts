import { describe, expect, it } from "vitest";
import type { Props } from "../../policies/core/value.js";
import type { Case } from "../../policies/evaluation/cases.js";
import { judge } from "../../policies/evaluation/score.js";
import { rules } from "../../policies/rules/index.js";

/** What the rules answer to checks that ask for parts of what one rule asks for. */
function answers(type: string, props: Props, ...checks: readonly string[]): readonly string[] {
  const cases = checks.map(
    (check_id): Case => ({
      case: check_id,
      check_id,
      label: "fail",
      cloud: "gcp",
      resources: [{ type, name: "it", props, deps: {} }],
    }),
  );
  return judge(cases, rules).map((one) => `${one.case.case} ${one.analyze}`);
}

describe("the parts of a rule", () => {
  it("are each flag of a database", () => {
    const instance = (...databaseFlags: Props[]) => ({ databaseVersion: "POSTGRES_17", settings: { databaseFlags } });
    const at = (props: Props) =>
      answers("gcp:sql/databaseInstance:DatabaseInstance", props, "CKV_GCP_52", "CKV_GCP_53");
    expect(at(instance({ name: "log_connections", value: "on" }))).toEqual([
      "CKV_GCP_52 clean",
      "CKV_GCP_53 violation",
    ]);
    expect(at(instance({ name: "log_connections", value: "off" }))).toEqual([
      "CKV_GCP_52 violation",
      "CKV_GCP_53 violation",
    ]);
    const served = { databaseVersion: "SQLSERVER_2022_STANDARD", settings: { databaseFlags: [] as Props[] } };
    served.settings.databaseFlags.push({ name: "cross db ownership chaining", value: "on" });
    expect(answers("gcp:sql/databaseInstance:DatabaseInstance", served, "CKV_GCP_58", "CKV_GCP_59")).toEqual([
      "CKV_GCP_58 violation",
      "CKV_GCP_59 clean",
    ]);
  });

  it("are the ranges of a cluster's list, and the list", () => {
    const at = (props: Props) => answers("gcp:container/cluster:Cluster", props, "CKV_GCP_18", "CKV_GCP_20");
    const networks = (...ranges: string[]) => ({
      masterAuthorizedNetworksConfig: { cidrBlocks: ranges.map((cidrBlock) => ({ cidrBlock })) },
    });
    expect(at({})).toEqual(["CKV_GCP_18 clean", "CKV_GCP_20 violation"]);
    expect(at(networks("0.0.0.0/0"))).toEqual(["CKV_GCP_18 violation", "CKV_GCP_20 violation"]);
    expect(at(networks("10.0.0.0/8"))).toEqual(["CKV_GCP_18 clean", "CKV_GCP_20 clean"]);
  });

  it("are the settings of a container, wherever the pods are written", () => {
    const containers = [
      { name: "web", image: "web:1", resources: { requests: { cpu: "1" }, limits: { memory: "1Gi" } } },
    ];
    for (const [type, props] of [
      ["kubernetes:core/v1:Pod", { spec: { containers } }],
      ["kubernetes:apps/v1:Deployment", { spec: { template: { spec: { containers } } } }],
      ["kubernetes:batch/v1beta1:CronJob", { spec: { jobTemplate: { spec: { template: { spec: { containers } } } } } }],
    ] as const)
      expect(answers(type, props, "CKV_K8S_10", "CKV_K8S_12", "CKV_K8S_13")).toEqual([
        "CKV_K8S_10 clean",
        "CKV_K8S_12 clean",
        "CKV_K8S_13 clean",
      ]);
    const shared = { spec: { containers, hostPID: true, initContainers: [{ name: "init", image: "init:1" }] } };
    expect(answers("kubernetes:core/v1:Pod", shared, "CKV_K8S_10", "CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19")).toEqual([
      "CKV_K8S_10 violation",
      "CKV_K8S_17 violation",
      "CKV_K8S_18 clean",
      "CKV_K8S_19 clean",
    ]);
  });

  it("are those of the rules that name them", () => {
    for (const rule of rules)
      for (const [check, paths] of Object.entries(rule.aspects ?? {})) {
        expect([...(rule.checkov ?? []), ...(rule.trivy ?? [])], rule.id).toContain(check);
        expect(paths.join(), `${rule.id} ${check}`).not.toContain("[");
      }
  });
});
