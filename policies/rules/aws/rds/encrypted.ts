import { type Remedy, sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER, GLOBAL, INSTANCE, STORAGE, storageEncrypted } from "../../../facts/rds.js";

const on = sets({ storageEncrypted: true }, true);

/** Storage can only be encrypted as it is made. */
const remedy: Remedy = {
  replaces: true,
  edits: (database, settings) => (storageEncrypted(database) === false ? on.edits(database, settings) : []),
};

export const awsRdsEncrypted: ResourceRule = {
  id: "aws-rds-encrypted",
  title: "Database storage unencrypted",
  severity: Severity.High,
  graph: false,
  judges: { [INSTANCE]: STORAGE[INSTANCE], [CLUSTER]: STORAGE[CLUSTER], [GLOBAL]: STORAGE[GLOBAL] },
  controls: {
    "CIS AWS 5.0": ["2.2.1"],
    FSBP: ["RDS.27", "RDS.3"],
    NIST: ["AU-9", "CP-9", "SC-13", "SC-28", "SC-8", "SI-19"],
    PCI4: ["3.5.1", "8.3.2"],
  },
  checkov: ["CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_140"],
  trivy: ["AWS-0079", "AWS-0080"],
  remedy,
  why: "Whoever gets hold of unencrypted storage, or of a snapshot or backup of it, reads every table.",
  fix: "Set `storageEncrypted` to true. An existing database has to be made anew from an encrypted copy of a snapshot.",
  bad: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20, storageEncrypted: false },
    },
  ],
  good: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20, storageEncrypted: true },
    },
  ],
  check: (database) =>
    demand(storageEncrypted(database), get(database.props, "storageEncrypted"), "leaves the storage unencrypted"),
};
