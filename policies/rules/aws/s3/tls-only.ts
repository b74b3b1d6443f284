import { Severity, type StackRule } from "../../../core/rule.js";
import { all, any, type Tri } from "../../../core/tri.js";
import { type Field, get, of } from "../../../core/value.js";
import { demand, nowhere } from "../../../core/verdict.js";
import {
  aboutAllObjects,
  forEverybody,
  hasAction,
  hasEffect,
  hasOnlyCondition,
  statements,
} from "../../../facts/policy-document.js";
import { BUCKETS } from "../../../facts/s3.js";

const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

/** Whether some statement denies everything to everybody when the call comes without TLS. */
const denies = (policy: Field): Tri =>
  any(
    ...statements(policy).map((statement) =>
      all(
        hasEffect(statement, "Deny"),
        forEverybody(statement),
        hasAction(statement, "s3:*", "*"),
        aboutAllObjects(statement),
        hasOnlyCondition(statement, "aws:SecureTransport", "false"),
      ),
    ),
  );

export const awsS3TlsOnly: StackRule = {
  id: "aws-s3-tls-only",
  title: "Bucket reachable without TLS",
  severity: Severity.Medium,
  graph: true,
  judges: { [BUCKETS[0]]: ["policy"], [BUCKETS[1]]: ["policy"] },
  consults: { [POLICY]: ["bucket", "policy"] },
  controls: {
    "CIS AWS 5.0": ["2.1.1"],
    FSBP: ["S3.5"],
    NIST: [
      "AC-17",
      "AC-24",
      "AC-4",
      "AU-9",
      "CA-9",
      "CM-6",
      "CM-9",
      "IA-5",
      "PM-11",
      "PM-17",
      "SC-13",
      "SC-16",
      "SC-23",
      "SC-7",
      "SC-8",
      "SI-1",
    ],
    PCI4: ["1.2.5", "2.2.5", "2.2.7", "4.2.1", "8.3.2"],
  },
  why: "S3 answers plain HTTP too; only a deny in the bucket's policy keeps data and signed requests off the open wire.",
  fix: "Add a statement to the bucket's policy that denies s3:* to everybody when aws:SecureTransport is false.",
  bad: [{ type: BUCKETS[0], name: "assets", props: {} }],
  good: [
    { type: BUCKETS[0], name: "assets", props: {} },
    {
      type: POLICY,
      name: "assets-policy",
      props: {
        bucket: "assets-1",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: ["arn:aws:s3:::assets-1", "arn:aws:s3:::assets-1/*"],
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        }),
      },
      refs: { bucket: ["assets"] },
    },
  ],
  check(bucket, stack) {
    const inline = denies(get(bucket.props, "policy"));
    const split = stack
      .referring(bucket, "bucket", POLICY)
      .map((part) => all(part.refers, denies(of(part.resource, "policy"))));
    return demand(any(inline, ...split), nowhere, "no policy of the bucket denies calls that come without TLS");
  },
};
