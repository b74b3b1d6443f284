import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const BUS = "azure-native:servicebus:Namespace";
const SWITCH = "disableLocalAuth";

export const azBusLocalAuth: ResourceRule = {
  id: "az-bus-local-auth",
  title: "Messaging namespace with shared keys",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [BUS]: [SWITCH],
    "azure-native:eventhub:Namespace": [SWITCH],
    "azure-native:eventgrid:Topic": [SWITCH],
    "azure-native:eventgrid:Domain": [SWITCH],
    "azure-native:eventgrid:PartnerNamespace": [SWITCH],
  },
  controls: {},
  checkov: ["CKV_AZURE_203", "CKV_AZURE_192"],
  remedy: sets({ [SWITCH]: true }),
  why: "A shared key never ends and names nobody: whoever finds it in a configuration file reads and sends messages as the application.",
  fix: "Set `disableLocalAuth` to true, and give the applications' managed identities roles for sending and receiving.",
  bad: [
    { type: BUS, name: "orders", props: { resourceGroupName: "shop", sku: { name: "Standard", tier: "Standard" } } },
  ],
  good: [
    {
      type: BUS,
      name: "orders",
      props: { resourceGroupName: "shop", sku: { name: "Standard", tier: "Standard" }, disableLocalAuth: true },
    },
  ],
  check({ props }) {
    const off = get(props, SWITCH);
    return demand(isTrue(off), off, "lets shared keys send and read messages");
  },
};
