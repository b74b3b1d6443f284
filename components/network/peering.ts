import type { CloudName } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import type { PeerOptions } from "./args.js";
import { overlaps, parseBlock } from "./cidr.js";
import type { NetworkLike, NetworkPlan } from "./types.js";

interface Side<C extends CloudName> {
  readonly network: NetworkLike<C>;
  readonly plan: NetworkPlan;
  /** Names of the networks that it is joined with already. */
  readonly peers: ReadonlySet<string>;
}

/** Checks a peering before either side registers anything. Ranges are compared where both are known. */
export function checkPeering<C extends CloudName>(
  side: Side<C>,
  other: NetworkLike<C>,
  otherPlan: NetworkPlan | undefined,
  options: PeerOptions,
): void {
  const problems = new Problems();
  const { network, plan, peers } = side;
  const { cloud } = network.target;
  const limitation = network.target.implementations.network.unsupported["peerWith.allow"];
  if (options.allow !== undefined && limitation !== undefined)
    problems.unsupported("Network", cloud, "peerWith.allow", limitation);
  if (other.target.cloud !== cloud)
    problems.add(
      "other",
      `network "${other.networkName}" is on ${other.target.cloud}, this one on ${cloud}; join networks of one cloud`,
    );
  else if (other === network || other.networkName === network.networkName)
    problems.add(
      "other",
      `network "${other.networkName}" would be joined with itself, or with one of the same name; use another network`,
    );
  else if (peers.has(other.networkName))
    problems.add("other", `network "${other.networkName}" is joined with this one already; one call makes both sides`);
  const [own, others] = [blockOf(plan), otherPlan && blockOf(otherPlan)];
  if (own && others && overlaps(own, others))
    problems.add(
      "other",
      `its range ${String(otherPlan?.cidr)} overlaps this network's, ${String(plan.cidr)}; give one of them another cidr`,
    );
  problems.throwIfAny(`Network "${network.networkName}", peerWith`);
}

function blockOf({ cidr }: NetworkPlan) {
  const parsed = typeof cidr === "string" ? parseBlock(cidr) : undefined;
  return parsed !== undefined && "block" in parsed ? parsed.block : undefined;
}
