import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, any, holds, isSet, type Tri } from "../../../core/tri.js";
import { get, of } from "../../../core/value.js";
import { demand, every, forbid } from "../../../core/verdict.js";

const BUCKET = "gcp:storage/bucket:Bucket";
const LOG_BUCKET = "logging.logBucket";
const SINKS = ["project", "folder", "organization", "billingAccount"].map((scope) => {
  const name = `${scope}Sink`;
  return `gcp:logging/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
});

/** Whether other buckets write their access logs to this one: a log of the log would never end. */
function takesAccessLogs(bucket: Resource, stack: Stack): Tri {
  // The engine tells references for the property as a whole, while a plain name stands within it.
  const referred = stack.referring(bucket, "logging", BUCKET);
  const named = stack
    .referring(bucket, LOG_BUCKET, BUCKET)
    .filter(({ resource, refers }) => refers === true || (resource.dependencies.logging ?? []).length === 0);
  return any(...[...referred, ...named].map(({ refers }) => refers));
}

/** Whether the bucket names one for its log; a name that is made from another resource will be one. */
function logs(bucket: Resource): Tri {
  const target = get(bucket.props, LOG_BUCKET);
  return target.state === "unknown" && (bucket.dependencies.logging ?? []).length > 0 ? true : isSet(target);
}

/** Whether the bucket names itself for its log. */
function logsToItself({ props }: Resource): Tri {
  const [name, target] = [get(props, "name"), get(props, LOG_BUCKET)];
  // No reference leads back to its own bucket: only a name that is written twice does.
  return name.state === "known" && target.state === "known" && name.value === target.value;
}

/** Whether a sink of Cloud Logging writes to the bucket. */
function takesSinks(bucket: Resource, stack: Stack): Tri {
  const targets = new Set([...bucket.identities].map((name) => `storage.googleapis.com/${name}`));
  const named = stack.ofType(...SINKS).map((sink) => {
    const destination = of(sink, "destination");
    return all(
      destination.state === "known",
      holds(destination, (value) => targets.has(String(value))),
    );
  });
  return any(...named, ...stack.referring(bucket, "destination", ...SINKS).map(({ refers }) => refers));
}

export const gcpGcsLog: StackRule = {
  id: "gcp-gcs-log",
  title: "No access log",
  severity: Severity.Low,
  graph: true,
  judges: { [BUCKET]: ["logging.logBucket", "name"] },
  consults: Object.fromEntries(SINKS.map((type) => [type, ["destination"]])),
  groups: ["production"],
  controls: {},
  checkov: ["CKV_GCP_62", "CKV_GCP_63"],
  why: "Without an access log nobody can say afterwards who read or deleted which object.",
  fix: "Set `logging.logBucket` to a bucket for logs.",
  bad: [{ type: BUCKET, name: "assets", props: { location: "EU" } }],
  good: [
    {
      type: BUCKET,
      name: "assets",
      props: { location: "EU", logging: { logBucket: "logs-1" } },
      refs: { logging: ["logs"] },
    },
    { type: BUCKET, name: "logs", props: { location: "EU", name: "logs-1" } },
  ],
  check(bucket, stack) {
    const field = get(bucket.props, LOG_BUCKET);
    return every([
      demand(
        any(logs(bucket), takesAccessLogs(bucket, stack), takesSinks(bucket, stack)),
        field,
        "records no access to the bucket",
      ),
      forbid(logsToItself(bucket), field, "keeps the log where those whom it is about can delete it"),
    ]);
  },
};
