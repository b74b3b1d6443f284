import type { VirtualNetwork } from "@pulumi/azure-native/network";
import type { PrivateZone } from "@pulumi/azure-native/privatedns";
import type { NetworkPlan } from "../types.js";
import type { AzureContext } from "./children.js";
import { servicesOf } from "./services.js";

/**
 * The DNS zones that private endpoints in this network put their names into. Names that a zone does not know are asked
 * for on the internet, so that resources of others, without a private endpoint here, stay reachable.
 */
export function createPrivateZones(
  { scope, at }: AzureContext,
  plan: NetworkPlan,
  virtualNetwork: VirtualNetwork,
): Record<string, PrivateZone> {
  const { resourceGroupName } = at;
  const zones: Record<string, PrivateZone> = {};
  for (const zoneName of servicesOf(plan.endpoints).flatMap((service) => service.privateZones)) {
    const suffix = zoneName.replaceAll(".", "-");
    const zone = scope.child("privateZone", suffix, {
      resourceGroupName,
      location: "global",
      privateZoneName: zoneName,
    });
    scope.child("privateZoneLink", suffix, {
      resourceGroupName,
      location: "global",
      privateZoneName: zone.name,
      virtualNetwork: { id: virtualNetwork.id },
      registrationEnabled: false,
      resolutionPolicy: "NxDomainRedirect",
    });
    zones[zoneName] = zone;
  }
  return zones;
}
