import { type ResourceRule, Severity } from "../../../core/rule.js";
import { get, items, within } from "../../../core/value.js";
import { every } from "../../../core/verdict.js";
import { holdsNoCredential } from "../../../facts/credentials.js";

const FLEET = "aws:ec2/spotFleetRequest:SpotFleetRequest";
const BOTH = ["userData", "userDataBase64"];

export const awsEc2UserdataSecret: ResourceRule = {
  id: "aws-ec2-userdata-secret",
  title: "Credential in user data",
  severity: Severity.Critical,
  graph: false,
  judges: {
    "aws:ec2/instance:Instance": BOTH,
    "aws:ec2/launchConfiguration:LaunchConfiguration": BOTH,
    "aws:ec2/launchTemplate:LaunchTemplate": ["userData"],
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": BOTH,
    [FLEET]: ["launchSpecifications[].userData"],
  },
  controls: {},
  checkov: ["CKV_AWS_46"],
  trivy: ["AWS-0029", "AWS-0122", "AWS-0129"],
  why: "User data is plain text for everything that runs on the machine and for everybody who may describe it, and stays readable as long as the machine lives.",
  fix: "Take the credential out of `userData`, make a new one, and let the machine read it from Secrets Manager with its role.",
  bad: [
    {
      type: "aws:ec2/instance:Instance",
      name: "web",
      props: { ami: "ami-1", instanceType: "t3.micro", userData: "#!/bin/sh\nexport DB_PASSWORD=correct-horse\n" },
    },
  ],
  good: [
    {
      type: "aws:ec2/instance:Instance",
      name: "web",
      props: {
        ami: "ami-1",
        instanceType: "t3.micro",
        userData: "#!/bin/sh\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)\n",
      },
    },
  ],
  check({ type, props }) {
    if (type !== FLEET) return every(BOTH.map((name) => holdsNoCredential(get(props, name))));
    return every(items(get(props, "launchSpecifications")).map((one) => holdsNoCredential(within(one, "userData"))));
  },
};
