import type { CheckFailure, CloudError, WorldObject } from "../../types.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { at, isRecord, isSet, records, text, texts } from "../values.js";
import { inUse } from "./network-types.js";
import { find, here } from "./references.js";

const appType = "azure-native:web:WebApp";
const planType = "azure-native:web:AppServicePlan";
const systemTopicType = "azure-native:eventgrid:SystemTopic";

function planOf(c: ObjectContext): WorldObject | undefined {
  return find(c, text(c.inputs.serverFarmId) ?? "");
}

function isFlex(plan: WorldObject | undefined): boolean {
  return at(plan?.inputs, "sku.tier") === "FlexConsumption" || at(plan?.inputs, "sku.name") === "FC1";
}

function checkApp(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const name = text(c.inputs.name);
  if (name !== undefined && !/^[A-Za-z0-9]([A-Za-z0-9-]{0,58}[A-Za-z0-9])$/.test(name))
    failures.push({
      property: "name",
      reason: `"${name}" must have 2 to 60 letters, digits and hyphens, beginning and ending with a letter or digit`,
    });
  const path = "functionAppConfig.scaleAndConcurrency.instanceMemoryMB";
  const memory = at(c.inputs, path);
  if (typeof memory === "number" && ![512, 2048, 4096].includes(memory))
    failures.push({ property: path, reason: `${memory} is not allowed; use 512, 2048 or 4096` });
  return failures;
}

/** Names of apps are part of a domain name: one space for all subscriptions. */
function nameTaken(c: ObjectContext): CloudError | undefined {
  if (c.self !== undefined) return undefined;
  const name = text(c.inputs.name)?.toLowerCase();
  const other = c.world.byType(appType).find((o) => text(o.inputs.name)?.toLowerCase() === name);
  if (other === undefined) return undefined;
  return {
    code: "Conflict",
    message: `Website with given name ${name} already exists: ${other.urn}; choose another name`,
  };
}

/** A subnet that an app reaches its network through is delegated to the kind of plan. */
function notDelegated(c: ObjectContext): CloudError | undefined {
  const subnet = find(c, text(c.inputs.virtualNetworkSubnetId) ?? "");
  if (subnet === undefined) return undefined;
  const needed = isFlex(planOf(c)) ? "Microsoft.App/environments" : "Microsoft.Web/serverFarms";
  const has = records(subnet.inputs.delegations).flatMap((d) => text(d.serviceName) ?? []);
  if (has.some((name) => name.toLowerCase() === needed.toLowerCase())) return undefined;
  return {
    code: "BadRequest",
    message: `Subnet ${subnet.id} must be delegated to ${needed} to be used by the app; it is delegated to ${has.join(", ") || "nothing"}`,
  };
}

function refuseApp(c: ObjectContext): CloudError | undefined {
  const flex = isFlex(planOf(c));
  if (flex && !isRecord(c.inputs.functionAppConfig))
    return {
      code: "BadRequest",
      message: "Site.FunctionAppConfig is invalid: an app on a Flex Consumption plan needs functionAppConfig",
    };
  if (!flex && isSet(c.inputs.functionAppConfig) && isSet(c.inputs.serverFarmId))
    return {
      code: "BadRequest",
      message: "FunctionAppConfig is not supported by this plan: use sku FC1 (FlexConsumption)",
    };
  return nameTaken(c) ?? notDelegated(c);
}

const host = (c: ObjectContext) => `${text(c.inputs.name)?.toLowerCase()}.azurewebsites.net`;
const addresses = (c: ObjectContext) => ["a", "b"].map((label) => c.derive.publicIp(label)).join(",");

/** One topic a source: a second one is refused. */
function refuseTopic(c: ObjectContext): CloudError | undefined {
  const source = text(c.inputs.source)?.toLowerCase();
  const other = here(c, systemTopicType).find((o) => text(o.inputs.source)?.toLowerCase() === source);
  if (other !== undefined)
    return {
      code: "InvalidRequest",
      message: `Only one system topic is allowed per source. An existing system topic is found for ${source}: ${other.id} (${other.urn}); use that one`,
    };
  const home = text(find(c, source ?? "")?.inputs.location);
  const plain = (value: unknown) => String(value).toLowerCase().replaceAll(" ", "");
  if (home === undefined || plain(home) === plain(c.inputs.location)) return undefined;
  return {
    code: "InvalidRequest",
    message: `System topic's location must match with the location of the source resource: it is ${home}, and location is ${String(c.inputs.location)}`,
  };
}

