import { text } from "../../../core/parameter.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { OLDEST_EKS_VERSION } from "../../../facts/eks-versions.js";

const CLUSTER = "aws:eks/cluster:Cluster";

const cluster = (settings: object) => ({
  roleArn: "arn:aws:iam::123456789012:role/eks",
  vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], endpointPublicAccess: false, endpointPrivateAccess: true },
  ...settings,
});

const OLDEST = text("oldest", OLDEST_EKS_VERSION, "the oldest version of Kubernetes that a cluster may run");

/** Whether a version such as 1.33 comes before another. What is no version comes before none. */
function isBefore(version: string, other: string): boolean {
  const [major = Number.NaN, minor = Number.NaN] = version.split(".").map(Number);
  const [otherMajor = Number.NaN, otherMinor = Number.NaN] = other.split(".").map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

export const awsEksVersion: ResourceRule = {
  id: "aws-eks-version",
  title: "Cluster version out of support",
  severity: Severity.Medium,
  graph: false,
  judges: { [CLUSTER]: ["version"] },
  controls: { FSBP: ["EKS.2"], PCI4: ["6.3.3"] },
  checkov: ["CKV_AWS_339"],
  parameters: [OLDEST],
  why: "The version gets no more security fixes, and AWS upgrades the cluster on a day of its own choice.",
  fix: "Set `version` to one that EKS supports, one minor version at a time. Without `version` EKS takes the latest.",
  bad: [{ type: CLUSTER, name: "main", props: cluster({ version: "1.27" }) }],
  good: [{ type: CLUSTER, name: "main", props: cluster({ version: "1.35" }) }],
  check({ props }, settings) {
    const version = get(props, "version");
    const oldest = OLDEST.of(settings);
    const old = holds(version, (value) => isBefore(String(value), oldest));
    return forbid(old, version, `is older than ${oldest}, the oldest that may run`);
  },
};
