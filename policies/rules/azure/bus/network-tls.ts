import type { Edit } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isText, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { demand, every, forbid } from "../../../core/verdict.js";
import { isPrivate } from "../../../facts/azure-exposure.js";
import { modernTls } from "../../../facts/azure-tls.js";

const BUS = "azure-native:servicebus:Namespace";
const HUBS = "azure-native:eventhub:Namespace";

/** Rule sets of namespaces on their own. They repeat the namespace's switch, and may leave it to the namespace. */
const RULE_SETS = ["azure-native:servicebus:NamespaceNetworkRuleSet", "azure-native:eventhub:NamespaceNetworkRuleSet"];

/** Event Grid calls the lowest version of TLS otherwise. */
const LOWEST: Readonly<Record<string, string>> = {
  [BUS]: "minimumTlsVersion",
  [HUBS]: "minimumTlsVersion",
  "azure-native:eventgrid:Topic": "minimumTlsVersionAllowed",
  "azure-native:eventgrid:Domain": "minimumTlsVersionAllowed",
  "azure-native:eventgrid:Namespace": "minimumTlsVersionAllowed",
  "azure-native:eventgrid:PartnerNamespace": "minimumTlsVersionAllowed",
};

const lowestOf = ({ type, props }: Resource): Field => get(props, LOWEST[type] ?? "minimumTlsVersion");

/** Whether the service takes TLS 1.2 and newer only, as it does where nothing is said. */
const isModern = (lowest: Field): Tri => modernTls(lowest, true);

export const azBusNetworkTls: ResourceRule = {
  id: "az-bus-network-tls",
  title: "Messaging namespace public or with old TLS",
  severity: Severity.Medium,
  graph: false,
  judges: {
    ...Object.fromEntries(Object.entries(LOWEST).map(([type, name]) => [type, ["publicNetworkAccess", name]])),
    ...Object.fromEntries(RULE_SETS.map((type) => [type, ["publicNetworkAccess"]])),
  },
  controls: {},
  checkov: ["CKV_AZURE_204", "CKV_AZURE_205", "CKV_AZURE_223", "CKV_AZURE_193"],
  aspects: {
    CKV_AZURE_204: ["publicNetworkAccess"],
    CKV_AZURE_205: ["minimumTlsVersion"],
    CKV_AZURE_223: ["minimumTlsVersion"],
    CKV_AZURE_193: ["publicNetworkAccess"],
  },
  remedy: {
    replaces: false,
    edits(resource): readonly Edit[] {
      const open = isPrivate(get(resource.props, "publicNetworkAccess")) === false;
      const closes = RULE_SETS.includes(resource.type)
        ? isText(get(resource.props, "publicNetworkAccess"), "Enabled") === true
        : open;
      const lowest = lowestOf(resource);
      return [
        ...(closes ? [{ path: "publicNetworkAccess", value: "Disabled" }] : []),
        ...(isModern(lowest) === false ? [{ path: lowest.path, value: "1.2" }] : []),
      ];
    },
  },
  why: "Everybody on the internet can try leaked keys on a public namespace, and what goes over TLS 1.0 or 1.1 can be read on the way.",
  fix: 'Set `publicNetworkAccess` to "Disabled" and use a private endpoint; set `minimumTlsVersion` (in Event Grid `minimumTlsVersionAllowed`) to "1.2".',
  bad: [
    {
      type: BUS,
      name: "orders",
      props: {
        resourceGroupName: "shop",
        sku: { name: "Premium", tier: "Premium" },
        minimumTlsVersion: "1.0",
        publicNetworkAccess: "Enabled",
      },
    },
  ],
  good: [
    {
      type: BUS,
      name: "orders",
      props: {
        resourceGroupName: "shop",
        sku: { name: "Premium", tier: "Premium" },
        minimumTlsVersion: "1.2",
        publicNetworkAccess: "Disabled",
      },
    },
  ],
  check(resource) {
    const access = get(resource.props, "publicNetworkAccess");
    const open = "lets every network reach the messages";
    if (RULE_SETS.includes(resource.type)) return forbid(isText(access, "Enabled"), access, open);
    const lowest = lowestOf(resource);
    return every([
      demand(isPrivate(access), access, open),
      demand(isModern(lowest), lowest, "accepts TLS older than 1.2"),
    ]);
  },
};
