import * as authorization from "@pulumi/azure-native/authorization";
import * as eventgrid from "@pulumi/azure-native/eventgrid";
import * as monitor from "@pulumi/azure-native/monitor";
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { resourceGroupName } from "../core/azure.js";
import { childKinds, type NameRule, type OverridesOf } from "../core/children.js";
import { implementation } from "../core/implementation.js";
import { azurePrincipal } from "../core/principals.js";
import { Scope } from "../core/scope.js";
import { accountArgs, blobServiceArgs } from "./azure-account.js";
import { grantAzure } from "./azure-grants.js";
import { lifecycleRules } from "./azure-lifecycle.js";
import { azureUnsupported } from "./capabilities.js";
import type { BucketEventSource, BucketImplementation, BucketPlan, BucketRules, BuiltBucket } from "./types.js";

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftstorage */
const accountName: NameRule = { limit: 24, charset: "a-z0-9" };
const containerName: NameRule = { limit: 63, charset: "a-z0-9-" };
const topicName: NameRule = { limit: 50, charset: "A-Za-z0-9-" };
const settingName: NameRule = { limit: 260, charset: "A-Za-z0-9-_." };

/** What the SDK completes the network rules of an account with. */
const completed = { networkRuleSet: { bypass: "AzureServices", defaultAction: "Allow" } };

/** Every kind of child of a bucket on Azure. The keys are the keys of overrides. */
export const azureBucketChildren = childKinds({
  account: { type: () => storage.StorageAccount, tags: "tags", name: accountName, completed },
  blobService: { type: () => storage.BlobServiceProperties },
  container: { type: () => storage.BlobContainer, name: containerName },
  lifecycle: { type: () => storage.ManagementPolicy },
  immutability: { type: () => storage.BlobContainerImmutabilityPolicy },
  logging: { type: () => monitor.DiagnosticSetting, name: settingName },
  grant: { type: () => authorization.RoleAssignment },
  eventTopic: { type: () => eventgrid.SystemTopic, tags: "tags", name: topicName },
});

export type AzureBucketOverrides = OverridesOf<typeof azureBucketChildren>;
export type AzureBucketScope = Scope<"azure", typeof azureBucketChildren>;

/** The Azure resources of a bucket, for what the neutral outputs do not say. */
export interface AzureBucketNative {
  readonly cloud: "azure";
  readonly account: storage.StorageAccount;
  readonly blobService: storage.BlobServiceProperties;
  readonly container: storage.BlobContainer;
  readonly lifecycle: storage.ManagementPolicy | undefined;
  readonly immutability: storage.BlobContainerImmutabilityPolicy | undefined;
  readonly logging: monitor.DiagnosticSetting | undefined;
}

const rules: BucketRules = {
  softDelete: { least: 1, most: 365 },
  versioningWithRetention: "free",
  infrequentAfterDays: 1,
  corsRules: 5,
  networkInRegion: true,
  oneGrantOfVerb: true,
  principal: azurePrincipal,
};

/** There is one of each of these in an account or container, and this is its name. */
const onlyOne = "default";

function build(scope: AzureBucketScope, plan: BucketPlan): BuiltBucket<"azure"> {
  const group = { resourceGroupName: resourceGroupName(scope.target) };
  const protect = plan.deletionProtection ? { protect: true } : {};
  const account = scope.child("account", "", { ...group, ...accountArgs(scope.target.region, plan) }, protect);
  const at = { ...group, accountName: account.name };
  const blobService = scope.child("blobService", "blob-service", {
    ...at,
    blobServicesName: onlyOne,
    ...blobServiceArgs(plan),
  });
  const publicAccess = plan.public ? "Blob" : "None";
  // Azure refuses changes of a container while the settings of its account are being written.
  const after = { dependsOn: [blobService] };
  const container = scope.child("container", "", { ...at, publicAccess }, { ...after, ...protect });
  return {
    id: container.id,
    name: container.name,
    domain: account.primaryEndpoints.blob.apply(hostOf),
    url: pulumi.interpolate`${account.primaryEndpoints.blob}${container.name}`,
    grant: (request) => grantAzure(scope, container.id, request),
    events: () => eventTopic(scope, { ...group, accountId: account.id }),
    native: {
      cloud: "azure",
      account,
      blobService,
      container,
      ...optional(scope, plan, { at, account, container, after }),
    },
  };
}

