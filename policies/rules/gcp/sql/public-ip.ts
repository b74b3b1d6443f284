import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isTrue, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { isPlainClone, SQL_INSTANCE } from "../../../facts/cloud-sql.js";

export const gcpSqlPublicIp: ResourceRule = {
  id: "gcp-sql-public-ip",
  title: "Database with a public address",
  severity: Severity.High,
  graph: false,
  judges: { [SQL_INSTANCE]: ["settings.ipConfiguration.ipv4Enabled", "clone"] },
  controls: { PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "10.3.2", "3.5.1", "A1.1.2", "A1.1.3", "A3.4.1"] },
  checkov: ["CKV_GCP_60"],
  why: "An instance that says nothing gets a public address: one wrong entry among its authorised networks, and strangers reach the data.",
  fix: "Set `settings.ipConfiguration.ipv4Enabled` to false, and `settings.ipConfiguration.privateNetwork` to the network of those who connect.",
  bad: [
    {
      type: SQL_INSTANCE,
      name: "orders",
      props: { databaseVersion: "POSTGRES_17", settings: { tier: "db-f1-micro" } },
    },
  ],
  good: [
    {
      type: SQL_INSTANCE,
      name: "orders",
      props: {
        databaseVersion: "POSTGRES_17",
        settings: {
          tier: "db-f1-micro",
          ipConfiguration: { ipv4Enabled: false, privateNetwork: "projects/acme/global/networks/main" },
        },
      },
    },
  ],
  check(instance) {
    const address = get(instance.props, "settings.ipConfiguration.ipv4Enabled");
    // The service makes no instance that has neither a public address nor a private way in.
    const closed = any(not(isTrue(address, true)), isPlainClone(instance));
    return demand(closed, address, "gives the database a public address");
  },
};
