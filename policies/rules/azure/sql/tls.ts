import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import type { Tri } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { modernTls } from "../../../facts/azure-tls.js";

const INSTANCE = "azure-native:sql:ManagedInstance";

/** A managed instance that says nothing is made with 1.2; a server that says nothing accepts every version. */
function isModern({ type, props }: Resource): Tri {
  return modernTls(get(props, "minimalTlsVersion"), type === INSTANCE);
}

export const azSqlTls: ResourceRule = {
  id: "az-sql-tls",
  title: "Old TLS on SQL",
  severity: Severity.Medium,
  graph: false,
  judges: { "azure-native:sql:Server": ["minimalTlsVersion"], [INSTANCE]: ["minimalTlsVersion"] },
  controls: {},
  checkov: ["CKV_AZURE_52"],
  remedy: {
    replaces: false,
    edits: (server) => (isModern(server) === false ? [{ path: "minimalTlsVersion", value: "1.2" }] : []),
  },
  why: "TLS 1.0 and 1.1 are broken and retired; a server that names no lowest version still takes them.",
  fix: 'Set `minimalTlsVersion` to "1.2" or "1.3".',
  bad: [
    {
      type: "azure-native:sql:Server",
      name: "orders",
      props: { resourceGroupName: "shop", version: "12.0", publicNetworkAccess: "Disabled", minimalTlsVersion: "1.0" },
    },
  ],
  good: [
    {
      type: "azure-native:sql:Server",
      name: "orders",
      props: { resourceGroupName: "shop", version: "12.0", publicNetworkAccess: "Disabled", minimalTlsVersion: "1.2" },
    },
  ],
  check: (server) => demand(isModern(server), get(server.props, "minimalTlsVersion"), "accepts TLS older than 1.2"),
};
