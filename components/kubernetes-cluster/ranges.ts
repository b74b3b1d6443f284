import * as pulumi from "@pulumi/pulumi";
import { known, overlaps } from "../network/cidr.js";
import type { ClusterPlan } from "./types.js";

/** The range of services or pods, looked at beside the network's as soon as that is known. */
export function apartFromNetwork(
  plan: Pick<ClusterPlan, "network" | "serviceRange" | "podRange">,
  path: "serviceRange" | "podRange",
): pulumi.Output<string> {
  const range = plan[path] as string;
  return plan.network.cidr.apply((cidr) => {
    if (!overlaps(known(range), known(cidr))) return range;
    const reason = `${range} overlaps the range of network "${plan.network.networkName}", ${cidr}; use another range`;
    throw new pulumi.InputPropertyError({ propertyPath: path, reason });
  });
}
