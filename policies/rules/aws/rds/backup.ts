import type { Settings } from "../../../core/parameter.js";
import { wholeNumber } from "../../../core/parameter.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, type Tri } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER, DOCUMENTS, GRAPHS, INSTANCE, isReplica, REPLICA } from "../../../facts/rds.js";

const PROPERTY = "backupRetentionPeriod";
const DAYS = wholeNumber("days", 7, { from: 1, to: 35 }, "days that backups are kept at least");

/** An instance that says nothing keeps no backups, a cluster one day; a replica is restored from its source. */
function keeps(database: Resource, settings: Settings): Tri {
  const long = holds(get(database.props, PROPERTY), (days) => Number(days) >= DAYS.of(settings));
  return any(long, isReplica(database));
}

export const awsRdsBackup: ResourceRule = {
  id: "aws-rds-backup",
  title: "Backups off or too short",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [INSTANCE]: [PROPERTY, ...REPLICA[INSTANCE]],
    [CLUSTER]: [PROPERTY, ...REPLICA[CLUSTER]],
    [DOCUMENTS]: [PROPERTY],
    [GRAPHS]: [PROPERTY, ...REPLICA[GRAPHS]],
  },
  controls: {
    FSBP: ["DocumentDB.2", "Neptune.5", "RDS.11"],
    NIST: ["CP-1", "CP-10", "CP-2", "CP-6", "CP-9", "SC-5", "SI-13"],
    PCI4: ["10.3.3"],
  },
  checkov: ["CKV_AWS_133", "CKV_AWS_360", "CKV_AWS_361"],
  trivy: ["AWS-0077"],
  parameters: [DAYS],
  remedy: {
    replaces: false,
    edits: (database, settings) =>
      keeps(database, settings) === false ? [{ path: PROPERTY, value: DAYS.of(settings) }] : [],
  },
  why: "A deleted table or a bad migration is often noticed days later, when a short backup holds nothing but the damage.",
  fix: "Set `backupRetentionPeriod` to at least 7 days.",
  bad: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20, backupRetentionPeriod: 1 },
    },
  ],
  good: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20, backupRetentionPeriod: 14 },
    },
  ],
  check(database, settings) {
    const wrong = `keeps backups for less than ${DAYS.of(settings)} days`;
    return demand(keeps(database, settings), get(database.props, PROPERTY), wrong);
  },
};
