import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { enforcementOf, enforcementOfFamily } from "../../policies/facts/rds-tls.js";
import { awsRdsBackup } from "../../policies/rules/aws/rds/backup.js";
import { awsRdsEncrypted } from "../../policies/rules/aws/rds/encrypted.js";
import { awsRdsLiteralPassword } from "../../policies/rules/aws/rds/literal-password.js";
import { awsRdsPublic } from "../../policies/rules/aws/rds/public.js";
import { findings, resourcesOf, verdicts } from "./support.js";

const one = (type: string, props: Props, refs = {}): ExampleResource => ({ type, name: "it", props, refs });
const instance = (props: Props, refs = {}) => one("aws:rds/instance:Instance", props, refs);
const cluster = (props: Props, refs = {}) => one("aws:rds/cluster:Cluster", props, refs);
const seen = (resource: ExampleResource) => {
  const [found] = resourcesOf([resource]);
  if (found === undefined) throw new Error("the example has no resource");
  return found;
};

const WRONG = ["violation it"];
const OPEN = ["undecided it"];

describe("encrypted storage", () => {
  const at = (resource: ExampleResource) => verdicts("aws-rds-encrypted", resource);

  it("is off unless it is switched on", () => {
    expect(at(instance({}))).toEqual(WRONG);
    expect(at(instance({ storageEncrypted: "true" }))).toEqual([]);
    expect(at(cluster({ engine: "aurora-mysql" }))).toEqual(WRONG);
    expect(at(cluster({ engine: "aurora-mysql", engineMode: "serverless" }))).toEqual([]);
    expect(at(cluster({ engine: "aurora-mysql", engineMode: "provisioned" }))).toEqual(WRONG);
  });

  it("is that of the source where the database says nothing", () => {
    expect(at(instance({ replicateSourceDb: "orders" }))).toEqual([]);
    expect(at(instance({ snapshotIdentifier: "orders-1" }))).toEqual([]);
    expect(at(instance({ restoreToPointInTime: { sourceDbInstanceIdentifier: "orders" } }))).toEqual([]);
    expect(at(cluster({ replicationSourceIdentifier: "arn:aws:rds:eu-west-1:1:cluster:orders" }))).toEqual([]);
    expect(at(instance({ snapshotIdentifier: "orders-1", storageEncrypted: false }))).toEqual(WRONG);
    expect(at(instance({ snapshotIdentifier: UNKNOWN.string }))).toEqual(OPEN);
    expect(at(instance({ snapshotIdentifier: "" }))).toEqual(WRONG);
  });

  it("is asked of documents and graphs, too", () => {
    for (const type of ["aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"]) {
      expect(verdicts("aws-docdb-neptune-encrypted", one(type, {}))).toEqual(WRONG);
      expect(verdicts("aws-docdb-neptune-encrypted", one(type, { storageEncrypted: true }))).toEqual([]);
      expect(verdicts("aws-docdb-neptune-encrypted", one(type, { snapshotIdentifier: "s-1" }))).toEqual([]);
    }
  });

  it("is switched on only where it is off for certain", () => {
    const edits = (resource: ExampleResource) => awsRdsEncrypted.remedy?.edits(seen(resource), {});
    expect(edits(instance({}))).toEqual([{ path: "storageEncrypted", value: true }]);
    expect(edits(instance({ replicateSourceDb: "orders" }))).toEqual([]);
    expect(edits(instance({ storageEncrypted: UNKNOWN.boolean }))).toEqual([]);
  });
});

describe("aws-rds-public", () => {
  it("knows every kind of database, and leaves a default that is right alone", () => {
    const member = "aws:rds/clusterInstance:ClusterInstance";
    const graph = "aws:neptune/clusterInstance:ClusterInstance";
    for (const type of ["aws:rds/instance:Instance", member, graph]) {
      expect(verdicts("aws-rds-public", one(type, { publiclyAccessible: true }))).toEqual(WRONG);
      expect(verdicts("aws-rds-public", one(type, {}))).toEqual([]);
    }
    const edits = (props: Props) => awsRdsPublic.remedy?.edits(seen(instance(props)), {});
    expect(edits({})).toEqual([]);
    expect(edits({ publiclyAccessible: UNKNOWN.boolean })).toEqual([]);
    expect(edits({ publiclyAccessible: true })).toEqual([{ path: "publiclyAccessible", value: false }]);
  });
});

