import {
  Bucket,
  type BucketArgs,
  type BucketLike,
  type CloudName,
  type Identity,
  type NetworkLike,
  type Target,
} from "groundplan";
import { withoutUndefined } from "./options.ts";
import type { Settings, CloudName as StackCloud } from "./schema.ts";

/** Keys of the stack's buckets; one that receives another's access logs comes before it. */
export function bucketKeys({ buckets = {} }: Settings): readonly string[] {
  const keys = Object.keys(buckets);
  const logs = keys.filter((key) => buckets[key]?.receivesAccessLogs === true);
  return [...logs, ...keys.filter((key) => !logs.includes(key))];
}

/** The arguments of one bucket on one cloud, without those that refer to other components. */
export function bucketArgs<C extends CloudName>(settings: Settings, target: Target<C>, key: string): BucketArgs<C> {
  const { accessLogs: _, ...options } = settings.buckets?.[key] ?? {};
  const name = settings[target.cloud as StackCloud]?.buckets?.[key]?.name;
  return {
    target,
    ...withoutUndefined(options),
    deletionProtection: settings.protect,
    ...(name === undefined ? {} : { [target.cloud]: physicalName[target.cloud as StackCloud](name) }),
  } as BucketArgs<C>;
}

/** Where each cloud has a bucket's own name. */
const physicalName: Readonly<Record<StackCloud, (name: string) => object>> = {
  aws: (name) => ({ bucket: { bucket: name } }),
  gcp: (name) => ({ bucket: { name } }),
  azure: (name) => ({ account: { accountName: name } }),
};

/** Makes the stack's buckets on one cloud, with access for the identities that the configuration names. */
export function makeBuckets(settings: Settings, target: Target, network: NetworkLike): Record<string, Bucket> {
  const made: Record<string, Bucket> = {};
  for (const key of bucketKeys(settings)) {
    const logs: BucketLike | undefined = made[settings.buckets?.[key]?.accessLogs ?? ""];
    const args = { ...bucketArgs(settings, target, key), network, ...(logs === undefined ? {} : { accessLogs: logs }) };
    const bucket = new Bucket(`${key}-${target.key}`, args);
    const access = settings[target.cloud as StackCloud]?.buckets?.[key];
    for (const identity of identities(target, access?.readers)) bucket.grantRead(identity);
    for (const identity of identities(target, access?.writers)) bucket.grantWrite(identity);
    made[key] = bucket;
  }
  return made;
}

/** Who is meant, in the words of the cloud: `roleName`, `member` or `principalId`. */
function identities(target: Target, names: Readonly<Record<string, string>> = {}): Identity[] {
  const { property } = target.implementations.bucket.rules.principal;
  return Object.entries(names).map(([key, name]) => ({ key, [property]: name }) as unknown as Identity);
}
