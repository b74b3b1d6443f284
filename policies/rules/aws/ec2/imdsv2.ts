import type { Remedy } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText, type Tri } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const INSTANCE = "aws:ec2/instance:Instance";
const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const TOKENS = "metadataOptions.httpTokens";
const ENDPOINT = "metadataOptions.httpEndpoint";
const OPTIONS = [TOKENS, ENDPOINT];

function isGuarded({ type, props }: Resource): Tri {
  // Where a launch template is named and nothing is said, the template decides, and it is judged itself.
  const silent = get(props, "metadataOptions").state === "absent";
  if ((type === INSTANCE || type === SPOT) && silent && get(props, "launchTemplate").state !== "absent") return true;
  return any(isText(get(props, TOKENS), "required"), isText(get(props, ENDPOINT), "disabled"));
}

/** None for the other two, which can only be replaced. */
const remedy: Remedy = {
  replaces: false,
  edits: (machine) =>
    (machine.type === INSTANCE || machine.type === TEMPLATE) && isGuarded(machine) === false
      ? [{ path: TOKENS, value: "required" }]
      : [],
};

export const awsEc2Imdsv2: ResourceRule = {
  id: "aws-ec2-imdsv2",
  title: "Instance metadata v1 allowed",
  severity: Severity.High,
  graph: false,
  judges: {
    [INSTANCE]: [...OPTIONS, "launchTemplate"],
    [SPOT]: [...OPTIONS, "launchTemplate"],
    [TEMPLATE]: OPTIONS,
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
  remedy,
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
    return demand(isGuarded(machine), get(machine.props, TOKENS), "lets requests without a token read the credentials");
  },
};
