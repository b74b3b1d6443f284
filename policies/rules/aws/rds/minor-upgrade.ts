import { corrects } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { CLUSTER, INSTANCE, MEMBER } from "../../../facts/rds.js";

const PROPERTY = "autoMinorVersionUpgrade";

export const awsRdsMinorUpgrade: ResourceRule = {
  id: "aws-rds-minor-upgrade",
  title: "Minor upgrades switched off",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [INSTANCE]: [PROPERTY],
    [MEMBER]: [PROPERTY],
    [CLUSTER]: [PROPERTY],
    "aws:neptune/clusterInstance:ClusterInstance": [PROPERTY],
  },
  controls: { "CIS AWS 5.0": ["2.2.2"], FSBP: ["RDS.13"], PCI4: ["6.3.3"] },
  checkov: ["CKV_AWS_226"],
  remedy: corrects({ [PROPERTY]: true }),
  why: "Minor versions carry the fixes of known flaws; without them the database keeps every one until somebody thinks of it.",
  fix: "Set `autoMinorVersionUpgrade` to true, or leave it out.",
  bad: [
    {
      type: INSTANCE,
      name: "orders",
      props: {
        engine: "postgres",
        instanceClass: "db.t4g.medium",
        allocatedStorage: 20,
        autoMinorVersionUpgrade: false,
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
        autoMinorVersionUpgrade: true,
      },
    },
  ],
  check(database) {
    const upgrade = get(database.props, PROPERTY);
    return demand(isTrue(upgrade, true), upgrade, "keeps the fixes of minor versions out");
  },
};
