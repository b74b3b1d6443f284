import { checkChoice, checkFlag, checkKnown, checkSameCloud, checkWhole, checkWholeInput } from "../core/checks.js";
import type { CloudName } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { checkOverrides } from "../core/overrides.js";
import { describe } from "../core/target.js";
import {
  type BucketArgs,
  type BucketOptions,
  CorsMethod,
  type CorsRule,
  type LifecycleRule,
  StorageTier,
} from "./args.js";
import { versionDays } from "./plan.js";
import type { BucketPlan, BucketRules } from "./types.js";

/** The longest period that any of the clouds takes: a hundred years. */
const mostDays = 36_500;

/** Every argument but the target, by name. */
const bucketArguments: Readonly<Record<keyof BucketOptions | "network", true>> = {
  versioning: true,
  public: true,
  lifecycle: true,
  cors: true,
  retention: true,
  softDeleteDays: true,
  accessLogs: true,
  receivesAccessLogs: true,
  forceDestroy: true,
  deletionProtection: true,
  network: true,
};

interface Checking {
  readonly problems: Problems;
  readonly cloud: CloudName;
  readonly options: BucketOptions;
  readonly plan: BucketPlan;
  readonly rules: BucketRules;
  /** Notes that the cloud cannot serve an argument in the circumstances. */
  unsupported(argument: string, circumstance?: string): void;
}

/** Checks every argument, and throws everything that is wrong at once. Registers nothing. */
export function checkBucket<C extends CloudName>(name: string, args: BucketArgs<C>, plan: BucketPlan): void {
  const problems = new Problems();
  const { cloud, implementations } = args.target;
  const { rules, unsupported, children } = implementations.bucket;
  const checking: Checking = {
    problems,
    cloud,
    options: args as BucketOptions,
    plan,
    rules,
    unsupported(argument, circumstance) {
      const limitation = unsupported[circumstance ?? argument];
      if (limitation !== undefined) problems.unsupported("Bucket", cloud, argument, limitation);
    },
  };
  checkKnown(problems, args, bucketArguments, cloud);
  for (const flag of ["versioning", "public", "receivesAccessLogs", "forceDestroy", "deletionProtection"] as const)
    checkFlag(problems, flag, args[flag]);
  checkLifecycle(checking);
  checkCors(checking);
  checkRetention(checking);
  checkSoftDelete(checking);
  checkAccessLogs(checking, args.target.region);
  checkNetwork(checking, args.target.region);
  checkOverrides(problems, cloud, (args as Readonly<Record<string, unknown>>)[cloud], children);
  problems.throwIfAny(`Bucket "${name}"`);
}

function checkLifecycle(checking: Checking): void {
  const { problems, options } = checking;
  for (const [name, rule] of Object.entries(options.lifecycle ?? {})) {
    const path = `lifecycle.${name}`;
    if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/.test(name))
      problems.add(
        path,
        `"${name}" is not a name; use at most 63 letters, digits and hyphens, beginning with a letter or digit`,
      );
    if (rule === false) {
      if (name !== "default") problems.add(path, `only the rule "default" is there by itself; leave "${name}" out`);
    } else checkRule(checking, path, rule);
  }
}

function checkRule(checking: Checking, path: string, rule: LifecycleRule): void {
  const { problems, rules } = checking;
  const { expireDays, noncurrentExpireDays, tier } = rule;
  if (expireDays === undefined && noncurrentExpireDays === undefined && tier === undefined)
    problems.add(path, "the rule says nothing; give it expireDays, noncurrentExpireDays or tier, or leave it out");
  checkWholeInput(problems, `${path}.expireDays`, expireDays, 1, mostDays);
  checkWholeInput(problems, `${path}.noncurrentExpireDays`, noncurrentExpireDays, 1, mostDays);
  if (noncurrentExpireDays !== undefined) checkVersionDays(checking, path, noncurrentExpireDays);
  if (tier === undefined) return;
  checkChoice(problems, `${path}.tier.to`, tier.to, Object.values(StorageTier));
  const least = tier.to === StorageTier.Infrequent ? rules.infrequentAfterDays : 1;
  checkWholeInput(problems, `${path}.tier.afterDays`, tier.afterDays, least, mostDays);
  if (typeof expireDays === "number" && typeof tier.afterDays === "number" && tier.afterDays >= expireDays)
    problems.add(
      `${path}.tier.afterDays`,
      `objects would move after ${tier.afterDays} days but are deleted after ${expireDays}; use fewer days, or leave tier out`,
    );
}

