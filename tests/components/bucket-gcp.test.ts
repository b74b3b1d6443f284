import { describe, expect, it } from "vitest";
import { gcp } from "../../components/gcp.js";
import { Bucket } from "../../components/index.js";
import { record } from "../support/record.js";
import { inputsOf, inventory } from "./bucket-support.js";

const target = gcp({ project: "acme-dev", region: "europe-west1", tags: { Team: "Core" } });
const bucketType = "gcp:storage/bucket:Bucket";
const memberType = "gcp:storage/bucketIAMMember:BucketIAMMember";
const unfinished = { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } };

describe("a bucket on GCP", () => {
  it("is private, versioned and protected unless told otherwise", async () => {
    const seen = await record(() => {
      new Bucket("assets", { target });
    });
    const { "groundplan:index:Bucket assets": _, ...children } = inventory(seen);
    expect(children).toEqual({
      [`${bucketType} assets`]: {
        location: "europe-west1",
        uniformBucketLevelAccess: true,
        publicAccessPrevention: "enforced",
        versioning: { enabled: true },
        softDeletePolicy: { retentionDurationSeconds: 604800 },
        lifecycleRules: [
          { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: 90, withState: "ARCHIVED" } },
          unfinished,
        ],
        forceDestroy: false,
        deletionPolicy: "PREVENT",
        labels: { team: "core" },
      },
    });
    expect(seen.filter(({ protect }) => protect).map(({ type }) => type)).toEqual([bucketType]);
  });

  it("turns every argument into what serves it", async () => {
    const seen = await record(() => {
      const logs = new Bucket("logs", { target, receivesAccessLogs: true });
      new Bucket("reports", {
        target,
        accessLogs: logs,
        retention: { days: 30, locked: true },
        softDeleteDays: 0,
        forceDestroy: true,
        deletionProtection: false,
        lifecycle: {
          default: false,
          old: { prefix: "2024/", expireDays: 400, tier: { afterDays: 30, to: "infrequent" } },
          cold: { tier: { afterDays: 60, to: "archive" } },
        },
        cors: { site: { origins: ["*"], allowedHeaders: ["x-a"], exposedHeaders: ["x-b", "x-a"], maxAgeSeconds: 60 } },
      });
    });
    const where = { matchesPrefixes: ["2024/"], withState: "LIVE" };
    expect(inputsOf(seen, bucketType, "reports")).toEqual({
      location: "europe-west1",
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: false },
      softDeletePolicy: { retentionDurationSeconds: 0 },
      lifecycleRules: [
        { action: { type: "Delete" }, condition: { ...where, age: 400 } },
        { action: { type: "SetStorageClass", storageClass: "NEARLINE" }, condition: { ...where, age: 30 } },
        { action: { type: "SetStorageClass", storageClass: "ARCHIVE" }, condition: { age: 60, withState: "LIVE" } },
        unfinished,
      ],
      retentionPolicy: { retentionPeriod: "2592000", isLocked: true },
      cors: [{ origins: ["*"], methods: ["GET", "HEAD"], responseHeaders: ["x-a", "x-b"], maxAgeSeconds: 60 }],
      logging: { logBucket: "logs-name", logObjectPrefix: "reports/" },
      forceDestroy: true,
      deletionPolicy: "DELETE",
      labels: { team: "core" },
    });
    expect(inputsOf(seen, memberType, "logs-log-writer")).toEqual({
      bucket: "logs-name",
      role: "roles/storage.objectCreator",
      member: "group:cloud-storage-analytics@google.com",
    });
  });

  it("is public only in the two places that have to open for it", async () => {
    const seen = await record(() => {
      new Bucket("site", { target, public: true });
    });
    expect(inputsOf(seen, bucketType, "site").publicAccessPrevention).toBe("inherited");
    expect(inputsOf(seen, memberType, "site-public-reader")).toEqual({
      bucket: "site-name",
      role: "roles/storage.legacyObjectReader",
      member: "allUsers",
    });
  });

  it("grants by verb, to one member of one role", async () => {
    const seen = await record(() => {
      const member = "serviceAccount:etl@acme-dev.iam.gserviceaccount.com";
      const bucket = new Bucket("assets", { target });
      bucket.grantReadWrite({ key: "etl", member });
      bucket.grantRead({ key: "etl", member }, { prefix: 'a"b/' });
      Bucket.fromExisting("shared", { target, id: "acme-shared" }).grantRead({ key: "etl", member });
    });
    const grants = seen.filter(({ type }) => type === memberType);
    const member = "serviceAccount:etl@acme-dev.iam.gserviceaccount.com";
    expect(Object.fromEntries(grants.map(({ name, inputs }) => [name, inputs]))).toEqual({
      "assets-read-etl": { bucket: "assets-name", role: "roles/storage.objectViewer", member },
      "assets-write-etl": { bucket: "assets-name", role: "roles/storage.objectCreator", member },
      "assets-read-etl-7047ce": {
        bucket: "assets-name",
        role: "roles/storage.objectViewer",
        member,
        condition: {
          title: "read-etl-7047ce",
          description: 'Objects whose name begins with a"b/',
          expression: 'resource.name.startsWith("projects/_/buckets/assets-name/objects/a\\"b/")',
        },
      },
      "shared-read-etl": { bucket: "acme-shared", role: "roles/storage.objectViewer", member },
    });
  });
});
