import { type Remedy, sets } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { DOCUMENTS, GLOBAL_DOCUMENTS, GLOBAL_GRAPHS, GRAPHS, STORAGE, storageEncrypted } from "../../../facts/rds.js";

const TYPES = [DOCUMENTS, GRAPHS, GLOBAL_DOCUMENTS, GLOBAL_GRAPHS] as const;

const on = sets({ storageEncrypted: true }, true);

/** Storage can only be encrypted as it is made. */
const remedy: Remedy = {
  replaces: true,
  edits: (cluster, settings) => (storageEncrypted(cluster) === false ? on.edits(cluster, settings) : []),
};

export const awsDocdbNeptuneEncrypted: ResourceRule = {
  id: "aws-docdb-neptune-encrypted",
  title: "Document or graph store unencrypted",
  severity: Severity.High,
  graph: false,
  judges: Object.fromEntries(TYPES.map((type) => [type, STORAGE[type]])),
  controls: { FSBP: ["DocumentDB.1", "Neptune.1"], PCI4: ["3.5.1", "8.3.2"] },
  checkov: ["CKV_AWS_74", "CKV_AWS_44"],
  trivy: ["AWS-0021", "AWS-0076"],
  remedy,
  why: "Whoever gets hold of unencrypted storage, or of a snapshot or backup of it, reads every document and every edge.",
  fix: "Set `storageEncrypted` to true. An existing cluster has to be made anew from a snapshot.",
  bad: [
    {
      type: DOCUMENTS,
      name: "articles",
      props: { engine: "docdb", masterUsername: "admin", manageMasterUserPassword: true },
    },
  ],
  good: [
    {
      type: DOCUMENTS,
      name: "articles",
      props: { engine: "docdb", masterUsername: "admin", manageMasterUserPassword: true, storageEncrypted: true },
    },
  ],
  check: (cluster) =>
    demand(storageEncrypted(cluster), get(cluster.props, "storageEncrypted"), "leaves the storage unencrypted"),
};
