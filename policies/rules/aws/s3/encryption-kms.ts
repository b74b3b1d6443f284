import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import { holds } from "../../../core/tri.js";
import { type Field, get, items, of, within } from "../../../core/value.js";
import { demand, every, nowhere, pass, type Verdict, violation } from "../../../core/verdict.js";
import { BUCKETS, isBucket } from "../../../facts/s3.js";

const SPLIT = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
] as const;

/** Where each type has its rules, and what a rule calls its default. */
const RULES: Readonly<Record<string, readonly [rules: string, byDefault: string]>> = {
  [BUCKETS[0]]: ["serverSideEncryptionConfiguration.rule", "applyServerSideEncryptionByDefault"],
  [BUCKETS[1]]: ["serverSideEncryptionConfigurations.rules", "applyServerSideEncryptionByDefaults"],
  [SPLIT[0]]: ["rules", "applyServerSideEncryptionByDefault"],
  [SPLIT[1]]: ["rules", "applyServerSideEncryptionByDefault"],
};

const IN_RULE = [
  "applyServerSideEncryptionByDefault.sseAlgorithm",
  "applyServerSideEncryptionByDefault.kmsMasterKeyId",
];
const IN_LIST = IN_RULE.map((path) => path.replace(".", "s[]."));
const split = IN_RULE.map((path) => `rules[].${path}`);

/** Whether new objects get a key of KMS, in one or two layers, and which the customer keeps. */
function judgeDefault(byDefault: Field): Verdict {
  const [algorithm, key] = [within(byDefault, "sseAlgorithm"), within(byDefault, "kmsMasterKeyId")];
  const kms = holds(algorithm, (name) => /^aws:kms(:dsse)?$/.test(String(name)));
  const own = holds(key, (id) => id !== "" && !/alias\/aws\//.test(String(id)));
  return every([
    demand(kms, algorithm, "gives new objects no key of KMS"),
    demand(own, key, "gives new objects no key that the customer keeps"),
  ]);
}

function judge(resource: Resource, read: (rules: string) => Field): Verdict {
  const [rules, byDefault] = RULES[resource.type] ?? ["rules", ""];
  const written = items(read(rules));
  if (written.length === 0) return violation(nowhere, "new objects of the bucket get no key that the customer keeps");
  return every(written.map((rule) => judgeDefault(within(rule, byDefault))));
}

export const awsS3EncryptionKms: StackRule = {
  id: "aws-s3-encryption-kms",
  title: "Bucket not under a customer key",
  severity: Severity.Low,
  graph: true,
  judges: {
    [BUCKETS[0]]: IN_RULE.map((path) => `serverSideEncryptionConfiguration.rule.${path}`),
    [BUCKETS[1]]: IN_LIST.map((path) => `serverSideEncryptionConfigurations[].rules[].${path}`),
    [SPLIT[0]]: split,
    [SPLIT[1]]: split,
  },
  consults: { [SPLIT[0]]: ["bucket"], [SPLIT[1]]: ["bucket"] },
  groups: ["customer-keys"],
  controls: { FSBP: ["S3.17"], PCI4: ["3.5.1", "8.3.2"] },
  checkov: ["CKV_AWS_145"],
  aspects: {
    CKV_AWS_145: [
      "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm",
      "serverSideEncryptionConfigurations.rules.applyServerSideEncryptionByDefaults.sseAlgorithm",
      "rules.applyServerSideEncryptionByDefault.sseAlgorithm",
    ],
  },
  trivy: ["AWS-0132"],
  why: "S3 encrypts with its own key for whoever may read the bucket; under a key of yours a reader needs the key as well, each use is recorded, and closing the key closes the data.",
  fix: 'Add an aws.s3.BucketServerSideEncryptionConfiguration for the bucket with `sseAlgorithm` "aws:kms" and a `kmsMasterKeyId`.',
  bad: [
    { type: BUCKETS[0], name: "assets", props: {} },
    {
      type: SPLIT[0],
      name: "assets-encryption",
      props: { bucket: "assets-1", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      refs: { bucket: ["assets"] },
    },
  ],
  good: [
    { type: BUCKETS[0], name: "assets", props: {} },
    {
      type: SPLIT[0],
      name: "assets-encryption",
      props: {
        bucket: "assets-1",
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "aws:kms",
              kmsMasterKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1",
            },
          },
        ],
      },
      refs: { bucket: ["assets"] },
    },
  ],
  check(resource, stack) {
    const own = judge(resource, (rules) => get(resource.props, rules));
    if (!isBucket(resource) || own.result === "pass") return own;
    const apart = stack.referring(resource, "bucket", ...SPLIT);
    const parts = apart.filter(({ refers }) => refers === true).map((part) => part.resource);
    const certain = parts.map((part) => judge(part, (rules) => of(part, rules)));
    if (certain.some(({ result }) => result === "pass")) return pass;
    const unknown = apart.flatMap(({ refers }) => (refers === true ? [] : refers.unknown));
    if (unknown.length > 0) return { result: "undecided", unknown };
    return certain.length > 0 ? every(certain) : own;
  },
};
