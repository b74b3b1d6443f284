import type { PackageName } from "../types.js";
import { awsModels } from "./aws/index.js";
import { awsRules } from "./aws/rules.js";
import { azureModels } from "./azure/index.js";
import { azureRules } from "./azure/rules.js";
import { gcpModels } from "./gcp/index.js";
import { gcpRules } from "./gcp/rules.js";
import { kubernetesModels, kubernetesRules } from "./kubernetes/index.js";
import type { Models } from "./model.js";
import { localRules, randomModels } from "./random.js";
import type { PackageRules } from "./rules.js";
import { tlsModels } from "./tls.js";

/** The habits of each provider. */
export const rulesOf: Readonly<Record<PackageName, PackageRules>> = {
  aws: awsRules,
  gcp: gcpRules,
  "azure-native": azureRules,
  kubernetes: kubernetesRules,
  random: localRules,
  tls: localRules,
};

/** The types with a model of their own, by token. */
export const models: Models = {
  ...awsModels,
  ...gcpModels,
  ...azureModels,
  ...kubernetesModels,
  ...randomModels,
  ...tlsModels,
};
