import type * as pulumi from "@pulumi/pulumi";
import { roleAssignment } from "../core/azure-roles.js";
import type { AzureBucketScope } from "./azure.js";
import { type GrantRequest, Verb } from "./types.js";

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage */
const roles: Readonly<Record<Verb, string>> = {
  /** Storage Blob Data Reader */
  [Verb.Read]: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  /** Storage Blob Data Contributor: no built-in role writes without deleting. */
  [Verb.Write]: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
};

const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const actions: Readonly<Record<Verb, readonly string[]>> = {
  [Verb.Read]: [`${blobs}/read`],
  [Verb.Write]: [`${blobs}/read`, `${blobs}/write`, `${blobs}/add/action`, `${blobs}/delete`],
};

/** A role on the container. Its name is the same for the same grant, so making it again never clashes. */
export function grantAzure(
  scope: AzureBucketScope,
  containerId: pulumi.Output<string>,
  { verb, identity, prefix, suffix }: GrantRequest<"azure">,
): pulumi.Resource {
  const { principalId } = identity;
  return scope.child("grant", suffix, {
    ...roleAssignment({ scope: containerId, principalId, role: roles[verb], key: prefix ?? "" }),
    ...(prefix === undefined ? {} : { condition: prefixCondition(verb, prefix), conditionVersion: "2.0" }),
  });
}

/** Where an action on blobs is asked for, the blob's name must begin with the prefix; a quote is doubled. */
function prefixCondition(verb: Verb, prefix: string): string {
  const start = prefix.replaceAll("'", "''");
  return actions[verb]
    .map((action) => `((!(ActionMatches{'${action}'})) OR ` + `(@Resource[${blobs}:path] StringStartsWith '${start}'))`)
    .join(" AND ");
}
