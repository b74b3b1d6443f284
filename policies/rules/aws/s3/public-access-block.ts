import { sets } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import { sameAccount } from "../../../core/stack.js";
import { all, any, isTrue, type Tri } from "../../../core/tri.js";
import { type Field, get, of } from "../../../core/value.js";
import { demand, every, nowhere, type Verdict } from "../../../core/verdict.js";
import { BUCKETS, isBucket, SWITCHES } from "../../../facts/s3.js";

const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const ACCOUNT = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";

const on = (...names: readonly string[]): Record<string, boolean> => Object.fromEntries(names.map((n) => [n, true]));
const switches = (block: Resource): readonly Field[] => SWITCHES.map((name) => of(block, name));
const isComplete = (block: Resource): Tri => all(...switches(block).map((field) => isTrue(field)));
const judge = (field: Field): Verdict => demand(isTrue(field), field, "leaves a way to public access open");
const complete = sets(on(...SWITCHES));

export const awsS3PublicAccessBlock: StackRule = {
  id: "aws-s3-public-access-block",
  title: "Bucket without a complete public access block",
  severity: Severity.High,
  graph: true,
  judges: { [BUCKETS[0]]: [], [BUCKETS[1]]: [], [BLOCK]: SWITCHES, [ACCOUNT]: SWITCHES },
  consults: { [BLOCK]: ["bucket"] },
  controls: { "CIS AWS 5.0": ["2.1.4"], FSBP: ["S3.8"] },
  checkov: ["CKV2_AWS_6", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56"],
  trivy: ["AWS-0086", "AWS-0087", "AWS-0091", "AWS-0093", "AWS-0094"],
  aspects: {
    CKV2_AWS_6: ["blockPublicAcls", "blockPublicPolicy"],
    CKV_AWS_53: ["blockPublicAcls"],
    CKV_AWS_54: ["blockPublicPolicy"],
    CKV_AWS_55: ["ignorePublicAcls"],
    CKV_AWS_56: ["restrictPublicBuckets"],
    "AWS-0086": ["blockPublicAcls"],
    "AWS-0087": ["blockPublicPolicy"],
    "AWS-0091": ["ignorePublicAcls"],
    "AWS-0093": ["restrictPublicBuckets"],
    "AWS-0094": [],
  },
  // A bucket without a block needs a resource of its own, which only the program can add.
  remedy: { ...complete, edits: (one, settings) => (isBucket(one) ? [] : complete.edits(one, settings)) },
  why: "The block is the one setting that keeps a bucket private whatever a policy, an ACL or a later change says.",
  fix: "Add an aws.s3.BucketPublicAccessBlock for the bucket with blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets all true.",
  bad: [
    { type: BUCKETS[0], name: "assets", props: {} },
    {
      type: BLOCK,
      name: "assets-block",
      props: { bucket: "assets-1", blockPublicAcls: false, ...on("blockPublicPolicy", "ignorePublicAcls") },
      refs: { bucket: ["assets"] },
    },
  ],
  good: [
    { type: BUCKETS[0], name: "assets", props: {} },
    {
      type: BLOCK,
      name: "assets-block",
      props: { bucket: "assets-1", ...on(...SWITCHES) },
      refs: { bucket: ["assets"] },
    },
  ],
  check(resource, stack) {
    if (!isBucket(resource)) return every(SWITCHES.map((name) => judge(get(resource.props, name))));
    const own = stack.referring(resource, "bucket", BLOCK);
    const account = stack.ofType(ACCOUNT).filter((block) => sameAccount(block, resource));
    const covered = any(
      ...own.map((part) => all(part.refers, isComplete(part.resource))),
      ...account.map((block) => isComplete(block)),
    );
    const certain = own.filter(({ refers }) => refers === true);
    if (covered !== false || certain.length === 0)
      return demand(covered, nowhere, "no public access block with all four switches on refers to the bucket");
    return every(certain.flatMap((part) => switches(part.resource).map(judge)));
  },
};
