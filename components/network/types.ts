import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, Implementation, NativeOf, Target } from "../core/clouds.js";
import type { Endpoint, IpamPool, NatMode, PeerOptions } from "./args.js";
import type { AddressPlan, TierKind } from "./plan.js";

/** What others need to know of a network: a {@link Network} of this program, or one that exists already. */
export interface NetworkLike<C extends CloudName = CloudName> {
  /** Names this network in the children that a peering makes. */
  readonly networkName: string;
  readonly target: Target<C>;
  /** AWS: id of the VPC. GCP: self link of the network. Azure: resource id of the virtual network. */
  readonly id: pulumi.Output<string>;
  /** The IPv4 range. */
  readonly cidr: pulumi.Output<string>;
  /** Zones by slot (`a`, `b`, ...). A slot without a zone is absent. */
  readonly zones: Readonly<Record<string, pulumi.Output<string>>>;
  /** Subnets by tier, in the order of the zones; a single one where subnets are regional. */
  readonly subnetIds: Readonly<Record<string, readonly pulumi.Output<string>[]>>;
  /** Subnets by slot of the zone, then by tier. Where subnets are regional every slot has the same ones. */
  readonly subnetsByZone: Readonly<Record<string, Readonly<Record<string, pulumi.Output<string>>>>>;
  /** What each tier is for. */
  readonly tierKinds: Readonly<Record<string, TierKind>>;
  /** Azure: the service that each tier's subnet is handed to, where it is to one; `undefined` where nothing is known. */
  readonly tierDelegations?: Readonly<Record<string, string>> | undefined;
  /** The IPv4 range of each tier: one route for all its subnets. */
  readonly tierCidrs: Readonly<Record<string, pulumi.Output<string>>>;
  /** Public IPv4 addresses that private tiers appear under; empty without NAT. */
  readonly egressIps: readonly pulumi.Output<string>[];
  /** AWS: the security group that lets nothing in or out (the VPC's default one). The other clouds have none. */
  readonly defaultDenyGroupId: pulumi.Output<string> | undefined;
  /** Azure: the security group of each tier. The other clouds have none, nor has a network that exists already. */
  readonly securityGroupIds?: Readonly<Record<string, pulumi.Output<string>>>;
  /** The subnets of a tier. @throws ArgumentsError when there is no such tier */
  subnetsOf(tier: string): readonly pulumi.Output<string>[];
}

/** A network with everything decided that can be decided without the engine. */
export interface NetworkPlan {
  readonly addresses: AddressPlan;
  readonly cidr: string | IpamPool;
  readonly nat: NatMode;
  /** `undefined`: to be created. */
  readonly egressIps: readonly pulumi.Input<string>[] | undefined;
  readonly ipv6: boolean;
  readonly flowLogs: { readonly retentionDays: number; readonly sampling: number } | undefined;
  readonly endpoints: readonly Endpoint[];
  readonly podRange: string;
  readonly serviceRange: string;
}

/** What a cloud's builder hands back. */
export interface NetworkParts<C extends CloudName = CloudName> {
  readonly id: pulumi.Output<string>;
  readonly cidr: pulumi.Output<string>;
  readonly zones: Readonly<Record<string, pulumi.Output<string>>>;
  /** Tier, then slot of the zone. A regional subnet appears under every slot, and under `""` when there is none. */
  readonly subnets: Readonly<Record<string, Readonly<Record<string, pulumi.Output<string>>>>>;
  readonly tierCidrs: Readonly<Record<string, pulumi.Output<string>>>;
  readonly egressIps: readonly pulumi.Output<string>[];
  readonly defaultDenyGroupId: pulumi.Output<string> | undefined;
  /** By tier, where tiers have security groups. */
  readonly securityGroupIds?: Readonly<Record<string, pulumi.Output<string>>>;
  readonly native: NativeOf<C, "network">;
  /** Registers this network's side of a peering. */
  peer(other: NetworkLike<C>, options: PeerOptions): PeerLink;
  /** Registers this network's side of a peering that the other one has asked for. */
  accept(other: NetworkLike<C>, link: PeerLink, options: PeerOptions): void;
}

/** What the first side of a peering leaves for the second. */
export interface PeerLink {
  readonly resource: pulumi.Resource;
  readonly id: pulumi.Output<string>;
  /** The second side has to agree with a resource of its own. */
  readonly pending: boolean;
}

/** What a cloud allows, as data that the synchronous checks read. */
export interface NetworkRules {
  /** Is a subnet in one zone, or in the whole region? */
  readonly zonal: boolean;
  /** Longest prefix of a subnet. */
  readonly smallestSubnet: number;
  /** Shortest prefix of a network. */
  readonly largestNetwork: number;
  /** The zones of a region in the cloud's order, and every name that it accepts; `undefined` for an unlisted region. */
  zonesOf(region: string): { readonly offered: readonly string[]; readonly accepted: readonly string[] } | undefined;
  /** May a region have no zones? */
  readonly zonesOptional: boolean;
  /** Allowed periods in days, or the longest one. */
  readonly retentionDays: readonly number[] | number;
  /** Number of addresses that NAT takes: exactly one for each gateway, or any number up to this. */
  readonly egressIps: "one-per-gateway" | number;
  /** Do gateways live in a public tier? */
  readonly natInPublicTier: boolean;
  /** Bits between the network's IPv6 range and the /64 of a subnet. */
  readonly ipv6Bits: number;
}

/** A network on one cloud. */
export interface NetworkImplementation<C extends CloudName = CloudName>
  extends Implementation<NetworkPlan, NetworkParts<C>> {
  readonly rules: NetworkRules;
}

declare module "../core/clouds.js" {
  interface Implementations<C extends CloudName> {
    readonly network: NetworkImplementation<C>;
  }
}
