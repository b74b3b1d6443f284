import type { Props } from "../types.js";
import { cidrOf, contains } from "./cidr.js";
import { at, isSet, same, text, texts } from "./values.js";

/** Paths that replace because of the values on both sides; otherwise the table of replacements holds. */
export type Condition = (olds: Props, news: Props) => readonly string[];

const balancer: Condition = (olds, news) => {
  const fewer =
    Number(news.secondaryIpsAutoAssignedPerSubnet ?? 0) < Number(olds.secondaryIpsAutoAssignedPerSubnet ?? 0);
  const secondary = fewer ? ["secondaryIpsAutoAssignedPerSubnet"] : [];
  if (news.loadBalancerType !== "network") return secondary;
  const kept = (key: string) => list(olds[key]).every((old) => list(news[key]).some((value) => same(old, value)));
  const some = (props: Props) => texts(props.securityGroups).length > 0;
  return [
    ...secondary,
    ...["subnets", "subnetMappings"].filter((key) => !kept(key)),
    ...(some(olds) === some(news) ? [] : ["securityGroups"]),
  ];
};

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Turned off, where it was on. */
const switchedOff =
  (...paths: readonly string[]): Condition =>
  (olds, news) =>
    paths.filter((path) => at(olds, path) === true && at(news, path) !== true);

const smaller =
  (path: string): Condition =>
  (olds, news) =>
    Number(at(news, path)) < Number(at(olds, path)) ? [path] : [];

const olderVersion: Condition = (olds, news) =>
  olderThan(text(news.engineVersion), text(olds.engineVersion)) ? ["engineVersion"] : [];

/** "6.2" is older than "7.0.5"; a part that one side does not have counts as the highest ("7.0" is no older than "7.0.5"). */
function olderThan(version: string | undefined, than: string | undefined): boolean {
  if (version === undefined || than === undefined) return false;
  const [left, right] = [version, than].map((value) => value.split(".").map(Number)) as [number[], number[]];
  const place = left.findIndex((part, i) => part !== (right[i] ?? part));
  return place >= 0 && (left[place] as number) < (right[place] as number);
}

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

/** A private network that is taken away. */
const leftNetwork: Condition = (olds, news) => {
  const path = "settings.ipConfiguration.privateNetwork";
  return isSet(at(olds, path)) && !isSet(at(news, path)) ? [path] : [];
};

/** By type, from the same sources as the table. */
export const conditions: Readonly<Record<string, Condition>> = {
  "aws:alb/loadBalancer:LoadBalancer": balancer,
  "aws:lb/loadBalancer:LoadBalancer": balancer,
  "aws:ec2/instance:Instance": (olds, news) => [
    ...switchedOff("enablePrimaryIpv6")(olds, news),
    ...(news.userDataReplaceOnChange === true ? ["userData", "userDataBase64"] : []),
  ],
  "aws:ec2/subnet:Subnet": (olds) => (olds.assignIpv6AddressOnCreation === true ? ["ipv6CidrBlock"] : []),
  "aws:ec2/vpc:Vpc": (olds, news) =>
    olds.instanceTenancy === "dedicated" && (news.instanceTenancy ?? "default") === "default"
      ? []
      : ["instanceTenancy"],
  "aws:eks/cluster:Cluster": (olds, news) =>
    isSet(olds.encryptionConfig) && !isSet(news.encryptionConfig) ? ["encryptionConfig"] : [],
  "aws:elasticache/cluster:Cluster": (olds, news) => [
    ...olderVersion(olds, news),
    ...(news.engine === "memcached" ? ["nodeType"] : []),
  ],
  "aws:elasticache/replicationGroup:ReplicationGroup": (olds, news) => [
    ...olderVersion(olds, news),
    ...(olds.engine === "valkey" && news.engine === "redis" ? ["engine"] : []),
    ...(olderThan(text(olds.engineVersion), "7.0.5") ? ["transitEncryptionEnabled"] : []),
  ],
  "aws:opensearch/domain:Domain": (olds, news) => [
    ...switchedOff(
      "advancedSecurityOptions.enabled",
      "encryptAtRest.enabled",
      "nodeToNodeEncryption.enabled",
    )(olds, news),
    ...(isSet(olds.vpcOptions) === isSet(news.vpcOptions) ? [] : ["vpcOptions"]),
  ],
  "aws:ssm/parameter:Parameter": (olds, news) => (olds.tier === "Advanced" && news.tier === "Standard" ? ["tier"] : []),
  "gcp:compute/disk:Disk": smaller("size"),
  "gcp:compute/instance:Instance": (olds, news) =>
    list(olds.networkInterfaces).length === list(news.networkInterfaces).length ? [] : ["networkInterfaces"],
  "gcp:compute/regionDisk:RegionDisk": smaller("size"),
  "gcp:compute/subnetwork:Subnetwork": shrunkRange,
  "gcp:redis/instance:Instance": olderRedis,
  "gcp:sql/databaseInstance:DatabaseInstance": (olds, news) => [
    ...smaller("settings.diskSize")(olds, news),
    ...leftNetwork(olds, news),
  ],
  "gcp:storage/bucket:Bucket": switchedOff("retentionPolicy.isLocked"),
};
