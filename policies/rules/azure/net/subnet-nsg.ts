import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isSet, type Tri } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { demand, every, type Verdict } from "../../../core/verdict.js";

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

function judge(name: Field, group: Field): Verdict {
  const guarded = any(isSet(within(group, "id")), ofService(name));
  return demand(guarded, group, "leaves the subnet without a network security group");
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
  check({ type, props }) {
    if (type === NETWORK)
      return every(
        items(get(props, "subnets")).map((s) => judge(within(s, "name"), within(s, "networkSecurityGroup"))),
      );
    const named = get(props, "subnetName");
    return judge(named.state === "absent" ? get(props, "name") : named, get(props, "networkSecurityGroup"));
  },
};
