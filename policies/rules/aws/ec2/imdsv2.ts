import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, pass } from "../../../core/verdict.js";

const INSTANCE = "aws:ec2/instance:Instance";
const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const OPTIONS = ["metadataOptions.httpTokens", "metadataOptions.httpEndpoint"];

export const awsEc2Imdsv2: ResourceRule = {
  id: "aws-ec2-imdsv2",
  title: "Instance metadata v1 allowed",
  severity: Severity.High,
  graph: false,
  judges: {
    [INSTANCE]: [...OPTIONS, "launchTemplate"],
    [SPOT]: [...OPTIONS, "launchTemplate"],
    "aws:ec2/launchTemplate:LaunchTemplate": OPTIONS,
    "aws:ec2/launchConfiguration:LaunchConfiguration": OPTIONS,
  },
  controls: {
    "CIS AWS 5.0": ["5.7"],
    FSBP: ["EC2.8"],
    NIST: ["AC-2", "AC-24", "AC-3", "AC-4", "AC-6", "CM-5", "MP-2", "SC-23"],
    PCI4: ["8.2.8"],
  },
  checkov: ["CKV_AWS_79"],
  trivy: ["AWS-0028", "AWS-0130"],
  why: "Version 1 answers any plain GET, so that one request smuggled through an application hands out the machine's credentials.",
  fix: 'Set `metadataOptions.httpTokens` to "required", or `metadataOptions.httpEndpoint` to "disabled".',
  bad: [
    {
      type: INSTANCE,
      name: "web",
      props: { ami: "ami-1", instanceType: "t3.micro", metadataOptions: { httpTokens: "optional" } },
    },
  ],
  good: [
    {
      type: INSTANCE,
      name: "web",
      props: { ami: "ami-1", instanceType: "t3.micro", metadataOptions: { httpTokens: "required" } },
    },
  ],
  check(machine) {
    const tokens = get(machine.props, "metadataOptions.httpTokens");
    // Where a launch template is named and nothing is said, the template decides, and it is judged itself.
    const silent = get(machine.props, "metadataOptions").state === "absent";
    const started = machine.type === INSTANCE || machine.type === SPOT;
    if (started && silent && get(machine.props, "launchTemplate").state !== "absent") return pass;
    const off = isText(get(machine.props, "metadataOptions.httpEndpoint"), "disabled");
    return demand(any(isText(tokens, "required"), off), tokens, "lets requests without a token read the credentials");
  },
};
