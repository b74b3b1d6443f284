import { type ResourceRule, Severity } from "../../../core/rule.js";
import { everyPortClosed, INGRESS } from "../../../facts/aws-traffic.js";

export const awsNetAllPortsOpen: ResourceRule = {
  id: "aws-net-all-ports-open",
  title: "Every port open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: INGRESS,
  controls: {
    "CIS AWS 5.0": ["5.3", "5.4"],
    PCI4: ["1.2.5", "1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "2.2.5", "A1.1.3"],
  },
  checkov: ["CKV_AWS_277"],
  why: "Everything that listens on the machine, today or after the next update, is offered to the whole internet.",
  fix: "Name in `protocol`, `fromPort` and `toPort` only what the machine serves, and in `cidrBlocks` who may reach it.",
  bad: [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "web",
      props: { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] },
    },
  ],
  good: [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "web",
      props: { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }] },
    },
  ],
  check: everyPortClosed,
};
