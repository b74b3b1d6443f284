import type { Props } from "../../types.js";
import type { Model, Models, ObjectContext } from "../model.js";
import { known } from "../model.js";
import { at, isRecord, lastSegment, text } from "../values.js";
import { find } from "./references.js";

/**
 * Host names of the public cloud by service. Published in "Azure public cloud domain names" of the security documentation and in
 * the list of private DNS zones of Private Link.
 */

/** The resource's own name: the end of its id. */
function name(id: string): string {
  return lastSegment(known(id)).toLowerCase();
}

/** `westeurope` of `West Europe`. */
function location(c: ObjectContext): string {
  return c.region.toLowerCase().replaceAll(" ", "");
}

/** A model whose one property is the resource's host name, with what stands around the name. */
function hosted(property: string, before: string, after: string, more: Model["outputs"] = {}): Model {
  return { outputs: { [property]: (_, id) => `${before}${name(id)}${after}`, ...more } };
}

const busEndpoint = hosted("serviceBusEndpoint", "https://", ".servicebus.windows.net:443/", {
  metricId: (c, id) => `${c.account}:${name(id)}`,
  status: () => "Active",
});

/** `politesky-1a2b3c4d.westeurope.azurecontainerapps.io` */
function environmentDomain(c: ObjectContext): string {
  const words = ["calmhill", "politesky", "redforest", "whitewater", "happystone", "gentlesea"];
  const word = words[c.derive.below("domain word", words.length)];
  return `${word}-${c.derive.hex("domain", 8)}.${location(c)}.azurecontainerapps.io`;
}

function appDomain(c: ObjectContext): string {
  const environment = find(c, text(c.inputs.managedEnvironmentId) ?? text(c.inputs.environmentId) ?? "");
  return text(environment?.outputs.defaultDomain) ?? environmentDomain(c);
}

const containerApp: Model = {
  outputs: {
    customDomainVerificationId: (c) => c.derive.hex("verification", 64).toUpperCase(),
    deploymentErrors: () => "",
    eventStreamEndpoint: (c, id) => `https://${location(c)}.azurecontainerapps.dev${known(id)}/eventstream`,
    latestRevisionName: (c, id) => `${name(id)}--${c.derive.hex("revision", 7)}`,
    latestReadyRevisionName: (c, id) => `${name(id)}--${c.derive.hex("revision", 7)}`,
    latestRevisionFqdn: (c, id) => `${name(id)}--${c.derive.hex("revision", 7)}.${appDomain(c)}`,
    outboundIpAddresses: (c) => [c.derive.publicIp("outbound")],
    runningStatus: () => "Running",
  },
  complete: (c, outputs, later) => ({
    ...outputs,
    configuration: withIngress(outputs.configuration, (external) =>
      later(() => `${text(c.inputs.containerAppName) ?? c.name}${external ? "" : ".internal"}.${appDomain(c)}`),
    ),
  }),
};

function withIngress(configuration: unknown, fqdn: (external: boolean) => unknown): unknown {
  const ingress = at(configuration, "ingress");
  if (!isRecord(configuration) || !isRecord(ingress)) return configuration;
  return { ...configuration, ingress: { ...ingress, fqdn: fqdn(ingress.external === true) } };
}

const cosmos = hosted("documentEndpoint", "https://", ".documents.azure.com:443/", {
  instanceId: (c) => c.derive.uuid("instance"),
  readLocations: places,
  writeLocations: places,
  failoverPolicies: (c) =>
    places(c).map(({ id, locationName, failoverPriority }) => ({ id, locationName, failoverPriority })),
  keyVaultKeyUriVersion: () => "",
});

function places(c: ObjectContext): Props[] {
  const account = text(c.inputs.accountName) ?? c.name;
  const given = Array.isArray(c.inputs.locations) ? c.inputs.locations.filter(isRecord) : [];
  return given.map((place, i) => {
    const where = (text(place.locationName) ?? c.region).toLowerCase().replaceAll(" ", "");
    return {
      id: `${account}-${where}`,
      locationName: place.locationName,
      documentEndpoint: `https://${account}-${where}.documents.azure.com:443/`,
      failoverPriority: place.failoverPriority ?? i,
      isZoneRedundant: place.isZoneRedundant ?? false,
      provisioningState: "Succeeded",
    };
  });
}

const sqlDatabase: Model = {
  outputs: {
    currentBackupStorageRedundancy: () => "Geo",
    currentServiceObjectiveName: (c) => text(at(c.inputs, "sku.name")) ?? "GP_Gen5_2",
    requestedServiceObjectiveName: (c) => text(at(c.inputs, "sku.name")) ?? "GP_Gen5_2",
    currentSku: (c) => at(c.inputs, "sku") ?? { name: "GP_Gen5", tier: "GeneralPurpose", capacity: 2 },
    databaseId: (c) => c.derive.uuid("database"),
    failoverGroupId: () => "",
    kind: () => "v12.0,user",
    managedBy: () => "",
    pausedDate: () => "",
    resumedDate: () => "",
    status: () => "Online",
    maxLogSizeBytes: () => 68_719_476_736,
  },
};

/** Four name servers of one set: https://learn.microsoft.com/azure/dns/dns-zones-records */
function nameServers(c: ObjectContext): string[] {
  const set = String(1 + c.derive.below("name servers", 39)).padStart(2, "0");
  return ["com", "net", "org", "info"].map((tld, i) => `ns${i + 1}-${set}.azure-dns.${tld}.`);
}

