import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, type Tri } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { demand, every, type Verdict } from "../../../core/verdict.js";
import { isGiven } from "../../../facts/azure-references.js";

const SUBNET = "azure-native:network:Subnet";
const NETWORK = "azure-native:network:VirtualNetwork";

/** Subnets that belong to a service of Azure, which guards them itself: most of these refuse a security group. */
const SERVICES: ReadonlySet<string> = new Set([
  "gatewaysubnet",
  "azurefirewallsubnet",
  "azurefirewallmanagementsubnet",
  "azurebastionsubnet",
  "routeserversubnet",
]);

function ofService(name: Field): Tri {
  return holds(name, (text) => SERVICES.has(String(text).toLowerCase()));
}

/** The subnets that the resource makes: what they are called, and the security group in front of them. */
function subnetsOf({ type, props }: Resource): readonly (readonly [name: Field, group: Field])[] {
  if (type === NETWORK)
    return items(get(props, "subnets")).map((s) => [within(s, "name"), within(s, "networkSecurityGroup")]);
  const named = get(props, "subnetName");
  return [[named.state === "absent" ? get(props, "name") : named, get(props, "networkSecurityGroup")]];
}

export const azNetSubnetNsg: ResourceRule = {
  id: "az-net-subnet-nsg",
  title: "Subnet without a network security group",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [SUBNET]: ["networkSecurityGroup.id", "subnetName", "name"],
    [NETWORK]: ["subnets[].networkSecurityGroup.id", "subnets[].name"],
  },
  controls: {},
  checkov: ["CKV2_AZURE_31"],
  why: "Without a security group every machine of the subnet takes traffic from the whole virtual network, and from the internet once it gets a public address.",
  fix: "Set `networkSecurityGroup` to a group that lets in only what the subnet's machines serve.",
  bad: [
    {
      type: SUBNET,
      name: "web",
      props: { resourceGroupName: "shop", virtualNetworkName: "main", subnetName: "web", addressPrefix: "10.0.1.0/24" },
    },
  ],
  good: [
    {
      type: SUBNET,
      name: "web",
      props: {
        resourceGroupName: "shop",
        virtualNetworkName: "main",
        subnetName: "web",
        addressPrefix: "10.0.1.0/24",
        networkSecurityGroup: { id: "/subscriptions/s/…/networkSecurityGroups/web" },
      },
    },
  ],
  check(resource) {
    const property = resource.type === NETWORK ? "subnets" : "networkSecurityGroup";
    const judge = (name: Field, group: Field): Verdict => {
      const guarded = isGiven(within(group, "id"), resource, property, "NetworkSecurityGroup");
      return demand(any(guarded, ofService(name)), group, "leaves the subnet without a network security group");
    };
    return every(subnetsOf(resource).map(([name, group]) => judge(name, group)));
  },
};
