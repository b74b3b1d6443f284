import * as pulumi from "@pulumi/pulumi";
import type { NetworkParts, NetworkPlan } from "./types.js";

/** Zones where the plan has all their names. */
export function zonesByName(plan: NetworkPlan): NetworkParts["zones"] {
  const zones = plan.addresses.zones.flatMap(({ slot, name }) =>
    name === undefined ? [] : [[slot, pulumi.output(name)]],
  );
  return Object.fromEntries(zones);
}

/** A subnet of the whole region appears under every slot; under `""` where the network has no zones. */
export function regionalSubnets(
  plan: NetworkPlan,
  idOf: (tier: string) => pulumi.Output<string> | undefined,
): NetworkParts["subnets"] {
  const slots = plan.addresses.zones.length > 0 ? plan.addresses.zones.map((zone) => zone.slot) : [""];
  const tiers = plan.addresses.tiers.flatMap(({ name }) => {
    const id = idOf(name);
    return id === undefined ? [] : [[name, Object.fromEntries(slots.map((slot) => [slot, id]))]];
  });
  return Object.fromEntries(tiers);
}
