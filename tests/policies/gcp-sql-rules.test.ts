import { describe, expect, it } from "vitest";
import { edited } from "../../policies/core/remedy.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { gcpSqlBackup } from "../../policies/rules/gcp/sql/backup.js";
import { gcpSqlFlags } from "../../policies/rules/gcp/sql/flags.js";
import { resourcesOf, verdicts } from "./support.js";

const INSTANCE = "gcp:sql/databaseInstance:DatabaseInstance";
const found = ["violation it"];
const open = ["undecided it"];

const instance = (props: Props): ExampleResource => ({ type: INSTANCE, name: "it", props });
const judge = (rule: string) => (props: Props) => verdicts(rule, instance(props));
const network = (ipConfiguration: unknown) => ({ settings: { tier: "db-f1-micro", ipConfiguration } });
const clone = { clone: { sourceInstanceName: "orders" } };

describe("gcp-sql-open", () => {
  const at = judge("gcp-sql-open");
  const ranges = (...values: unknown[]) => ({ authorizedNetworks: values.map((value) => ({ value })) });

  it("finds every range that holds all addresses", () => {
    expect(at(network(ranges("0.0.0.0/0")))).toEqual(found);
    expect(at(network(ranges("::/0")))).toEqual(found);
    expect(at(network(ranges("0.0.0.0/1", "128.0.0.0/1")))).toEqual(found);
    expect(at(network(ranges("10.0.0.0/8", UNKNOWN.string, "0.0.0.0/0")))).toEqual(found);
    expect(at(network(ranges("203.0.113.7")))).toEqual([]);
    expect(at(network(ranges(UNKNOWN.string)))).toEqual(open);
    expect(at(network({ authorizedNetworks: UNKNOWN.array }))).toEqual(open);
    expect(at({})).toEqual([]);
  });

  it("minds no list that nothing uses", () => {
    expect(at(network({ ...ranges("0.0.0.0/0"), ipv4Enabled: false }))).toEqual([]);
    expect(at(network({ ...ranges("0.0.0.0/0"), ipv4Enabled: UNKNOWN.boolean }))).toEqual(open);
  });
});

describe("gcp-sql-public-ip", () => {
  const at = judge("gcp-sql-public-ip");

  it("knows that an instance has a public address unless it is told otherwise", () => {
    expect(at({ settings: {} })).toEqual(found);
    expect(at(network({ privateNetwork: "main" }))).toEqual(found);
    expect(at(network({ ipv4Enabled: false, privateNetwork: "main" }))).toEqual([]);
    expect(at(network({ ipv4Enabled: false, pscConfigs: [{ pscEnabled: true }] }))).toEqual([]);
    expect(at(network({ ipv4Enabled: "false" }))).toEqual([]);
    expect(at(network(UNKNOWN.object))).toEqual(open);
    expect(at(clone)).toEqual([]);
    expect(at({ ...clone, ...network({ ipv4Enabled: true }) })).toEqual(found);
  });
});

describe("gcp-sql-backup", () => {
  const at = judge("gcp-sql-backup");

  it("exempts what follows another instance", () => {
    expect(at({})).toEqual(found);
    expect(at({ settings: { backupConfiguration: { enabled: false } } })).toEqual(found);
    expect(at({ masterInstanceName: "orders" })).toEqual([]);
    expect(at({ masterInstanceName: UNKNOWN.string })).toEqual(open);
    expect(at({ instanceType: "READ_REPLICA_INSTANCE" })).toEqual([]);
    expect(at({ instanceType: "CLOUD_SQL_INSTANCE" })).toEqual(found);
    expect(at(clone)).toEqual([]);
    expect(at({ settings: UNKNOWN.object })).toEqual(open);
  });

  it("leaves replicas as they are", () => {
    const edits = resourcesOf([instance({ masterInstanceName: "orders" }), instance({})]).map((resource) =>
      gcpSqlBackup.remedy?.edits(resource, {}),
    );
    expect(edits).toEqual([[], [{ path: "settings.backupConfiguration.enabled", value: true }]]);
  });
});

