import { describe, expect, it } from "vitest";
import type { ExampleResource, Rule } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { azPgGeoBackup } from "../../policies/rules/azure/pg/geo-backup.js";
import { azPgSecureTransport } from "../../policies/rules/azure/pg/secure-transport.js";
import { azRedisSecure } from "../../policies/rules/azure/redis/secure.js";
import { azSqlFirewallAny } from "../../policies/rules/azure/sql/firewall-any.js";
import { azSqlTls } from "../../policies/rules/azure/sql/tls.js";
import { resourcesOf, verdicts } from "./support.js";

const make = (type: string, props: Props, name = "orders"): ExampleResource => ({
  type: `azure-native:${type}`,
  name,
  props,
});
const edits = (rule: Rule, resource: ExampleResource) =>
  resourcesOf([resource]).flatMap((one) => rule.remedy?.edits(one, {}) ?? []);
const subnet = make("network:Subnet", {}, "data");

describe("az-sql-auditing", () => {
  const server = make("sql:Server", { serverName: "sql-1" });
  const policy = (props: Props, refs: ExampleResource["refs"] = { serverName: ["orders"] }): ExampleResource => ({
    ...make(
      "sql:ExtendedServerBlobAuditingPolicy",
      { serverName: UNKNOWN.string, state: "Enabled", ...props },
      "audit",
    ),
    refs,
  });
  const at = (...resources: ExampleResource[]) => verdicts("az-sql-auditing", ...resources);
  const storageEndpoint = "https://audit.blob.core.windows.net";

  it("asks for a policy that is on and keeps its log, by reference or by name", () => {
    expect(at(server)).toEqual(["violation orders"]);
    expect(at(server, policy({ storageEndpoint, retentionDays: 90 }))).toEqual([]);
    expect(at(server, policy({ serverName: "sql-1" }, {}))).toEqual([]);
    expect(at(server, policy({ serverName: "sql-2" }, {}))).toEqual(["violation orders"]);
    expect(at(server, { ...policy({}), type: "azure-native:sql:ServerBlobAuditingPolicy" })).toEqual([]);
    expect(at(server, policy({ state: "Disabled" }))).toEqual(["violation audit", "violation orders"]);
    expect(at(server, policy({}, {}))).toEqual(["undecided orders"]);
  });

  it("counts zero days, and none, as for ever, and days only where there is a storage account", () => {
    for (const retentionDays of [0, 90, 365, undefined])
      expect(at(server, policy({ storageEndpoint, retentionDays }))).toEqual([]);
    for (const retentionDays of [1, 89])
      expect(at(server, policy({ storageEndpoint, retentionDays }))).toEqual(["violation audit", "violation orders"]);
    expect(at(server, policy({ isAzureMonitorTargetEnabled: true, retentionDays: 7 }))).toEqual([]);
    expect(at(server, policy({ storageEndpoint, retentionDays: UNKNOWN.number }))).toEqual([
      "undecided audit",
      "undecided orders",
    ]);
  });
});

describe("az-sql-entra-admin", () => {
  const server = (props: Props = {}) => make("sql:Server", { serverName: "sql-1", ...props });
  const administrator = (serverName: unknown, refs = {}): ExampleResource => ({
    ...make("sql:ServerAzureADAdministrator", { serverName, login: "dba" }, "dba"),
    refs,
  });
  const at = (...resources: ExampleResource[]) => verdicts("az-sql-entra-admin", ...resources);

  it("takes the block and the separate resource", () => {
    expect(at(server())).toEqual(["violation orders"]);
    expect(at(server({ administrators: {} }))).toEqual(["violation orders"]);
    expect(at(server({ administrators: { sid: UNKNOWN.string, login: "dba" } }))).toEqual([]);
    expect(at(server(), administrator(UNKNOWN.string, { serverName: ["orders"] }))).toEqual([]);
    expect(at(server(), administrator("sql-1"))).toEqual([]);
    expect(at(server(), administrator("sql-2"))).toEqual(["violation orders"]);
    expect(at(server(), administrator(UNKNOWN.string))).toEqual(["undecided orders"]);
  });
});

