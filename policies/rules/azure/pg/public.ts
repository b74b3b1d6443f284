import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, type Verdict } from "../../../core/verdict.js";
import { SERVERS, SINGLE_SERVERS, settingOf, singleSettings } from "../../../facts/azure-databases.js";
import { namesSubnet } from "../../../facts/azure-subnets.js";

const FLEXIBLE_READS = ["network.publicNetworkAccess", "network.delegatedSubnetResourceId"];
const SINGLE_READS = ["properties.publicNetworkAccess"];

function judge(server: Resource): Verdict {
  const access = settingOf(server, "publicNetworkAccess", "network.publicNetworkAccess");
  // A server in a subnet of its own has no public address at all.
  const inSubnet =
    singleSettings(server) === undefined &&
    namesSubnet(server, "network", get(server.props, "network.delegatedSubnetResourceId"));
  return demand(any(isText(access, "Disabled"), inSubnet), access, "leaves the server on the public network");
}

export const azPgPublic: ResourceRule = {
  id: "az-pg-public",
  title: "PostgreSQL, MySQL or MariaDB on the public network",
  severity: Severity.High,
  graph: false,
  judges: {
    ...Object.fromEntries(SERVERS.map((type) => [type, FLEXIBLE_READS])),
    ...Object.fromEntries(SINGLE_SERVERS.map((type) => [type, SINGLE_READS])),
  },
  controls: {},
  checkov: ["CKV_AZURE_53", "CKV_AZURE_68", "CKV_AZURE_48"],
  why: "A database on the public network is one firewall rule away from the whole internet, which tries its passwords day and night.",
  fix: 'Set `network.publicNetworkAccess` to "Disabled" and use a private endpoint, or make the server in a subnet with `network.delegatedSubnetResourceId`.',
  bad: [
    {
      type: SERVERS[0],
      name: "orders",
      props: {
        resourceGroupName: "shop",
        version: "16",
        network: { publicNetworkAccess: "Enabled" },
        backup: { backupRetentionDays: 14 },
      },
    },
  ],
  good: [
    {
      type: SERVERS[0],
      name: "orders",
      props: {
        resourceGroupName: "shop",
        version: "16",
        network: { publicNetworkAccess: "Disabled" },
        backup: { backupRetentionDays: 14 },
      },
    },
  ],
  check: judge,
};
