import { type Remedy, sets } from "../../../core/remedy.js";
import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isSet, isText, isTrue, type Tri } from "../../../core/tri.js";
import { type Field, get } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const AUTH = ["authToken", "authTokenWo", "userGroupIds"] as const;
const read = (group: Resource, path: string): Field => get(group.props, path);

/** A secondary group of a global one has all three from the primary, which is judged where it is made. */
const isSecondary = (group: Resource): Tri => isSet(read(group, "globalReplicationGroupId"));

/** Valkey encrypts its storage by default, Redis does not. */
function storage(group: Resource): Tri {
  const field = read(group, "atRestEncryptionEnabled");
  return field.state === "absent" ? isText(read(group, "engine"), "valkey") : isTrue(field);
}

const asks = (group: Resource): Tri => any(...AUTH.map((property) => isSet(read(group, property))));

const on = sets({ atRestEncryptionEnabled: true, transitEncryptionEnabled: true }, true);

/** Who may sign in is for the owner to say, and clients without TLS are shut out: without the one, not the other. */
const remedy: Remedy = {
  replaces: true,
  edits(group, settings) {
    if (isSecondary(group) !== false || asks(group) !== true) return [];
    return on
      .edits(group, settings)
      .filter(({ path }) => path !== "atRestEncryptionEnabled" || storage(group) === false);
  },
};

export const awsElasticacheEncryption: ResourceRule = {
  id: "aws-elasticache-encryption",
  title: "Cache unencrypted or without AUTH",
  severity: Severity.High,
  graph: false,
  judges: {
    [GROUP]: ["atRestEncryptionEnabled", "transitEncryptionEnabled", "engine", "globalReplicationGroupId", ...AUTH],
  },
  controls: { PCI4: ["2.2.7", "3.5.1", "4.2.1", "8.3.2"] },
  checkov: ["CKV_AWS_29", "CKV_AWS_30", "CKV_AWS_31"],
  trivy: ["AWS-0045", "AWS-0051"],
  aspects: {
    CKV_AWS_29: ["atRestEncryptionEnabled"],
    CKV_AWS_30: ["transitEncryptionEnabled"],
    CKV_AWS_31: ["transitEncryptionEnabled", "authToken"],
    "AWS-0045": ["atRestEncryptionEnabled"],
    "AWS-0051": ["transitEncryptionEnabled"],
  },
  remedy,
  why: "Whoever is in the network reads sessions and tokens off the wire or, without AUTH, straight from the cache.",
  fix: "Set `atRestEncryptionEnabled` and `transitEncryptionEnabled` to true, and name a user group in `userGroupIds` or a secret in `authToken`.",
  bad: [
    {
      type: GROUP,
      name: "sessions",
      props: { description: "Sessions", engine: "redis", nodeType: "cache.t4g.small", userGroupIds: ["sessions"] },
    },
  ],
  good: [
    {
      type: GROUP,
      name: "sessions",
      props: {
        description: "Sessions",
        engine: "redis",
        nodeType: "cache.t4g.small",
        atRestEncryptionEnabled: true,
        transitEncryptionEnabled: true,
        userGroupIds: ["sessions"],
      },
    },
  ],
  check(group) {
    const secondary = isSecondary(group);
    const transit = read(group, "transitEncryptionEnabled");
    const must = (good: Tri, at: Field, wrong: string) => demand(any(secondary, good), at, wrong);
    return every([
      must(storage(group), read(group, "atRestEncryptionEnabled"), "leaves the storage and backups unencrypted"),
      must(isTrue(transit), transit, "sends everything in clear"),
      must(asks(group), read(group, "authToken"), "asks nobody who they are: no AUTH token and no user group is set"),
    ]);
  },
};
