import type { Protection } from "./references/model.js";

const aws = "https://docs.aws.amazon.com";
const gcp = "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources";
const balancer: Protection = {
  path: "enableDeletionProtection",
  value: true,
  code: "OperationNotPermitted",
  text: "Load balancer '{id}' cannot be deleted because deletion protection is enabled; set enableDeletionProtection to false and deploy once before",
  source: `${aws}/elasticloadbalancing/latest/application/application-load-balancers.html#deletion-protection`,
};
const database: Protection = {
  path: "deletionProtection",
  value: true,
  code: "InvalidParameterCombination",
  text: "Cannot delete protected DB Instance or Cluster {id}, please disable deletion protection and try again.",
  source: `${aws}/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html`,
};

/** The provider asks for the name of a last snapshot unless it is told that there shall be none. */
function snapshot(what: string, page: string): Protection {
  return {
    path: "skipFinalSnapshot",
    value: false,
    assumed: false,
    code: "InvalidParameterCombination",
    text: `${what} {id}: FinalSnapshotIdentifier is required when skipFinalSnapshot is false; set finalSnapshotIdentifier or skipFinalSnapshot and deploy once before`,
    source: `https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/${page}#skip_final_snapshot`,
  };
}

/** Guard of the GCP provider itself, which it takes for set where the program says nothing. */
function guarded(what: string, page: string, assumed: boolean): Protection {
  return {
    path: "deletionProtection",
    value: true,
    assumed,
    code: "Error",
    text: `cannot destroy ${what} {id} without setting deletionProtection=false and running \`pulumi up\``,
    source: `${gcp}/${page}#deletion_protection`,
  };
}

/** Settings of an object because of which the cloud, or its provider, does not delete it. */
export const protections: Readonly<Record<string, readonly Protection[]>> = {
  "aws:alb/loadBalancer:LoadBalancer": [balancer],
  "aws:lb/loadBalancer:LoadBalancer": [balancer],
  "aws:cognito/userPool:UserPool": [
    {
      path: "deletionProtection",
      value: "ACTIVE",
      code: "InvalidParameterException",
      text: "The user pool {id} cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
      source: `${aws}/cognito/latest/developerguide/user-pool-settings-deletion-protection.html`,
    },
  ],
  "aws:docdb/cluster:Cluster": [database],
  "aws:dynamodb/table:Table": [
    {
      path: "deletionProtectionEnabled",
      value: true,
      code: "ValidationException",
      text: "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first: {id}",
      source: `${aws}/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection`,
    },
  ],
  "aws:neptune/cluster:Cluster": [database],
  "aws:rds/cluster:Cluster": [database],
  "aws:rds/instance:Instance": [database],
  "gcp:bigquery/table:Table": [guarded("table", "bigquery_table", true)],
  "gcp:bigtable/table:Table": [
    {
      path: "deletionProtection",
      value: "PROTECTED",
      code: "Error",
      text: "Error deleting table {id}. The table is deletion protected",
      source: `${gcp}/bigtable_table#deletion_protection`,
    },
  ],
  "gcp:cloudrunv2/job:Job": [guarded("job", "cloud_run_v2_job", true)],
  "gcp:cloudrunv2/service:Service": [guarded("service", "cloud_run_v2_service", true)],
  "gcp:secretmanager/secret:Secret": [guarded("secret", "secret_manager_secret", false)],
  "gcp:spanner/database:Database": [guarded("database", "spanner_database", true)],
  "gcp:sql/databaseInstance:DatabaseInstance": [
    {
      path: "deletionProtection",
      value: true,
      assumed: true,
      code: "Error",
      text: "Error, failed to delete instance because deletionProtection is set to true. Set it to false to proceed with instance deletion: {id}",
      source: `${gcp}/sql_database_instance#deletion_protection`,
    },
    {
      path: "settings.deletionProtectionEnabled",
      value: true,
      code: "Error 400",
      text: "The instance {id} is protected. Please disable the deletion protection and try again., instanceDeletionProtectionEnabled",
      source: "https://cloud.google.com/sql/docs/mysql/deletion-protection",
    },
  ],
};

/** Types that ask for a last snapshot unless `finalSnapshotIdentifier` names one. */
export const finalSnapshots: Readonly<Record<string, Protection>> = {
  "aws:docdb/cluster:Cluster": snapshot("DocumentDB Cluster", "docdb_cluster"),
  "aws:neptune/cluster:Cluster": snapshot("Neptune Cluster", "neptune_cluster"),
  "aws:rds/cluster:Cluster": snapshot("RDS Cluster", "rds_cluster"),
  "aws:rds/instance:Instance": snapshot("RDS DB Instance", "db_instance"),
  "aws:redshift/cluster:Cluster": snapshot("Redshift Cluster", "redshift_cluster"),
};