/** Function apps and their plans, the events that reach them, and what watches them. */
export const webModels: Models = {
  [appType]: {
    name: { property: "name", limit: 60, separator: "", random: 8 },
    check: checkApp,
    refuse: refuseApp,
    outputs: {
      availabilityState: () => "Normal",
      defaultHostName: host,
      enabledHostNames: (c) => [host(c), host(c).replace(".azure", ".scm.azure")],
      hostNames: (c) => [host(c)],
      isDefaultContainer: () => false,
      lastModifiedTimeUtc: (c) => c.derive.time(),
      outboundIpAddresses: addresses,
      possibleOutboundIpAddresses: addresses,
      repositorySiteName: (c) => text(c.inputs.name) ?? "",
      resourceGroup: (c) => text(c.inputs.resourceGroupName) ?? "",
      sku: (c) => text(at(planOf(c)?.inputs, "sku.tier")) ?? "Standard",
      state: () => "Running",
      usageState: () => "Normal",
    },
    notReferences: ["siteConfig.appSettings"],
  },
  [planType]: {
    name: { property: "name", limit: 40, separator: "", random: 8 },
    outputs: {
      maximumNumberOfWorkers: () => 100,
      numberOfSites: () => 0,
      numberOfWorkers: () => 0,
      resourceGroup: (c) => text(c.inputs.resourceGroupName) ?? "",
      status: () => "Ready",
      subscription: (c) => c.account,
    },
    blockers: [{ type: appType, properties: ["serverFarmId"] }],
    blocked: inUse("Conflict", "Server farm"),
  },
  [systemTopicType]: {
    refuse: refuseTopic,
    outputs: { metricResourceId: (c) => c.derive.uuid("metric") },
  },
  "azure-native:eventgrid:SystemTopicEventSubscription": {
    check: (c) => {
      const name = text(c.inputs.eventSubscriptionName);
      if (name === undefined || /^[A-Za-z0-9-]{3,64}$/.test(name)) return [];
      return [{ property: "eventSubscriptionName", reason: `"${name}" must have 3 to 64 letters, digits and hyphens` }];
    },
  },
  "azure-native:applicationinsights:Component": {
    outputs: {
      appId: (c) => c.derive.uuid("app"),
      connectionString: (c) =>
        `InstrumentationKey=${c.derive.uuid("key")};IngestionEndpoint=https://${c.region}-1.in.applicationinsights.azure.com/;ApplicationId=${c.derive.uuid("app")}`,
      creationDate: (c) => c.derive.time(),
      instrumentationKey: (c) => c.derive.uuid("key"),
    },
  },
  "azure-native:keyvault:Key": {
    outputs: {
      keyUri: (c) => `https://${text(c.inputs.vaultName)}.vault.azure.net/keys/${text(c.inputs.keyName)}`,
      keyUriWithVersion: (c) =>
        `https://${text(c.inputs.vaultName)}.vault.azure.net/keys/${text(c.inputs.keyName)}/${c.derive.hex("version", 32)}`,
      kty: (c) => text(at(c.inputs, "properties.kty")) ?? "RSA",
    },
  },
  "azure-native:managedidentity:FederatedIdentityCredential": {
    refuse: (c) => {
      const keys = ["resourceGroupName", "resourceName", "issuer", "subject"];
      const other = here(c, c.type).find((o) => keys.every((key) => o.inputs[key] === c.inputs[key]));
      if (other === undefined) return undefined;
      return {
        code: "Conflict",
        message: `Issuer and subject combination already exists for this Managed Identity: ${other.id} (${other.urn})`,
      };
    },
    notReferences: ["subject", "issuer"],
    identities: (o) => texts([o.inputs.subject]),
  },
};
