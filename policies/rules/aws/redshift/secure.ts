import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, every, forbid } from "../../../core/verdict.js";

const CLUSTER = "aws:redshift/cluster:Cluster";
const WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup";
const [ENCRYPTED, PUBLIC] = ["encrypted", "publiclyAccessible"] as const;

export const awsRedshiftSecure: ResourceRule = {
  id: "aws-redshift-secure",
  title: "Warehouse public or unencrypted",
  severity: Severity.High,
  graph: false,
  judges: { [CLUSTER]: [ENCRYPTED, PUBLIC], [WORKGROUP]: [PUBLIC] },
  controls: {
    FSBP: ["Redshift.1"],
    NIST: ["AC-17", "AC-2", "AC-3", "AC-4", "AC-6", "MP-2", "SC-25", "SC-7"],
    PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "10.3.2", "3.5.1", "8.3.2", "A1.1.2", "A1.1.3", "A3.4.1"],
  },
  checkov: ["CKV_AWS_64", "CKV_AWS_87"],
  aspects: { CKV_AWS_64: ["encrypted"], CKV_AWS_87: ["publiclyAccessible"] },
  remedy: {
    replaces: false,
    edits({ props }) {
      const [encrypted, address] = [get(props, ENCRYPTED), get(props, PUBLIC)];
      // The provider took a boolean before it took a text.
      const on = encrypted.state === "known" && typeof encrypted.value === "boolean" ? true : "true";
      return [
        ...(isTrue(encrypted, true) === false ? [{ path: ENCRYPTED, value: on }] : []),
        ...(isTrue(address) === true ? [{ path: PUBLIC, value: false }] : []),
      ];
    },
  },
  why: "A warehouse holds the data of the whole company: with a public address it is one password away, unencrypted one copied snapshot.",
  fix: "Set `publiclyAccessible` to false and `encrypted` to true, or leave them out.",
  bad: [
    {
      type: CLUSTER,
      name: "warehouse",
      props: { clusterIdentifier: "warehouse", nodeType: "ra3.xlplus", encrypted: "false", publiclyAccessible: true },
    },
  ],
  good: [
    {
      type: CLUSTER,
      name: "warehouse",
      props: { clusterIdentifier: "warehouse", nodeType: "ra3.xlplus", encrypted: "true", publiclyAccessible: false },
    },
  ],
  check(warehouse) {
    const [encrypted, address] = [get(warehouse.props, ENCRYPTED), get(warehouse.props, PUBLIC)];
    return every([
      demand(isTrue(encrypted, true), encrypted, "leaves the storage and snapshots unencrypted"),
      forbid(isTrue(address), address, "gives the warehouse a public address"),
    ]);
  },
};
