import * as pulumi from "@pulumi/pulumi";
import type { CloudName, NativeOf, Target } from "../core/clouds.js";
import { componentOptions } from "../core/options.js";
import { implementationsOf } from "../core/target.js";
import type { NetworkArgs, PeerOptions } from "./args.js";
import { type ExistingNetworkArgs, existingNetwork } from "./existing.js";
import { byZone, delegationsOf, idsByTier, kindsOf, subnetsOf, summarize } from "./outputs.js";
import { checkPeering } from "./peering.js";
import type { TierKind } from "./plan.js";
import { planNetwork } from "./settings.js";
import type { NetworkLike, NetworkParts, NetworkPlan } from "./types.js";

export {
  Endpoint,
  type FlowLogArgs,
  type IpamPool,
  NatMode,
  type NetworkArgs,
  type NetworkOptions,
  type PeerOptions,
  type TierArgs,
} from "./args.js";
export type { ExistingNetworkArgs } from "./existing.js";
export { TierKind, type ZoneSlots } from "./plan.js";
export { planNetwork } from "./settings.js";
export type { NetworkImplementation, NetworkLike, NetworkParts, NetworkPlan, NetworkRules } from "./types.js";

/**
 * A private network with tiers for what is public, private and isolated, in several zones.
 *
 * ```ts
 * const network = new Network("main", { target: aws({ region: "eu-west-1" }) });
 * ```
 *
 * A larger one, with room for six zones, a tier of its own, one NAT gateway a zone and two peers:
 *
 * ```ts
 * const network = new Network("main", {
 *   target: aws({ region: "us-east-1" }),
 *   cidr: "10.20.0.0/16",
 *   zones: 3,
 *   zoneSlots: 8,
 *   tiers: { cache: { kind: "isolated", share: 4, slot: 12 } },
 *   nat: "per-zone",
 *   endpoints: ["objectStorage", "registry", "secrets"],
 *   aws: { vpc: { enableNetworkAddressUsageMetrics: true } },
 * });
 * network.peerWith(shared);
 * ```
 *
 * Addresses follow a plan that never moves a subnet: see docs/network.md. Nothing is reachable from the internet by
 * itself, all traffic is recorded, and isolated tiers reach the internet under no circumstances.
 *
 * Cost: the network itself is free; see `nat`, `flowLogs` and `endpoints` for what is not. On GCP refused connections and
 * DNS queries are logged as well, at 0.50 USD per GB (illustration, 2025).
 */
export class Network<C extends CloudName = CloudName> extends pulumi.ComponentResource implements NetworkLike<C> {
  readonly networkName: string;
  readonly target: Target<C>;
  readonly id: pulumi.Output<string>;
  readonly cidr: pulumi.Output<string>;
  readonly zones: Readonly<Record<string, pulumi.Output<string>>>;
  readonly subnetIds: Readonly<Record<string, readonly pulumi.Output<string>[]>>;
  readonly subnetsByZone: Readonly<Record<string, Readonly<Record<string, pulumi.Output<string>>>>>;
  readonly tierKinds: Readonly<Record<string, TierKind>>;
  readonly tierDelegations: Readonly<Record<string, string>>;
  readonly tierCidrs: Readonly<Record<string, pulumi.Output<string>>>;
  readonly egressIps: readonly pulumi.Output<string>[];
  readonly defaultDenyGroupId: pulumi.Output<string> | undefined;
  readonly securityGroupIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** The cloud's own resources, fully typed. */
  readonly native: NativeOf<C, "network">;
  readonly #plan: NetworkPlan;
  readonly #parts: NetworkParts<C>;
  readonly #peers = new Set<string>();

  /**
   * @throws ArgumentsError with everything that is wrong, or UnsupportedError, before anything is registered
   */
  constructor(name: string, args: NetworkArgs<C>, opts?: pulumi.ComponentResourceOptions) {
    const { target } = args;
    const plan = planNetwork(name, args);
    super("groundplan:index:Network", name, summarize(plan), componentOptions(`Network "${name}"`, target, opts));
    const overrides = (args as Readonly<Record<string, unknown>>)[target.cloud] as object | undefined;
    const context = { component: this, capability: "network", name, target: target as unknown as Target, overrides };
    const parts: NetworkParts<C> = implementationsOf(target).network.build(context, plan);
    this.networkName = name;
    this.target = target;
    this.#plan = plan;
    this.#parts = parts;
    this.id = parts.id;
    this.cidr = parts.cidr;
    this.zones = parts.zones;
    this.subnetIds = idsByTier(parts);
    this.subnetsByZone = byZone(parts);
    this.tierKinds = kindsOf(plan);
    this.tierDelegations = delegationsOf(plan);
    this.tierCidrs = parts.tierCidrs;
    this.egressIps = parts.egressIps;
    this.defaultDenyGroupId = parts.defaultDenyGroupId;
    this.securityGroupIds = parts.securityGroupIds ?? {};
    this.native = parts.native;
    this.registerOutputs({ id: this.id, cidr: this.cidr, subnetIds: this.subnetIds, egressIps: this.egressIps });
  }

  subnetsOf(tier: string): readonly pulumi.Output<string>[] {
    return subnetsOf(this.networkName, this.subnetIds, tier);
  }

  /**
   * Joins this network with another one of the same cloud, so that machines reach each other by private addresses. The
   * ranges must not overlap. No firewall rule or security group is opened; on Azure the default rules of security groups
   * let a peered network in.
   *
   * A network of this program gets its side as well. For one that exists already, only this side is made: its owner has
   * to agree.
   *
   * Cost (illustration, 2025): nothing by the hour; AWS and Azure 0.01 USD per GB each way across zones or networks.
   *
   * @throws ArgumentsError for itself, a second time, overlapping ranges or unknown tiers; UnsupportedError for `allow`
   * on GCP and Azure
   */
  peerWith(other: NetworkLike<NoInfer<C>>, options: PeerOptions = {}): void {
    const otherPlan = other instanceof Network ? other.#plan : undefined;
    checkPeering({ network: this, plan: this.#plan, peers: this.#peers }, other, otherPlan, options);
    this.#peers.add(other.networkName);
    const link = this.#parts.peer(other, options);
    if (!(other instanceof Network)) return;
    other.#peers.add(this.networkName);
    other.#parts.accept(this, link, options);
  }

  /**
   * A network that exists already, in the shape that everything else takes. Registers nothing and reads nothing: what is
   * given is what it has.
   *
   * ```ts
   * const shared = Network.fromExisting("shared", {
   *   target,
   *   id: "vpc-0a1b2c3d4e5f67890",
   *   cidr: "10.30.0.0/16",
   *   zones: ["eu-west-1a", "eu-west-1b"],
   *   subnetIds: { private: ["subnet-0aaa", "subnet-0bbb"] },
   * });
   * ```
   */
  static fromExisting<C extends CloudName>(name: string, args: ExistingNetworkArgs<C>): NetworkLike<C> {
    return existingNetwork(name, args);
  }
}
