import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import { type Field, get, items, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { BUCKETS } from "../../../facts/s3.js";

const SPLIT = ["acl", "accessControlPolicy.grants[].grantee.uri"];
const PUBLIC: ReadonlySet<string> = new Set(["public-read", "public-read-write", "authenticated-read"]);

const isEverybody = (uri: unknown): boolean => /\/(AllUsers|AuthenticatedUsers)$/i.test(String(uri));

export const awsS3PublicAcl: ResourceRule = {
  id: "aws-s3-public-acl",
  title: "Public ACL",
  severity: Severity.Critical,
  graph: false,
  judges: {
    [BUCKETS[0]]: ["acl", "grants[].uri"],
    [BUCKETS[1]]: ["acl", "grants[].uri"],
    "aws:s3/bucketAcl:BucketAcl": SPLIT,
    "aws:s3/bucketAclV2:BucketAclV2": SPLIT,
  },

  controls: {
    FSBP: ["S3.3"],
    PCI4: ["1.2.8", "1.3.1", "1.3.2", "1.4.2", "1.5.1", "10.3.2", "3.5.1", "A1.1.2", "A1.1.3", "A3.4.1"],
  },
  checkov: ["CKV_AWS_20", "CKV_AWS_57", "CKV_AWS_375", "CKV2_AWS_43"],
  trivy: ["AWS-0092"],
  why: "Such an ACL gives the bucket's content to the whole internet, or to everybody with an AWS account, which is the same.",
  fix: "Remove the ACL and grant access with a bucket policy that names who may read; for a web site put a CDN in front.",
  bad: [{ type: "aws:s3/bucketAcl:BucketAcl", name: "assets-acl", props: { bucket: "assets-1", acl: "public-read" } }],
  good: [{ type: "aws:s3/bucketAcl:BucketAcl", name: "assets-acl", props: { bucket: "assets-1", acl: "private" } }],
  check(resource) {
    const canned = get(resource.props, "acl");
    const inline = items(get(resource.props, "grants")).map((grant) => within(grant, "uri"));
    const split = items(get(resource.props, "accessControlPolicy.grants")).map((grant) => within(grant, "grantee.uri"));
    return every([
      forbid(
        holds(canned, (acl) => PUBLIC.has(String(acl))),
        canned,
        "opens the bucket to everybody",
      ),
      ...[...inline, ...split].map((uri: Field) =>
        forbid(holds(uri, isEverybody), uri, "opens the bucket to everybody"),
      ),
    ]);
  },
};
