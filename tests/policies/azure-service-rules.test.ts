import { describe, expect, it } from "vitest";
import { Evaluator } from "../../policies/core/evaluate.js";
import { edited } from "../../policies/core/remedy.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { rules } from "../../policies/rules/index.js";
import { resourcesOf, verdicts } from "./support.js";

const VIOLATION = ["violation it"];
const UNDECIDED = ["undecided it"];

const one = (type: string, props: Props): ExampleResource => ({ type: `azure-native:${type}`, name: "it", props });
const vault = (properties: unknown) => one("keyvault:Vault", { properties });
const hsm = (properties: unknown) => one("keyvault:ManagedHsm", { properties });

/** What one rule finds under a configuration. */
function configured(id: string, settings: Props, ...example: readonly ExampleResource[]): readonly string[] {
  const evaluator = new Evaluator(rules.filter((rule) => rule.id === id));
  const conduct = { enabled: () => true, settings: () => settings };
  const resources = resourcesOf(example);
  const found = resources.flatMap((resource) => evaluator.checkResource(resource, conduct));
  return [...found, ...evaluator.checkStack(resources, conduct)].map(
    ({ kind, resource }) => `${kind} ${resource.name}`,
  );
}

describe("az-kv-purge-protection", () => {
  const at = (resource: ExampleResource) => verdicts("az-kv-purge-protection", resource);

  it("knows what a vault and a managed HSM do where nothing is said", () => {
    expect(at(vault({}))).toEqual(VIOLATION);
    expect(at(hsm({}))).toEqual([]);
    expect(at(hsm({ enablePurgeProtection: false }))).toEqual(VIOLATION);
    expect(at(vault({ enablePurgeProtection: true }))).toEqual([]);
    expect(at(vault({ enablePurgeProtection: true, enableSoftDelete: false }))).toEqual(VIOLATION);
    expect(at(vault({ enablePurgeProtection: UNKNOWN.boolean, enableSoftDelete: false }))).toEqual(VIOLATION);
    expect(at(vault(UNKNOWN.object))).toEqual(UNDECIDED);
  });
});

describe("az-kv-network", () => {
  const at = (properties: Props) => verdicts("az-kv-network", vault(properties));

  it("goes by what happens to strangers, not by whether ranges are listed", () => {
    expect(at({ networkAcls: { defaultAction: "Allow", ipRules: [{ value: "203.0.113.7" }] } })).toEqual(VIOLATION);
    expect(at({ networkAcls: { defaultAction: "deny" } })).toEqual([]);
    expect(at({ networkAcls: { defaultAction: "Deny", ipRules: [{ value: "0.0.0.0/0" }] } })).toEqual(VIOLATION);
    expect(at({ networkAcls: { defaultAction: "Allow" }, publicNetworkAccess: "disabled" })).toEqual([]);
    expect(at({ publicNetworkAccess: "SecuredByPerimeter" })).toEqual([]);
    expect(at({})).toEqual(VIOLATION);
    expect(at({ networkAcls: { defaultAction: UNKNOWN.string } })).toEqual(UNDECIDED);
    expect(verdicts("az-kv-network", hsm({ networkAcls: { defaultAction: "Allow" } }))).toEqual(VIOLATION);
  });
});

describe("az-kv-access-all", () => {
  const inline = (permissions: Props, enableRbacAuthorization?: unknown) =>
    verdicts("az-kv-access-all", vault({ enableRbacAuthorization, accessPolicies: [{ permissions }] }));

  it("finds everything in each list, in any case", () => {
    expect(inline({ keys: ["Get", "Purge"] })).toEqual(VIOLATION);
    expect(inline({ certificates: ["ALL"] })).toEqual(VIOLATION);
    expect(inline({ storage: ["all"] })).toEqual(VIOLATION);
    expect(inline({ secrets: ["get", "delete"] })).toEqual([]);
    expect(inline({ secrets: [UNKNOWN.string] })).toEqual(UNDECIDED);
  });

  it("does not count what a vault with roles ignores", () => {
    expect(inline({ keys: ["all"] }, true)).toEqual([]);
    expect(inline({ keys: ["all"] }, UNKNOWN.boolean)).toEqual(UNDECIDED);
  });
});