/** Managed services with the host names that programs pass on. */
export const serviceModels: Models = {
  "azure-native:sql:Server": hosted("fullyQualifiedDomainName", "", ".database.windows.net", {
    kind: () => "v12.0",
    state: () => "Ready",
    externalGovernanceStatus: () => "Disabled",
    workspaceFeature: () => "Disconnected",
  }),
  "azure-native:sql:Database": sqlDatabase,
  "azure-native:dbforpostgresql:Server": hosted("fullyQualifiedDomainName", "", ".postgres.database.azure.com", {
    state: () => "Ready",
    replicaCapacity: () => 5,
  }),
  "azure-native:dbformysql:Server": hosted("fullyQualifiedDomainName", "", ".mysql.database.azure.com", {
    state: () => "Ready",
    replicaCapacity: () => 10,
  }),
  "azure-native:cosmosdb:DatabaseAccount": cosmos,
  "azure-native:documentdb:DatabaseAccount": cosmos,
  "azure-native:redis:Redis": hosted("hostName", "", ".redis.cache.windows.net", {
    port: () => 6379,
    sslPort: () => 6380,
    linkedServers: () => [],
    instances: () => [{ isMaster: true, isPrimary: true, nonSslPort: 13_000, shardId: 0, sslPort: 15_000, zone: "" }],
  }),
  "azure-native:containerregistry:Registry": hosted("loginServer", "", ".azurecr.io", {
    dataEndpointHostNames: () => [],
    status: () => undefined,
  }),
  "azure-native:servicebus:Namespace": busEndpoint,
  "azure-native:eventhub:Namespace": busEndpoint,
  "azure-native:appconfiguration:ConfigurationStore": hosted("endpoint", "https://", ".azconfig.io"),
  "azure-native:search:Service": hosted("endpoint", "https://", ".search.windows.net", { status: () => "running" }),
  "azure-native:signalrservice:SignalR": hosted("hostName", "", ".service.signalr.net", {
    hostNamePrefix: (_, id) => name(id),
    publicPort: () => 443,
    serverPort: () => 443,
    version: () => "1.0",
  }),
  "azure-native:eventgrid:Topic": {
    outputs: {
      endpoint: (c, id) => `https://${name(id)}.${location(c)}-1.eventgrid.azure.net/api/events`,
      metricResourceId: (c) => c.derive.uuid("metric"),
    },
  },
  "azure-native:cdn:Endpoint": hosted("hostName", "", ".azureedge.net", { resourceState: () => "Running" }),
  "azure-native:cdn:AFDEndpoint": {
    outputs: {
      hostName: (c, id) => `${name(id)}-${c.derive.hex("host", 16)}.z01.azurefd.net`,
      deploymentStatus: () => "NotStarted",
    },
  },
  "azure-native:apimanagement:ApiManagementService": hosted("gatewayUrl", "https://", ".azure-api.net", {
    gatewayRegionalUrl: (c, id) => `https://${name(id)}-${location(c)}-01.regional.azure-api.net`,
    developerPortalUrl: (_, id) => `https://${name(id)}.developer.azure-api.net`,
    managementApiUrl: (_, id) => `https://${name(id)}.management.azure-api.net`,
    portalUrl: (_, id) => `https://${name(id)}.portal.azure-api.net`,
    scmUrl: (_, id) => `https://${name(id)}.scm.azure-api.net`,
    targetProvisioningState: () => "",
    platformVersion: () => "stv2.1",
  }),
  "azure-native:batch:BatchAccount": {
    outputs: {
      accountEndpoint: (c, id) => `${name(id)}.${location(c)}.batch.azure.com`,
      nodeManagementEndpoint: (c) => `${c.derive.uuid("node")}.${location(c)}.service.batch.azure.com`,
    },
  },
  "azure-native:kusto:Cluster": {
    outputs: {
      uri: (c, id) => `https://${name(id)}.${location(c)}.kusto.windows.net`,
      dataIngestionUri: (c, id) => `https://ingest-${name(id)}.${location(c)}.kusto.windows.net`,
      state: () => "Running",
      stateReason: () => "",
    },
  },
  "azure-native:web:StaticSite": {
    outputs: {
      defaultHostname: (c) => `gentle-sea-${c.derive.hex("host", 9)}.1.azurestaticapps.net`,
      contentDistributionEndpoint: () => "https://content-am2.infrastructure.1.azurestaticapps.net",
      keyVaultReferenceIdentity: () => "SystemAssigned",
    },
  },
  "azure-native:dns:Zone": {
    outputs: {
      nameServers,
      maxNumberOfRecordSets: () => 10_000,
      maxNumberOfRecordsPerRecordSet: () => 20,
      numberOfRecordSets: () => 2,
      signingKeys: () => [],
    },
  },
  "azure-native:app:ManagedEnvironment": {
    outputs: {
      defaultDomain: environmentDomain,
      deploymentErrors: () => "",
      eventStreamEndpoint: (c, id) => `https://${location(c)}.azurecontainerapps.dev${known(id)}/eventstream`,
      privateLinkDefaultDomain: () => "",
      staticIp: (c) => c.derive.publicIp("static"),
    },
  },
  "azure-native:app:ContainerApp": containerApp,
};
