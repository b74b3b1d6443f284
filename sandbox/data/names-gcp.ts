import type { UniqueName } from "./references/model.js";

/** See `uniqueNames`. */
export const gcpNames = {
  "gcp:bigquery/dataset:Dataset": {
    code: "Error 409",
    text: "Already Exists: Dataset {name}, duplicate",
    properties: ["datasetId", "project"],
    within: "account",
    source: "https://cloud.google.com/bigquery/docs/datasets#dataset-naming",
  },
  "gcp:organizations/project:Project": {
    code: "Error 409",
    text: "Requested entity already exists: {name}, alreadyExists",
    properties: ["projectId"],
    within: "everything",
    source: "https://cloud.google.com/resource-manager/docs/creating-managing-projects",
  },
  "gcp:sql/databaseInstance:DatabaseInstance": {
    code: "Error 409",
    text: "The Cloud SQL instance already exists. When you delete an instance, you can't reuse the name of the deleted instance until one week from the deletion date., instanceAlreadyExists: {name}",
    properties: ["name", "project"],
    within: "account",
    source: "https://cloud.google.com/sql/docs/mysql/delete-instance",
  },
} as const satisfies Readonly<Record<string, UniqueName>>;
