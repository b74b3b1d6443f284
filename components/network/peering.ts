import type { CloudName } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import type { PeerOptions } from "./args.js";
import { type Block, formatBlock, known, overlaps } from "./cidr.js";
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
  const { network, peers } = side;
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
  if (otherPlan !== undefined) checkRanges(problems, side, otherPlan);
  problems.throwIfAny(`Network "${network.networkName}", peerWith`);
}

/** No range of one network may overlap one of the other; on GCP the ranges of pods and services count as well. */
function checkRanges<C extends CloudName>(
  problems: Problems,
  { network, plan }: Side<C>,
  otherPlan: NetworkPlan,
): void {
  const secondary = network.target.implementations.network.unsupported.podRange === undefined;
  const theirs = rangesOf(otherPlan, secondary);
  for (const [name, own] of rangesOf(plan, secondary)) {
    const taken = theirs.find(([, other]) => overlaps(own, other));
    if (taken !== undefined)
      problems.add(
        "other",
        `its ${taken[0]} ${formatBlock(taken[1])} overlaps this network's ${name}, ${formatBlock(own)}; ` +
          "give one of the two another range",
      );
  }
}

function rangesOf(plan: NetworkPlan, secondary: boolean): (readonly [string, Block])[] {
  const { cidr, podRange, serviceRange, addresses } = plan;
  const hasClusters = secondary && addresses.tiers.some((tier) => tier.kind === "private");
  const texts = { cidr, ...(hasClusters && { podRange, serviceRange }) };
  return Object.entries(texts).flatMap(([name, text]) =>
    typeof text === "string" ? [[name, known(text)] as const] : [],
  );
}
