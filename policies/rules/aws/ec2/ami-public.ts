import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isText } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";

export const awsEc2AmiPublic: ResourceRule = {
  id: "aws-ec2-ami-public",
  title: "Image shared too widely",
  severity: Severity.Critical,
  graph: false,
  judges: { "aws:ec2/amiLaunchPermission:AmiLaunchPermission": ["group"] },
  controls: {},
  checkov: ["CKV_AWS_205"],
  why: "Everybody with an AWS account can start the image and read its disk: sources, keys and whatever else was left on it.",
  fix: "Remove `group` and name in `accountId`, `organizationArn` or `organizationalUnitArn` who may start the image.",
  bad: [
    {
      type: "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
      name: "share",
      props: { imageId: "ami-1", group: "all" },
    },
  ],
  good: [
    {
      type: "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
      name: "share",
      props: { imageId: "ami-1", accountId: "123456789012" },
    },
  ],
  check({ props }) {
    const group = get(props, "group");
    return forbid(isText(group, "all"), group, "lets everybody with an AWS account start the image");
  },
};
