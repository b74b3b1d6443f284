import { sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { INSTANCE } from "../../../facts/rds.js";

const PROPERTY = "multiAz";

export const awsRdsMultiAz: ResourceRule = {
  id: "aws-rds-multi-az",
  title: "Single zone database",
  severity: Severity.Low,
  graph: false,
  judges: { [INSTANCE]: [PROPERTY] },
  controls: {
    "CIS AWS 5.0": ["2.2.4"],
    FSBP: ["RDS.5"],
    NIST: ["CP-1", "CP-10", "CP-2", "CP-6", "SC-22", "SC-36", "SC-5", "SC-6", "SI-13"],
  },
  checkov: ["CKV_AWS_157"],
  groups: ["production"],
  remedy: sets({ [PROPERTY]: true }),
  why: "When the zone of the only instance fails, the database is away until the zone is back or a backup is restored.",
  fix: "Set `multiAz` to true.",
  bad: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20, multiAz: false },
    },
  ],
  good: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20, multiAz: true },
    },
  ],
  check(database) {
    const zones = get(database.props, PROPERTY);
    return demand(isTrue(zones), zones, "runs the database in a single zone");
  },
};
