import { gcpNames } from "./names-gcp.js";
import type { UniqueName } from "./references/model.js";

/** A name that its object keeps after it was deleted. */
export interface KeptName extends UniqueName {
  /** For how long, in the cloud's words. */
  readonly keptFor: string;
  /** An input with a value of the object that frees the name at once. */
  readonly freed?: { readonly path: string; readonly value: unknown };
  /** An input with a value of the new object that takes the deleted one back. */
  readonly recovered?: { readonly path: string; readonly value: unknown };
}

const keys = "https://cloud.google.com/kms/docs/object-hierarchy#lifecycle";
const vaults = "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview";

/** Names that cannot be used again at once: a program that is deployed, destroyed and deployed anew meets them. */
export const keptNames: Readonly<Record<string, KeptName>> = {
  "aws:secretsmanager/secret:Secret": {
    code: "InvalidRequestException",
    text: "You can't create this secret because a secret with this name is already scheduled for deletion: {name}",
    properties: ["name"],
    within: "region",
    keptFor: "7 to 30 days, unless recoveryWindowInDays is 0",
    freed: { path: "recoveryWindowInDays", value: 0 },
    source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
  },
  "gcp:iam/workloadIdentityPool:WorkloadIdentityPool": {
    code: "Error 409",
    text: "Requested entity already exists: {name}, alreadyExists",
    properties: ["workloadIdentityPoolId", "project"],
    within: "account",
    keptFor: "30 days",
    source: "https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers#delete-pool",
  },
  "gcp:kms/cryptoKey:CryptoKey": {
    code: "Error 409",
    text: "CryptoKey {name} already exists., alreadyExists",
    properties: ["name", "keyRing"],
    within: "account",
    keptFor: "ever: keys are not deleted, their versions are destroyed",
    source: keys,
  },
  "gcp:kms/keyRing:KeyRing": {
    code: "Error 409",
    text: "KeyRing {name} already exists., alreadyExists",
    properties: ["name", "location", "project"],
    within: "account",
    keptFor: "ever: key rings are not deleted",
    source: keys,
  },
  "gcp:organizations/project:Project": { ...gcpNames["gcp:organizations/project:Project"], keptFor: "ever" },
  "gcp:sql/databaseInstance:DatabaseInstance": {
    ...gcpNames["gcp:sql/databaseInstance:DatabaseInstance"],
    keptFor: "a week",
  },
  "azure-native:keyvault:Vault": {
    code: "ConflictError",
    text: "A vault with the same name already exists in deleted state: {name}. You need to either recover or purge existing key vault.",
    properties: ["vaultName"],
    within: "everything",
    anyCase: true,
    keptFor: "7 to 90 days",
    recovered: { path: "properties.createMode", value: "recover" },
    source: vaults,
  },
};