describe("az-sql-firewall-any", () => {
  const rule = (startIpAddress: unknown, endIpAddress: unknown, type = "sql:FirewallRule") =>
    make(type, { startIpAddress, endIpAddress });
  const at = (...parts: Parameters<typeof rule>) => verdicts("az-sql-firewall-any", rule(...parts));

  it("judges the rules of every database", () => {
    for (const type of Object.keys(azSqlFirewallAny.judges))
      expect(at("0.0.0.0", "0.0.0.0", type.replace("azure-native:", ""))).toEqual(["violation orders"]);
  });

  it("counts addresses", () => {
    expect(at("10.0.0.0", "10.0.255.255")).toEqual([]);
    expect(at("10.0.0.0", "10.1.0.0")).toEqual(["violation orders"]);
    expect(at("1.0.0.0", "255.255.255.255")).toEqual(["violation orders"]);
    expect(at("0.0.0.0", "0.0.0.255")).toEqual(["violation orders"]);
    expect(at("203.0.113.7", "203.0.113.7")).toEqual([]);
    expect(at(undefined, undefined)).toEqual([]);
  });

  it("decides by what is known", () => {
    expect(at("0.0.0.0", UNKNOWN.string)).toEqual(["violation orders"]);
    expect(at("203.0.113.7", UNKNOWN.string)).toEqual(["undecided orders"]);
    expect(at(UNKNOWN.string, UNKNOWN.string)).toEqual(["undecided orders"]);
  });

  it("lets the size be tuned, and says when all of Azure is let in", () => {
    const [resource] = resourcesOf([rule("203.0.113.0", "203.0.113.255")]);
    const [azure] = resourcesOf([rule("0.0.0.0", "0.0.0.0")]);
    if (resource === undefined || azure === undefined) throw new Error("the examples are gone");
    expect(azSqlFirewallAny.check(resource, { addresses: 255 }).result).toBe("violation");
    expect(azSqlFirewallAny.check(resource, { addresses: 256 }).result).toBe("pass");
    expect(azSqlFirewallAny.check(azure, {})).toEqual({
      result: "violation",
      problems: [{ path: "startIpAddress", value: "0.0.0.0", wrong: "lets every machine in Azure reach the database" }],
    });
  });
});

describe("az-sql-tls", () => {
  const at = (type: string, minimalTlsVersion?: unknown) =>
    verdicts("az-sql-tls", make(`sql:${type}`, { minimalTlsVersion }));

  it("asks a server for a version, and trusts the default of a managed instance", () => {
    expect(at("Server")).toEqual(["violation orders"]);
    expect(at("ManagedInstance")).toEqual([]);
    for (const type of ["Server", "ManagedInstance"]) {
      for (const version of ["None", "1.0", "1.1"]) expect(at(type, version)).toEqual(["violation orders"]);
      for (const version of ["1.2", "1.3"]) expect(at(type, version)).toEqual([]);
      expect(at(type, UNKNOWN.string)).toEqual(["undecided orders"]);
    }
  });

  it("leaves 1.3 as it is", () => {
    expect(edits(azSqlTls, make("sql:Server", { minimalTlsVersion: "1.3" }))).toEqual([]);
    expect(edits(azSqlTls, make("sql:Server", {}))).toEqual([{ path: "minimalTlsVersion", value: "1.2" }]);
  });
});

describe("az-sql-public", () => {
  const at = (publicNetworkAccess?: unknown) => verdicts("az-sql-public", make("sql:Server", { publicNetworkAccess }));

  it("takes a closed network or a perimeter", () => {
    for (const access of ["Disabled", "disabled", "SecuredByPerimeter"]) expect(at(access)).toEqual([]);
    for (const access of ["Enabled", undefined]) expect(at(access)).toEqual(["violation orders"]);
    expect(at(UNKNOWN.string)).toEqual(["undecided orders"]);
  });
});

describe("az-sql-tde", () => {
  it("compares in any case", () => {
    const at = (state: string) => verdicts("az-sql-tde", make("sql:TransparentDataEncryption", { state }));
    expect(at("disabled")).toEqual(["violation orders"]);
    expect(at("enabled")).toEqual([]);
  });
});

