import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { findings, verdicts } from "./support.js";

const found = ["violation it"];
const open = ["undecided it"];
const judge = (rule: string, type: string) => (props: Props) => verdicts(rule, { type, name: "it", props });

describe("grants to everybody", () => {
  const KINDS = [
    ["gcp-pubsub-public", "gcp:pubsub/topicIAM"],
    ["gcp-pubsub-public", "gcp:pubsub/subscriptionIAM"],
    ["gcp-registry-public", "gcp:artifactregistry/repositoryIam"],
    ["gcp-secret-rotation", "gcp:secretmanager/secretIam"],
    ["gcp-secret-rotation", "gcp:secretmanager/regionalSecretIam"],
    ["gcp-bq-public", "gcp:bigquery/datasetIam"],
    ["gcp-bq-public", "gcp:bigquery/iam"],
    ["gcp-gcs-public", "gcp:storage/bucketIAM"],
    ["gcp-gcs-public", "gcp:storage/managedFolderIam"],
    ["gcp-run-public", "gcp:cloudrun/iam"],
    ["gcp-run-public", "gcp:cloudrunv2/serviceIam"],
    ["gcp-run-public", "gcp:cloudrunv2/jobIam"],
    ["gcp-run-public", "gcp:cloudrunv2/workerPoolIam"],
    ["gcp-run-public", "gcp:cloudfunctions/functionIam"],
    ["gcp-run-public", "gcp:cloudfunctionsv2/functionIam"],
  ] as const;

  it.each(KINDS)("%s finds them in each form of %s", (rule, prefix) => {
    const at = (kind: string, props: Props) => {
      const name = prefix.slice(prefix.indexOf("/") + 1);
      const type = `${prefix}${kind}:${name.charAt(0).toUpperCase()}${name.slice(1)}${kind}`;
      return judge(rule, type)(props);
    };
    const policy = { bindings: [{ role: "r", members: ["user:a@b.c", "allAuthenticatedUsers"] }] };
    expect(at("Member", { member: "allUsers" })).toEqual(found);
    expect(at("Member", { member: "group:allUsers@b.c" })).toEqual([]);
    expect(at("Member", { member: UNKNOWN.string })).toEqual(open);
    expect(at("Binding", { members: [UNKNOWN.string, "allUsers"] })).toEqual(found);
    expect(at("Binding", { members: ["user:a@b.c"] })).toEqual([]);
    expect(at("Policy", { policyData: JSON.stringify(policy) })).toEqual(found);
    expect(at("Policy", { policyData: UNKNOWN.string })).toEqual(open);
  });
});

describe("gcp-bq-public", () => {
  const dataset = (...accesses: unknown[]) =>
    judge("gcp-bq-public", "gcp:bigquery/dataset:Dataset")({ datasetId: "d", accesses });
  const access = judge("gcp-bq-public", "gcp:bigquery/datasetAccess:DatasetAccess");
  const owner = { role: "OWNER", userByEmail: "a@b.c" };

  it("reads each entry of a dataset", () => {
    expect(dataset()).toEqual([]);
    expect(dataset(owner, { role: "READER", iamMember: "allUsers" })).toEqual(found);
    expect(dataset(owner, { role: "READER", iamMember: "iamMember:allAuthenticatedUsers" })).toEqual(found);
    expect(dataset(owner, { role: "READER", specialGroup: "projectReaders" })).toEqual([]);
    expect(dataset({ role: "EDITOR", domain: "example.com" })).toEqual([]);
    expect(dataset({ view: { projectId: "p", datasetId: "e", tableId: "v" } })).toEqual([]);
    expect(dataset({ dataset: { dataset: { projectId: "p", datasetId: "e" }, targetTypes: ["VIEWS"] } })).toEqual([]);
  });

  it("finds an entry that names nobody", () => {
    expect(dataset(owner, { role: "READER" })).toEqual(found);
    expect(dataset({ role: "READER", groupByEmail: UNKNOWN.string })).toEqual(open);
  });

  it("reads an entry by itself", () => {
    expect(access({ datasetId: "d", role: "READER", specialGroup: "allAuthenticatedUsers" })).toEqual(found);
    expect(access({ datasetId: "d", role: "READER", iamMember: UNKNOWN.string })).toEqual(open);
    expect(access({ datasetId: "d", authorizedDataset: { targetTypes: ["VIEWS"] } })).toEqual([]);
    expect(access({ datasetId: "d", ...owner })).toEqual([]);
  });
});

