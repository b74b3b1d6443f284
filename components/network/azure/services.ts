import type { Endpoint } from "../args.js";

/** How a service of Azure is reached without the internet: a service endpoint, which is free and needs no address. */
export interface AzureService {
  /** Turned on for every subnet: traffic to the service stays on Azure's network. */
  readonly serviceEndpoint: string;
  /** The addresses of the service in security rules. */
  readonly serviceTag: string;
  /** Priority of the rule that lets isolated tiers reach it. */
  readonly priority: number;
}

const storage: AzureService = { serviceEndpoint: "Microsoft.Storage", serviceTag: "Storage", priority: 4000 };
const keyVault: AzureService = { serviceEndpoint: "Microsoft.KeyVault", serviceTag: "AzureKeyVault", priority: 4001 };

/** Key Vault holds secrets and keys alike. What is absent is refused beforehand: see capabilities.ts. */
const services: Readonly<Partial<Record<Endpoint, AzureService>>> = {
  objectStorage: storage,
  secrets: keyVault,
  keys: keyVault,
};

/** The wanted services, each once. */
export function servicesOf(endpoints: readonly Endpoint[]): AzureService[] {
  return [...new Set(endpoints.flatMap((endpoint) => services[endpoint] ?? []))];
}
