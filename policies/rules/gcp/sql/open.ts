import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, isTrue } from "../../../core/tri.js";
import { get, items, within } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { SQL_INSTANCE } from "../../../facts/cloud-sql.js";
import { openToWorld } from "../../../facts/ranges.js";

const instance = (value: string) => ({
  type: SQL_INSTANCE,
  name: "orders",
  props: {
    databaseVersion: "POSTGRES_17",
    settings: { tier: "db-f1-micro", ipConfiguration: { ipv4Enabled: true, authorizedNetworks: [{ value }] } },
  },
});

export const gcpSqlOpen: ResourceRule = {
  id: "gcp-sql-open",
  title: "Database open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: {
    [SQL_INSTANCE]: ["settings.ipConfiguration.ipv4Enabled", "settings.ipConfiguration.authorizedNetworks[].value"],
  },
  controls: {
    "CIS GCP 4.0": ["6.5", "6.6"],
    PCI4: [
      "1.2.8",
      "1.3.1",
      "1.3.2",
      "1.4.2",
      "1.4.5",
      "1.5.1",
      "10.3.2",
      "3.5.1",
      "7.2.2",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.7",
      "A1.1.2",
      "A1.1.3",
      "A3.4.1",
    ],
  },
  checkov: ["CKV_GCP_11"],
  why: "The whole internet can then try passwords at the database, and every flaw of its log-in is within everybody's reach.",
  fix: "List in `settings.ipConfiguration.authorizedNetworks` only the addresses that connect, or none at all and use the Cloud SQL proxy or a private address.",
  bad: [instance("0.0.0.0/0")],
  good: [instance("203.0.113.0/24")],
  check({ props }) {
    const networks = get(props, "settings.ipConfiguration.authorizedNetworks");
    const ranges = items(networks).map((network) => within(network, "value"));
    // Without a public address the list has nothing to let in.
    const reachable = isTrue(get(props, "settings.ipConfiguration.ipv4Enabled"), true);
    return forbid(all(reachable, openToWorld(ranges)), networks, "lets every address reach the database");
  },
};