describe("aws-rds-backup", () => {
  const at = (resource: ExampleResource) => verdicts("aws-rds-backup", resource);

  it("wants a week, or what is configured", () => {
    expect(at(instance({ backupRetentionPeriod: 6 }))).toEqual(WRONG);
    expect(at(instance({ backupRetentionPeriod: 7 }))).toEqual([]);
    expect(at(cluster({ backupRetentionPeriod: "7" }))).toEqual([]);
    expect(at(cluster({}))).toEqual(WRONG);
    const check = (days: number) =>
      awsRdsBackup.graph || awsRdsBackup.check(seen(instance({ backupRetentionPeriod: 7 })), { days });
    expect(check(8)).toMatchObject({
      result: "violation",
      problems: [{ wrong: "keeps backups for less than 8 days" }],
    });
    expect(check(7)).toEqual({ result: "pass" });
  });

  it("asks nothing of a replica", () => {
    expect(at(instance({ replicateSourceDb: "orders" }))).toEqual([]);
    expect(at(cluster({ replicationSourceIdentifier: "orders" }))).toEqual([]);
    expect(at(instance({ replicateSourceDb: UNKNOWN.string }))).toEqual(OPEN);
  });
});

describe("aws-rds-literal-password", () => {
  const at = (resource: ExampleResource) => verdicts("aws-rds-literal-password", resource);

  it("finds a text, in every property that takes a password", () => {
    expect(at(instance({ password: "orders-2024" }))).toEqual(WRONG);
    expect(at(instance({ passwordWo: "orders-2024" }))).toEqual(WRONG);
    expect(at(cluster({ masterPassword: "orders-2024" }))).toEqual(WRONG);
    expect(at(one("aws:redshift/cluster:Cluster", { masterPasswordWo: "orders-2024" }))).toEqual(WRONG);
    expect(at(one("aws:docdb/cluster:Cluster", { masterPassword: "orders-2024" }))).toEqual(WRONG);
  });

  it("leaves what is made from another resource, or is a secret, alone", () => {
    expect(at(instance({ password: UNKNOWN.string }, { password: ["generated"] }))).toEqual([]);
    expect(at(instance({ password: "f3!x" }, { password: ["generated"] }))).toEqual([]);
    expect(at(instance({ replicateSourceDb: "orders" }))).toEqual([]);
    expect(at(instance({ password: UNKNOWN.string }))).toEqual(OPEN);
    const secret = { ...seen(instance({ password: "f3!x" })), secrets: ["password"] };
    expect(awsRdsLiteralPassword.graph || awsRdsLiteralPassword.check(secret, {})).toEqual({ result: "pass" });
  });

  it("finds a secret that stands in clear in the configuration", () => {
    const secret = { ...seen(instance({ password: "f3!x" })), secrets: ["password"], configuredInClear: ["password"] };
    expect(awsRdsLiteralPassword.graph || awsRdsLiteralPassword.check(secret, {})).toMatchObject({
      result: "violation",
      problems: [{ path: "password", value: "[hidden]" }],
    });
  });

  it("never tells the password", () => {
    const found = findings([instance({ password: "orders-2024" })]).filter(
      ({ rule }) => rule === awsRdsLiteralPassword,
    );
    expect(found).toMatchObject([{ problems: [{ path: "password", value: "[hidden]" }] }]);
  });
});

describe("smaller settings of a database", () => {
  it("takes logs that are named, even by a value that is not known yet", () => {
    const at = (logs: unknown) => verdicts("aws-rds-log-exports", instance({ enabledCloudwatchLogsExports: logs }));
    expect([at([]), at(undefined)]).toEqual([WRONG, WRONG]);
    expect([at(["error"]), at([UNKNOWN.string]), at(UNKNOWN.array)]).toEqual([[], [], OPEN]);
  });

  it("knows the other databases of the same interface", () => {
    const [documents, graphs] = ["aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"];
    const at = (rule: string, type: string, props: Props) => verdicts(rule, one(type, props));
    expect(at("aws-rds-log-exports", graphs ?? "", { enableCloudwatchLogsExports: ["audit"] })).toEqual([]);
    expect(at("aws-rds-log-exports", graphs ?? "", { enabledCloudwatchLogsExports: ["audit"] })).toEqual(WRONG);
    expect(at("aws-rds-log-exports", documents ?? "", { enabledCloudwatchLogsExports: ["audit"] })).toEqual([]);
    for (const type of [documents ?? "", graphs ?? ""]) {
      expect(at("aws-rds-backup", type, { backupRetentionPeriod: 6 })).toEqual(WRONG);
      expect(at("aws-rds-backup", type, { backupRetentionPeriod: 7 })).toEqual([]);
      expect(at("aws-rds-delete-protection", type, {})).toEqual(WRONG);
    }
  });

  it("judges a global cluster unless it is made from a cluster", () => {
    const at = (module: string, props: Props) => {
      const rule = module === "rds" ? "aws-rds-encrypted" : "aws-docdb-neptune-encrypted";
      return verdicts(rule, one(`aws:${module}/globalCluster:GlobalCluster`, props));
    };
    for (const module of ["rds", "docdb", "neptune"]) {
      expect(at(module, { globalClusterIdentifier: "orders" })).toEqual(WRONG);
      expect(at(module, { storageEncrypted: true })).toEqual([]);
      expect(at(module, { sourceDbClusterIdentifier: UNKNOWN.string })).toEqual(OPEN);
      expect(at(module, { sourceDbClusterIdentifier: "arn:aws:rds:eu-west-1:1:cluster:orders" })).toEqual([]);
    }
  });

  it("lets minor upgrades be, which are on by default", () => {
    expect(verdicts("aws-rds-minor-upgrade", instance({}))).toEqual([]);
    expect(verdicts("aws-rds-minor-upgrade", cluster({ autoMinorVersionUpgrade: false }))).toEqual(WRONG);
  });
});

