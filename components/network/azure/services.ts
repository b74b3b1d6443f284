import type { Endpoint } from "../args.js";

/** How a service of Azure is reached without the internet. */
export interface AzureService {
  /** Turned on for every subnet: traffic to the service stays on Azure's network. Free. */
  readonly serviceEndpoint?: string;
  /** The addresses of the service in security rules. */
  readonly serviceTag?: string;
  /** Private DNS zones that private endpoints of the service need. */
  readonly privateZones: readonly string[];
  /** Priority of the rule that lets isolated tiers reach it. */
  readonly priority: number;
}

/** Key Vault serves secrets and keys alike. The registry and Azure Monitor are reached through private endpoints only. */
export const azureServices: Readonly<Record<Endpoint, AzureService>> = {
  objectStorage: {
    serviceEndpoint: "Microsoft.Storage",
    serviceTag: "Storage",
    privateZones: ["privatelink.blob.core.windows.net"],
    priority: 4000,
  },
  registry: { privateZones: ["privatelink.azurecr.io"], priority: 4001 },
  secrets: {
    serviceEndpoint: "Microsoft.KeyVault",
    serviceTag: "AzureKeyVault",
    privateZones: ["privatelink.vaultcore.azure.net"],
    priority: 4002,
  },
  keys: {
    serviceEndpoint: "Microsoft.KeyVault",
    serviceTag: "AzureKeyVault",
    privateZones: ["privatelink.vaultcore.azure.net"],
    priority: 4002,
  },
  logs: {
    privateZones: [
      "privatelink.monitor.azure.com",
      "privatelink.oms.opinsights.azure.com",
      "privatelink.ods.opinsights.azure.com",
      "privatelink.agentsvc.azure-automation.net",
    ],
    priority: 4003,
  },
};

/** The wanted services, each once. */
export function servicesOf(endpoints: readonly Endpoint[]): AzureService[] {
  const seen = new Map<number, AzureService>();
  for (const endpoint of endpoints) seen.set(azureServices[endpoint].priority, azureServices[endpoint]);
  return [...seen.values()];
}
