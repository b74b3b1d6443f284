import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, CloudOverrides, Target } from "../core/clouds.js";
import type { TierKind, ZoneSlots } from "./plan.js";

/** How private tiers reach the internet. */
export const NatMode = {
  /** Not at all. */
  None: "none",
  /** One gateway, in one zone, for all zones. */
  Single: "single",
  /** One gateway in each zone. */
  PerZone: "per-zone",
  /** One gateway that spans the zones of the region. */
  Regional: "regional",
} as const;
export type NatMode = (typeof NatMode)[keyof typeof NatMode];

/** A service of the cloud that the network reaches without the internet. */
export const Endpoint = {
  /** S3, Cloud Storage, Blob Storage. */
  ObjectStorage: "objectStorage",
  /** ECR, Artifact Registry, Container Registry. */
  Registry: "registry",
  /** Secrets Manager, Secret Manager, Key Vault. */
  Secrets: "secrets",
  /** KMS, Cloud KMS, Key Vault. */
  Keys: "keys",
  /** CloudWatch Logs, Cloud Logging, Azure Monitor. */
  Logs: "logs",
} as const;
export type Endpoint = (typeof Endpoint)[keyof typeof Endpoint];

/** A range that a pool of addresses hands out. */
export interface IpamPool {
  /** Id of the pool, such as `ipam-pool-0123456789abcdef0`. */
  readonly ipamPool: pulumi.Input<string>;
  /** Size of the range, as the number of leading bits: 16 is 65,536 addresses. */
  readonly prefixLength: number;
}

/** A part of the network for things that are reached, and that reach the internet, in the same way. */
export interface TierArgs {
  /** @default - the kind of the default tier of that name; every other tier states its own */
  readonly kind?: TierKind;
  /**
   * Size: the tier takes 1/2^share of the network. 1 is a half, 3 an eighth; 1 to 8.
   * @default - that of the default tier of that name; every other tier states its own
   */
  readonly share?: number;
  /**
   * Place: which of the 2^share equal parts of the network, counted from 0. Never changes once the tier exists: another
   * slot is another range, and every subnet of the tier is replaced.
   *
   * Beside the default tiers these are free: share 2 slot 3; share 3 slots 6 and 7; share 4 slots 12 to 15.
   * @default - that of the default tier of that name; every other tier states its own
   */
  readonly slot?: number;
  /**
   * Azure: hands the whole tier to one service, such as `Microsoft.DBforPostgreSQL/flexibleServers`; nothing else can
   * live in it then. AWS and GCP have no such thing: UnsupportedError there.
   * @default - no delegation
   */
  readonly serviceDelegation?: string;
}

/** What is recorded about traffic. */
export interface FlowLogArgs {
  /**
   * Days that records are kept. AWS: one of the periods of CloudWatch Logs (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180,
   * 365, 400, ...). Azure: 1 to 365. GCP keeps flow logs as long as the project's `_Default` log bucket says (30 days
   * unless changed): UnsupportedError there.
   *
   * Fewer than 90 breaks the rule az-net-flow-logs on Azure.
   * @default 90 on AWS and Azure
   */
  readonly retentionDays?: number;
  /**
   * Part of the flows that is recorded, above 0 and at most 1. Only GCP can record less than all: UnsupportedError
   * elsewhere.
   * @default 1
   */
  readonly sampling?: number;
}

