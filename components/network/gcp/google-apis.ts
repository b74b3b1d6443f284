import type { Network } from "@pulumi/gcp/compute";
import type { Endpoint } from "../args.js";
import type { NetworkPlan } from "../types.js";
import type { GcpNetworkScope } from "./children.js";

/** The addresses that Google's APIs have inside Google's network: `private.googleapis.com`. */
export const googleApis = {
  range: "199.36.153.8/30",
  addresses: ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"],
} as const;

/** The domains behind each entry; nearly every API is under googleapis.com. */
const domains: Readonly<Record<Endpoint, readonly string[]>> = {
  objectStorage: ["googleapis.com"],
  registry: ["googleapis.com", "pkg.dev", "gcr.io"],
  secrets: ["googleapis.com"],
  keys: ["googleapis.com"],
  logs: ["googleapis.com"],
};

/**
 * Resolves the names of the services to the private range, for the whole network, and routes that range to Google's edge
 * whether or not there is a default route.
 */
export function createGoogleApis(scope: GcpNetworkScope, plan: NetworkPlan, network: Network): void {
  const wanted = new Set(plan.endpoints.flatMap((endpoint) => domains[endpoint]));
  if (wanted.size === 0) return;
  scope.child("route", "google-apis", {
    network: network.id,
    description: "Google's APIs at their private addresses",
    destRange: googleApis.range,
    nextHopGateway: "default-internet-gateway",
    priority: 1000,
  });
  for (const domain of wanted) createZone(scope, network, domain);
}

function createZone(scope: GcpNetworkScope, network: Network, domain: string): void {
  const name = domain.replace(".", "-");
  const zone = scope.child("dnsZone", name, {
    description: `${domain} at private addresses`,
    dnsName: `${domain}.`,
    visibility: "private",
    privateVisibilityConfig: { networks: [{ networkUrl: network.id }] },
  });
  const apex = domain === "googleapis.com" ? "private.googleapis.com." : `${domain}.`;
  const [managedZone, ttl] = [zone.name, 300];
  scope.child("dnsRecord", `${name}-a`, {
    managedZone,
    ttl,
    type: "A",
    name: apex,
    rrdatas: [...googleApis.addresses],
  });
  scope.child("dnsRecord", `${name}-any`, { managedZone, ttl, type: "CNAME", name: `*.${domain}.`, rrdatas: [apex] });
}
