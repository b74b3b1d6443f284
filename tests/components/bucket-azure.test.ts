import { describe, expect, it } from "vitest";
import { azure } from "../../components/azure.js";
import { shortHash } from "../../components/core/names.js";
import { Bucket, Network } from "../../components/index.js";
import { record } from "../support/record.js";
import { inputsOf, inventory } from "./bucket-support.js";

const target = azure({ region: "swedencentral", resourceGroup: "shared", tags: { team: "core" } });
const accountType = "azure-native:storage:StorageAccount";
const serviceType = "azure-native:storage:BlobServiceProperties";
const containerId = (name: string) =>
  `/subscriptions/sub-1/resourceGroups/shared/providers/Microsoft.Storage/storageAccounts/${name}/blobServices/default/containers/${name}`;
const options = {
  outputs: (type: string, name: string) =>
    type === "azure-native:storage:BlobContainer" ? { id: containerId(name) } : {},
};

describe("a bucket on Azure", () => {
  it("is an account without keys or public network, versioned and protected unless told otherwise", async () => {
    const seen = await record(() => {
      new Bucket("assets", { target });
    });
    const { "groundplan:index:Bucket assets": _, ...children } = inventory(seen);
    const at = { resourceGroupName: "shared", accountName: "assets-name" };
    expect(children).toEqual({
      [`${accountType} assets`]: {
        resourceGroupName: "shared",
        location: "swedencentral",
        kind: "StorageV2",
        sku: { name: "Standard_ZRS" },
        accessTier: "Hot",
        allowBlobPublicAccess: false,
        allowCrossTenantReplication: false,
        allowSharedKeyAccess: false,
        defaultToOAuthAuthentication: true,
        enableHttpsTrafficOnly: true,
        minimumTlsVersion: "TLS1_2",
        publicNetworkAccess: "Enabled",
        networkRuleSet: { bypass: "AzureServices", defaultAction: "Deny", virtualNetworkRules: [] },
        tags: { team: "core" },
      },
      [`${serviceType} assets-blob-service`]: {
        ...at,
        blobServicesName: "default",
        isVersioningEnabled: true,
        deleteRetentionPolicy: { enabled: true, days: 7 },
        containerDeleteRetentionPolicy: { enabled: true, days: 7 },
      },
      "azure-native:storage:BlobContainer assets": { ...at, publicAccess: "None" },
      "azure-native:storage:ManagementPolicy assets-lifecycle": {
        ...at,
        managementPolicyName: "default",
        policy: {
          rules: [
            {
              name: "default",
              type: "Lifecycle",
              enabled: true,
              definition: {
                actions: { version: { delete: { daysAfterCreationGreaterThan: 90 } } },
                filters: { blobTypes: ["blockBlob"], prefixMatch: ["assets-name/"] },
              },
            },
          ],
        },
      },
    });
    expect(seen.filter(({ protect }) => protect).map(({ type }) => type)).toEqual([
      "azure-native:storage:BlobContainer",
      accountType,
    ]);
  });

  it("turns every argument into the resource that serves it", async () => {
    const seen = await record(() => {
      const logs = new Bucket("logs", { target, receivesAccessLogs: true, deletionProtection: false });
      new Bucket("reports", {
        target,
        accessLogs: logs,
        network: Network.fromExisting("main", {
          target,
          id: "vnet-1",
          cidr: "10.0.0.0/16",
          subnetIds: { private: ["subnet-a"], isolated: ["subnet-b"] },
        }),
        retention: { days: 30 },
        softDeleteDays: 0,
        deletionProtection: false,
        lifecycle: {
          default: false,
          old: {
            prefix: "2024/",
            expireDays: 400,
            noncurrentExpireDays: 30,
            tier: { afterDays: 30, to: "infrequent" },
          },
          cold: { tier: { afterDays: 60, to: "archive" } },
        },
        cors: { site: { origins: ["*"], exposedHeaders: ["x-b"] } },
      });
    }, options);
    const at = { resourceGroupName: "shared", accountName: "reports-name" };
    expect(inputsOf(seen, accountType, "reports").networkRuleSet).toEqual({
      bypass: "AzureServices",
      defaultAction: "Deny",
      virtualNetworkRules: [{ virtualNetworkResourceId: "subnet-a" }, { virtualNetworkResourceId: "subnet-b" }],
    });
    expect(inputsOf(seen, serviceType, "reports-blob-service")).toEqual({
      ...at,
      blobServicesName: "default",
      isVersioningEnabled: true,
      deleteRetentionPolicy: { enabled: false },
      containerDeleteRetentionPolicy: { enabled: false },
      cors: {
        corsRules: [
          {
            allowedOrigins: ["*"],
            allowedMethods: ["GET", "HEAD"],
            allowedHeaders: [],
            exposedHeaders: ["x-b"],
            maxAgeInSeconds: 3600,
          },
        ],
      },
    });
    const older = (daysAfterModificationGreaterThan: number) => ({ daysAfterModificationGreaterThan });
    const policy = inputsOf(seen, "azure-native:storage:ManagementPolicy", "reports-lifecycle").policy;
    expect(policy).toEqual({
      rules: [
        {
          name: "old",
          type: "Lifecycle",
          enabled: true,
          definition: {
            actions: {
              baseBlob: { delete: older(400), tierToCool: older(30) },
              version: { delete: { daysAfterCreationGreaterThan: 30 } },
            },
            filters: { blobTypes: ["blockBlob"], prefixMatch: ["reports-name/2024/"] },
          },
        },
        {
          name: "cold",
          type: "Lifecycle",
          enabled: true,
          definition: {
            actions: { baseBlob: { tierToCold: older(60) } },
            filters: { blobTypes: ["blockBlob"], prefixMatch: ["reports-name/"] },
          },
        },
      ],
    });
    expect(inputsOf(seen, "azure-native:storage:BlobContainerImmutabilityPolicy", "reports-immutability")).toEqual({
      ...at,
      containerName: "reports-name",
      immutabilityPolicyName: "default",
      immutabilityPeriodSinceCreationInDays: 30,
    });
    expect(inputsOf(seen, "azure-native:monitor:DiagnosticSetting", "reports-logging")).toEqual({
      resourceUri: "reports-id/blobServices/default",
      storageAccountId: "/subscriptions/sub-1/resourceGroups/shared/providers/Microsoft.Storage/storageAccounts/logs",
      logs: ["StorageRead", "StorageWrite", "StorageDelete"].map((category) => ({ category, enabled: true })),
    });
  });

  it("names the account in its 24 characters, and leaves the rest to the provider", async () => {
    const seen = await record(() => {
      new Bucket("main-swedencentral-assets", { target });
    });
    const account = seen.find(({ type }) => type === accountType);
    expect(account?.name).toBe(`mainsweden${shortHash("main-swedencentral-assets")}`);
    expect(account?.inputs.accountName).toBeUndefined();
  });

  it("is public only in the three places that have to open for it", async () => {
    const seen = await record(() => {
      new Bucket("site", { target, public: true });
    });
    const account = inputsOf(seen, accountType, "site");
    expect(account.allowBlobPublicAccess).toBe(true);
    expect(account.networkRuleSet).toEqual({
      bypass: "AzureServices",
      defaultAction: "Allow",
      virtualNetworkRules: [],
    });
    expect(inputsOf(seen, "azure-native:storage:BlobContainer", "site").publicAccess).toBe("Blob");
  });

  it("grants by verb, with a role on the container and a name that depends on nothing else", async () => {
    const principalId = "11111111-2222-3333-4444-555555555555";
    const program = () => {
      const bucket = new Bucket("assets", { target });
      bucket.grantReadWrite({ key: "etl", principalId });
      bucket.grantRead({ key: "web", principalId }, { prefix: "it's/" });
    };
    const seen = await record(program, options);
    const grants = seen.filter(({ type }) => type === "azure-native:authorization:RoleAssignment");
    const common = { scope: containerId("assets"), principalId, principalType: "ServicePrincipal" };
    const role = (id: string) => `/subscriptions/sub-1/providers/Microsoft.Authorization/roleDefinitions/${id}`;
    const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(grants.map(({ name }) => name)).toEqual(["assets-read-etl", "assets-read-web-ab6700", "assets-write-etl"]);
    const names = grants.map(({ inputs }) => String(inputs.roleAssignmentName));
    for (const name of names) expect(name).toMatch(guid);
    expect(new Set(names).size).toBe(3);
    expect(grants.map(({ inputs: { roleAssignmentName: _, ...rest } }) => rest)).toEqual([
      { ...common, roleDefinitionId: role("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1") },
      {
        ...common,
        roleDefinitionId: role("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"),
        condition:
          "((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'})) OR " +
          "(@Resource[Microsoft.Storage/storageAccounts/blobServices/containers/blobs:path] StringStartsWith 'it''s/'))",
        conditionVersion: "2.0",
      },
      { ...common, roleDefinitionId: role("ba92f5b4-2d11-453d-a403-e96b0029c9fe") },
    ]);
    const again = (await record(program, options)).filter(({ type }) => type.endsWith("RoleAssignment"));
    expect(again.map(({ inputs }) => inputs.roleAssignmentName)).toEqual(names);
  });

  it("knows the parts of a container that exists already from its id", async () => {
    const values: string[] = [];
    await record(() => {
      const shared = Bucket.fromExisting("shared", { target, id: containerId("acme") });
      for (const output of [shared.name, shared.domain, shared.url]) output.apply((value) => values.push(value));
    });
    expect(values).toEqual(["acme", "acme.blob.core.windows.net", "https://acme.blob.core.windows.net/acme"]);
  });
});