/** Versions are deleted by the shortest period that covers them, so a longer one beside the default would be a lie. */
function checkVersionDays(checking: Checking, path: string, days: unknown): void {
  const { problems, options, plan, rules } = checking;
  const where = `${path}.noncurrentExpireDays`;
  if (!plan.versioning) {
    problems.add(where, "there are no versions without versioning; leave it out, or leave versioning on");
    return;
  }
  if (typeof days !== "number") return;
  const least = options.softDeleteDays;
  if (rules.softDelete === "versions" && least !== undefined && days < least)
    problems.add(where, `${days} is less than softDeleteDays, which is ${least}; use at least ${least}`);
  const byDefault = versionDays(plan.softDeleteDays);
  if (options.lifecycle?.default === undefined && days > byDefault)
    problems.add(
      where,
      `the rule "default" deletes every version after ${byDefault} days already; ` +
        `state it with more days, or give it up with default: false`,
    );
}

function checkCors({ problems, options, rules, cloud }: Checking): void {
  const entries = Object.entries(options.cors ?? {});
  if (entries.length > rules.corsRules)
    problems.add("cors", `there are ${entries.length} rules, ${cloud} takes at most ${rules.corsRules}; join some`);
  for (const [name, rule] of entries) checkCorsRule(problems, `cors.${name}`, rule);
}

function checkCorsRule(problems: Problems, path: string, rule: CorsRule): void {
  if (!Array.isArray(rule.origins) || rule.origins.length === 0)
    problems.add(`${path}.origins`, 'nothing is given; list pages as "https://www.example.com", or "*" for any');
  else
    for (const [i, origin] of rule.origins.entries())
      if (origin !== "*" && !/^https?:\/\/[^/\s]+$/.test(origin))
        problems.add(
          `${path}.origins[${i}]`,
          `${describe(origin)} is not an origin; use the form "https://www.example.com"`,
        );
  for (const [i, method] of (rule.methods ?? []).entries())
    checkChoice(problems, `${path}.methods[${i}]`, method, Object.values(CorsMethod));
  checkWholeInput(problems, `${path}.maxAgeSeconds`, rule.maxAgeSeconds, 0, 86_400);
}

function checkRetention({ problems, options, plan, rules, unsupported }: Checking): void {
  const { retention } = options;
  if (retention === undefined) return;
  checkWholeInput(problems, "retention.days", retention.days, 1, mostDays);
  if (retention.days === undefined)
    problems.add("retention.days", "nothing is given; say how many days objects are kept");
  checkFlag(problems, "retention.locked", retention.locked);
  if (retention.locked === true) unsupported("retention.locked");
  if (rules.versioningWithRetention === "needed" && !plan.versioning)
    unsupported("versioning", "versioning: false with retention");
  if (rules.versioningWithRetention === "excluded" && plan.versioning)
    unsupported("versioning", "versioning: true with retention");
  if (plan.receivesAccessLogs) unsupported("receivesAccessLogs", "receivesAccessLogs with retention");
}

function checkSoftDelete({ problems, options, plan, rules, cloud, unsupported }: Checking): void {
  const days = options.softDeleteDays;
  if (days === undefined) return;
  checkWhole(problems, "softDeleteDays", days, 0, mostDays);
  if (rules.softDelete === "versions") {
    if (days > 0 && !plan.versioning) unsupported("softDeleteDays", "softDeleteDays with versioning: false");
    return;
  }
  const { least, most } = rules.softDelete;
  if (Number.isInteger(days) && days > 0 && (days < least || days > most))
    problems.add("softDeleteDays", `${days} is not possible on ${cloud}; use 0, or ${least} to ${most}`);
}

function checkAccessLogs({ problems, options, plan, cloud }: Checking, region: string): void {
  const logs = options.accessLogs;
  if (plan.public && plan.receivesAccessLogs)
    problems.add("receivesAccessLogs", "the bucket is public, and so would be the logs; use another bucket for them");
  if (logs === undefined || !checkSameCloud(problems, "accessLogs", logs, cloud)) return;
  if (logs.receivesAccessLogs === false)
    problems.add("accessLogs", `bucket "${logs.bucketName}" takes no logs; make it with receivesAccessLogs: true`);
  if (logs.target.region !== region)
    problems.add(
      "accessLogs",
      `bucket "${logs.bucketName}" is in ${logs.target.region}; use one in the bucket's own region, ${region}`,
    );
}

function checkNetwork({ problems, plan, rules, cloud }: Checking, region: string): void {
  const { network } = plan;
  if (network === undefined || !checkSameCloud(problems, "network", network, cloud)) return;
  if (rules.networkInRegion && network.target.region !== region)
    problems.add("network", `network "${network.networkName}" is in ${network.target.region}; use one in ${region}`);
}
