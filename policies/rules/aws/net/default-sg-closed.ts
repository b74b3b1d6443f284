import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, any, holds, not, type Tri } from "../../../core/tri.js";
import { type Field, get, of } from "../../../core/value.js";
import { demand, every, forbid, nowhere } from "../../../core/verdict.js";

const GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const RULES = [
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];

const empty = (list: Field): Tri => holds(list, (value) => Array.isArray(value) && value.length === 0, true);

/** Whether rules are attached to the group from outside. */
const attached = (group: Resource, stack: Stack): Tri =>
  any(...stack.referring(group, "securityGroupId", ...RULES).map((rule) => rule.refers));

const closed = (group: Resource, stack: Stack): Tri =>
  all(empty(of(group, "ingress")), empty(of(group, "egress")), not(attached(group, stack)));

export const awsNetDefaultSgClosed: StackRule = {
  id: "aws-net-default-sg-closed",
  title: "Default security group of a VPC passes traffic",
  severity: Severity.Medium,
  graph: true,
  judges: { "aws:ec2/vpc:Vpc": [], [GROUP]: ["ingress", "egress"] },
  consults: {
    [GROUP]: ["vpcId"],
    "aws:ec2/securityGroupRule:SecurityGroupRule": ["securityGroupId"],
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["securityGroupId"],
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["securityGroupId"],
  },
  controls: { "CIS AWS 5.0": ["5.5"], FSBP: ["EC2.2"], NIST: ["AC-17", "AC-4", "CM-6", "CM-9", "SC-7"] },
  checkov: ["CKV2_AWS_12"],
  trivy: ["AWS-0173"],
  why: "Whatever is started without a security group gets the VPC's default one, which lets all its members talk to each other and out to the world.",
  fix: "Add an aws.ec2.DefaultSecurityGroup for the VPC with neither ingress nor egress rules.",
  bad: [{ type: "aws:ec2/vpc:Vpc", name: "main", props: { cidrBlock: "10.0.0.0/16" } }],
  good: [
    { type: "aws:ec2/vpc:Vpc", name: "main", props: { cidrBlock: "10.0.0.0/16" } },
    { type: GROUP, name: "closed", props: { vpcId: "vpc-1" }, refs: { vpcId: ["main"] } },
  ],
  check(resource, stack) {
    const open = "lets traffic pass through the default security group of the VPC";
    if (resource.type === GROUP) {
      const inline = ["ingress", "egress"].map((name) => get(resource.props, name));
      return every([
        ...inline.map((list) => demand(empty(list), list, open)),
        forbid(attached(resource, stack), nowhere, `has a rule of its own in this stack, which ${open}`),
      ]);
    }
    const groups = stack
      .referring(resource, "vpcId", GROUP)
      .map((group) => all(group.refers, closed(group.resource, stack)));
    return demand(any(...groups), nowhere, "the VPC's default security group is not closed by this stack");
  },
};