describe("az-kv-expiry", () => {
  const at = (kind: string, properties: Props) => verdicts("az-kv-expiry", one(`keyvault:${kind}`, { properties }));

  it("takes a date, a rotation of keys, and what is off", () => {
    expect(at("Secret", {})).toEqual(VIOLATION);
    expect(at("Secret", { attributes: { expires: UNKNOWN.number } })).toEqual(UNDECIDED);
    expect(at("Secret", { attributes: { enabled: false } })).toEqual([]);
    expect(at("Key", { kty: "RSA", attributes: { expires: 0 } })).toEqual(VIOLATION);
    expect(at("Key", { rotationPolicy: { attributes: { expiryTime: "P90D" } } })).toEqual([]);
    expect(at("Secret", { rotationPolicy: { attributes: { expiryTime: "P90D" } } })).toEqual(VIOLATION);
  });
});

describe("Cosmos DB", () => {
  const account = (rule: string, props: Props) => verdicts(rule, one("cosmosdb:DatabaseAccount", props));

  it("is closed by the switch, by ranges and by networks", () => {
    const at = (props: Props) => account("az-cosmos-network", props);
    expect(at({})).toEqual(VIOLATION);
    expect(at({ publicNetworkAccess: "SecuredByPerimeter" })).toEqual([]);
    expect(at({ ipRules: [{ ipAddressOrRange: "203.0.113.0/24" }] })).toEqual([]);
    expect(at({ ipRules: [{ ipAddressOrRange: "0.0.0.0/0" }] })).toEqual(VIOLATION);
    expect(at({ ipRules: [{ ipAddressOrRange: UNKNOWN.string }] })).toEqual(UNDECIDED);
    expect(at({ isVirtualNetworkFilterEnabled: true, virtualNetworkRules: [{ id: "s" }] })).toEqual([]);
    expect(at({ isVirtualNetworkFilterEnabled: false, virtualNetworkRules: [] })).toEqual(VIOLATION);
  });

  it("needs its keys only for MongoDB", () => {
    const at = (props: Props) => account("az-cosmos-local-auth", props);
    expect(at({ kind: "MongoDB" })).toEqual([]);
    expect(at({ kind: "GlobalDocumentDB" })).toEqual(VIOLATION);
    expect(at({ kind: UNKNOWN.string })).toEqual(UNDECIDED);
  });
});

describe("az-bus-network-tls", () => {
  const at = (type: string, props: Props) => verdicts("az-bus-network-tls", one(type, props));
  const publicNetworkAccess = "Disabled";

  it("knows the names and defaults of each service", () => {
    expect(at("eventhub:Namespace", { publicNetworkAccess })).toEqual([]);
    expect(at("eventhub:Namespace", { publicNetworkAccess, minimumTlsVersion: "1.1" })).toEqual(VIOLATION);
    expect(at("eventgrid:Topic", { publicNetworkAccess, minimumTlsVersionAllowed: "1.0" })).toEqual(VIOLATION);
    expect(at("eventgrid:Domain", { publicNetworkAccess, minimumTlsVersionAllowed: "1.2" })).toEqual([]);
    expect(at("servicebus:Namespace", {})).toEqual(VIOLATION);
    expect(at("servicebus:Namespace", { publicNetworkAccess: UNKNOWN.string })).toEqual(UNDECIDED);
  });

  it("reads the rule sets that stand by themselves", () => {
    expect(at("servicebus:NamespaceNetworkRuleSet", { publicNetworkAccess: "Enabled" })).toEqual(VIOLATION);
    expect(at("eventhub:NamespaceNetworkRuleSet", { defaultAction: "Deny" })).toEqual([]);
  });

  it("is put right under the service's own name", () => {
    const remedy = rules.find((rule) => rule.id === "az-bus-network-tls")?.remedy;
    const [topic] = resourcesOf([one("eventgrid:Topic", { minimumTlsVersionAllowed: "1.0" })]);
    expect(topic && remedy?.edits(topic, {})).toEqual([
      { path: "publicNetworkAccess", value: "Disabled" },
      { path: "minimumTlsVersionAllowed", value: "1.2" },
    ]);
  });
});

