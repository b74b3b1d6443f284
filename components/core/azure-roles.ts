import { createHash } from "node:crypto";
import type * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";

/** One role that one principal gets on one thing. */
export interface RoleRequest {
  /** Resource id of the thing. */
  readonly scope: pulumi.Input<string>;
  /** Object id of the service principal or managed identity. */
  readonly principalId: pulumi.Input<string>;
  /** Id of the built-in role. */
  readonly role: string;
  /** Tells assignments of the same role on the same thing to the same principal apart, such as a condition. @default "" */
  readonly key?: string;
}

type RoleArgs = Pick<
  authorization.RoleAssignmentArgs,
  "scope" | "principalId" | "principalType" | "roleAssignmentName" | "roleDefinitionId"
>;

/**
 * A role assignment whose name depends on nothing but what it says, so that making it again never clashes with itself.
 * The principal's type is stated because Azure cannot look up a principal that was made seconds ago.
 */
export function roleAssignment({ scope, principalId, role, key = "" }: RoleRequest): RoleArgs {
  return {
    scope,
    principalId,
    principalType: "ServicePrincipal",
    roleAssignmentName: pulumi.all([scope, principalId]).apply((parts) => guidOf(...parts, role, key)),
    roleDefinitionId: pulumi.output(scope).apply((id) => roleDefinition(id, role)),
  };
}

/** The id of a built-in role, in the subscription that a resource is in. */
function roleDefinition(resourceId: string, role: string): string {
  const subscription = /^\/subscriptions\/([^/]+)/.exec(resourceId)?.[1] ?? "";
  return `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
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
