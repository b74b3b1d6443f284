import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { any, holds, isSet, type Tri } from "../../../core/tri.js";
import { get, of } from "../../../core/value.js";
import { demand, nowhere } from "../../../core/verdict.js";
import { BUCKETS } from "../../../facts/s3.js";

const SPLIT = ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"] as const;

/** The property in which each form of a bucket has its log. */
const INLINE = [
  [BUCKETS[0], "logging"],
  [BUCKETS[1], "loggings"],
] as const;

/** Whether the bucket has an access log. Each form must name the bucket for it, so that one that is written is enough. */
function logged(bucket: Resource, stack: Stack): Tri {
  const inline = INLINE.map(([, property]) => isSet(get(bucket.props, property)));
  const apart = stack.referring(bucket, "bucket", ...SPLIT).map(({ refers }) => refers);
  return any(...inline, ...apart);
}

/** Whether access logs of buckets go to this one. Its own log would make a log of each log that it gets. */
function isTarget(bucket: Resource, stack: Stack): Tri {
  const apart = stack.referring(bucket, "targetBucket", ...SPLIT).map(({ refers }) => refers);
  const inline = INLINE.flatMap(([type, property]) => [
    ...stack.referring(bucket, property, type).map(({ refers }) => refers),
    ...stack
      .ofType(type)
      .filter((other) => (other.dependencies[property] ?? []).length === 0)
      .map((other) => holds(of(other, `${property}.targetBucket`), (name) => bucket.identities.has(String(name)))),
  ]);
  return any(...apart, ...inline);
}

export const awsS3AccessLog: StackRule = {
  id: "aws-s3-access-log",
  title: "No access log",
  severity: Severity.Low,
  graph: true,
  judges: {
    [BUCKETS[0]]: ["logging.targetBucket"],
    [BUCKETS[1]]: ["loggings[].targetBucket"],
  },
  consults: { [SPLIT[0]]: ["bucket", "targetBucket"], [SPLIT[1]]: ["bucket", "targetBucket"] },
  groups: ["production"],
  controls: {
    FSBP: ["S3.9"],
    NIST: [
      "AC-2",
      "AC-3",
      "AC-4",
      "AC-6",
      "AU-10",
      "AU-12",
      "AU-14",
      "AU-2",
      "AU-3",
      "AU-6",
      "AU-8",
      "CA-7",
      "CM-5",
      "CM-6",
      "CM-9",
      "IA-3",
      "MA-4",
      "PM-14",
      "PM-31",
      "SC-7",
      "SI-1",
      "SI-10",
      "SI-3",
      "SI-4",
      "SI-7",
    ],
    PCI4: ["10.2.1", "10.2.2", "10.3.1", "10.6.3", "5.3.4", "A1.2.1"],
  },
  checkov: ["CKV_AWS_18"],
  trivy: ["AWS-0089"],
  why: "Without an access log nobody can say after a leak who read which objects.",
  fix: "Add an aws.s3.BucketLogging for the bucket with the bucket for logs as `targetBucket`.",
  bad: [{ type: BUCKETS[0], name: "assets", props: { forceDestroy: false } }],
  good: [
    { type: BUCKETS[0], name: "assets", props: {} },
    { type: BUCKETS[0], name: "logs", props: {} },
    {
      type: SPLIT[0],
      name: "assets-log",
      props: { bucket: "assets-1", targetBucket: "logs-1", targetPrefix: "assets/" },
      refs: { bucket: ["assets"], targetBucket: ["logs"] },
    },
  ],
  check(bucket, stack) {
    return demand(
      any(logged(bucket, stack), isTarget(bucket, stack)),
      nowhere,
      "nothing in this stack records who reads and writes the bucket's objects",
    );
  },
};
