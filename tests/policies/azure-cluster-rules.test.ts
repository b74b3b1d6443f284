import { describe, expect, it } from "vitest";
import { edited } from "../../policies/core/remedy.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { namesCredential } from "../../policies/facts/credentials.js";
import { rules } from "../../policies/rules/index.js";
import { resourcesOf, verdicts } from "./support.js";

const VIOLATION = ["violation it"];
const UNDECIDED = ["undecided it"];

const cluster = (props: Props): ExampleResource => ({
  type: "azure-native:containerservice:ManagedCluster",
  name: "it",
  props,
});
const pool = (props: Props): ExampleResource => ({
  type: "azure-native:containerservice:AgentPool",
  name: "it",
  props,
});

/** The properties as the remedy of a rule leaves them. */
function remedied(id: string, resource: ExampleResource): Props {
  const [seen] = resourcesOf([resource]);
  const remedy = rules.find((rule) => rule.id === id)?.remedy;
  return edited(resource.props, seen ? (remedy?.edits(seen, {}) ?? []) : []);
}

const AUTOMATIC = { sku: { name: "Automatic", tier: "Standard" } };

describe("the pools of Azure's clusters", () => {
  it("are read within the cluster and by themselves", () => {
    const [bare, encrypted] = [{ name: "a" }, { name: "b", enableEncryptionAtHost: true }];
    const at = (resource: ExampleResource) => verdicts("az-aks-host-encryption", resource);
    expect(at(cluster({ agentPoolProfiles: [encrypted, bare] }))).toEqual(VIOLATION);
    expect(at(cluster({ agentPoolProfiles: [encrypted] }))).toEqual([]);
    expect(at(cluster({ agentPoolProfiles: UNKNOWN.array }))).toEqual(UNDECIDED);
    expect(at(cluster({ agentPoolProfiles: [UNKNOWN.object, bare] }))).toEqual(VIOLATION);
    expect(at(pool({ enableEncryptionAtHost: "true" }))).toEqual([]);
    expect(verdicts("az-aks-node-public-ip", pool({ enableNodePublicIP: true }))).toEqual(VIOLATION);
    expect(verdicts("az-aks-node-public-ip", pool({}))).toEqual([]);
  });

  it("are put right one by one", () => {
    const profiles = [{ name: "a", count: 2 }, UNKNOWN.object, { name: "b", enableEncryptionAtHost: UNKNOWN.boolean }];
    expect(remedied("az-aks-host-encryption", cluster({ agentPoolProfiles: profiles }))).toEqual({
      agentPoolProfiles: [{ name: "a", count: 2, enableEncryptionAtHost: true }, profiles[1], profiles[2]],
    });
    expect(remedied("az-aks-node-public-ip", pool({ enableNodePublicIP: true }))).toEqual({
      enableNodePublicIP: false,
    });
    expect(remedied("az-aks-node-public-ip", pool({}))).toEqual({});
  });
});

describe("az-aks-local-accounts", () => {
  const at = (props: Props) => verdicts("az-aks-local-accounts", cluster(props));

  it("knows that AKS Automatic has none unless told otherwise", () => {
    expect(at(AUTOMATIC)).toEqual([]);
    expect(at({ ...AUTOMATIC, disableLocalAccounts: false })).toEqual(VIOLATION);
    expect(at({ sku: { name: "Base" } })).toEqual(VIOLATION);
    expect(at({ sku: { name: UNKNOWN.string } })).toEqual(UNDECIDED);
  });
});

describe("az-aks-monitoring", () => {
  const at = (props: Props) => verdicts("az-aks-monitoring", cluster(props));

  it("takes the agent in any case, and metrics", () => {
    expect(at({ addonProfiles: { omsAgent: { enabled: true } } })).toEqual([]);
    expect(at({ addonProfiles: { omsagent: { enabled: false } } })).toEqual(VIOLATION);
    expect(at({ addonProfiles: { azurepolicy: { enabled: true } } })).toEqual(VIOLATION);
    expect(at({ azureMonitorProfile: { metrics: { enabled: true } } })).toEqual([]);
    expect(at({ addonProfiles: UNKNOWN.object })).toEqual(UNDECIDED);
  });
});

