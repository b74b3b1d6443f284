import { corrects } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { INSTANCE, MEMBER } from "../../../facts/rds.js";

const PROPERTY = "publiclyAccessible";

export const awsRdsPublic: ResourceRule = {
  id: "aws-rds-public",
  title: "Database with a public address",
  severity: Severity.Critical,
  graph: false,
  judges: { [INSTANCE]: [PROPERTY], [MEMBER]: [PROPERTY], "aws:neptune/clusterInstance:ClusterInstance": [PROPERTY] },
  controls: {
    "CIS AWS 5.0": ["2.2.3"],
    FSBP: ["RDS.2"],
    NIST: ["AC-17", "AC-2", "AC-3", "AC-4", "AC-6", "MP-2", "SC-25", "SC-7"],
    PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "10.3.2", "3.5.1", "A1.1.2", "A1.1.3", "A3.4.1"],
  },
  checkov: ["CKV_AWS_17"],
  trivy: ["AWS-0180"],
  remedy: corrects({ [PROPERTY]: false }),
  why: "A database with a public address is one wrong security group away from everybody who guesses passwords or knows a flaw.",
  fix: "Set `publiclyAccessible` to false, and reach the database from within the network, through a bastion or a VPN.",
  bad: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20, publiclyAccessible: true },
    },
  ],
  good: [
    {
      type: INSTANCE,
      name: "orders",
      props: { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20, publiclyAccessible: false },
    },
  ],
  check(database) {
    const address = get(database.props, PROPERTY);
    return forbid(isTrue(address), address, "gives the database a public address");
  },
};
