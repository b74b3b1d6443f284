import * as pulumi from "@pulumi/pulumi";
import { StorageTier } from "./args.js";
import type { BucketPlan, LifecyclePlan } from "./types.js";

type Days = { readonly daysAfterModificationGreaterThan: pulumi.Input<number> };
interface Actions {
  baseBlob?: { delete?: Days; tierToCool?: Days; tierToCold?: Days };
  version?: { delete: { daysAfterCreationGreaterThan: pulumi.Input<number> } };
}
interface Rule {
  readonly name: string;
  readonly type: "Lifecycle";
  readonly enabled: true;
  readonly definition: {
    readonly actions: Actions;
    readonly filters: { readonly blobTypes: string[]; readonly prefixMatch: pulumi.Input<string>[] };
  };
}

const tierAction = {
  [StorageTier.Infrequent]: "tierToCool",
  [StorageTier.Archive]: "tierToCold",
} as const satisfies Readonly<Record<StorageTier, keyof NonNullable<Actions["baseBlob"]>>>;

/** The rules of the account's one policy; prefixes of Azure begin with the container. */
export function lifecycleRules({ lifecycle }: BucketPlan, container: pulumi.Output<string>): Rule[] {
  return lifecycle.flatMap((rule) => {
    const actions = actionsOf(rule);
    if (Object.keys(actions).length === 0) return [];
    const prefixMatch = [pulumi.interpolate`${container}/${rule.prefix ?? ""}`];
    return [
      {
        name: rule.name,
        type: "Lifecycle",
        enabled: true,
        definition: { actions, filters: { blobTypes: ["blockBlob"], prefixMatch } },
      } satisfies Rule,
    ];
  });
}

function actionsOf(rule: LifecyclePlan): Actions {
  const baseBlob: NonNullable<Actions["baseBlob"]> = {};
  if (rule.expireDays !== undefined) baseBlob.delete = { daysAfterModificationGreaterThan: rule.expireDays };
  if (rule.tier !== undefined)
    baseBlob[tierAction[rule.tier.to]] = { daysAfterModificationGreaterThan: rule.tier.afterDays };
  const actions: Actions = {};
  if (Object.keys(baseBlob).length > 0) actions.baseBlob = baseBlob;
  if (rule.noncurrentExpireDays !== undefined)
    actions.version = { delete: { daysAfterCreationGreaterThan: rule.noncurrentExpireDays } };
  return actions;
}
