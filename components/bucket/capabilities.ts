import type { Limitation } from "../core/clouds.js";

/*
 * What a cloud cannot serve, by argument. The checks and the capability table of the documentation read these tables.
 * What follows ` with ` is the circumstance.
 */

type Limitations = Readonly<Record<string, Limitation>>;

export const awsUnsupported: Limitations = {
  "softDeleteDays with versioning: false": {
    why: "S3 brings deleted objects back from their versions only",
    instead: "leave versioning on, or set softDeleteDays to 0",
  },
  "versioning: false with retention": {
    why: "S3 keeps versions, not objects, from being changed",
    instead: "leave versioning on",
  },
  "receivesAccessLogs with retention": {
    why: "S3 delivers no access logs to a bucket whose objects are locked by default",
    instead: "use another bucket for the logs",
  },
};

export const gcpUnsupported: Limitations = {
  "versioning: true with retention": {
    why: "Cloud Storage allows versioning or a retention policy, not both",
    instead: "leave versioning out: the retention policy itself keeps every object",
  },
};

export const azureUnsupported: Limitations = {
  "retention.locked": {
    why: "the resource manager has no way to declare the lock, only a call that cannot be taken back",
    instead: "leave it out, and run `az storage container immutability-policy lock` once",
  },
  "prefix of a second grant": {
    why: "a principal has a role on a container once, whatever the condition says",
    instead: "grant this verb once, with a prefix that covers both or without one, or use another bucket",
  },
};
