import { texts } from "../../../core/parameter.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import { any } from "../../../core/tri.js";
import { demand, nowhere, pass } from "../../../core/verdict.js";

const SETTING = "azure-native:monitor:DiagnosticSetting";
const VAULT = "azure-native:keyvault:Vault";

const SERVICES = [
  VAULT,
  "azure-native:sql:Database",
  "azure-native:containerservice:ManagedCluster",
  "azure-native:apimanagement:ApiManagementService",
  "azure-native:containerregistry:Registry",
  "azure-native:cosmosdb:DatabaseAccount",
  "azure-native:eventhub:Namespace",
  "azure-native:keyvault:ManagedHsm",
  "azure-native:network:ApplicationGateway",
  "azure-native:network:AzureFirewall",
  "azure-native:network:NetworkSecurityGroup",
  "azure-native:servicebus:Namespace",
  "azure-native:web:WebApp",
];

const TYPES = texts("types", SERVICES.slice(0, 3), "types of resources that must have a diagnostic setting");

export const azDiagSettings: StackRule = {
  id: "az-diag-settings",
  title: "Service without diagnostic settings",
  severity: Severity.Low,
  graph: true,
  judges: Object.fromEntries(SERVICES.map((type) => [type, []])),
  consults: { [SETTING]: ["resourceUri"] },
  controls: { "CIS Azure 4.0": ["7.1.1.4"], PCI4: ["10.3.2", "10.3.3", "10.3.4", "3.5.1", "8.3.2", "A1.2.1"] },
  parameters: [TYPES],
  why: "These services keep no log of who did what unless they are told where to send it: after a break-in there is nothing to look at.",
  fix: "Add an azure-native.monitor.DiagnosticSetting whose `resourceUri` is the resource, with its logs on and a workspace to send them to.",
  bad: [
    {
      type: VAULT,
      name: "main",
      props: { resourceGroupName: "shop", properties: { tenantId: "t", sku: { family: "A", name: "standard" } } },
    },
  ],
  good: [
    {
      type: VAULT,
      name: "main",
      props: { resourceGroupName: "shop", properties: { tenantId: "t", sku: { family: "A", name: "standard" } } },
    },
    {
      type: SETTING,
      name: "main-logs",
      props: {
        resourceUri: "/subscriptions/s/…/vaults/main",
        workspaceId: "/subscriptions/s/…/workspaces/logs",
        logs: [{ categoryGroup: "audit", enabled: true }],
      },
      refs: { resourceUri: ["main"] },
    },
  ],
  check(resource, stack, settings) {
    if (!TYPES.of(settings).includes(resource.type)) return pass;
    const own = stack.referring(resource, "resourceUri", SETTING);
    return demand(any(...own.map((part) => part.refers)), nowhere, "no diagnostic setting names the resource");
  },
};
