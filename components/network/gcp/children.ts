import * as compute from "@pulumi/gcp/compute";
import * as dns from "@pulumi/gcp/dns";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";

/** Names of Compute Engine: RFC 1035, at most 63 characters. */
const computeName: NameRule = { limit: 63, charset: "a-z0-9-" };

/** Every kind of child of a network on GCP. The keys are the keys of overrides. */
export const gcpNetworkChildren = childKinds({
  network: { type: () => compute.Network, name: computeName },
  subnetwork: { type: () => compute.Subnetwork, name: computeName },
  route: { type: () => compute.Route, name: computeName },
  firewall: { type: () => compute.Firewall, name: computeName },
  router: { type: () => compute.Router, name: computeName },
  address: { type: () => compute.Address, name: computeName, tags: "labels" },
  nat: { type: () => compute.RouterNat, name: computeName },
  dnsPolicy: { type: () => dns.Policy, name: computeName },
  dnsZone: { type: () => dns.ManagedZone, name: computeName, tags: "labels" },
  dnsRecord: { type: () => dns.RecordSet },
  peering: { type: () => compute.NetworkPeering, name: computeName },
});

export type GcpNetworkOverrides = OverridesOf<typeof gcpNetworkChildren>;
export type GcpNetworkScope = Scope<"gcp", typeof gcpNetworkChildren>;

/** The GCP resources of a network, for what the neutral outputs do not say. */
export interface GcpNetworkNative {
  readonly cloud: "gcp";
  readonly network: compute.Network;
  /** By tier. */
  readonly subnetworks: Readonly<Record<string, compute.Subnetwork>>;
  /** By the end of their name, such as `deny-ingress`. */
  readonly firewalls: Readonly<Record<string, compute.Firewall>>;
  readonly router: compute.Router | undefined;
  readonly nat: compute.RouterNat | undefined;
  /** Names of the secondary ranges of the private tier, for clusters. */
  readonly podRangeName: string;
  readonly serviceRangeName: string;
}
