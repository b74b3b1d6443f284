import type * as pulumi from "@pulumi/pulumi";
import { type BucketOptions, CorsMethod, type CorsRule, type LifecycleRule } from "./args.js";
import type { BucketPlan, BucketRules, CorsPlan, LifecyclePlan } from "./types.js";

/** Days that versions are kept when nobody says otherwise. */
const defaultVersionDays = 90;
const defaultSoftDeleteDays = 7;

/** What a plan is made of besides the neutral options. */
export type BucketInput = BucketOptions & Pick<BucketPlan, "network">;

/** Everything about a bucket that can be decided without the engine. Pure: it checks nothing and registers nothing. */
export function planBucket(options: BucketInput, rules: BucketRules): BucketPlan {
  const { retention, cors, lifecycle } = options;
  const versioning = options.versioning ?? !(retention !== undefined && rules.versioningWithRetention === "excluded");
  const softDeleteDays =
    options.softDeleteDays ?? (rules.softDelete === "versions" && !versioning ? 0 : defaultSoftDeleteDays);
  return {
    versioning,
    public: options.public ?? false,
    lifecycle: planLifecycle(lifecycle ?? {}, versioning, softDeleteDays),
    cors: Object.entries(cors ?? {}).map(([name, rule]) => planCors(name, rule)),
    retention: retention === undefined ? undefined : { days: retention.days, locked: retention.locked ?? false },
    softDeleteDays,
    accessLogs: options.accessLogs,
    receivesAccessLogs: options.receivesAccessLogs ?? false,
    network: options.network,
    forceDestroy: options.forceDestroy ?? false,
    deletionProtection: options.deletionProtection ?? true,
  };
}

/** The user's rules, after the default one unless it is stated or given up. */
function planLifecycle(
  given: NonNullable<BucketOptions["lifecycle"]>,
  versioning: boolean,
  softDeleteDays: number,
): LifecyclePlan[] {
  const own = versioning ? { noncurrentExpireDays: versionDays(softDeleteDays) } : {};
  const all: Readonly<Record<string, LifecycleRule | false>> = { default: own, ...given };
  return Object.entries(all).flatMap(([name, rule]) => (rule === false ? [] : [planRule(name, rule)]));
}

/** Days that the default rule keeps versions. */
export function versionDays(softDeleteDays: number): number {
  return Math.max(defaultVersionDays, softDeleteDays);
}

function planRule(name: string, rule: LifecycleRule): LifecyclePlan {
  return {
    name,
    prefix: rule.prefix,
    expireDays: rule.expireDays,
    noncurrentExpireDays: rule.noncurrentExpireDays,
    tier: rule.tier,
  };
}

function planCors(name: string, rule: CorsRule): CorsPlan {
  return {
    name,
    origins: rule.origins,
    methods: rule.methods ?? [CorsMethod.Get, CorsMethod.Head],
    allowedHeaders: rule.allowedHeaders ?? [],
    exposedHeaders: rule.exposedHeaders ?? [],
    maxAgeSeconds: rule.maxAgeSeconds ?? 3600,
  };
}

/** What state shows of a bucket's arguments: plain and structural. */
export function summarize(plan: BucketPlan): Record<string, pulumi.Input<unknown>> {
  return {
    versioning: plan.versioning,
    public: plan.public,
    lifecycle: plan.lifecycle.map(({ name }) => name),
    cors: plan.cors.map(({ name }) => name),
    retention: plan.retention !== undefined,
    softDeleteDays: plan.softDeleteDays,
    deletionProtection: plan.deletionProtection,
  };
}
