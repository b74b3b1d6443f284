import type { Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { isPrivate } from "../../../facts/azure-exposure.js";

const SERVER = "azure-native:sql:Server";
const ACCESS = "publicNetworkAccess";

const remedy: Remedy = {
  replaces: false,
  edits: ({ props }) => (isPrivate(get(props, ACCESS)) === false ? [{ path: ACCESS, value: "Disabled" }] : []),
};

export const azSqlPublic: ResourceRule = {
  id: "az-sql-public",
  title: "SQL server on the public network",
  severity: Severity.High,
  graph: false,
  judges: { [SERVER]: [ACCESS] },
  controls: {},
  checkov: ["CKV_AZURE_113"],
  remedy,
  why: "A server on the public network is one firewall rule away from the whole internet, which tries its logins day and night.",
  fix: 'Set `publicNetworkAccess` to "Disabled" and reach the server through a private endpoint; remove its firewall rules, which Azure then refuses.',
  bad: [
    { type: SERVER, name: "orders", props: { resourceGroupName: "shop", version: "12.0", minimalTlsVersion: "1.2" } },
  ],
  good: [
    {
      type: SERVER,
      name: "orders",
      props: { resourceGroupName: "shop", version: "12.0", minimalTlsVersion: "1.2", publicNetworkAccess: "Disabled" },
    },
  ],
  check(server) {
    const access = get(server.props, ACCESS);
    return demand(isPrivate(access), access, "leaves the server on the public network");
  },
};
