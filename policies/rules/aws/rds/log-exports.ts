import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isSet } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER, DOCUMENTS, GRAPHS, INSTANCE } from "../../../facts/rds.js";

const PROPERTY = "enabledCloudwatchLogsExports";

/** The property that names the logs, which Neptune spells its own way. */
const PROPERTIES: Readonly<Record<string, string>> = {
  [INSTANCE]: PROPERTY,
  [CLUSTER]: PROPERTY,
  [DOCUMENTS]: PROPERTY,
  [GRAPHS]: "enableCloudwatchLogsExports",
};

export const awsRdsLogExports: ResourceRule = {
  id: "aws-rds-log-exports",
  title: "No engine logs",
  severity: Severity.Low,
  graph: false,
  judges: Object.fromEntries(Object.entries(PROPERTIES).map(([type, property]) => [type, [property]])),
  controls: {
    FSBP: ["DocumentDB.4", "Neptune.2", "RDS.37", "RDS.9"],
    NIST: [
      "AC-2",
      "AC-3",
      "AC-4",
      "AC-6",
      "AU-10",
      "AU-12",
      "AU-14",
      "AU-2",
      "AU-3",
      "AU-6",
      "AU-8",
      "CA-7",
      "CM-5",
      "IA-3",
      "MA-4",
      "PM-14",
      "PM-31",
      "SC-7",
      "SI-1",
      "SI-10",
      "SI-3",
      "SI-4",
      "SI-7",
    ],
    PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.6.3", "5.3.4", "A1.2.1"],
  },
  checkov: ["CKV_AWS_129", "CKV_AWS_324", "CKV_AWS_85", "CKV_AWS_101"],
  why: "Without the engine's logs nobody can say who signed in, what failed or what a query did once the instance is gone.",
  fix: 'Name the logs of the engine in `enabledCloudwatchLogsExports`: ["postgresql", "upgrade"] or ["audit", "error", "slowquery"], for example.',
  bad: [
    {
      type: INSTANCE,
      name: "orders",
      props: {
        engine: "postgres",
        instanceClass: "db.t4g.medium",
        allocatedStorage: 20,
        enabledCloudwatchLogsExports: [],
      },
    },
  ],
  good: [
    {
      type: INSTANCE,
      name: "orders",
      props: {
        engine: "postgres",
        instanceClass: "db.t4g.medium",
        allocatedStorage: 20,
        enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      },
    },
  ],
  check(database) {
    const logs = get(database.props, PROPERTIES[database.type] ?? PROPERTY);
    return demand(isSet(logs), logs, "sends no log of the engine to CloudWatch");
  },
};
