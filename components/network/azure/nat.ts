import { getPublicIPAddressOutput, type NatGateway } from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { NatMode } from "../args.js";
import type { NetworkPlan } from "../types.js";
import type { AzureContext } from "./children.js";

export interface AzureNat {
  readonly gateway: NatGateway | undefined;
  readonly addresses: readonly pulumi.Output<string>[];
}

/** One gateway, in the first zone of the network where the region has zones, with addresses of the same zone. */
export function createNat(context: AzureContext, plan: NetworkPlan): AzureNat {
  if (plan.nat === NatMode.None) return { gateway: undefined, addresses: [] };
  const { scope, at } = context;
  const [first] = plan.addresses.zones;
  const zonal = first?.name === undefined ? {} : { zones: [first.name] };
  const { ids, addresses } = egressAddresses(context, plan, zonal);
  const gateway = scope.child("natGateway", "nat", {
    ...at,
    ...zonal,
    sku: { name: "Standard" },
    idleTimeoutInMinutes: 4,
    publicIpAddresses: ids.map((id) => ({ id })),
  });
  return { gateway, addresses };
}

function egressAddresses(
  context: AzureContext,
  plan: NetworkPlan,
  zonal: { zones?: string[] },
): { ids: pulumi.Input<string>[]; addresses: pulumi.Output<string>[] } {
  const { scope, at } = context;
  if (plan.egressIps !== undefined)
    return { ids: [...plan.egressIps], addresses: plan.egressIps.map((id) => lookUp(context, id)) };
  const ip = scope.child("publicIp", "nat", {
    ...at,
    ...zonal,
    sku: { name: "Standard" },
    publicIPAllocationMethod: "Static",
    publicIPAddressVersion: "IPv4",
  });
  return { ids: [ip.id], addresses: [ip.ipAddress.apply((address) => address ?? "")] };
}

/** The address behind `/subscriptions/.../resourceGroups/<group>/providers/Microsoft.Network/publicIPAddresses/<name>`. */
function lookUp({ scope }: AzureContext, id: pulumi.Input<string>): pulumi.Output<string> {
  const parts = pulumi.output(id).apply((text) => text.split("/"));
  const found = getPublicIPAddressOutput(
    { resourceGroupName: parts.apply((p) => p[4] ?? ""), publicIpAddressName: parts.apply((p) => p.at(-1) ?? "") },
    { provider: scope.provider, ...(scope.component && { parent: scope.component }) },
  );
  return found.apply(({ ipAddress }) => ipAddress ?? "");
}
