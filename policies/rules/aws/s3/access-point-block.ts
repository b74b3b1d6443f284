import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";
import { SWITCHES } from "../../../facts/s3.js";

/** S3 switches on whatever is not said, and takes no change to it later. */
const PATHS = SWITCHES.map((name) => `publicAccessBlockConfiguration.${name}`);

export const awsS3AccessPointBlock: ResourceRule = {
  id: "aws-s3-access-point-block",
  title: "Access point without a public access block",
  severity: Severity.High,
  graph: false,
  judges: { "aws:s3/accessPoint:AccessPoint": PATHS },
  controls: {
    FSBP: ["S3.19"],
    PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "10.3.2", "3.5.1", "A1.1.2", "A1.1.3", "A3.4.1"],
  },
  checkov: ["CKV_AWS_392"],
  remedy: {
    replaces: true,
    edits: ({ props }) =>
      PATHS.filter((path) => isTrue(get(props, path), true) === false).map((path) => ({ path, value: true })),
  },
  why: "An access point is a second door to the bucket with a policy of its own: with a switch off, one policy that is too wide makes the objects public.",
  fix: "Leave `publicAccessBlockConfiguration` out, or set all four of its switches to true; the access point is made again.",
  bad: [
    {
      type: "aws:s3/accessPoint:AccessPoint",
      name: "reports",
      props: {
        bucket: "assets-1",
        publicAccessBlockConfiguration: { blockPublicAcls: true, blockPublicPolicy: false },
      },
    },
  ],
  good: [
    {
      type: "aws:s3/accessPoint:AccessPoint",
      name: "reports",
      props: { bucket: "assets-1", publicAccessBlockConfiguration: { blockPublicAcls: true, blockPublicPolicy: true } },
    },
  ],
  check({ props }) {
    const switches = PATHS.map((path) => get(props, path));
    return every(switches.map((field) => demand(isTrue(field, true), field, "leaves a way to public access open")));
  },
};