describe("gcp-dns-dnssec", () => {
  const at = judge("gcp-dns-dnssec", "gcp:dns/managedZone:ManagedZone");
  const keys = (...algorithms: unknown[]) => ({
    dnssecConfig: { state: "on", defaultKeySpecs: algorithms.map((algorithm) => ({ algorithm })) },
  });

  it("asks public zones only", () => {
    expect(at({ visibility: "public" })).toEqual(found);
    expect(at({ visibility: "private" })).toEqual([]);
    expect(at({ visibility: UNKNOWN.string })).toEqual(open);
    expect(at({ dnssecConfig: { state: "off" } })).toEqual(found);
    expect(at({ dnssecConfig: { state: "transfer" } })).toEqual([]);
    expect(at({ dnssecConfig: { state: UNKNOWN.string } })).toEqual(open);
  });

  it("wants no key made with SHA-1", () => {
    expect(at(keys("rsasha256", "ecdsap256sha256"))).toEqual([]);
    expect(at(keys("rsasha256", "rsasha1"))).toEqual(found);
    expect(at(keys(UNKNOWN.string))).toEqual(open);
    expect(at({ ...keys("rsasha1"), visibility: "private" })).toEqual([]);
  });
});

describe("gcp-fn-ingress", () => {
  const first = judge("gcp-fn-ingress", "gcp:cloudfunctions/function:Function");
  const second = judge("gcp-fn-ingress", "gcp:cloudfunctionsv2/function:Function");
  const right = {
    triggerHttp: true,
    ingressSettings: "ALLOW_INTERNAL_ONLY",
    httpsTriggerSecurityLevel: "SECURE_ALWAYS",
  };

  it("wants both of a function with an address", () => {
    expect(first(right)).toEqual([]);
    expect(first({ ...right, ingressSettings: "ALLOW_ALL" })).toEqual(found);
    expect(first({ ...right, httpsTriggerSecurityLevel: "SECURE_OPTIONAL" })).toEqual(found);
    expect(first({ ...right, httpsTriggerSecurityLevel: undefined })).toEqual(found);
    expect(first({ ...right, ingressSettings: UNKNOWN.string })).toEqual(open);
  });

  it("leaves functions that events trigger alone in the first generation", () => {
    const eventTrigger = { eventType: "google.pubsub.topic.publish", resource: "orders" };
    expect(first({ eventTrigger })).toEqual([]);
    expect(first({ triggerHttp: false })).toEqual([]);
    expect(first({ triggerHttp: UNKNOWN.boolean })).toEqual(open);
    expect(second({ eventTrigger })).toEqual(found);
    expect(second({ serviceConfig: { ingressSettings: "ALLOW_INTERNAL_AND_GCLB" } })).toEqual([]);
    expect(second({ serviceConfig: UNKNOWN.object })).toEqual(open);
  });
});

describe("gcp-redis-secure", () => {
  it("knows how each service of the family names its settings", () => {
    const at = (type: string, authorizationMode: string, transitEncryptionMode?: string) =>
      judge("gcp-redis-secure", type)({ authorizationMode, transitEncryptionMode });
    const [cluster, valkey] = ["gcp:redis/cluster:Cluster", "gcp:memorystore/instance:Instance"];
    const encrypted = "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION";
    expect(at(cluster, "AUTH_MODE_IAM_AUTH", encrypted)).toEqual([]);
    expect(at(cluster, "AUTH_MODE_DISABLED", encrypted)).toEqual(found);
    expect(at(cluster, "AUTH_MODE_IAM_AUTH")).toEqual(found);
    expect(at(valkey, "IAM_AUTH", "SERVER_AUTHENTICATION")).toEqual([]);
    expect(at(valkey, "TOKEN_AUTH", "SERVER_AUTHENTICATION")).toEqual([]);
    expect(at(valkey, "AUTH_DISABLED", UNKNOWN.string)).toEqual(found);
    expect(at(valkey, UNKNOWN.string, "SERVER_AUTHENTICATION")).toEqual(open);
  });

  it("wants both of an instance", () => {
    const at = judge("gcp-redis-secure", "gcp:redis/instance:Instance");
    expect(at({ authEnabled: "true", transitEncryptionMode: "SERVER_AUTHENTICATION" })).toEqual([]);
    expect(at({ authEnabled: true, transitEncryptionMode: "DISABLED" })).toEqual(found);
    expect(at({ transitEncryptionMode: "SERVER_AUTHENTICATION" })).toEqual(found);
  });
});

