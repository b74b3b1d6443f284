import { Severity, type StackRule } from "../../../core/rule.js";
import { any } from "../../../core/tri.js";
import { demand, nowhere } from "../../../core/verdict.js";

const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

export const awsNetFlowLogs: StackRule = {
  id: "aws-net-flow-logs",
  title: "VPC without flow logs",
  severity: Severity.Medium,
  graph: true,
  judges: { "aws:ec2/vpc:Vpc": [] },
  consults: { [FLOW_LOG]: ["vpcId"] },
  controls: {
    "CIS AWS 5.0": ["3.7"],
    FSBP: ["EC2.6"],
    NIST: [
      "AC-4",
      "AU-12",
      "AU-14",
      "AU-2",
      "AU-3",
      "AU-6",
      "AU-8",
      "CA-7",
      "CM-5",
      "CM-6",
      "CM-9",
      "IA-3",
      "MA-4",
      "PM-14",
      "PM-31",
      "SI-4",
      "SI-7",
    ],
    PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.6.3", "5.3.4", "A1.2.1"],
  },
  checkov: ["CKV2_AWS_11"],
  trivy: ["AWS-0178"],
  why: "Without flow logs nobody can say afterwards which addresses a machine talked to.",
  fix: "Add an aws.ec2.FlowLog with the VPC's id as `vpcId`.",
  bad: [{ type: "aws:ec2/vpc:Vpc", name: "main", props: { cidrBlock: "10.0.0.0/16" } }],
  good: [
    { type: "aws:ec2/vpc:Vpc", name: "main", props: { cidrBlock: "10.0.0.0/16" } },
    { type: FLOW_LOG, name: "log", props: { vpcId: "vpc-1", trafficType: "ALL" }, refs: { vpcId: ["main"] } },
  ],
  check(vpc, stack) {
    const logs = stack.referring(vpc, "vpcId", FLOW_LOG).map((log) => log.refers);
    return demand(any(...logs), nowhere, "no flow log of this stack records the VPC's traffic");
  },
};
