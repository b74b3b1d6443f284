import { describe, expect, it } from "vitest";
import { typeOf } from "../../policies/core/resource.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const account: ExampleResource = { type: "gcp:serviceaccount/account:Account", name: "web", props: {} };
const earlier: ExampleResource = { ...account, type: "gcp:serviceAccount/account:Account", name: "old" };
const project: ExampleResource = { type: "gcp:organizations/project:Project", name: "shop", props: {} };

/** A resource one of whose properties was made from others, as a first preview shows it: `it`, and whatever that names. */
function at(rule: string, type: string, props: Props, property: string, ...from: readonly ExampleResource[]) {
  const refs = { [property]: from.map(({ name }) => name) };
  return verdicts(rule, { type, name: "it", props, refs }, ...from);
}

describe("the type in a URN", () => {
  it("is the last of those that stand there", () => {
    expect(typeOf("urn:pulumi:dev::shop::a:b:C$gcp:serviceaccount/account:Account::main::x")).toBe(account.type);
    expect(typeOf("urn:pulumi:dev::shop::gcp:serviceaccount/account:Account::main")).toBe(account.type);
  });
});

describe("a member that was made from an account of the stack", () => {
  const member = (rule: string, prefix: string, role: string, ...from: readonly ExampleResource[]) =>
    at(
      rule,
      `${prefix}Member:${prefix.split("/")[1]?.replace(/^i/, "I")}Member`,
      { role, member: UNKNOWN.string },
      "member",
      ...from,
    );
  const onProject = (rule: string, role: string, ...from: readonly ExampleResource[]) =>
    member(rule, "gcp:projects/iAM", role, ...from);
  const bindsAll = (rule: string, members: unknown, ...from: readonly ExampleResource[]) =>
    at(rule, "gcp:projects/iAMBinding:IAMBinding", { role: "roles/storage.admin", members }, "members", ...from);

  it("is no default account", () => {
    for (const one of [account, earlier]) expect(onProject("gcp-iam-default-sa", "roles/viewer", one)).toEqual([]);
    expect(onProject("gcp-iam-default-sa", "roles/viewer")).toEqual(["undecided it"]);
    expect(onProject("gcp-iam-default-sa", "roles/viewer", project)).toEqual(["undecided it"]);
    expect(onProject("gcp-iam-default-sa", "roles/viewer", account, project)).toEqual(["undecided it"]);
  });

  it("is an account that programs run as", () => {
    expect(onProject("gcp-iam-sa-admin", "roles/container.admin", account)).toEqual(["violation it"]);
    expect(onProject("gcp-iam-sa-admin", "roles/container.viewer", account)).toEqual([]);
    expect(onProject("gcp-iam-sa-admin", "roles/container.admin", project)).toEqual(["undecided it"]);
  });

  it("counts in a list that says how many there are, and not in one that may hold others", () => {
    const default1 = "serviceAccount:1-compute@developer.gserviceaccount.com";
    expect(bindsAll("gcp-iam-default-sa", ["user:a@b.c", UNKNOWN.string], account)).toEqual([]);
    expect(bindsAll("gcp-iam-default-sa", [default1, UNKNOWN.string], account)).toEqual(["violation it"]);
    expect(bindsAll("gcp-iam-sa-admin", ["user:a@b.c", UNKNOWN.string], account)).toEqual(["violation it"]);
    expect(bindsAll("gcp-iam-default-sa", UNKNOWN.array, account)).toEqual(["undecided it"]);
    expect(bindsAll("gcp-iam-sa-admin", UNKNOWN.array, account)).toEqual(["undecided it"]);
  });

  it("is not everybody", () => {
    const granted = {
      "gcp-gcs-public": "gcp:storage/bucketIAMMember:BucketIAMMember",
      "gcp-run-public": "gcp:cloudrunv2/serviceIamMember:ServiceIamMember",
      "gcp-pubsub-public": "gcp:pubsub/topicIAMMember:TopicIAMMember",
    };
    for (const [rule, type] of Object.entries(granted)) {
      const props = { role: "roles/viewer", member: UNKNOWN.string };
      expect(at(rule, type, props, "member", account)).toEqual([]);
      expect(at(rule, type, props, "member", project)).toEqual(["undecided it"]);
      expect(at(rule, type, { ...props, member: "allUsers" }, "member", account)).toEqual(["violation it"]);
    }
  });
});

describe("an address in a block that was made from an account of the stack", () => {
  it("gcp-vm-default-sa takes it for the machine's own", () => {
    const machine = (serviceAccount: unknown, ...from: readonly ExampleResource[]) =>
      at("gcp-vm-default-sa", "gcp:compute/instance:Instance", { serviceAccount }, "serviceAccount", ...from);
    const block = { email: UNKNOWN.string, scopes: ["cloud-platform"] };
    expect([machine(block, account), machine([block], account), machine(block, account, project)]).toEqual([
      [],
      [],
      [],
    ]);
    expect([machine(block, project), machine(UNKNOWN.object, account)]).toEqual([["undecided it"], ["undecided it"]]);
    expect(machine({ scopes: ["cloud-platform"] }, account)).toEqual(["violation it"]);
  });

  it("gcp-gke-node-sa takes it for the nodes' own", () => {
    const cluster = (props: Props, property: string, ...from: readonly ExampleResource[]) =>
      at("gcp-gke-node-sa", "gcp:container/cluster:Cluster", props, property, ...from);
    const pool = (nodeConfig: unknown, ...from: readonly ExampleResource[]) =>
      at("gcp-gke-node-sa", "gcp:container/nodePool:NodePool", { nodeConfig }, "nodeConfig", ...from);
    const config = { machineType: "e2-standard-4", serviceAccount: UNKNOWN.string };
    expect([pool(config, account), pool(config, project), pool(UNKNOWN.object, account)]).toEqual([
      [],
      ["undecided it"],
      ["undecided it"],
    ]);
    expect(pool({ machineType: "e2-standard-4" }, account)).toEqual(["violation it"]);
    const clusterAutoscaling = { autoProvisioningDefaults: { serviceAccount: UNKNOWN.string } };
    const autopilot = { enableAutopilot: true, clusterAutoscaling };
    expect(cluster(autopilot, "clusterAutoscaling", account)).toEqual([]);
    expect(cluster(autopilot, "clusterAutoscaling", project)).toEqual(["undecided it"]);
    expect(cluster({ nodePools: [{ nodeConfig: config }] }, "nodePools", account)).toEqual([]);
  });
});
