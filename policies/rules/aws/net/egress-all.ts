import { type ResourceRule, Severity } from "../../../core/rule.js";
import { EGRESS, egressNarrowed } from "../../../facts/aws-traffic.js";

export const awsNetEgressAll: ResourceRule = {
  id: "aws-net-egress-all",
  title: "Unrestricted egress",
  severity: Severity.Low,
  graph: false,
  judges: EGRESS,
  groups: ["production"],
  controls: {},
  checkov: ["CKV_AWS_382"],
  trivy: ["AWS-0104"],
  why: "Who takes over the machine can load tools onto it and carry data off it to any address, on any port.",
  fix: "Name in `egress` the protocols and ports that the machine needs, for example TCP 443.",
  bad: [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "web",
      props: { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] },
    },
  ],
  good: [
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "web",
      props: { egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }] },
    },
  ],
  check: egressNarrowed,
};
