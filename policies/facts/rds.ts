/** Databases of RDS, and those of DocumentDB and Neptune, which are made through the same interface. */

import type { Resource } from "../core/resource.js";
import { all, any, isSet, isText, isTrue, type Tri } from "../core/tri.js";
import { get } from "../core/value.js";

export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER = "aws:rds/cluster:Cluster";
export const MEMBER = "aws:rds/clusterInstance:ClusterInstance";

/** The properties that make a database a replica of another one. */
export const REPLICA = {
  [INSTANCE]: ["replicateSourceDb"],
  [CLUSTER]: ["replicationSourceIdentifier"],
} as const;

/** The properties that make a database from another one's data. */
const SOURCES = ["replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier", "restoreToPointInTime"];

const SHARED = ["storageEncrypted", "snapshotIdentifier", "restoreToPointInTime"];

/** What `storageEncrypted` reads of a type. */
export const STORAGE = {
  [INSTANCE]: [...SHARED, "replicateSourceDb"],
  [CLUSTER]: [...SHARED, "replicationSourceIdentifier", "engineMode"],
  "aws:docdb/cluster:Cluster": SHARED,
  "aws:neptune/cluster:Cluster": ["storageEncrypted", "snapshotIdentifier", "replicationSourceIdentifier"],
} as const;

/** Whether the database replicates another one. */
export function isReplica(resource: Resource): Tri {
  return any(...[REPLICA[INSTANCE], REPLICA[CLUSTER]].flat().map((property) => isSet(get(resource.props, property))));
}

/**
 * Whether the storage is encrypted. A replica and a restored database that say nothing are as their source, which is
 * judged where it is made; the first serverless mode of Aurora knows nothing but encrypted storage.
 */
export function storageEncrypted(resource: Resource): Tri {
  const encrypted = get(resource.props, "storageEncrypted");
  const fromSource = any(...SOURCES.map((property) => isSet(get(resource.props, property))));
  const serverless = resource.type === CLUSTER && isText(get(resource.props, "engineMode"), "serverless");
  return any(isTrue(encrypted), all(encrypted.state === "absent", any(fromSource, serverless)));
}
