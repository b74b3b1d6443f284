import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Referrer, Stack } from "../../../core/stack.js";
import { all, any, isTrue, not, type Tri } from "../../../core/tri.js";
import { get, of } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";

const BUCKET = "gcp:storage/bucket:Bucket";
const LOCKED = "retentionPolicy.isLocked";
const SINKS = [
  "gcp:logging/projectSink:ProjectSink",
  "gcp:logging/folderSink:FolderSink",
  "gcp:logging/organizationSink:OrganizationSink",
  "gcp:logging/billingAccountSink:BillingAccountSink",
] as const;

/** What the destination of a sink says before the name of a bucket. */
const STORAGE = "storage.googleapis.com/";

const isLocked = (bucket: Resource): Tri => isTrue(of(bucket, LOCKED));

const names = (destination: unknown, bucket: Resource): boolean =>
  typeof destination === "string" &&
  destination.startsWith(STORAGE) &&
  bucket.identities.has(destination.slice(STORAGE.length));

/** The sinks that write to the bucket, or may do so: made from it, or with its name in the destination. */
function sinksOf(bucket: Resource, stack: Stack): readonly Referrer[] {
  const referring = stack.referring(bucket, "destination", ...SINKS);
  const known = new Set(referring.map(({ resource }) => resource));
  const byText = stack.ofType(...SINKS).filter((sink) => !known.has(sink) && names(sink.props.destination, bucket));
  return [...referring, ...byText.map((resource): Referrer => ({ resource, refers: true }))];
}

const example = (isLocked: boolean) => [
  {
    type: BUCKET,
    name: "logs",
    props: { location: "EU", retentionPolicy: { retentionPeriod: "31536000", isLocked } },
  },
  {
    type: SINKS[0],
    name: "everything",
    props: { destination: `${STORAGE}audit-logs-1` },
    refs: { destination: ["logs"] },
  },
];

export const gcpLogSinkBucket: StackRule = {
  id: "gcp-log-sink-bucket",
  title: "Log bucket without a locked retention",
  severity: Severity.Low,
  graph: true,
  judges: { ...Object.fromEntries(SINKS.map((type) => [type, ["destination"]])), [BUCKET]: [LOCKED] },
  controls: {
    "CIS GCP 4.0": ["2.2", "2.3"],
    PCI4: [
      "1.3.2",
      "1.5.1",
      "10.2.1",
      "10.2.2",
      "10.3.1",
      "10.3.2",
      "10.3.3",
      "10.3.4",
      "10.5.1",
      "10.6.3",
      "3.2.1",
      "3.3.1",
      "3.3.2",
      "3.3.3",
      "3.5.1",
      "5.3.4",
      "7.2.1",
      "7.2.2",
      "7.2.5",
      "7.2.6",
      "7.3.1",
      "7.3.2",
      "7.3.3",
      "8.2.7",
      "8.2.8",
      "8.3.2",
      "8.3.4",
      "A1.1.2",
      "A1.1.3",
      "A1.2.1",
      "A3.4.1",
    ],
  },
  checkov: ["CKV2_GCP_4"],
  why: "Whoever breaks in deletes the logs that show it; a locked retention policy is the one thing that even an owner cannot take back.",
  fix: "Set `retentionPolicy.retentionPeriod` of the bucket, and `retentionPolicy.isLocked` to true once the period is right: it cannot be made shorter afterwards.",
  bad: example(false),
  good: example(true),
  check(resource, stack) {
    if (resource.type === BUCKET) {
      const used = any(...sinksOf(resource, stack).map(({ refers }) => refers));
      return forbid(all(used, not(isLocked(resource))), get(resource.props, LOCKED), "lets the logs in it be deleted");
    }
    return every(
      stack.ofType(BUCKET).flatMap((bucket) => {
        const mine = sinksOf(bucket, stack).filter((sink) => sink.resource === resource);
        return mine.map(({ refers }) =>
          forbid(all(refers, not(isLocked(bucket))), of(bucket, LOCKED), "lets the logs of this sink be deleted"),
        );
      }),
    );
  },
};
