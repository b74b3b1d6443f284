import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isSet } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";

const NIC = "azure-native:network:NetworkInterface";
const MACHINE = "azure-native:compute:VirtualMachine";
const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";

/** Where machines write their network cards themselves, instead of naming one. */
const INLINE: Readonly<Record<string, string>> = {
  [MACHINE]: "networkProfile.networkInterfaceConfigurations",
  [SCALE_SET]: "virtualMachineProfile.networkProfile.networkInterfaceConfigurations",
};

function addressesOf(resource: Resource): readonly Field[] {
  const inline = INLINE[resource.type];
  if (inline === undefined)
    return items(get(resource.props, "ipConfigurations")).map((config) => within(config, "publicIPAddress"));
  return items(get(resource.props, inline))
    .flatMap((card) => items(within(card, "ipConfigurations")))
    .map((config) => within(config, "publicIPAddressConfiguration"));
}

export const azNetNicPublicIp: ResourceRule = {
  id: "az-net-nic-public-ip",
  title: "Network card with a public address",
  severity: Severity.High,
  graph: false,
  judges: {
    [NIC]: ["ipConfigurations[].publicIPAddress"],
    [MACHINE]: [`${INLINE[MACHINE]}[].ipConfigurations[].publicIPAddressConfiguration`],
    [SCALE_SET]: [`${INLINE[SCALE_SET]}[].ipConfigurations[].publicIPAddressConfiguration`],
  },
  controls: {},
  checkov: ["CKV_AZURE_119"],
  why: "A machine with a public address is one wrong security rule away from the whole internet.",
  fix: "Remove the public address from every IP configuration; reach the machine with Bastion or behind a load balancer.",
  bad: [
    {
      type: NIC,
      name: "web",
      props: {
        resourceGroupName: "shop",
        ipConfigurations: [{ name: "main", publicIPAddress: { id: "/subscriptions/s/…/web" } }],
      },
    },
  ],
  good: [
    {
      type: NIC,
      name: "web",
      props: {
        resourceGroupName: "shop",
        ipConfigurations: [{ name: "main", subnet: { id: "/subscriptions/s/…/a" } }],
      },
    },
  ],
  check: (resource) =>
    every(addressesOf(resource).map((field) => forbid(isSet(field), field, "gives the machine a public address"))),
};
