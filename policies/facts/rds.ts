/** Databases of RDS, and those of DocumentDB and Neptune, which are made through the same interface. */

import type { Resource } from "../core/resource.js";
import { all, any, isSet, isText, isTrue, type Tri } from "../core/tri.js";
import { get } from "../core/value.js";

export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER = "aws:rds/cluster:Cluster";
export const MEMBER = "aws:rds/clusterInstance:ClusterInstance";
export const GLOBAL = "aws:rds/globalCluster:GlobalCluster";
export const DOCUMENTS = "aws:docdb/cluster:Cluster";
export const GRAPHS = "aws:neptune/cluster:Cluster";
export const GLOBAL_DOCUMENTS = "aws:docdb/globalCluster:GlobalCluster";
export const GLOBAL_GRAPHS = "aws:neptune/globalCluster:GlobalCluster";

/** The properties that make a database a replica of another one. */
export const REPLICA = {
  [INSTANCE]: ["replicateSourceDb"],
  [CLUSTER]: ["replicationSourceIdentifier"],
  [GRAPHS]: ["replicationSourceIdentifier"],
} as const;

/** The properties that make a database from another one's data. */
const SOURCES = [
  "replicateSourceDb",
  "replicationSourceIdentifier",
  "sourceDbClusterIdentifier",
  "snapshotIdentifier",
  "restoreToPointInTime",
];

const GLOBALS = ["storageEncrypted", "sourceDbClusterIdentifier"];
const SHARED = ["storageEncrypted", "snapshotIdentifier", "restoreToPointInTime"];

/** What `storageEncrypted` reads of a type. */
export const STORAGE = {
  [INSTANCE]: [...SHARED, "replicateSourceDb"],
  [CLUSTER]: [...SHARED, "replicationSourceIdentifier", "engineMode"],
  [GLOBAL]: GLOBALS,
  [DOCUMENTS]: SHARED,
  [GRAPHS]: ["storageEncrypted", "snapshotIdentifier", "replicationSourceIdentifier"],
  [GLOBAL_DOCUMENTS]: GLOBALS,
  [GLOBAL_GRAPHS]: GLOBALS,
} as const;

/** Whether the database replicates another one. */
export function isReplica(resource: Resource): Tri {
  return any(
    ...["replicateSourceDb", "replicationSourceIdentifier"].map((property) => isSet(get(resource.props, property))),
  );
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