describe("az-aks-network-policy", () => {
  const at = (networkProfile: Props) => verdicts("az-aks-network-policy", cluster({ networkProfile }));

  it("reads the engine, and the dataplane that brings one", () => {
    expect(at({ networkPolicy: "azure" })).toEqual([]);
    expect(at({ networkPolicy: "None" })).toEqual(VIOLATION);
    expect(at({ networkDataplane: "cilium" })).toEqual([]);
    expect(at({ networkDataplane: "cilium", networkPolicy: "none" })).toEqual(VIOLATION);
    expect(verdicts("az-aks-network-policy", cluster({}))).toEqual(VIOLATION);
    expect(verdicts("az-aks-network-policy", cluster(AUTOMATIC))).toEqual([]);
  });

  it("puts an engine in, except beside a network of the owner's own", () => {
    const repaired = (networkProfile: Props) => remedied("az-aks-network-policy", cluster({ networkProfile }));
    expect(repaired({ networkPlugin: "kubenet" })).toEqual({
      networkProfile: { networkPlugin: "kubenet", networkPolicy: "calico" },
    });
    expect(repaired({ networkPlugin: "none" })).toEqual({ networkProfile: { networkPlugin: "none" } });
    expect(repaired({ networkPlugin: UNKNOWN.string })).toEqual({ networkProfile: { networkPlugin: UNKNOWN.string } });
  });
});

describe("az-aks-rbac and az-aks-upgrade", () => {
  it("know what Azure does where nothing is said", () => {
    expect(verdicts("az-aks-rbac", cluster({}))).toEqual([]);
    expect(verdicts("az-aks-rbac", cluster({ enableRBAC: UNKNOWN.boolean }))).toEqual(UNDECIDED);
    const channel = (upgradeChannel: unknown) =>
      verdicts("az-aks-upgrade", cluster({ autoUpgradeProfile: { upgradeChannel } }));
    expect([channel("None"), channel("node-image"), channel(undefined)]).toEqual([VIOLATION, [], VIOLATION]);
    expect(verdicts("az-aks-upgrade", cluster(AUTOMATIC))).toEqual([]);
  });
});

describe("az-acr-network", () => {
  const at = (props: Props) =>
    verdicts("az-acr-network", { type: "azure-native:containerregistry:Registry", name: "it", props });

  it("asks only the tier that can be private to be so", () => {
    expect(at({ sku: { name: "Basic" } })).toEqual([]);
    expect(at({ sku: { name: "Premium" } })).toEqual(VIOLATION);
    expect(at({ sku: { name: UNKNOWN.string } })).toEqual(UNDECIDED);
    expect(at({ sku: { name: "Standard" } })).toEqual([]);
    expect(at({ sku: { name: UNKNOWN.string }, publicNetworkAccess: "Disabled" })).toEqual([]);
  });

  it("knows the tiers that let everybody pull", () => {
    expect(at({ sku: { name: "Standard" }, anonymousPullEnabled: true })).toEqual(VIOLATION);
    expect(at({ sku: { name: "Basic" }, anonymousPullEnabled: true })).toEqual([]);
    expect(at({ sku: { name: "Premium" }, publicNetworkAccess: "disabled", anonymousPullEnabled: true })).toEqual(
      VIOLATION,
    );
  });
});

describe("az-aci-network", () => {
  const at = (props: Props) =>
    verdicts("az-aci-network", { type: "azure-native:containerinstance:ContainerGroup", name: "it", props });
  const variables = (...environmentVariables: readonly unknown[]) => at({ containers: [{ environmentVariables }] });

  it("looks at the address, if there is one", () => {
    expect(at({ ipAddress: { type: "public" } })).toEqual(VIOLATION);
    expect(at({ containers: [] })).toEqual([]);
    expect(at({ ipAddress: UNKNOWN.object })).toEqual(UNDECIDED);
  });

  it("finds credentials in plain variables of every container", () => {
    expect(variables({ name: "API_KEY", value: "k" })).toEqual(VIOLATION);
    expect(variables({ name: "API_KEY", secureValue: "k" }, { name: "REGION", value: "eu" })).toEqual([]);
    expect(variables({ name: "API_KEY", value: "" })).toEqual([]);
    expect(variables({ name: "API_KEY", value: UNKNOWN.string })).toEqual(UNDECIDED);
    expect(at({ initContainers: [{ environmentVariables: [{ name: "dbPassword", value: "p" }] }] })).toEqual(VIOLATION);
  });

  it("tells a credential by its name", () => {
    const credentials = ["DB_PASSWORD", "apiKey", "SAS_TOKEN", "client-secret", "PASSWORD_2", "SECRET_KEY_BASE"];
    const connections = ["ConnectionStrings__Orders", "AZURE_STORAGE_CONNECTION_STRING"];
    expect([...credentials, ...connections].filter((name) => !namesCredential(name))).toEqual([]);
    const others = ["DB_PASSWORD_FILE", "TOKEN_URL", "MAX_TOKENS", "PUBLIC_KEY", "SECRETARY", "KEY_VAULT_NAME"];
    expect(others.filter(namesCredential)).toEqual([]);
  });
});
