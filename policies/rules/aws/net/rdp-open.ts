import { type ResourceRule, Severity } from "../../../core/rule.js";
import { INGRESS, tcpPortsClosed } from "../../../facts/aws-traffic.js";

export const awsNetRdpOpen: ResourceRule = {
  id: "aws-net-rdp-open",
  title: "RDP open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: INGRESS,
  controls: { "CIS AWS 5.0": ["5.3", "5.4"], FSBP: ["EC2.14"] },
  checkov: ["CKV_AWS_25"],
  trivy: ["AWS-0107"],
  why: "Remote Desktop that the whole internet reaches is tried with stolen passwords around the clock, and is how ransomware most often gets in.",
  fix: "Let TCP 3389 in only from the addresses that need it, or use Fleet Manager and open no port at all.",
  bad: [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "desktop",
      props: { ingress: [{ protocol: "tcp", fromPort: 3389, toPort: 3389, cidrBlocks: ["0.0.0.0/0"] }] },
    },
  ],
  good: [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "desktop",
      props: { ingress: [{ protocol: "tcp", fromPort: 3389, toPort: 3389, cidrBlocks: ["10.20.0.0/16"] }] },
    },
  ],
  check: (resource) => tcpPortsClosed(resource, [3389]),
};
