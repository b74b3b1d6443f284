import { cidrOf, contains } from "../cidr.js";
import { same, text } from "../values.js";
import { anyOf, type Condition, list, removed, smaller, switchedOff } from "./common.js";

/** A block that no longer has all addresses of the old one; a larger one around it is taken over in place. */
const shrunkRange: Condition = (olds, news) => {
  const [old, now] = [olds.ipCidrRange, news.ipCidrRange].map(cidrOf);
  return old !== undefined && now !== undefined && !contains(now, old) ? ["ipCidrRange"] : [];
};

/** A version such as "REDIS_6_0" that is lower; one written otherwise ("REDIS_6_X") is compared with nothing. */
const olderRedis: Condition = (olds, news) => {
  const [old, now] = [olds.redisVersion, news.redisVersion].map((value) =>
    /^REDIS_(\d+)_(\d+)$/
      .exec(text(value) ?? "")
      ?.slice(1)
      .join("."),
  );
  return old !== undefined && now !== undefined && Number(now) < Number(old) ? ["redisVersion"] : [];
};

/** Statements are run once each: more of them may follow, and none may change or go. */
const rewritten: Condition = (olds, news) =>
  list(olds.ddls).every((statement, place) => same(statement, list(news.ddls)[place])) ? [] : ["ddls"];

/** By type, from the same sources as the table. */
export const gcpConditions: Readonly<Record<string, Condition>> = {
  "gcp:compute/disk:Disk": smaller("size"),
  "gcp:compute/instance:Instance": (olds, news) =>
    list(olds.networkInterfaces).length === list(news.networkInterfaces).length ? [] : ["networkInterfaces"],
  "gcp:compute/instanceGroupManager:InstanceGroupManager": removed("resourcePolicies.workloadPolicy"),
  "gcp:compute/regionDisk:RegionDisk": smaller("size"),
  "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager": removed("resourcePolicies.workloadPolicy"),
  "gcp:compute/subnetwork:Subnetwork": shrunkRange,
  "gcp:container/cluster:Cluster": switchedOff("enableFqdnNetworkPolicy", "enableL4IlbSubsetting"),
  "gcp:redis/instance:Instance": olderRedis,
  "gcp:spanner/database:Database": rewritten,
  "gcp:sql/databaseInstance:DatabaseInstance": anyOf(
    smaller("settings.diskSize"),
    removed("settings.ipConfiguration.privateNetwork"),
  ),
  "gcp:storage/bucket:Bucket": switchedOff("retentionPolicy.isLocked"),
  "gcp:vpcaccess/connector:Connector": smaller("maxInstances", "minInstances"),
};
