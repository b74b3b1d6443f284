import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import { all, any, holds, isSet, isText, not, type Tri } from "../../../core/tri.js";
import { get, of } from "../../../core/value.js";
import { demand, every, nowhere } from "../../../core/verdict.js";

const SERVER = "azure-native:sql:Server";
const POLICIES = ["azure-native:sql:ExtendedServerBlobAuditingPolicy", "azure-native:sql:ServerBlobAuditingPolicy"];
const READS = ["state", "retentionDays", "storageEndpoint"];

/** How long the records must be kept. */
const DAYS = 90;

/** Whether the policy keeps its records long enough. Zero days, which is the default, keeps them for ever. */
function keeps(policy: Resource): Tri {
  const days = of(policy, "retentionDays");
  const long = holds(days, (n) => Number(n) === 0 || Number(n) >= DAYS, true);
  // The number is about the records in a storage account. What goes to Azure Monitor is kept as the workspace says.
  return any(long, not(isSet(of(policy, "storageEndpoint"))));
}

export const azSqlAuditing: StackRule = {
  id: "az-sql-auditing",
  title: "SQL server without auditing",
  severity: Severity.Medium,
  graph: true,
  judges: { [SERVER]: ["serverName"], ...Object.fromEntries(POLICIES.map((type) => [type, READS])) },
  consults: Object.fromEntries(POLICIES.map((type) => [type, ["serverName"]])),
  controls: { PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.6.3", "5.3.4", "A1.2.1"] },
  checkov: ["CKV_AZURE_23", "CKV_AZURE_24"],
  why: "Without an audit log of the server nobody can tell afterwards who read or changed which data.",
  fix: 'Add an azure-native.sql.ExtendedServerBlobAuditingPolicy for the server with `state` "Enabled" and `retentionDays` of 0 (for ever) or at least 90.',
  bad: [
    {
      type: SERVER,
      name: "orders",
      props: { resourceGroupName: "shop", serverName: "sql-orders", minimalTlsVersion: "1.2" },
    },
    {
      type: "azure-native:sql:ExtendedServerBlobAuditingPolicy",
      name: "audit",
      props: {
        resourceGroupName: "shop",
        serverName: "sql-orders",
        state: "Enabled",
        storageEndpoint: "https://audit.blob.core.windows.net",
        retentionDays: 30,
      },
      refs: { serverName: ["orders"] },
    },
  ],
  good: [
    {
      type: SERVER,
      name: "orders",
      props: { resourceGroupName: "shop", serverName: "sql-orders", minimalTlsVersion: "1.2" },
    },
    {
      type: "azure-native:sql:ExtendedServerBlobAuditingPolicy",
      name: "audit",
      props: {
        resourceGroupName: "shop",
        serverName: "sql-orders",
        state: "Enabled",
        storageEndpoint: "https://audit.blob.core.windows.net",
        retentionDays: 120,
      },
      refs: { serverName: ["orders"] },
    },
  ],
  check(resource, stack) {
    if (resource.type !== SERVER) {
      const [state, days] = [get(resource.props, "state"), get(resource.props, "retentionDays")];
      const enabled = isText(state, "Enabled");
      return every([
        demand(enabled, state, "leaves the auditing off"),
        demand(any(keeps(resource), not(enabled)), days, `keeps the audit log for less than ${DAYS} days`),
      ]);
    }
    const policies = stack.referring(resource, "serverName", ...POLICIES);
    const audited = policies.map((part) =>
      all(part.refers, isText(of(part.resource, "state"), "Enabled"), keeps(part.resource)),
    );
    return demand(
      any(...audited),
      nowhere,
      `no auditing policy of the server is enabled and keeps its log for at least ${DAYS} days`,
    );
  },
};