describe("az-pg-public", () => {
  const at = (...resources: ExampleResource[]) => verdicts("az-pg-public", ...resources);
  const flexible = (network: unknown, refs: ExampleResource["refs"] = {}): ExampleResource => ({
    ...make("dbforpostgresql:Server", { network }),
    refs,
  });

  it("takes a closed network or a subnet, which a preview knows only by reference", () => {
    expect(at(flexible({ publicNetworkAccess: "disabled" }))).toEqual([]);
    expect(at(flexible({ delegatedSubnetResourceId: "/subscriptions/1/x" }))).toEqual([]);
    expect(at(flexible({ delegatedSubnetResourceId: UNKNOWN.string }))).toEqual(["undecided orders"]);
    expect(at(flexible({ delegatedSubnetResourceId: UNKNOWN.string }, { network: ["data"] }), subnet)).toEqual([]);
    expect(at(flexible({ publicNetworkAccess: "Enabled" }, { network: ["data"] }), subnet)).toEqual([
      "violation orders",
    ]);
  });

  it("counts silence as public, and knows both services", () => {
    expect(at(flexible(undefined))).toEqual(["violation orders"]);
    expect(at(make("dbformysql:Server", {}))).toEqual(["violation orders"]);
    expect(at(make("dbformysql:Server", { network: { publicNetworkAccess: "Disabled" } }))).toEqual([]);
    for (const type of [
      "dbforpostgresql:SingleServer",
      "dbforpostgresql/v20171201:Server",
      "dbformysql:SingleServer",
    ]) {
      expect(at(make(type, { properties: { publicNetworkAccess: "Disabled" } }))).toEqual([]);
      expect(at(make(type, { properties: { createMode: "Default" } }))).toEqual(["violation orders"]);
    }
  });
});

describe("single servers", () => {
  const rules = ["az-pg-public", "az-pg-geo-backup", "az-pg-secure-transport"];
  const all = (type: string, props: Props) => rules.flatMap((rule) => verdicts(rule, make(type, props)));
  const settings = {
    publicNetworkAccess: "Disabled",
    sslEnforcement: "Enabled",
    minimalTlsVersion: "TLS1_2",
    storageProfile: { geoRedundantBackup: "Enabled" },
  };
  const open = { publicNetworkAccess: "Enabled", sslEnforcement: "Disabled", storageProfile: { storageMB: 5120 } };

  it.each(["dbforpostgresql:Server", "dbformysql:SingleServer", "dbformariadb:Server"])(
    "of %s are read with `properties` around their settings and without",
    (type) => {
      expect(all(type, settings)).toEqual([]);
      expect(all(type, { properties: settings })).toEqual([]);
      expect(all(type, open)).toEqual(rules.map(() => "violation orders"));
      expect(all(type, { properties: open })).toEqual(rules.map(() => "violation orders"));
    },
  );
});

describe("az-pg-geo-backup", () => {
  const at = (type: string, props: Props) => verdicts("az-pg-geo-backup", make(type, props));

  it("knows both services, and leaves replicas alone", () => {
    expect(at("dbformysql:Server", {})).toEqual(["violation orders"]);
    expect(at("dbformysql:Server", { backup: { geoRedundantBackup: "enabled" } })).toEqual([]);
    expect(at("dbforpostgresql:Server", { createMode: "Replica" })).toEqual([]);
    expect(at("dbforpostgresql:Server", { createMode: UNKNOWN.string })).toEqual(["undecided orders"]);
    expect(at("dbforpostgresql:SingleServer", { properties: {} })).toEqual(["violation orders"]);
    expect(
      at("dbforpostgresql:SingleServer", { properties: { storageProfile: { geoRedundantBackup: "Enabled" } } }),
    ).toEqual([]);
  });

  it("repairs each service where it says so", () => {
    expect(edits(azPgGeoBackup, make("dbformysql:SingleServer", { properties: { createMode: "Default" } }))).toEqual([
      { path: "properties.storageProfile.geoRedundantBackup", value: "Enabled" },
    ]);
    expect(edits(azPgGeoBackup, make("dbformysql:Server", { createMode: "Replica" }))).toEqual([]);
  });
});

