import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import type * as web from "@pulumi/azure-native/web";
import * as pulumi from "@pulumi/pulumi";
import { kindOf } from "../build-triggers.js";
import { azureRuntimes } from "../runtimes.js";
import type { FunctionPlan, TriggerKinds } from "../types.js";
import type { AzureFunctionContext, AzureFunctionScope } from "./children.js";
import type { Logs } from "./logs.js";
import type { HostStorage, PackageStorage } from "./storage.js";

/** What the app is made from. */
export interface AppInputs {
  readonly at: AzureFunctionContext["at"];
  readonly identity: UserAssignedIdentity;
  readonly host: HostStorage;
  readonly package: PackageStorage;
  readonly logs: Logs;
  readonly kinds: TriggerKinds<AzureFunctionContext>;
}

/** Instances when nobody says: the limit is the bill's. */
const defaultInstances = 100;

/** A plan takes one app of Flex Consumption, so each function has its own. */
export function createApp(
  scope: AzureFunctionScope,
  plan: FunctionPlan,
  inputs: AppInputs,
): { app: web.WebApp; servicePlan: web.AppServicePlan } {
  const { at, identity, host, package: packed, logs } = inputs;
  const servicePlan = scope.child("plan", "", {
    ...at,
    kind: "functionapp",
    sku: { name: "FC1", tier: "FlexConsumption" },
    reserved: true,
  });
  const open = plan.triggers.some(({ kind }) => kind === "http");
  const app = scope.child(
    "app",
    "",
    {
      ...at,
      kind: "functionapp,linux",
      serverFarmId: servicePlan.id,
      reserved: true,
      httpsOnly: true,
      publicNetworkAccess: open ? "Enabled" : "Disabled",
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
      keyVaultReferenceIdentity: identity.id,
      functionAppConfig: appConfig(plan, inputs),
      siteConfig: siteConfig(plan, inputs),
      ...egress(plan),
    },
    { dependsOn: [packed.blob, packed.role, host.role, logs.role] },
  );
  return { app, servicePlan };
}

function appConfig(plan: FunctionPlan, { identity, package: packed }: AppInputs): FunctionAppConfig {
  const [name = "", version = ""] = azureRuntimes[plan.runtime]?.name.split(" ") ?? [];
  return {
    runtime: { name, version },
    deployment: {
      storage: {
        type: "blobContainer",
        value: packed.url,
        authentication: { type: "UserAssignedIdentity", userAssignedIdentityResourceId: identity.id },
      },
    },
    scaleAndConcurrency: {
      instanceMemoryMB: plan.memoryMiB,
      maximumInstanceCount: plan.maxConcurrency ?? defaultInstances,
      alwaysReady: alwaysReady(plan),
    },
  };
}

type FunctionAppConfig = NonNullable<web.WebAppArgs["functionAppConfig"]>;

/** HTTP triggers share their instances, and each other trigger has its own. */
function alwaysReady({ minInstances, triggers }: FunctionPlan): { name: string; instanceCount: number }[] {
  if (minInstances === 0) return [];
  const groups = triggers.map(({ kind, key }) => (kind === "http" ? "http" : `function:${key}`));
  return (groups.length === 0 ? ["http"] : groups).map((name) => ({ name, instanceCount: minInstances }));
}

function siteConfig(plan: FunctionPlan, inputs: AppInputs): NonNullable<web.WebAppArgs["siteConfig"]> {
  const origins = plan.triggers.flatMap((trigger) => (trigger.kind === "http" ? trigger.origins : []));
  return {
    minTlsVersion: "1.2",
    ftpsState: "Disabled",
    http20Enabled: true,
    remoteDebuggingEnabled: false,
    ...(origins.length === 0 ? {} : { cors: { allowedOrigins: [...origins] } }),
    appSettings: Object.entries(settings(plan, inputs)).map(([name, value]) => ({ name, value })),
  };
}

/** Host settings, which are environment variables as well. */
function settings(plan: FunctionPlan, inputs: AppInputs): Record<string, pulumi.Input<string>> {
  const { identity, host, package: packed, logs, kinds } = inputs;
  return {
    ...plan.env,
    AzureWebJobsStorage__accountName: host.account.name,
    AzureWebJobsStorage__credential: "managedidentity",
    AzureWebJobsStorage__clientId: identity.clientId,
    APPLICATIONINSIGHTS_CONNECTION_STRING: logs.insights.connectionString,
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: pulumi.interpolate`ClientId=${identity.clientId};Authorization=AAD`,
    // Which identity the clouds' client libraries take.
    AZURE_CLIENT_ID: identity.clientId,
    // Instances that run already load a new package only when a setting changes.
    GROUNDPLAN_PACKAGE: packed.archive.hash,
    ...Object.assign({}, ...plan.triggers.map((trigger) => kindOf(kinds, trigger).settings?.(trigger as never, plan))),
  };
}

function egress({ network }: FunctionPlan): Pick<web.WebAppArgs, "virtualNetworkSubnetId" | "outboundVnetRouting"> {
  const [subnet] = network?.network.subnetsOf(network.tier) ?? [];
  // Everything goes through the network, so that its rules and addresses count.
  return subnet === undefined ? {} : { virtualNetworkSubnetId: subnet, outboundVnetRouting: { allTraffic: true } };
}
