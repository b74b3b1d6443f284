import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, holds, isSet } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const READS = ["iamInstanceProfile", "launchTemplate"];

export const awsEc2InstanceRole: ResourceRule = {
  id: "aws-ec2-instance-role",
  title: "Instance without a role",
  severity: Severity.Low,
  graph: false,
  judges: {
    "aws:ec2/instance:Instance": READS,
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": READS,
  },
  controls: {
    "CIS AWS 5.0": ["1.17"],
    NIST: ["AC-3", "CM-5", "CM-6"],
    PCI4: ["7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3", "8.2.7", "8.2.8", "8.3.4"],
  },
  checkov: ["CKV2_AWS_41"],
  why: "A machine without a role can call AWS only with a key that somebody leaves on it, and that key does not expire; Session Manager cannot reach it either.",
  fix: "Set `iamInstanceProfile` to an aws.iam.InstanceProfile whose role allows what the machine does.",
  bad: [{ type: "aws:ec2/instance:Instance", name: "web", props: { ami: "ami-1", instanceType: "t3.micro" } }],
  good: [
    {
      type: "aws:ec2/instance:Instance",
      name: "web",
      props: { ami: "ami-1", instanceType: "t3.micro", iamInstanceProfile: "web" },
    },
  ],
  check({ props }) {
    const role = get(props, "iamInstanceProfile");
    // Where the machine says nothing and names a launch template, the template decides.
    const byTemplate = holds(get(props, "launchTemplate"), () => true);
    return demand(any(isSet(role), byTemplate), role, "gives the machine no identity of its own");
  },
};