describe("gcp-sql-flags", () => {
  const at = judge("gcp-sql-flags");
  const flags = (databaseVersion: string, set: Record<string, unknown>) => ({
    databaseVersion,
    settings: { databaseFlags: Object.entries(set).map(([name, value]) => ({ name, value })) },
  });
  const logged = { log_connections: "on", log_disconnections: "on" };

  it("judges each engine by its own flags", () => {
    expect(at(flags("MYSQL_8_4", { local_infile: "on" }))).toEqual(found);
    expect(at(flags("MYSQL_8_4", { local_infile: "off" }))).toEqual([]);
    expect(at(flags("MYSQL_8_4", { max_allowed_packet: "1" }))).toEqual([]);
    expect(at(flags("MYSQL_5_7", {}))).toEqual(found);
    expect(at(flags("MYSQL_5_7", { local_infile: "off" }))).toEqual([]);
    expect(at(flags("POSTGRES_17", logged))).toEqual([]);
    expect(at(flags("POSTGRES_17", { ...logged, log_disconnections: "off" }))).toEqual(found);
    expect(at(flags("POSTGRES_17", { log_connections: "on" }))).toEqual(found);
    expect(at(flags("POSTGRES_17", { ...logged, local_infile: "on" }))).toEqual([]);
    expect(at(flags("SQLSERVER_2022_STANDARD", {}))).toEqual([]);
    expect(at(flags("SQLSERVER_2022_STANDARD", { "cross db ownership chaining": "on" }))).toEqual(found);
    expect(at(flags("SQLSERVER_2022_STANDARD", { "contained database authentication": "1" }))).toEqual(found);
    expect(at({ databaseVersion: "POSTGRES_17", ...clone })).toEqual([]);
  });

  it("is undecided only where an entry could decide", () => {
    const entry = (databaseVersion: string, ...databaseFlags: unknown[]) =>
      at({ databaseVersion, settings: { databaseFlags } });
    expect(entry("POSTGRES_17", UNKNOWN.object)).toEqual(open);
    expect(entry("POSTGRES_17", UNKNOWN.object, { name: "log_connections", value: "off" })).toEqual(found);
    expect(entry("MYSQL_8_4", { name: UNKNOWN.string, value: "off" })).toEqual([]);
    expect(entry("MYSQL_8_4", { name: UNKNOWN.string, value: "on" })).toEqual(open);
  });

  it("corrects the list and keeps the rest of it", () => {
    const right = (props: Props) => {
      const [resource] = resourcesOf([instance(props)]);
      return resource && edited(props, gcpSqlFlags.remedy?.edits(resource, {}) ?? []);
    };
    expect(right(flags("POSTGRES_17", { work_mem: "64", log_connections: "off" }))).toEqual(
      flags("POSTGRES_17", { work_mem: "64", ...logged }),
    );
    expect(right(flags("MYSQL_5_7", { local_infile: "on" }))).toEqual(flags("MYSQL_5_7", { local_infile: "off" }));
    const unsure = { databaseVersion: "POSTGRES_17", settings: { databaseFlags: [UNKNOWN.object] } };
    expect(right(unsure)).toEqual(unsure);
  });
});

describe("gcp-sql-root-host", () => {
  const at = (...resources: ExampleResource[]) => verdicts("gcp-sql-root-host", ...resources);
  const user = (props: Props, refs: ExampleResource["refs"] = { instance: ["it"] }): ExampleResource => ({
    type: "gcp:sql/user:User",
    name: "user",
    props: { instance: UNKNOWN.string, name: "root", ...props },
    refs,
  });
  const mysql = instance({ databaseVersion: "MYSQL_8_4" });
  const both = ["violation it", "violation user"];

  it("finds root of every host, at the user and at the instance", () => {
    expect(at(mysql, user({ host: "%" }))).toEqual(both);
    expect(at(mysql, user({ host: "" }))).toEqual(both);
    expect(at(mysql, user({}))).toEqual(both);
    expect(at(instance({ ...mysql.props, name: "a" }), user({ instance: "a" }, {}))).toEqual(both);
    expect(at(mysql, user({ host: "10.20.0.%" }))).toEqual([]);
    expect(at(mysql, user({ host: "%", name: "shop" }))).toEqual([]);
    expect(at(mysql)).toEqual([]);
  });

  it("knows that only MySQL has hosts", () => {
    const postgres = instance({ databaseVersion: "POSTGRES_17" });
    expect(at(postgres, user({}))).toEqual([]);
    expect(at(user({ instance: "elsewhere" }, {}))).toEqual([]);
    expect(at(user({ instance: "elsewhere", host: "%" }, {}))).toEqual(["violation user"]);
  });

  it("is undecided where the name, the host or the instance is not known", () => {
    const unsure = ["undecided it", "undecided user"];
    expect(at(mysql, user({ name: UNKNOWN.string }))).toEqual(unsure);
    expect(at(mysql, user({ host: UNKNOWN.string }))).toEqual(unsure);
    expect(at(mysql, user({}, {}))).toEqual(unsure);
    expect(at(mysql, user({ host: "%" }, {}))).toEqual(["undecided it", "violation user"]);
  });
});