describe("az-pg-secure-transport", () => {
  const parameter = (service: string, configurationName: unknown, value: unknown) =>
    make(`${service}:Configuration`, { configurationName, value });
  const at = (resource: ExampleResource) => verdicts("az-pg-secure-transport", resource);

  it("finds plain connections in any spelling", () => {
    for (const value of ["OFF", "off", "0"]) {
      expect(at(parameter("dbformysql", "require_secure_transport", value))).toEqual(["violation orders"]);
      expect(at(parameter("dbforpostgresql", "REQUIRE_SECURE_TRANSPORT", value))).toEqual(["violation orders"]);
    }
    expect(at(parameter("dbforpostgresql", "require_secure_transport", "on"))).toEqual([]);
    expect(at(parameter("dbforpostgresql", "log_checkpoints", "off"))).toEqual([]);
    expect(at(parameter("dbformysql", UNKNOWN.string, "OFF"))).toEqual(["undecided orders"]);
    expect(at(parameter("dbformysql", UNKNOWN.string, "utf8mb4"))).toEqual([]);
  });

  it("finds old versions of TLS, and keeps the new ones of a list", () => {
    const list = parameter("dbformysql", "tls_version", "TLSv1.1,TLSv1.2, TLSv1.3");
    expect(at(list)).toEqual(["violation orders"]);
    expect(edits(azPgSecureTransport, list)).toEqual([{ path: "value", value: "TLSv1.2,TLSv1.3" }]);
    expect(at(parameter("dbformysql", "tls_version", "TLSv1.2,TLSv1.3"))).toEqual([]);
    const lowest = parameter("dbforpostgresql", "ssl_min_protocol_version", "TLSv1");
    expect(at(lowest)).toEqual(["violation orders"]);
    expect(edits(azPgSecureTransport, lowest)).toEqual([{ path: "value", value: "TLSv1.2" }]);
    expect(at(parameter("dbforpostgresql", "ssl_min_protocol_version", "TLSv1.3"))).toEqual([]);
  });

  it("judges single servers by their own settings, and flexible ones by their parameters only", () => {
    const single = (properties: Props) => make("dbforpostgresql:SingleServer", { properties });
    expect(at(single({ minimalTlsVersion: "TLS1_2" }))).toEqual([]);
    expect(at(single({ minimalTlsVersion: "TLS1_2", sslEnforcement: "Disabled" }))).toEqual(["violation orders"]);
    expect(at(single({ minimalTlsVersion: "TLSEnforcementDisabled" }))).toEqual(["violation orders"]);
    expect(at(single({}))).toEqual(["violation orders"]);
    expect(at(make("dbforpostgresql:Server", { version: "16" }))).toEqual([]);
    expect(edits(azPgSecureTransport, single({ sslEnforcement: "Disabled" }))).toEqual([
      { path: "properties.sslEnforcement", value: "Enabled" },
      { path: "properties.minimalTlsVersion", value: "TLS1_2" },
    ]);
    expect(edits(azPgSecureTransport, make("dbforpostgresql:Server", { version: "16" }))).toEqual([]);
  });
});

describe("az-redis-secure", () => {
  const cache = (props: Props, refs: ExampleResource["refs"] = {}): ExampleResource => ({
    ...make("redis:Redis", props),
    refs,
  });
  const at = (...resources: ExampleResource[]) => verdicts("az-redis-secure", ...resources);
  const closed = { publicNetworkAccess: "Disabled" };

  it("trusts the defaults of port and TLS, but not that of the network", () => {
    expect(at(cache(closed))).toEqual([]);
    expect(at(cache({}))).toEqual(["violation orders"]);
    expect(at(cache({ ...closed, enableNonSslPort: true }))).toEqual(["violation orders"]);
    for (const minimumTlsVersion of ["1.0", "1.1"])
      expect(at(cache({ ...closed, minimumTlsVersion }))).toEqual(["violation orders"]);
  });

  it("takes a subnet in place of a closed network", () => {
    expect(at(cache({ subnetId: "/subscriptions/1/x" }))).toEqual([]);
    expect(at(cache({ subnetId: UNKNOWN.string }, { subnetId: ["data"] }), subnet)).toEqual([]);
    expect(at(cache({ subnetId: UNKNOWN.string }))).toEqual(["undecided orders"]);
    expect(at(cache({ subnetId: UNKNOWN.string, enableNonSslPort: true }))).toEqual(["violation orders"]);
  });

  it("repairs what is wrong and nothing else", () => {
    expect(edits(azRedisSecure, cache({ ...closed, enableNonSslPort: true }))).toEqual([
      { path: "enableNonSslPort", value: false },
    ]);
    expect(edits(azRedisSecure, cache({ subnetId: "/subscriptions/1/x", minimumTlsVersion: "1.1" }))).toEqual([
      { path: "minimumTlsVersion", value: "1.2" },
    ]);
  });
});
