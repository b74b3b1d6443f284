import { sets } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";

const NIC = "azure-native:network:NetworkInterface";

/** Where machines write their network cards themselves, instead of naming one. */
const INLINE: Readonly<Record<string, string>> = {
  "azure-native:compute:VirtualMachine": "networkProfile.networkInterfaceConfigurations",
  "azure-native:compute:VirtualMachineScaleSet": "virtualMachineProfile.networkProfile.networkInterfaceConfigurations",
};

function switchesOf({ type, props }: Resource): readonly Field[] {
  const inline = INLINE[type];
  if (inline === undefined) return [get(props, "enableIPForwarding")];
  return items(get(props, inline)).map((card) => within(card, "enableIPForwarding"));
}

const off = sets({ enableIPForwarding: false });

export const azNetIpForwarding: ResourceRule = {
  id: "az-net-ip-forwarding",
  title: "IP forwarding on a network card",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [NIC]: ["enableIPForwarding"],
    ...Object.fromEntries(Object.entries(INLINE).map(([type, path]) => [type, [`${path}[].enableIPForwarding`]])),
  },
  controls: {},
  checkov: ["CKV_AZURE_118"],
  // The cards of a machine are a list, whose other values its owner writes: only a card on its own is put right.
  remedy: { replaces: false, edits: (card, settings) => (card.type === NIC ? off.edits(card, settings) : []) },
  why: "A machine that forwards packets can pass traffic between networks that are meant to be apart, and can send under other machines' addresses.",
  fix: "Set `enableIPForwarding` to false; only a firewall or router appliance needs it.",
  bad: [
    {
      type: NIC,
      name: "web",
      props: { resourceGroupName: "shop", enableIPForwarding: true, ipConfigurations: [{ name: "main" }] },
    },
  ],
  good: [
    {
      type: NIC,
      name: "web",
      props: { resourceGroupName: "shop", enableIPForwarding: false, ipConfigurations: [{ name: "main" }] },
    },
  ],
  check: (resource) =>
    every(switchesOf(resource).map((on) => forbid(isTrue(on), on, "lets the machine forward traffic of others"))),
};
