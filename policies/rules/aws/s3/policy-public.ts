import { type ResourceRule, Severity } from "../../../core/rule.js";
import { type Field, get } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { isPublic, statements } from "../../../facts/policy-document.js";
import { BUCKETS } from "../../../facts/s3.js";

const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

const judge = (statement: Field): Verdict =>
  forbid(isPublic(statement), statement, "allows everybody without a condition that keeps strangers out");

export const awsS3PolicyPublic: ResourceRule = {
  id: "aws-s3-policy-public",
  title: "Bucket policy for everybody",
  severity: Severity.Critical,
  graph: false,
  judges: { [BUCKETS[0]]: ["policy"], [BUCKETS[1]]: ["policy"], [POLICY]: ["policy"] },

  controls: {
    FSBP: ["S3.3"],
    NIST: ["AC-17", "AC-2", "AC-3", "AC-4", "AC-6", "CM-6", "CM-9", "MP-2", "SC-25", "SC-7"],
  },
  checkov: ["CKV_AWS_70"],
  why: "A statement that allows everybody without tying the call to an account, network or organisation makes the bucket public.",
  fix: "Name the principals that need access, or add a condition on aws:PrincipalOrgID, aws:SourceVpce or aws:SourceArn.",
  bad: [
    {
      type: POLICY,
      name: "assets-policy",
      props: {
        bucket: "assets-1",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::assets-1/*" }],
        }),
      },
    },
  ],
  good: [
    {
      type: POLICY,
      name: "assets-policy",
      props: {
        bucket: "assets-1",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::123456789012:role/reader" },
              Action: "s3:GetObject",
              Resource: "arn:aws:s3:::assets-1/*",
            },
          ],
        }),
      },
    },
  ],
  check: (resource) => every(statements(get(resource.props, "policy")).map(judge)),
};
