import { describe, expect, it } from "vitest";
import { aws } from "../../components/aws.js";
import { Bucket } from "../../components/index.js";
import { record } from "../support/record.js";
import { inputsOf, inventory } from "./bucket-support.js";

const target = aws({ region: "eu-west-1", accountId: "123456789012", tags: { team: "core" } });

/** Documents are strings on the wire. */
function statements(inputs: Record<string, unknown> | undefined): Record<string, unknown>[] {
  return JSON.parse(String(inputs?.policy)).Statement;
}

describe("a bucket on AWS", () => {
  it("is private, encrypted, versioned and protected unless told otherwise", async () => {
    const seen = await record(() => {
      new Bucket("assets", { target });
    });
    expect(inventory(seen)).toEqual({
      "groundplan:index:Bucket assets": {
        versioning: true,
        public: false,
        lifecycle: ["default"],
        cors: [],
        retention: false,
        softDeleteDays: 7,
        deletionProtection: true,
      },
      "aws:s3/bucket:Bucket assets": { forceDestroy: false, tags: { team: "core" } },
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock assets-public-access-block": {
        bucket: "assets-bucket",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls assets-ownership": {
        bucket: "assets-bucket",
        rule: { objectOwnership: "BucketOwnerEnforced" },
      },
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration assets-encryption": {
        bucket: "assets-bucket",
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: true }],
      },
      "aws:s3/bucketVersioning:BucketVersioning assets-versioning": {
        bucket: "assets-bucket",
        versioningConfiguration: { status: "Enabled" },
      },
      "aws:s3/bucketPolicy:BucketPolicy assets-policy": {
        bucket: "assets-bucket",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "DenyPlainHttp",
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: ["arn:aws:s3:::assets-bucket", "arn:aws:s3:::assets-bucket/*"],
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
            {
              Sid: "DenyOldTls",
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: ["arn:aws:s3:::assets-bucket", "arn:aws:s3:::assets-bucket/*"],
              Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
            },
          ],
        }),
      },
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration assets-lifecycle": {
        bucket: "assets-bucket",
        rules: [
          {
            id: "default",
            status: "Enabled",
            filter: {},
            expiration: { expiredObjectDeleteMarker: true },
            noncurrentVersionExpiration: { noncurrentDays: 90 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
    });
    expect(seen.filter(({ protect }) => protect).map(({ type }) => type)).toEqual(["aws:s3/bucket:Bucket"]);
  });

  it("turns every argument into the resource that serves it", async () => {
    const seen = await record(() => {
      const logs = new Bucket("logs", { target, receivesAccessLogs: true, deletionProtection: false });
      new Bucket("reports", {
        target,
        accessLogs: logs,
        retention: { days: 30, locked: true },
        softDeleteDays: 120,
        forceDestroy: true,
        deletionProtection: false,
        lifecycle: {
          old: { prefix: "2024/", expireDays: 400, tier: { afterDays: 30, to: "infrequent" } },
          cold: { tier: { afterDays: 1, to: "archive" } },
        },
        cors: { site: { origins: ["https://www.example.com"], methods: ["PUT"], allowedHeaders: ["x-id"] } },
      });
    });
    expect(inputsOf(seen, "aws:s3/bucket:Bucket", "reports")).toEqual({
      forceDestroy: true,
      objectLockEnabled: true,
      tags: { team: "core" },
    });
    expect(inputsOf(seen, "aws:s3/bucketLogging:BucketLogging", "reports-logging")).toEqual({
      bucket: "reports-bucket",
      targetBucket: "logs-bucket",
      targetPrefix: "reports/",
    });
    expect(
      inputsOf(seen, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "reports-object-lock"),
    ).toEqual({
      bucket: "reports-bucket",
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 30 } },
    });
    expect(inputsOf(seen, "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", "reports-cors")).toEqual({
      bucket: "reports-bucket",
      corsRules: [
        {
          id: "site",
          allowedOrigins: ["https://www.example.com"],
          allowedMethods: ["PUT"],
          allowedHeaders: ["x-id"],
          exposeHeaders: [],
          maxAgeSeconds: 3600,
        },
      ],
    });
    const abort = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
    expect(
      inputsOf(seen, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "reports-lifecycle").rules,
    ).toEqual([
      {
        id: "default",
        status: "Enabled",
        filter: {},
        expiration: { expiredObjectDeleteMarker: true },
        noncurrentVersionExpiration: { noncurrentDays: 120 },
        ...abort,
      },
      {
        id: "old",
        status: "Enabled",
        filter: { prefix: "2024/" },
        expiration: { days: 400 },
        transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
        ...abort,
      },
      { id: "cold", status: "Enabled", filter: {}, transitions: [{ days: 1, storageClass: "GLACIER" }], ...abort },
    ]);
    const policy = inputsOf(seen, "aws:s3/bucketPolicy:BucketPolicy", "logs-policy");
    expect(statements(policy)[2]).toEqual({
      Sid: "AccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::logs-bucket/*",
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
    expect(seen.filter(({ protect }) => protect)).toEqual([]);
  });

  it("asks for the account that logs may come from when the target does not say", async () => {
    const seen = await record(
      () => {
        new Bucket("logs", { target: aws({ region: "eu-west-1" }), receivesAccessLogs: true });
      },
      {
        call: (token) =>
          token === "aws:index/getCallerIdentity:getCallerIdentity" ? { accountId: "999988887777" } : {},
      },
    );
    const policy = inputsOf(seen, "aws:s3/bucketPolicy:BucketPolicy", "logs-policy");
    expect(statements(policy)[2]?.Condition).toEqual({ StringEquals: { "aws:SourceAccount": "999988887777" } });
  });

  it("is public only in the two places that have to open for it", async () => {
    const seen = await record(() => {
      new Bucket("site", { target, public: true });
    });
    expect(
      inputsOf(seen, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "site-public-access-block"),
    ).toEqual({
      bucket: "site-bucket",
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: false,
      restrictPublicBuckets: false,
    });
    const policy = inputsOf(seen, "aws:s3/bucketPolicy:BucketPolicy", "site-policy");
    expect(statements(policy)[2]).toEqual({
      Sid: "PublicRead",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::site-bucket/*",
    });
  });

  it("suspends versioning and keeps no rule that has nothing to do", async () => {
    const seen = await record(() => {
      new Bucket("scratch", { target, versioning: false, lifecycle: { default: false } });
    });
    expect(inputsOf(seen, "aws:s3/bucketVersioning:BucketVersioning", "scratch-versioning")).toEqual({
      bucket: "scratch-bucket",
      versioningConfiguration: { status: "Suspended" },
    });
    expect(seen.some(({ type }) => type.includes("Lifecycle"))).toBe(false);
    expect(seen.find(({ type }) => type === "groundplan:index:Bucket")?.inputs.softDeleteDays).toBe(0);
  });

  it("grants by verb, on exactly the objects and actions", async () => {
    const seen = await record(() => {
      const bucket = new Bucket("assets", { target });
      const reader = { key: "api", roleName: "api-role" };
      expect(bucket.grantRead(reader)).toBe(bucket.grantRead({ ...reader }));
      bucket.grantRead(reader, { prefix: "public/" });
      bucket.grantReadWrite({ key: "etl", roleName: "etl-role" });
      Bucket.fromExisting("shared", { target, id: "acme-shared" }).grantWrite(reader);
    });
    const policies = seen.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    const arn = "arn:aws:s3:::assets-bucket";
    const list = { Effect: "Allow", Action: "s3:ListBucket", Resource: arn };
    const read = ["s3:GetObject", "s3:GetObjectVersion"];
    const write = ["s3:PutObject", "s3:AbortMultipartUpload"];
    expect(Object.fromEntries(policies.map(({ name, inputs }) => [name, [inputs.role, statements(inputs)]]))).toEqual({
      "assets-read-api": ["api-role", [{ Effect: "Allow", Action: read, Resource: `${arn}/*` }, list]],
      "assets-read-api-45cd7f": [
        "api-role",
        [
          { Effect: "Allow", Action: read, Resource: `${arn}/public/*` },
          { ...list, Condition: { StringLike: { "s3:prefix": "public/*" } } },
        ],
      ],
      "assets-read-etl": ["etl-role", [{ Effect: "Allow", Action: read, Resource: `${arn}/*` }, list]],
      "assets-write-etl": ["etl-role", [{ Effect: "Allow", Action: write, Resource: `${arn}/*` }]],
      "shared-write-api": ["api-role", [{ Effect: "Allow", Action: write, Resource: "arn:aws:s3:::acme-shared/*" }]],
    });
  });
});
