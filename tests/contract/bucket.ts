import { Bucket, type BucketOptions } from "../../components/bucket/index.js";
import type { CloudName, Identity, Target } from "../../components/core/clouds.js";
import type { CloudRow, Make, Row } from "./table.js";

/** A program with one bucket of these options. */
function bucket(options: BucketOptions = {}): Make {
  return (name, target, extra = {}) => {
    new Bucket(name, { ...options, ...extra, target });
  };
}

/** A bucket whose accesses are recorded in another, and which an identity may use; what is added goes to the first. */
function connected(principal: object, options: BucketOptions = {}): Make {
  return (name, target, extra = {}) => {
    const accessLogs = new Bucket(`${name}-logs`, { target, receivesAccessLogs: true, deletionProtection: false });
    const one = new Bucket(name, { ...options, ...extra, target, accessLogs });
    one.grantReadWrite({ key: "exporter", ...principal } as Identity<CloudName>);
  };
}

/** A bucket of which an identity may read two parts. */
function grantedTwice(identity: object): Make {
  return (name, target) => {
    const one = new Bucket(name, { target });
    for (const prefix of ["a/", "b/"]) one.grantRead(identity as Identity<CloudName>, { prefix });
  };
}

/** A bucket whose events two have asked for. */
const listenedTo: Make = (name, target, extra = {}) => {
  const one = new Bucket(name, { ...extra, target });
  for (let listener = 0; listener < 2; listener++) one.events();
};

const settings: BucketOptions = {
  lifecycle: { old: { prefix: "old/", expireDays: 400, tier: { afterDays: 60, to: "infrequent" } } },
  cors: { site: { origins: ["https://www.example.com"] } },
};
const retained: BucketOptions = { retention: { days: 30 } };
const unprotected = { deletionProtection: false };

const awsRow: CloudRow = {
  variants: {
    defaults: bucket(),
    settings: bucket(settings),
    retained: bucket(retained),
    connected: connected({ roleName: "exporter" }),
    "listened to": listenedTo,
  },
  loosenings: [
    { title: "versioning: false", args: { versioning: false }, rules: ["aws-s3-versioning"] },
    {
      title: "public: true",
      args: { public: true },
      rules: ["aws-s3-policy-public", "aws-s3-public-access-block"],
    },
  ],
  undecidedInPreview: [],
  unsupported: {
    "softDeleteDays with versioning: false": bucket({ versioning: false, softDeleteDays: 7 }),
    "versioning: false with retention": bucket({ ...retained, versioning: false }),
    "receivesAccessLogs with retention": bucket({ ...retained, receivesAccessLogs: true }),
  },
  unprotected,
};

const gcpRow: CloudRow = {
  variants: {
    defaults: bucket(),
    open: bucket({ public: true }),
    "for logs": bucket({ receivesAccessLogs: true }),
    settings: bucket(settings),
    retained: bucket(retained),
    connected: connected({ member: "serviceAccount:exporter@acme-dev.iam.gserviceaccount.com" }),
    "listened to": listenedTo,
  },
  loosenings: [
    { title: "versioning: false", args: { versioning: false }, rules: ["gcp-gcs-versioning"] },
    { title: "public: true", args: { public: true }, rules: ["gcp-gcs-public", "gcp-gcs-public-prevention"] },
    { title: "retention", args: retained, rules: [] },
  ],
  undecidedInPreview: [],
  unsupported: { "versioning: true with retention": bucket({ ...retained, versioning: true }) },
  unprotected,
};

const azureRow: CloudRow = {
  variants: {
    defaults: bucket(),
    settings: bucket(settings),
    retained: bucket(retained),
    connected: connected({ principalId: "11111111-2222-3333-4444-555555555555" }),
    "listened to": listenedTo,
  },
  loosenings: [
    { title: "public: true", args: { public: true }, rules: ["az-storage-blob-public"] },
    { title: "softDeleteDays: 0", args: { softDeleteDays: 0 }, rules: ["az-storage-soft-delete"] },
  ],
  undecidedInPreview: [],
  unsupported: {
    "retention.locked": bucket({ retention: { days: 30, locked: true } }),
    "prefix of a second grant": grantedTwice({ key: "api", principalId: "11111111-2222-3333-4444-555555555555" }),
  },
  unprotected,
};

export const bucketRow: Row = {
  component: "bucket",
  implementation: (target: Target) => target.implementations.bucket,
  clouds: { aws: awsRow, gcp: gcpRow, azure: azureRow },
};
