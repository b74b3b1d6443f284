import type { storage } from "@pulumi/gcp/types/input";
import { StorageTier } from "./args.js";
import type { BucketPlan, LifecyclePlan } from "./types.js";

type Rule = storage.BucketLifecycleRule;

/** Days after which the parts of an upload that was never finished are deleted: they are charged and nobody sees them. */
const unfinishedUploadDays = 7;

const storageClass: Readonly<Record<StorageTier, string>> = {
  [StorageTier.Infrequent]: "NEARLINE",
  [StorageTier.Archive]: "ARCHIVE",
};

/** A rule of ours is up to three of Cloud Storage's: each has one action. */
export function lifecycleRules({ lifecycle }: BucketPlan): Rule[] {
  const unfinished: Rule = {
    action: { type: "AbortIncompleteMultipartUpload" },
    condition: { age: unfinishedUploadDays },
  };
  return [...lifecycle.flatMap(rulesOf), unfinished];
}

function rulesOf(rule: LifecyclePlan): Rule[] {
  const where = rule.prefix === undefined ? {} : { matchesPrefixes: [rule.prefix] };
  const rules: Rule[] = [];
  if (rule.expireDays !== undefined)
    rules.push({ action: { type: "Delete" }, condition: { ...where, age: rule.expireDays, withState: "LIVE" } });
  if (rule.noncurrentExpireDays !== undefined)
    rules.push({
      action: { type: "Delete" },
      condition: { ...where, daysSinceNoncurrentTime: rule.noncurrentExpireDays, withState: "ARCHIVED" },
    });
  if (rule.tier !== undefined)
    rules.push({
      action: { type: "SetStorageClass", storageClass: storageClass[rule.tier.to] },
      condition: { ...where, age: rule.tier.afterDays, withState: "LIVE" },
    });
  return rules;
}
