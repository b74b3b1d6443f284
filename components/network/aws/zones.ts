import { getAvailabilityZonesOutput } from "@pulumi/aws/getAvailabilityZones";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkPlan } from "../types.js";
import type { AwsNetworkScope } from "./children.js";

/** The zones of a network by slot. */
export interface AwsZones {
  readonly names: Readonly<Record<string, pulumi.Output<string>>>;
  /** AWS was asked: the answer may change from day to day, and must then change nothing. */
  readonly lookedUp: boolean;
}

/** The zones that the plan names; otherwise the first ones that the account is offered, asked for once. */
export function zonesOf(scope: AwsNetworkScope, plan: NetworkPlan): AwsZones {
  const { zones } = plan.addresses;
  const lookedUp = zones.some((zone) => zone.name === undefined);
  const offered = lookedUp ? offeredZones(scope) : pulumi.output<string[]>([]);
  const names = zones.map((zone) => {
    const name = zone.name;
    if (name !== undefined) return [zone.slot, pulumi.output(name)] as const;
    return [zone.slot, offered.apply((list) => pick(scope, list, zone.place, zones.length))] as const;
  });
  return { names: Object.fromEntries(names), lookedUp };
}

/** Availability Zones only: Local and Wavelength Zones cannot hold a network's ordinary subnets. */
function offeredZones(scope: AwsNetworkScope): pulumi.Output<string[]> {
  const found = getAvailabilityZonesOutput(
    { state: "available", filters: [{ name: "zone-type", values: ["availability-zone"] }] },
    { provider: scope.provider, ...(scope.component && { parent: scope.component }) },
  );
  return found.apply(({ names }) => [...names].sort());
}

function pick(scope: AwsNetworkScope, offered: readonly string[], place: number, wanted: number): string {
  const name = offered[place];
  if (name !== undefined) return name;
  throw new pulumi.ResourceError(
    `Network "${scope.name}": zones is ${wanted}, but this account is offered ${offered.length} zones in ` +
      `${scope.target.region} (${offered.join(", ")}); use ${offered.length} or fewer`,
    scope.component,
  );
}
