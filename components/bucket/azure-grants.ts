import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
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
  const role = roles[verb];
  const principalId = pulumi.output(identity.principalId);
  const name = pulumi.all([containerId, principalId]).apply((parts) => guidOf(...parts, role, prefix ?? ""));
  return scope.child("grant", suffix, {
    scope: containerId,
    principalId,
    principalType: "ServicePrincipal",
    roleAssignmentName: name,
    roleDefinitionId: containerId.apply((id) => roleDefinition(id, role)),
    ...(prefix === undefined ? {} : { condition: prefixCondition(verb, prefix), conditionVersion: "2.0" }),
  });
}

function roleDefinition(containerId: string, role: string): string {
  const subscription = /^\/subscriptions\/([^/]+)/.exec(containerId)?.[1] ?? "";
  return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
}

/** Where an action on blobs is asked for, the blob's name must begin with the prefix; a quote is doubled. */
function prefixCondition(verb: Verb, prefix: string): string {
  const start = prefix.replaceAll("'", "''");
  return actions[verb]
    .map((action) => `((!(ActionMatches{'${action}'})) OR ` + `(@Resource[${blobs}:path] StringStartsWith '${start}'))`)
    .join(" AND ");
}

/** A guid that depends on nothing but the parts. */
function guidOf(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join("\n")).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}
