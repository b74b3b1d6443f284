import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isTrue, type Tri } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { COPIES, isPlainClone, isReplica, SQL_INSTANCE } from "../../../facts/cloud-sql.js";

const ENABLED = "settings.backupConfiguration.enabled";

/** Whether backups are made of the instance, or of the one that it follows. */
function isBackedUp(instance: Resource): Tri {
  return any(isTrue(get(instance.props, ENABLED)), isReplica(instance), isPlainClone(instance));
}

export const gcpSqlBackup: ResourceRule = {
  id: "gcp-sql-backup",
  title: "Backups off",
  severity: Severity.Medium,
  graph: false,
  judges: { [SQL_INSTANCE]: [ENABLED, ...COPIES] },
  controls: {
    "CIS GCP 4.0": ["6.7"],
    PCI4: ["1.5.1", "10.3.2", "10.3.3", "3.5.1", "6.3.3", "8.3.2", "A1.1.2", "A3.4.1"],
  },
  checkov: ["CKV_GCP_14"],
  remedy: {
    replaces: false,
    edits: (instance) => (isBackedUp(instance) === false ? [{ path: ENABLED, value: true }] : []),
  },
  why: "Backups are off unless they are asked for; after a wrong statement or a deleted instance nothing brings the data back.",
  fix: "Set `settings.backupConfiguration.enabled` to true.",
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
        settings: { tier: "db-f1-micro", backupConfiguration: { enabled: true, startTime: "02:00" } },
      },
    },
  ],
  check: (instance) => demand(isBackedUp(instance), get(instance.props, ENABLED), "leaves the data without backups"),
};