/** The one topic that an account can have: each subscriber has a subscription of its own on it. */
function eventTopic(
  scope: AzureBucketScope,
  { resourceGroupName, accountId }: { resourceGroupName: pulumi.Input<string>; accountId: pulumi.Output<string> },
): BucketEventSource {
  const topic = scope.child(
    "eventTopic",
    "events",
    {
      resourceGroupName,
      location: scope.target.region,
      source: accountId,
      topicType: "Microsoft.Storage.StorageAccounts",
      identity: { type: "SystemAssigned" },
    },
    // It stays with the account that it was made for.
    { replaceOnChanges: ["source"] },
  );
  const principalId = topic.identity.apply((identity) => identity?.principalId ?? "");
  return { ready: [topic], topic: { name: topic.name, resourceGroupName, principalId, accountId } };
}

interface Made {
  readonly at: { readonly resourceGroupName: pulumi.Input<string>; readonly accountName: pulumi.Input<string> };
  readonly account: storage.StorageAccount;
  readonly container: storage.BlobContainer;
  readonly after: { readonly dependsOn: pulumi.Resource[] };
}
type Settings = Pick<AzureBucketNative, "lifecycle" | "immutability" | "logging">;

/** What only some buckets have. */
function optional(scope: AzureBucketScope, plan: BucketPlan, { at, account, container, after }: Made): Settings {
  const policyRules = lifecycleRules(plan, container.name);
  const { retention, accessLogs } = plan;
  return {
    lifecycle:
      policyRules.length === 0
        ? undefined
        : scope.child(
            "lifecycle",
            "lifecycle",
            { ...at, managementPolicyName: onlyOne, policy: { rules: policyRules } },
            after,
          ),
    immutability:
      retention === undefined
        ? undefined
        : scope.child("immutability", "immutability", {
            ...at,
            containerName: container.name,
            immutabilityPolicyName: onlyOne,
            immutabilityPeriodSinceCreationInDays: retention.days,
          }),
    logging:
      accessLogs === undefined
        ? undefined
        : scope.child("logging", "logging", {
            resourceUri: pulumi.interpolate`${account.id}/blobServices/default`,
            storageAccountId: accessLogs.id.apply(accountIdOf),
            logs: ["StorageRead", "StorageWrite", "StorageDelete"].map((category) => ({ category, enabled: true })),
          }),
  };
}

/** `https://name.blob.core.windows.net/` as `name.blob.core.windows.net`. */
function hostOf(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}

/** The id of the storage account that a container's id is part of. */
function accountIdOf(containerId: string): string {
  return containerId.replace(/\/blobServices\/.*$/, "");
}

/** Buckets on Azure. */
export const azureBucket: BucketImplementation<"azure"> = {
  ...implementation({ children: azureBucketChildren, unsupported: azureUnsupported, build }),
  rules,
  existing(context, containerId) {
    const scope: AzureBucketScope = new Scope(context, azureBucketChildren);
    const id = pulumi.output(containerId);
    const part = (name: string) => id.apply((text) => new RegExp(`/${name}/([^/]+)`).exec(text)?.[1] ?? "");
    const domain = pulumi.interpolate`${part("storageAccounts")}.blob.core.windows.net`;
    const name = part("containers");
    return {
      id,
      name,
      domain,
      url: pulumi.interpolate`https://${domain}/${name}`,
      grant: (request) => grantAzure(scope, id, request),
      events: () => eventTopic(scope, { resourceGroupName: part("resourceGroups"), accountId: id.apply(accountIdOf) }),
    };
  },
};
