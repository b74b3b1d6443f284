import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, isSet, isTrue, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { openToWorld } from "../../../facts/ranges.js";

const CLUSTER = "aws:eks/cluster:Cluster";

export const awsEksPublicEndpoint: ResourceRule = {
  id: "aws-eks-public-endpoint",
  title: "Cluster API open to the world",
  severity: Severity.High,
  graph: false,
  judges: { [CLUSTER]: ["vpcConfig.endpointPublicAccess", "vpcConfig.publicAccessCidrs"] },
  controls: { PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "A1.1.3"] },
  checkov: ["CKV_AWS_38", "CKV_AWS_39"],
  trivy: ["AWS-0041"],
  why: "Whoever reaches the API needs only one leaked credential, or one flaw in it, to own the cluster.",
  fix: "Set `vpcConfig.endpointPublicAccess` to false and `endpointPrivateAccess` to true, or list the ranges that need the API in `publicAccessCidrs`.",
  bad: [
    {
      type: CLUSTER,
      name: "main",
      props: { roleArn: "arn:aws:iam::123456789012:role/eks", vpcConfig: { subnetIds: ["subnet-1", "subnet-2"] } },
    },
  ],
  good: [
    {
      type: CLUSTER,
      name: "main",
      props: {
        roleArn: "arn:aws:iam::123456789012:role/eks",
        vpcConfig: {
          subnetIds: ["subnet-1", "subnet-2"],
          endpointPublicAccess: false,
          endpointPrivateAccess: true,
        },
      },
    },
  ],
  check(cluster) {
    const access = get(cluster.props, "vpcConfig.endpointPublicAccess");
    const ranges = get(cluster.props, "vpcConfig.publicAccessCidrs");
    // Both defaults are open: the endpoint is public, and every address may use it.
    const open = all(isTrue(access, true), any(not(isSet(ranges)), openToWorld([ranges])));
    const at = ranges.state === "absent" ? access : ranges;
    return forbid(open, at, "lets every address reach the cluster's API");
  },
};
