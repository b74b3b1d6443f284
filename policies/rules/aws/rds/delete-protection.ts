import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER, DOCUMENTS, GLOBAL, GRAPHS, INSTANCE } from "../../../facts/rds.js";

const PROPERTY = "deletionProtection";

export const awsRdsDeleteProtection: ResourceRule = {
  id: "aws-rds-delete-protection",
  title: "No deletion protection",
  severity: Severity.Medium,
  graph: false,
  judges: Object.fromEntries([INSTANCE, CLUSTER, GLOBAL, DOCUMENTS, GRAPHS].map((type) => [type, [PROPERTY]])),
  controls: {
    FSBP: ["DocumentDB.5", "Neptune.4", "RDS.7", "RDS.8"],
    NIST: ["CA-7", "CM-3", "CP-1", "CP-2", "SA-15", "SC-22", "SC-5", "SI-13"],
  },
  checkov: ["CKV_AWS_139", "CKV_AWS_293"],
  trivy: ["AWS-0177", "AWS-0343"],
  remedy: sets({ [PROPERTY]: true }),
  why: "One wrong destroy, or a change that replaces the database, deletes every row of it.",
  fix: "Set `deletionProtection` to true.",
  bad: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20, deletionProtection: false },
    },
  ],
  good: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20, deletionProtection: true },
    },
  ],
  check(database) {
    const protection = get(database.props, PROPERTY);
    return demand(isTrue(protection), protection, "lets a single call delete the database");
  },
};
