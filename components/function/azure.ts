import * as pulumi from "@pulumi/pulumi";
import { resourceGroupName } from "../core/azure.js";
import { implementation } from "../core/implementation.js";
import { identityKey } from "../core/names.js";
import { azurePrincipal } from "../core/principals.js";
import { createApp } from "./azure/app.js";
import { type AzureFunctionContext, type AzureFunctionScope, azureFunctionChildren } from "./azure/children.js";
import { createLogs } from "./azure/logs.js";
import { checkAzurePackage } from "./azure/package.js";
import { createHostStorage, createPackageStorage } from "./azure/storage.js";
import { createTriggers } from "./build-triggers.js";
import { azureUnsupported } from "./capabilities.js";
import { azureRuntimes } from "./runtimes.js";
import { bucketOnAzure } from "./triggers/bucket-azure.js";
import { httpOnAzure } from "./triggers/http-azure.js";
import { scheduleOnAzure } from "./triggers/schedule-azure.js";
import type {
  FunctionAccess,
  FunctionImplementation,
  FunctionParts,
  FunctionPlan,
  FunctionRules,
  TriggerKinds,
} from "./types.js";

export { type AzureFunctionNative, type AzureFunctionOverrides, azureFunctionChildren } from "./azure/children.js";

/** https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan */
const rules: FunctionRules = {
  runtimes: azureRuntimes,
  external: ["@azure/functions-core"],
  installsPackages: false,
  // https://github.com/Azure/azure-functions-nodejs-library#considerations
  refusedPackages: {
    "@azure/functions":
      "what it registers would take the place of all triggers; export the handler instead, and import its types with `import type`",
  },
  memoryMiB: [512, 2048, 4096],
  // The load balancer before an app answers after 230 seconds, whatever the code does.
  timeoutSeconds: { direct: 3600, http: 230, schedule: 3600, bucket: 3600 },
  maxAttempts: 30,
  maxConcurrency: { least: 40, most: 1000 },
  minInstances: 1000,
  logRetentionDays: { least: 30, most: 730 },
  // What tables of Application Insights are kept for without a charge.
  usualLogRetentionDays: 90,
  reservedEnv:
    /^(APPLICATIONINSIGHTS_.+|APPINSIGHTS_.+|AZURE_CLIENT_ID|AzureWebJobs.*|FUNCTIONS_.+|GROUNDPLAN_PACKAGE|WEBSITE_.+|SCM_.+)$/i,
  envBytes: undefined,
  archiveBytes: undefined,
  delegation: "Microsoft.App/environments",
  principal: azurePrincipal,
};

const triggers: TriggerKinds<AzureFunctionContext> = {
  http: httpOnAzure,
  schedule: scheduleOnAzure,
  bucket: bucketOnAzure,
};

function build(scope: AzureFunctionScope, plan: FunctionPlan): FunctionParts<"azure"> {
  const at = { resourceGroupName: resourceGroupName(scope.target), location: scope.target.region };
  const identity = scope.child("identity", "", at);
  const host = createHostStorage({ scope, at, identity });
  const packed = createPackageStorage({ scope, at, identity }, plan, triggers);
  const logs = createLogs(scope, at, plan, identity);
  const { app, servicePlan } = createApp(scope, plan, { at, identity, host, package: packed, logs, kinds: triggers });
  const origin = pulumi.interpolate`https://${app.defaultHostName}`;
  const context = { scope, plan, at, app, origin, identity, account: host.account, package: packed.blob };
  const built = createTriggers(triggers, context, plan);
  return {
    ...accessOf(app.id, app.name),
    url: built.url,
    addTrigger: built.add,
    identity: { key: identityKey(scope.name), principalId: identity.principalId },
    // An app has no network interface of its own that could be in an application security group.
    source: undefined,
    native: {
      cloud: "azure",
      app,
      plan: servicePlan,
      identity,
      account: host.account,
      packageAccount: packed.account,
      package: packed.blob,
      workspace: logs.workspace,
      insights: logs.insights,
      triggers: built.triggers,
    },
  };
}

function accessOf(id: pulumi.Output<string>, name: pulumi.Output<string>): FunctionAccess<"azure"> {
  return {
    id,
    name,
    grantInvoke() {
      throw new Error("the checks let a grant through that Azure has no role for");
    },
  };
}

/** Functions on Azure. */
export const azureFunction: FunctionImplementation<"azure"> = {
  ...implementation({ children: azureFunctionChildren, unsupported: azureUnsupported, build }),
  rules,
  triggers,
  checkPackage: checkAzurePackage,
  existing(_context, id) {
    const app = pulumi.output(id);
    return accessOf(
      app,
      app.apply((text) => text.slice(text.lastIndexOf("/") + 1)),
    );
  },
};
