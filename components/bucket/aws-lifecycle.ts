import type { s3 } from "@pulumi/aws/types/input";
import { given } from "../core/values.js";
import { StorageTier } from "./args.js";
import type { BucketPlan, LifecyclePlan } from "./types.js";

type Rule = s3.BucketLifecycleConfigurationRule;

/** Days after which the parts of an upload that was never finished are deleted: they are charged and nobody sees them. */
const unfinishedUploadDays = 7;

const storageClass: Readonly<Record<StorageTier, string>> = {
  [StorageTier.Infrequent]: "STANDARD_IA",
  [StorageTier.Archive]: "GLACIER",
};

/** The one lifecycle configuration of a bucket. */
export function lifecycleRules({ lifecycle, versioning }: BucketPlan): Rule[] {
  return lifecycle.map((rule) => ruleOf(rule, versioning));
}

function ruleOf(rule: LifecyclePlan, versioning: boolean): Rule {
  return given({
    id: rule.name,
    status: "Enabled",
    filter: rule.prefix === undefined ? {} : { prefix: rule.prefix },
    expiration: expiration(rule, versioning),
    noncurrentVersionExpiration:
      rule.noncurrentExpireDays === undefined ? undefined : { noncurrentDays: rule.noncurrentExpireDays },
    transitions:
      rule.tier === undefined ? undefined : [{ days: rule.tier.afterDays, storageClass: storageClass[rule.tier.to] }],
    abortIncompleteMultipartUpload: { daysAfterInitiation: unfinishedUploadDays },
  });
}

/** S3 takes a number of days or the clean-up of markers that hide nothing any more, not both in one rule. */
function expiration(
  rule: LifecyclePlan,
  versioning: boolean,
): s3.BucketLifecycleConfigurationRuleExpiration | undefined {
  if (rule.expireDays !== undefined) return { days: rule.expireDays };
  return versioning && rule.noncurrentExpireDays !== undefined ? { expiredObjectDeleteMarker: true } : undefined;
}
