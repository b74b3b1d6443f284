import { checkProperties, checkSameCloud, checkTable } from "../core/checks.js";
import type { Checking } from "./validate.js";

/** Is the network one of this cloud and region, and its tier one that a function can use? Adds what is wrong. */
export function checkNetwork({ problems, cloud, args, rules }: Checking): boolean {
  const before = problems.found.length;
  if (args.network === undefined) return true;
  if (!checkTable(problems, "network", args.network, "{ network, tier }")) return false;
  checkProperties(problems, "network", args.network, ["network", "tier"]);
  const { network, tier = "private" } = args.network;
  if (network === undefined || network === null) {
    problems.add("network.network", "nothing is given; name the network, or leave the whole argument out");
    return false;
  }
  if (!checkSameCloud(problems, "network.network", network, cloud)) return false;
  const { region } = args.target;
  if (network.target.region !== region)
    problems.add("network.network", `"${network.networkName}" is in ${network.target.region}; use one in ${region}`);
  const kind = network.tierKinds[tier];
  if (network.subnetIds[tier] === undefined)
    problems.add(
      "network.tier",
      `"${tier}" is not a tier of "${network.networkName}"; use one of ${Object.keys(network.subnetIds).join(", ")}`,
    );
  else if (kind === "public")
    problems.add(
      "network.tier",
      `"${tier}" is a public tier, and a function has no public address to leave it by; use a private one`,
    );
  const delegated = network.tierDelegations;
  if (rules.delegation !== undefined && delegated !== undefined && delegated[tier] !== rules.delegation)
    problems.add(
      "network.tier",
      `"${tier}" is not handed to functions; give the tier serviceDelegation: "${rules.delegation}"`,
    );
  return problems.found.length === before;
}
