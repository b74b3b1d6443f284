import { texts } from "../../../core/parameter.js";
import type { Edit } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, isText, type Tri } from "../../../core/tri.js";
import { type Field, get, items } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const LOGS = "enabledClusterLogTypes";
const TYPES = texts("types", ["api", "audit", "authenticator"], "kinds of logs that the control plane must write");

const CLUSTER = "aws:eks/cluster:Cluster";

const cluster = (settings: object) => ({
  roleArn: "arn:aws:iam::123456789012:role/eks",
  vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], endpointPublicAccess: false, endpointPrivateAccess: true },
  ...settings,
});

const has = (logs: Field, type: string): Tri => any(...items(logs).map((log) => isText(log, type)));

export const awsEksLogs: ResourceRule = {
  id: "aws-eks-logs",
  title: "Control plane logs incomplete",
  severity: Severity.Medium,
  graph: false,
  judges: { [CLUSTER]: [LOGS] },
  controls: { FSBP: ["EKS.8"], PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.6.3", "5.3.4", "A1.2.1"] },
  checkov: ["CKV_AWS_37"],
  trivy: ["AWS-0038"],
  parameters: [TYPES],
  remedy: {
    replaces: false,
    edits({ props }, settings): readonly Edit[] {
      const logs = get(props, LOGS);
      const missing = TYPES.of(settings).filter((type) => has(logs, type) === false);
      const written = logs.state === "known" ? items(logs).map((log) => (log.state === "known" ? log.value : "")) : [];
      return missing.length === 0 ? [] : [{ path: LOGS, value: [...written, ...missing] }];
    },
  },
  why: "Without them nobody can tell afterwards who called the cluster's API, with what, and as whom.",
  fix: 'Set `enabledClusterLogTypes` to at least "api", "audit" and "authenticator".',
  bad: [{ type: CLUSTER, name: "main", props: cluster({ [LOGS]: ["api"] }) }],
  good: [{ type: CLUSTER, name: "main", props: cluster({ [LOGS]: ["api", "audit", "authenticator"] }) }],
  check({ props }, settings) {
    const logs = get(props, LOGS);
    const wanted = TYPES.of(settings);
    return demand(all(...wanted.map((type) => has(logs, type))), logs, `leaves out logs of ${wanted.join(", ")}`);
  },
};
