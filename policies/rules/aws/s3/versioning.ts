import { corrects, sets } from "../../../core/remedy.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import { all, any, isText, isTrue } from "../../../core/tri.js";
import { get, of } from "../../../core/value.js";
import { demand, nowhere } from "../../../core/verdict.js";
import { BUCKETS, isBucket } from "../../../facts/s3.js";

const SPLIT = ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"] as const;

/** Only what is written: another resource may well keep the versions of a bucket that says nothing. */
const inline = corrects({ "versioning.enabled": true, "versionings.enabled": true });
const separate = sets({ "versioningConfiguration.status": "Enabled" });

export const awsS3Versioning: StackRule = {
  id: "aws-s3-versioning",
  title: "Versioning off",
  severity: Severity.Medium,
  graph: true,
  judges: {
    [BUCKETS[0]]: ["versioning.enabled"],
    [BUCKETS[1]]: ["versionings[].enabled"],
    [SPLIT[0]]: ["versioningConfiguration.status"],
    [SPLIT[1]]: ["versioningConfiguration.status"],
  },
  consults: { [SPLIT[0]]: ["bucket"], [SPLIT[1]]: ["bucket"] },
  controls: {
    FSBP: ["S3.14"],
    NIST: ["AU-9", "CP-1", "CP-10", "CP-2", "CP-6", "CP-9", "PM-11", "PM-17", "SC-16", "SC-5", "SI-1", "SI-13"],
    PCI4: ["10.3.4"],
  },
  checkov: ["CKV_AWS_21"],
  trivy: ["AWS-0090"],
  remedy: {
    replaces: false,
    edits: (one, settings) => (isBucket(one) ? inline : separate).edits(one, settings),
  },
  why: "With versioning an overwritten or deleted object can be brought back; without it a mistake or ransomware is final.",
  fix: 'Add an aws.s3.BucketVersioning for the bucket with versioningConfiguration.status "Enabled".',
  bad: [{ type: BUCKETS[0], name: "assets", props: { versioning: { enabled: false } } }],
  good: [
    { type: BUCKETS[0], name: "assets", props: {} },
    {
      type: SPLIT[0],
      name: "assets-versioning",
      props: { bucket: "assets-1", versioningConfiguration: { status: "Enabled" } },
      refs: { bucket: ["assets"] },
    },
  ],
  check(resource, stack) {
    if (!isBucket(resource)) {
      const status = get(resource.props, "versioningConfiguration.status");
      return demand(isText(status, "Enabled"), status, "keeps no earlier versions of objects");
    }
    const inline = any(
      isTrue(get(resource.props, "versioning.enabled")),
      isTrue(get(resource.props, "versionings.enabled")),
    );
    const split = stack
      .referring(resource, "bucket", ...SPLIT)
      .map((part) => all(part.refers, isText(of(part.resource, "versioningConfiguration.status"), "Enabled")));
    return demand(any(inline, ...split), nowhere, "the bucket keeps no earlier versions of objects");
  },
};