describe("aws-rds-force-tls", () => {
  const GROUP = "aws:rds/parameterGroup:ParameterGroup";
  const CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
  const at = (...resources: ExampleResource[]) => verdicts("aws-rds-force-tls", ...resources);
  const group = (family: string, value?: unknown, type = GROUP): ExampleResource => ({
    type,
    name: "group",
    props: { name: "g-1", family, parameters: value === undefined ? [] : [{ name: "rds.force_ssl", value }] },
  });

  it("knows the defaults of the engines and their versions", () => {
    expect(at(instance({ engine: "mysql" }))).toEqual(WRONG);
    expect(at(instance({ engine: "sqlserver-ex", engineVersion: "15.00" }))).toEqual(WRONG);
    expect(at(instance({ engine: "oracle-ee" }))).toEqual([]);
    expect(at(instance({ engine: "postgres", engineVersion: "14.9" }))).toEqual(WRONG);
    expect(at(instance({ engine: "postgres", engineVersion: "15.3" }))).toEqual([]);
    expect(at(instance({ engine: "postgres" }))).toEqual([]);
    expect(at(instance({ engine: "postgres", engineVersion: UNKNOWN.string }))).toEqual(OPEN);
    expect(at(cluster({ engine: "aurora-postgresql", engineVersion: "16.4" }))).toEqual(WRONG);
    expect(at(cluster({ engine: "aurora-postgresql", engineVersion: "17.4" }))).toEqual([]);
    expect(enforcementOf("mariadb", "11.10")).toEqual({ parameter: "require_secure_transport", byDefault: true });
    expect(enforcementOf("mariadb", "11.4")?.byDefault).toBe(false);
    expect(enforcementOfFamily("sqlserver-ex-15.0")).toEqual({ parameter: "rds.force_ssl", byDefault: false });
    expect(enforcementOfFamily("oracle-ee-19")).toBeUndefined();
  });

  it("follows the parameter group, by reference and by name", () => {
    const named = instance({ engine: "postgres", engineVersion: "14", parameterGroupName: "g-1" });
    const referring = instance(
      { engine: "postgres", parameterGroupName: UNKNOWN.string },
      { parameterGroupName: ["group"] },
    );
    for (const database of [named, referring]) {
      expect(at(database, group("postgres14", "1"))).toEqual([]);
      expect(at(database, group("postgres14", 1))).toEqual([]);
      expect(at(database, group("postgres14", "0"))).toEqual(["violation it", "violation group"]);
      expect(at(database, group("postgres14"))).toEqual(["violation it", "violation group"]);
      expect(at(database, group("postgres16"))).toEqual([]);
      expect(at(database, group("postgres16", "0"))).toEqual(["violation it", "violation group"]);
      expect(at(database, group("postgres14", UNKNOWN.string))).toEqual(["undecided it", "undecided group"]);
    }
  });

  it("leaves a group from elsewhere to where it is made, and knows AWS' own", () => {
    expect(at(instance({ engine: "mysql", parameterGroupName: "shared" }))).toEqual([]);
    expect(at(instance({ engine: "mysql", parameterGroupName: "default.mysql8.0" }))).toEqual(WRONG);
    expect(at(instance({ engine: "mysql", parameterGroupName: UNKNOWN.string }))).toEqual(OPEN);
    expect(at(instance({ replicateSourceDb: "orders" }))).toEqual([]);
  });

  it("looks at a cluster's own kind of group, and not at what has no say in it", () => {
    const database = cluster({ engine: "aurora-postgresql", dbClusterParameterGroupName: "g-1" });
    expect(at(database, group("aurora-postgresql16", "1", CLUSTER_GROUP))).toEqual([]);
    expect(at(database, group("aurora-postgresql16", "0", CLUSTER_GROUP))).toEqual(["violation it", "violation group"]);
    expect(at(group("aurora-postgresql16"))).toEqual([]);
    expect(at(group("oracle-ee-19"))).toEqual([]);
  });
});
