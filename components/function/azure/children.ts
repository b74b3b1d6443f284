import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import * as authorization from "@pulumi/azure-native/authorization";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import type * as pulumi from "@pulumi/pulumi";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";
import { azureTriggerChildren } from "../triggers/azure-children.js";
import type { FunctionPlan } from "../types.js";

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const accountName: NameRule = { limit: 24, charset: "a-z0-9" };
const containerName: NameRule = { limit: 63, charset: "a-z0-9-" };
const identityName: NameRule = { limit: 128, charset: "A-Za-z0-9-" };
const workspaceName: NameRule = { limit: 63, charset: "A-Za-z0-9-" };
const insightsName: NameRule = { limit: 255, charset: "A-Za-z0-9-_." };
const planName: NameRule = { limit: 60, charset: "A-Za-z0-9-" };
/** A host name, and shorter than 60: apps that share the first 32 characters of their name would collide in storage. */
const appName: NameRule = { limit: 40, charset: "A-Za-z0-9-" };

/** What the SDK completes the settings of an app with. */
const completed = { siteConfig: { http20Enabled: true, localMySqlEnabled: false, netFrameworkVersion: "v4.6" } };

/** Every kind of child of a function on Azure. The keys are the keys of overrides. */
export const azureFunctionChildren = childKinds({
  identity: { type: () => managedidentity.UserAssignedIdentity, tags: "tags", name: identityName },
  account: { type: () => storage.StorageAccount, tags: "tags", name: accountName },
  packageAccount: { type: () => storage.StorageAccount, tags: "tags", name: accountName },
  blobService: { type: () => storage.BlobServiceProperties },
  container: { type: () => storage.BlobContainer, name: containerName },
  package: { type: () => storage.Blob },
  storageRole: { type: () => authorization.RoleAssignment },
  workspace: { type: () => operationalinsights.Workspace, tags: "tags", name: workspaceName },
  insights: { type: () => applicationinsights.Component, tags: "tags", name: insightsName },
  insightsRole: { type: () => authorization.RoleAssignment },
  plan: { type: () => web.AppServicePlan, tags: "tags", name: planName },
  app: { type: () => web.WebApp, tags: "tags", name: appName, completed },
  ...azureTriggerChildren,
});

export type AzureFunctionOverrides = OverridesOf<typeof azureFunctionChildren>;
export type AzureFunctionScope = Scope<"azure", typeof azureFunctionChildren>;

/** What triggers know of the function that they call. */
export interface AzureFunctionContext {
  readonly scope: AzureFunctionScope;
  readonly plan: FunctionPlan;
  readonly at: { readonly resourceGroupName: pulumi.Output<string>; readonly location: string };
  readonly app: web.WebApp;
  /** `https://<host>`, without a path. */
  readonly origin: pulumi.Output<string>;
  /** Who the function is. */
  readonly identity: managedidentity.UserAssignedIdentity;
  /** The storage account that the host keeps its own things in. */
  readonly account: storage.StorageAccount;
  /** The uploaded package: what calls the function has to wait for it. */
  readonly package: storage.Blob;
}

/** The Azure resources of a function, for what the neutral outputs do not say. */
export interface AzureFunctionNative {
  readonly cloud: "azure";
  readonly app: web.WebApp;
  readonly plan: web.AppServicePlan;
  readonly identity: managedidentity.UserAssignedIdentity;
  /** What the host keeps its own things in. */
  readonly account: storage.StorageAccount;
  readonly packageAccount: storage.StorageAccount;
  readonly package: storage.Blob;
  readonly workspace: operationalinsights.Workspace;
  readonly insights: applicationinsights.Component;
  /** By name of the trigger. */
  readonly triggers: Readonly<Record<string, readonly pulumi.Resource[]>>;
}
