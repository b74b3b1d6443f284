import { type ResourceRule, Severity } from "../../../core/rule.js";
import { forbid, nowhere } from "../../../core/verdict.js";

export const awsNetDefaultVpc: ResourceRule = {
  id: "aws-net-default-vpc",
  title: "Default VPC in use",
  severity: Severity.Medium,
  graph: false,
  judges: { "aws:ec2/defaultVpc:DefaultVpc": [] },
  controls: {},
  checkov: ["CKV_AWS_148"],
  trivy: ["AWS-0101"],
  why: "Every subnet of a default VPC is on the internet and hands out public addresses, so that what is put there by mistake is reachable.",
  fix: "Make a VPC of your own with aws.ec2.Vpc and private subnets, and put the resources there.",
  bad: [{ type: "aws:ec2/defaultVpc:DefaultVpc", name: "default", props: { enableDnsSupport: true } }],
  good: [{ type: "aws:ec2/vpc:Vpc", name: "main", props: { cidrBlock: "10.0.0.0/16" } }],
  check: () => forbid(true, nowhere, "the stack takes the region's default VPC into use"),
};
