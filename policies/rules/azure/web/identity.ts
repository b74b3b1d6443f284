import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds, type Tri } from "../../../core/tri.js";
import { get, type Props } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { appReads } from "../../../facts/azure-web.js";

const hasIdentity = (props: Props): Tri =>
  holds(get(props, "identity.type"), (type) => type !== "" && String(type).toLowerCase() !== "none");

export const azWebIdentity: ResourceRule = {
  id: "az-web-identity",
  title: "App without a managed identity",
  severity: Severity.Low,
  graph: false,
  judges: appReads("identity.type"),
  controls: { PCI4: ["7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3", "8.2.7", "8.2.8", "8.3.4"] },
  checkov: ["CKV_AZURE_71", "CKV_AZURE_16"],
  remedy: {
    replaces: false,
    edits: ({ props }) => (hasIdentity(props) === false ? [{ path: "identity.type", value: "SystemAssigned" }] : []),
  },
  why: "An app without an identity reaches databases and vaults with passwords and keys in its settings, which leak and are seldom changed.",
  fix: 'Set `identity.type` to "SystemAssigned", or to "UserAssigned" with an identity of your own.',
  bad: [
    {
      type: "azure-native:web:WebApp",
      name: "shop",
      props: { resourceGroupName: "shop", httpsOnly: true, kind: "app" },
    },
  ],
  good: [
    {
      type: "azure-native:web:WebApp",
      name: "shop",
      props: { resourceGroupName: "shop", httpsOnly: true, kind: "app", identity: { type: "SystemAssigned" } },
    },
  ],
  check: ({ props }) => demand(hasIdentity(props), get(props, "identity.type"), "leaves the app without an identity"),
};