describe("gcp-secret-rotation", () => {
  it("wants a date or a period, of regional secrets too", () => {
    for (const type of ["gcp:secretmanager/secret:Secret", "gcp:secretmanager/regionalSecret:RegionalSecret"]) {
      const at = (rotation?: unknown) => judge("gcp-secret-rotation", type)({ secretId: "s", rotation });
      expect(at()).toEqual(found);
      expect(at({})).toEqual(found);
      expect(at({ nextRotationTime: "2030-01-01T00:00:00Z" })).toEqual([]);
      expect(at({ rotationPeriod: UNKNOWN.string })).toEqual(open);
    }
  });
});

describe("gcp-spanner-protect", () => {
  it("wants the switch that holds against everything", () => {
    const spanner = judge("gcp-spanner-protect", "gcp:spanner/database:Database");
    expect(spanner({})).toEqual(found);
    expect(spanner({ deletionProtection: true })).toEqual(found);
    expect(spanner({ enableDropProtection: true, deletionProtection: false })).toEqual([]);
    expect(spanner({ enableDropProtection: UNKNOWN.boolean })).toEqual(open);
    const bigtable = judge("gcp-spanner-protect", "gcp:bigtable/instance:Instance");
    expect(bigtable({})).toEqual([]);
    expect(bigtable({ deletionProtection: false })).toEqual(found);
    expect(bigtable({ deletionProtection: UNKNOWN.boolean })).toEqual(open);
  });
});

describe("what gcp-spanner-protect says", () => {
  it("names both switches where neither is on", () => {
    const paths = (props: Props) =>
      findings([{ type: "gcp:spanner/database:Database", name: "it", props }]).flatMap((finding) =>
        finding.rule.id === "gcp-spanner-protect" && finding.kind === "violation"
          ? finding.problems.map(({ path }) => path)
          : [],
      );
    expect(paths({ deletionProtection: false })).toEqual(["enableDropProtection", "deletionProtection"]);
    expect(paths({ deletionProtection: true })).toEqual(["enableDropProtection"]);
    expect(paths({})).toEqual(["enableDropProtection"]);
  });
});

describe("gcp-log-sink-bucket", () => {
  const at = (...resources: ExampleResource[]) => verdicts("gcp-log-sink-bucket", ...resources).toSorted();
  const bucket = (isLocked?: unknown): ExampleResource => ({
    type: "gcp:storage/bucket:Bucket",
    name: "logs",
    props: { name: "logs-1", retentionPolicy: { retentionPeriod: "1000", isLocked } },
  });
  const sink = (destination: unknown, refs: ExampleResource["refs"] = {}, kind = "project"): ExampleResource => ({
    type: `gcp:logging/${kind}Sink:${kind.charAt(0).toUpperCase()}${kind.slice(1)}Sink`,
    name: "sink",
    props: { destination },
    refs,
  });
  const both = ["violation logs", "violation sink"];
  const made = { destination: ["logs"] };

  it("finds the bucket by reference or by name, for each kind of sink", () => {
    for (const kind of ["project", "folder", "organization", "billingAccount"])
      expect(at(bucket(false), sink(UNKNOWN.string, made, kind))).toEqual(both);
    expect(at(bucket(), sink("storage.googleapis.com/logs-1"))).toEqual(both);
    expect(at(bucket(), sink("storage.googleapis.com/logs-1", made))).toEqual(both);
    expect(at({ ...bucket(), props: {} }, sink(UNKNOWN.string, made))).toEqual(both);
    expect(at(bucket(true), sink("storage.googleapis.com/logs-1"))).toEqual([]);
  });

  it("minds no other bucket and no other destination", () => {
    expect(at(bucket())).toEqual([]);
    expect(at(bucket(), sink("storage.googleapis.com/logs-2"))).toEqual([]);
    expect(at(bucket(), sink("pubsub.googleapis.com/projects/p/topics/logs-1"))).toEqual([]);
    expect(at(sink("storage.googleapis.com/logs-1"))).toEqual([]);
  });

  it("is undecided where the destination or the lock is not known", () => {
    const unsure = ["undecided logs", "undecided sink"];
    expect(at(bucket(), sink(UNKNOWN.string))).toEqual(unsure);
    expect(at(bucket(UNKNOWN.boolean), sink(UNKNOWN.string, made))).toEqual(unsure);
    expect(at(bucket(true), sink(UNKNOWN.string))).toEqual([]);
  });
});
