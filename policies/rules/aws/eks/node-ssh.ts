import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, isSet, not } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";

const NODES = "aws:eks/nodeGroup:NodeGroup";

const nodes = (remoteAccess: object) => ({
  clusterName: "main",
  nodeRoleArn: "arn:aws:iam::123456789012:role/nodes",
  subnetIds: ["subnet-1", "subnet-2"],
  scalingConfig: { desiredSize: 2, minSize: 2, maxSize: 4 },
  remoteAccess,
});

export const awsEksNodeSsh: ResourceRule = {
  id: "aws-eks-node-ssh",
  title: "Node group with SSH from anywhere",
  severity: Severity.High,
  graph: false,
  judges: { [NODES]: ["remoteAccess.ec2SshKey", "remoteAccess.sourceSecurityGroupIds"] },
  controls: {},
  checkov: ["CKV_AWS_100"],
  why: "EKS then opens port 22 of every node to 0.0.0.0/0, or port 3389 on Windows: whoever holds or breaks the key is on the node.",
  fix: "Name in `remoteAccess.sourceSecurityGroupIds` who may connect, or remove `remoteAccess` and use Session Manager.",
  bad: [{ type: NODES, name: "workers", props: nodes({ ec2SshKey: "ops" }) }],
  good: [
    {
      type: NODES,
      name: "workers",
      props: nodes({ ec2SshKey: "ops", sourceSecurityGroupIds: ["sg-0a1b2c3d4e5f60718"] }),
    },
  ],
  check({ props }) {
    const groups = get(props, "remoteAccess.sourceSecurityGroupIds");
    const open = all(isSet(get(props, "remoteAccess.ec2SshKey")), not(isSet(groups)));
    return forbid(open, groups, "lets every address reach the nodes by SSH");
  },
};
