import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { awsS3AccessPointBlock } from "../../policies/rules/aws/s3/access-point-block.js";
import { findings, resourcesOf, verdicts } from "./support.js";

const BUCKET = "aws:s3/bucket:Bucket";
const OLD_BUCKET = "aws:s3/bucketV2:BucketV2";
const one = (type: string, name: string, props: Props, refs: ExampleResource["refs"] = {}): ExampleResource => ({
  type,
  name,
  props,
  refs,
});
const [found, open] = [["violation it"], ["undecided it"]];
/** Where a rule finds something wrong, resource by resource. */
const wrong = (rule: string, ...example: readonly ExampleResource[]): readonly string[] =>
  findings(example)
    .filter((finding) => finding.rule.id === rule)
    .flatMap((finding) => (finding.kind === "violation" ? finding.problems.map(({ path }) => path) : []));

describe("aws-s3-access-log", () => {
  const at = (...resources: ExampleResource[]) => verdicts("aws-s3-access-log", ...resources);
  const bucket = one(BUCKET, "it", { bucket: "assets-1" });
  const logging = (props: Props, refs: ExampleResource["refs"] = {}) =>
    one("aws:s3/bucketLogging:BucketLogging", "log", props, refs);

  it("reads every form of a log", () => {
    expect(at(bucket)).toEqual(found);
    expect(at(one(BUCKET, "it", { logging: { targetBucket: "logs-1" } }))).toEqual([]);
    expect(at(one(OLD_BUCKET, "it", { loggings: [{ targetBucket: "logs-1" }] }))).toEqual([]);
    expect(at(bucket, logging({ bucket: "assets-1", targetBucket: "logs-1" }))).toEqual([]);
    expect(at(bucket, logging({ bucket: "other-1", targetBucket: "logs-1" }))).toEqual(found);
    expect(at(bucket, logging({ bucket: UNKNOWN.string, targetBucket: "logs-1" }))).toEqual(open);
    const older = "aws:s3/bucketLoggingV2:BucketLoggingV2";
    expect(at(bucket, one(older, "log", { bucket: "assets-1", targetBucket: "logs-1" }))).toEqual([]);
  });

  it("exempts the bucket that the logs go to", () => {
    const split = logging({ bucket: "other-1", targetBucket: UNKNOWN.string }, { targetBucket: ["it"] });
    expect(at(bucket, split)).toEqual([]);
    const other = (targetBucket: string, refs: ExampleResource["refs"] = {}) =>
      one(BUCKET, "other", { logging: { targetBucket } }, refs);
    expect(at(bucket, other(UNKNOWN.string, { logging: ["it"] }))).toEqual([]);
    expect(at(bucket, other("assets-1"))).toEqual([]);
    expect(at(bucket, other("logs-1"))).toEqual(found);
    expect(at(bucket, other(UNKNOWN.string))).toEqual(open);
    expect(at(one(BUCKET, "it", { logging: UNKNOWN.object }))).toEqual(open);
  });
});

