import type { Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, any, isSet, isTrue, not, type Tri } from "../../../core/tri.js";
import { get, type Props } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { openToWorld } from "../../../facts/ranges.js";

const CLUSTER = "aws:eks/cluster:Cluster";
const ACCESS = "vpcConfig.endpointPublicAccess";
const PRIVATE = "vpcConfig.endpointPrivateAccess";
const RANGES = "vpcConfig.publicAccessCidrs";

/** Both defaults are open: the endpoint is public, and every address may use it. */
function isOpen(props: Props): Tri {
  const ranges = get(props, RANGES);
  return all(isTrue(get(props, ACCESS), true), any(not(isSet(ranges)), openToWorld([ranges])));
}

/** EKS refuses a cluster that neither endpoint reaches. */
const remedy: Remedy = {
  replaces: false,
  edits({ props }) {
    if (isOpen(props) !== true) return [];
    const reached = isTrue(get(props, PRIVATE)) !== false;
    return [{ path: ACCESS, value: false }, ...(reached ? [] : [{ path: PRIVATE, value: true }])];
  },
};

export const awsEksPublicEndpoint: ResourceRule = {
  id: "aws-eks-public-endpoint",
  title: "Cluster API open to the world",
  severity: Severity.High,
  graph: false,
  judges: { [CLUSTER]: [ACCESS, RANGES] },
  controls: { PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "A1.1.3"] },
  checkov: ["CKV_AWS_38", "CKV_AWS_39"],
  trivy: ["AWS-0041"],
  remedy,
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
    const ranges = get(cluster.props, RANGES);
    const at = ranges.state === "absent" ? get(cluster.props, ACCESS) : ranges;
    return forbid(isOpen(cluster.props), at, "lets every address reach the cluster's API");
  },
};