/** Everything about a network that means the same on every cloud. */
export interface NetworkOptions {
  /**
   * The network's IPv4 range, such as `"10.0.0.0/16"`, or a pool that hands one out (AWS only: UnsupportedError
   * elsewhere). It decides the address of every subnet, so it cannot change later without replacing all of them.
   *
   * A change on GCP needs another `podRange` and `serviceRange` with it: the new subnets are made before the old ones go.
   *
   * AWS accepts /16 to /28. GCP has no range of a network; there it is what the subnets are cut from. Networks that are
   * to be peered must not overlap.
   *
   * @default "10.0.0.0/16"
   */
  readonly cidr?: string | IpamPool;
  /**
   * How many zones, or which, in order. The place in the list is what counts: it decides addresses and names, so a zone
   * is added at the end, and one that is given up leaves `null` behind.
   *
   * On AWS each tier has one subnet in each zone. On GCP and Azure subnets are regional, and zones are only handed on to
   * what runs in the network. A number on AWS means the first zones that the account is offered; a later change of that
   * list replaces nothing.
   *
   * @default 3; none in an Azure region without zones
   */
  readonly zones?: number | readonly (string | null)[];
  /**
   * Places for zones that each tier reserves on AWS: 4 or 8. Decides addresses: it cannot change later.
   * @default 4
   */
  readonly zoneSlots?: ZoneSlots;
  /**
   * Tiers beside, or changes to, the three that every network has: `private` (a half), `public` and `isolated` (an
   * eighth each; a quarter is left over). `false` leaves a default tier out; its range stays reserved.
   *
   * ```ts
   * tiers: { cache: { kind: "isolated", share: 4, slot: 12 }, public: false }
   * ```
   *
   * @default - private, public and isolated
   */
  readonly tiers?: Readonly<Record<string, TierArgs | false>>;
  /**
   * How private tiers reach the internet.
   *
   * - `none`: not at all. Public tiers still do, through their own addresses.
   * - `single`: one gateway for all zones. On AWS and Azure an outage of its zone cuts egress everywhere, and on AWS
   *   traffic from other zones pays for crossing zones.
   * - `per-zone`: one gateway in each zone. UnsupportedError on Azure, where a subnet spans zones and has one gateway.
   * - `regional`: one gateway for the region. UnsupportedError on Azure, whose zone-redundant gateway is not in the
   *   provider's API version.
   *
   * GCP's Cloud NAT is regional by nature: `single`, `per-zone` and `regional` are the same there.
   *
   * Cost (illustration, list prices of 2025): AWS 0.045 USD an hour for a gateway (33 USD a month) and
   * 0.045 USD per GB in us-east-1, `regional` as much for each zone; GCP up to 0.044 USD an hour by number of machines
   * and 0.045 USD per GB; Azure 0.045 USD an hour and 0.045 USD per GB; each public address 0.005 USD an hour.
   *
   * @default "single"; "none" when no tier is private
   */
  readonly nat?: NatMode;
  /**
   * Addresses that you own already and that the gateways shall use. AWS: allocation ids of Elastic IPs, one for
   * `single`, one for each zone for `per-zone` and `regional`. GCP: self links of regional addresses. Azure: ids of
   * public IP addresses of the Standard SKU, in the gateway's zone, 1 to 16.
   *
   * @default - created with the network: one, or one for each zone
   */
  readonly egressIps?: readonly pulumi.Input<string>[];
  /**
   * Gives every subnet IPv6 addresses beside IPv4. AWS: a /56 of Amazon's; public tiers route to the internet, private
   * ones out only (egress-only gateway, no charge by the hour), isolated ones nowhere. GCP: internal addresses only.
   * Azure: a private /48 derived from project, stack and name; NAT gateways carry no IPv6.
   *
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * Records of all traffic, for investigations and audits. `false` switches them off and breaks the rules
   * aws-net-flow-logs and gcp-net-flow-logs.
   *
   * Cost (illustration, 2025): AWS 0.50 USD per GB into CloudWatch Logs and 0.03 USD per GB and month; GCP
   * 0.50 USD per GB; Azure 0.50 USD per GB above 5 GB a month, and storage.
   *
   * @default - all flows, kept 90 days (on GCP: as long as the project's log bucket keeps them)
   */
  readonly flowLogs?: false | FlowLogArgs;
  /**
   * Services of the cloud that every tier reaches without the internet.
   *
   * AWS: a gateway endpoint for object storage (free), interface endpoints in the private tier for the others. GCP:
   * private Google access is always on; each entry resolves its names to the private address range, so that isolated
   * tiers reach them too. Azure: service endpoints on every subnet, and a rule that lets isolated tiers use them;
   * `registry` and `logs` are reached through private endpoints of their own there: UnsupportedError.
   *
   * Cost (illustration, 2025): AWS interface endpoints 0.011 USD an hour for each zone in eu-west-1 (24 USD a month in
   * three zones; `registry` takes two), and 0.01 USD per GB; GCP 0.20 USD a month for each DNS zone; Azure nothing.
   *
   * @default ["objectStorage"]
   */
  readonly endpoints?: readonly Endpoint[];
  /**
   * GCP: secondary range of the private tier for the pods of clusters; must not overlap `cidr`, nor any range of a
   * network that is to be peered. Elsewhere pods get their addresses in another way: UnsupportedError.
   * @default "100.64.0.0/16" on GCP
   */
  readonly podRange?: string;
  /**
   * GCP: secondary range of the private tier for the services of clusters; must not overlap `cidr` or `podRange`.
   * Elsewhere it belongs to the cluster: UnsupportedError.
   * @default "100.65.0.0/20" on GCP
   */
  readonly serviceRange?: string;
}

/** What a network is made from: a target, the neutral options, and overrides of single children of the target's cloud. */
export type NetworkArgs<C extends CloudName = CloudName> = NetworkOptions & {
  /** Where the network is built. */
  readonly target: Target<C>;
} & CloudOverrides<C, "network">;

/** How two networks are joined. */
export interface PeerOptions {
  /**
   * AWS: tiers, of both networks, that get routes to each other. GCP and Azure join whole networks: UnsupportedError
   * there.
   * @default ["private"] on AWS
   */
  readonly allow?: readonly string[];
}
