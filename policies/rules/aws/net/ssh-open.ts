import { type ResourceRule, Severity } from "../../../core/rule.js";
import { INGRESS, tcpPortsClosed } from "../../../facts/aws-traffic.js";

export const awsNetSshOpen: ResourceRule = {
  id: "aws-net-ssh-open",
  title: "SSH open to the world",
  severity: Severity.Critical,
  graph: false,
  judges: INGRESS,

  controls: {
    "CIS AWS 5.0": ["5.3", "5.4"],
    FSBP: ["EC2.13"],
    NIST: ["AC-17", "CM-9", "SC-7"],
    PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "A1.1.3"],
  },
  checkov: ["CKV_AWS_24"],
  trivy: ["AWS-0107"],
  why: "An SSH port that the whole internet reaches is scanned within minutes; one weak key or password is enough to lose the machine.",
  fix: "Let TCP 22 in only from the addresses that need it, or use Session Manager and open no port at all.",
  bad: [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "web",
      props: { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] },
    },
  ],
  good: [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "web",
      props: { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.20.0.0/16"] }] },
    },
  ],
  check: (resource) => tcpPortsClosed(resource, [22]),
};
