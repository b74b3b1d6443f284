import { getAddressOutput, type Network, type Router, type RouterNat, type Subnetwork } from "@pulumi/gcp/compute";
import * as pulumi from "@pulumi/pulumi";
import { NatMode } from "../args.js";
import type { NetworkPlan } from "../types.js";
import type { GcpNetworkScope } from "./children.js";

export interface CloudNat {
  readonly router: Router | undefined;
  readonly nat: RouterNat | undefined;
  readonly addresses: readonly pulumi.Output<string>[];
}

/** Cloud NAT for the private tiers. It spans the zones of the region, so one serves every mode but `none`. */
export function createNat(
  scope: GcpNetworkScope,
  plan: NetworkPlan,
  network: Network,
  subnets: Readonly<Record<string, Subnetwork>>,
): CloudNat {
  if (plan.nat === NatMode.None) return { router: undefined, nat: undefined, addresses: [] };
  const region = scope.target.region;
  const { links, addresses } = egressAddresses(scope, plan);
  const router = scope.child("router", "", { network: network.id, region });
  const privateTiers = plan.addresses.tiers.filter((tier) => tier.kind === "private");
  const nat = scope.child("nat", "", {
    router: router.name,
    region,
    natIpAllocateOption: "MANUAL_ONLY",
    natIps: links,
    sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
    subnetworks: privateTiers.flatMap((tier) => {
      const subnet = subnets[tier.name];
      return subnet === undefined ? [] : [{ name: subnet.id, sourceIpRangesToNats: ["ALL_IP_RANGES"] }];
    }),
    // One address then serves few machines with many connections as well as many with few.
    enableDynamicPortAllocation: true,
    enableEndpointIndependentMapping: false,
    logConfig: { enable: true, filter: "ERRORS_ONLY" },
  });
  return { router, nat, addresses };
}

function egressAddresses(
  scope: GcpNetworkScope,
  plan: NetworkPlan,
): { links: pulumi.Input<string>[]; addresses: pulumi.Output<string>[] } {
  if (plan.egressIps !== undefined) {
    const links = [...plan.egressIps];
    return { links, addresses: links.map((link) => lookUp(scope, link)) };
  }
  const address = scope.child("address", "nat", {
    region: scope.target.region,
    addressType: "EXTERNAL",
    description: "Egress of private tiers",
  });
  return { links: [address.selfLink], addresses: [address.address] };
}

/** The address behind `.../projects/<project>/regions/<region>/addresses/<name>`. */
function lookUp(scope: GcpNetworkScope, link: pulumi.Input<string>): pulumi.Output<string> {
  const parts = pulumi.output(link).apply((text) => text.split("/"));
  const after = (word: string) => parts.apply((all) => all[all.indexOf(word) + 1] ?? "");
  const found = getAddressOutput(
    { project: after("projects"), region: after("regions"), name: after("addresses") },
    { provider: scope.provider, ...(scope.component && { parent: scope.component }) },
  );
  return found.address;
}
