import { describe, expect, it } from "vitest";
import { canonicalType, type Resource } from "../../policies/core/resource.js";
import { sameScope } from "../../policies/facts/gcp-scope.js";
import { rules } from "../../policies/rules/index.js";
import { aliasesOf } from "./sdks.js";
import { resourcesOf } from "./support.js";

const types = [
  ...new Set(rules.flatMap(({ judges, consults = {} }) => [...Object.keys(judges), ...Object.keys(consults)])),
];

/** What previews of 2019 called a private endpoint had other properties. */
const OTHERS = ["azure-native:network:InterfaceEndpoint"];

/** Servers and their firewall rules, which had one name for what are two types today: rules read both. */
const SHARED = [
  "azure-native:dbformysql:FirewallRule",
  "azure-native:dbformysql:Server",
  "azure-native:dbforpostgresql:FirewallRule",
  "azure-native:dbforpostgresql:Server",
];

describe("a type that the SDK knows by other names", () => {
  const named = types.flatMap((type) => aliasesOf(type).map((alias) => ({ type, alias })));

  it("is read under each of them by the rules that read it", () => {
    const unread = named.flatMap(({ type, alias }) => {
      const name = canonicalType(alias);
      if (name === type || OTHERS.includes(name)) return [];
      const readers = rules.filter(({ judges, consults = {} }) => type in judges || type in consults);
      const deaf = readers.filter(({ judges, consults = {} }) => !(name in judges || name in consults));
      return deaf.map(({ id }) => `${id}: ${alias}`);
    });
    expect(unread).toEqual([]);
  });

  it("has many on Azure, and those of another module among them", () => {
    const azure = named.filter(({ alias }) => alias.startsWith("azure-native:"));
    expect(azure.length).toBeGreaterThan(1_000);
    const moved = new Set(azure.filter(({ type, alias }) => canonicalType(alias) === type).map(({ alias }) => alias));
    expect(
      ["cache:Redis", "devices:IotHubResource", "documentdb:DatabaseAccount", "insights:DiagnosticSetting"].filter(
        (name) => ![...moved].some((alias) => alias.replace(/\/v\w+(?=:)/, "") === `azure-native:${name}`),
      ),
    ).toEqual([]);
    const stays = azure
      .filter(({ type, alias }) => canonicalType(alias) !== type)
      .map(({ alias }) => canonicalType(alias));
    expect([...new Set(stays)].sort()).toEqual([...SHARED, ...OTHERS].sort());
  });
});

describe("the scope of a resource of GCP", () => {
  const [one, other] = resourcesOf([
    { type: "gcp:projects/iAMAuditConfig:IAMAuditConfig", name: "a", props: { project: "acme", folder: null } },
    { type: "gcp:projects/iAMAuditConfig:IAMAuditConfig", name: "b", props: { project: "acme" } },
  ]) as readonly [Resource, Resource];

  it("is the same where one writes null for what the other leaves out", () => {
    expect([sameScope(one, other), sameScope(other, one)]).toEqual([true, true]);
    expect(sameScope(one, { ...other, props: { project: "acme", folder: "f" } })).toBe(false);
  });
});