describe("aws-s3-encryption-kms", () => {
  const at = (...resources: ExampleResource[]) => verdicts("aws-s3-encryption-kms", ...resources);
  const own = (sseAlgorithm: string, kmsMasterKeyId?: string) => ({ sseAlgorithm, kmsMasterKeyId });
  const current = (applyServerSideEncryptionByDefault: Props) =>
    at(one(BUCKET, "it", { serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault } } }));

  it("reads every form of the default", () => {
    expect(current(own("aws:kms", "arn:aws:kms:k"))).toEqual([]);
    expect(current(own("aws:kms:dsse", "arn:aws:kms:k"))).toEqual([]);
    const rules = [{ applyServerSideEncryptionByDefaults: [own("aws:kms", "arn:aws:kms:k")] }];
    expect(at(one(OLD_BUCKET, "it", { serverSideEncryptionConfigurations: [{ rules }] }))).toEqual([]);
    expect(at(one(BUCKET, "it", {}))).toEqual(found);
  });

  it("does not take a key of AWS for one of the customer", () => {
    expect(current(own("AES256"))).toEqual(found);
    expect(current(own("aws:kms"))).toEqual(found);
    expect(current(own("aws:kms", "alias/aws/s3"))).toEqual(found);
    expect(current(own("aws:kms", UNKNOWN.string))).toEqual(open);
    expect(current(own("AES256", UNKNOWN.string))).toEqual(found);
  });

  it("says what is wrong where it is written, also apart from the bucket", () => {
    const SPLIT = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const apart = (byDefault: Props, bucket: unknown = "assets-1") => [
      one(BUCKET, "it", { bucket: "assets-1" }),
      one(SPLIT, "split", { bucket, rules: [{ applyServerSideEncryptionByDefault: byDefault }] }),
    ];
    const at = (byDefault: Props, bucket?: unknown) => wrong("aws-s3-encryption-kms", ...apart(byDefault, bucket));
    const path = "rules[0].applyServerSideEncryptionByDefault";
    const fromBucket = `BucketServerSideEncryptionConfiguration(split).${path}`;
    expect(at(own("aws:kms"))).toEqual([`${fromBucket}.kmsMasterKeyId`, `${path}.kmsMasterKeyId`]);
    expect(at(own("AES256", "arn:aws:kms:k"))).toEqual([`${fromBucket}.sseAlgorithm`, `${path}.sseAlgorithm`]);
    expect(at(own("aws:kms", "arn:aws:kms:k"))).toEqual([]);
    const unnamed = apart(own("aws:kms", "arn:aws:kms:k"), UNKNOWN.string);
    expect(verdicts("aws-s3-encryption-kms", ...unnamed)).toEqual(["undecided it"]);
  });
});

describe("aws-s3-public-access-block", () => {
  it("says which switches of the bucket's block are off", () => {
    const props = { bucket: "assets-1", blockPublicAcls: true, blockPublicPolicy: true };
    const block = one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", props);
    const switches = ["ignorePublicAcls", "restrictPublicBuckets"];
    expect(wrong("aws-s3-public-access-block", one(BUCKET, "it", { bucket: "assets-1" }), block)).toEqual([
      ...switches.map((name) => `BucketPublicAccessBlock(block).${name}`),
      ...switches,
    ]);
    expect(wrong("aws-s3-public-access-block", one(BUCKET, "it", { bucket: "other-1" }))).toEqual([""]);
  });
});

describe("aws-s3-acl-disabled", () => {
  it("leaves a bucket alone that says nothing", () => {
    expect(verdicts("aws-s3-acl-disabled", one(BUCKET, "it", {}))).toEqual([]);
    const controls = one("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "it", {
      rule: { objectOwnership: "ObjectWriter" },
    });
    expect(verdicts("aws-s3-acl-disabled", controls)).toEqual(found);
  });
});

describe("aws-s3-access-point-block", () => {
  const point = (publicAccessBlockConfiguration: unknown) =>
    one("aws:s3/accessPoint:AccessPoint", "it", { bucket: "assets-1", publicAccessBlockConfiguration });
  const at = (configuration: unknown) => verdicts("aws-s3-access-point-block", point(configuration));

  it("accepts the switches that nobody turned off", () => {
    expect(at(undefined)).toEqual([]);
    expect(at({ blockPublicAcls: true })).toEqual([]);
    expect(at({ restrictPublicBuckets: "false" })).toEqual(found);
    expect(at(UNKNOWN.object)).toEqual(open);
  });

  it("is put right at the switches that are off, and nowhere else", () => {
    const [resource] = resourcesOf([point({ ignorePublicAcls: false, blockPublicAcls: UNKNOWN.boolean })]);
    expect(resource && awsS3AccessPointBlock.remedy?.edits(resource, {})).toEqual([
      { path: "publicAccessBlockConfiguration.ignorePublicAcls", value: true },
    ]);
  });
});