describe("az-diag-settings", () => {
  const rule = "az-diag-settings";
  const setting = (props: Props, refs?: Readonly<Record<string, readonly string[]>>): ExampleResource => ({
    type: "azure-native:monitor:DiagnosticSetting",
    name: "logs",
    props,
    ...(refs && { refs }),
  });

  it("finds the setting by reference and by id", () => {
    const main = one("keyvault:Vault", { id: "/subscriptions/s/…/vaults/main" });
    expect(verdicts(rule, main, setting({ resourceUri: "/subscriptions/s/…/vaults/main" }))).toEqual([]);
    expect(verdicts(rule, main, setting({ resourceUri: "/subscriptions/s/…/vaults/other" }))).toEqual(VIOLATION);
    expect(verdicts(rule, main, setting({ resourceUri: UNKNOWN.string }, { resourceUri: ["it"] }))).toEqual([]);
    expect(verdicts(rule, main, setting({ resourceUri: UNKNOWN.string }))).toEqual(UNDECIDED);
  });

  it("asks for it where configuration says so", () => {
    const app = one("web:WebApp", {});
    expect(verdicts(rule, app)).toEqual([]);
    expect(configured(rule, { types: ["azure-native:web:WebApp"] }, app)).toEqual(VIOLATION);
    expect(configured(rule, { types: ["azure-native:web:WebApp"] }, vault({}))).toEqual([]);
  });
});

describe("disks", () => {
  const disk = (rule: string, props: Props, type = "compute:Disk") => verdicts(rule, one(type, props));

  it("are private by either setting", () => {
    const rule = "az-disk-public-network";
    expect(disk(rule, { publicNetworkAccess: "Disabled" })).toEqual([]);
    expect(disk(rule, { networkAccessPolicy: "AllowPrivate", diskAccessId: "a" })).toEqual([]);
    expect(disk(rule, { networkAccessPolicy: "allowall", publicNetworkAccess: "Enabled" })).toEqual(VIOLATION);
    expect(disk(rule, {}, "compute:Snapshot")).toEqual(VIOLATION);
  });

  it("of confidential machines have their key elsewhere", () => {
    const securityProfile = { secureVMDiskEncryptionSetId: "/subscriptions/s/…/diskEncryptionSets/main" };
    expect(disk("az-disk-customer-key", { securityProfile })).toEqual([]);
  });
});

describe("az-iothub-network", () => {
  it("wants all three", () => {
    const all = { publicNetworkAccess: "Disabled", minTlsVersion: "1.2", disableLocalAuth: true };
    const at = (properties: Props) => verdicts("az-iothub-network", one("iothub:IotHubResource", { properties }));
    expect(at(all)).toEqual([]);
    expect(at({ ...all, publicNetworkAccess: "Enabled" })).toEqual(VIOLATION);
    expect(at({ ...all, minTlsVersion: undefined })).toEqual(VIOLATION);
    expect(at({ ...all, disableLocalAuth: false })).toEqual(VIOLATION);
  });
});

describe("az-law-retention", () => {
  const at = (retentionInDays: unknown, settings: Props = {}) =>
    configured("az-law-retention", settings, one("operationalinsights:Workspace", { retentionInDays }));

  it("counts days up to what is configured", () => {
    expect([at(89), at(90), at(-1), at(undefined)]).toEqual([VIOLATION, [], [], VIOLATION]);
    expect([at(undefined, { days: 30 }), at(90, { days: 365 })]).toEqual([[], VIOLATION]);
  });

  it("is put right to what is configured", () => {
    const remedy = rules.find((rule) => rule.id === "az-law-retention")?.remedy;
    const [workspace] = resourcesOf([one("operationalinsights:Workspace", {})]);
    const edits = workspace && remedy?.edits(workspace, { days: 365 });
    expect(edits && edited({}, edits)).toEqual({ retentionInDays: 365 });
  });
});
