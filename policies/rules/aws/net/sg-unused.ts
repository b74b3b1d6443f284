import { Severity, type StackRule } from "../../../core/rule.js";
import { any } from "../../../core/tri.js";
import { demand, nowhere } from "../../../core/verdict.js";
import { GROUP_USERS } from "../../../facts/aws-security-group-users.js";
import { GROUP } from "../../../facts/aws-traffic.js";

export const awsNetSgUnused: StackRule = {
  id: "aws-net-sg-unused",
  title: "Security group attached to nothing",
  severity: Severity.Low,
  graph: true,
  judges: { [GROUP]: [] },
  consults: GROUP_USERS,
  controls: { FSBP: ["EC2.22"] },
  checkov: ["CKV2_AWS_5"],
  why: "A group that nothing uses is attached by mistake one day, with openings that nobody remembers.",
  fix: "Remove the group, or name it in `vpcSecurityGroupIds` or `securityGroups` of what it is for.",
  bad: [{ type: GROUP, name: "old", props: { description: "Web servers of the shop" } }],
  good: [
    { type: GROUP, name: "web", props: { description: "Web servers of the shop" } },
    {
      type: "aws:ec2/instance:Instance",
      name: "server",
      props: { ami: "ami-1", instanceType: "t3.micro", vpcSecurityGroupIds: ["sg-1"] },
      refs: { vpcSecurityGroupIds: ["web"] },
    },
  ],
  check(group, stack) {
    const uses = Object.entries(GROUP_USERS).flatMap(([type, properties]) =>
      properties.flatMap((property) => stack.referring(group, property, type).map(({ refers }) => refers)),
    );
    return demand(any(...uses), nowhere, "nothing in this stack has the security group");
  },
};
