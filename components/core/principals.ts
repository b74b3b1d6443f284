import { checkKey } from "./checks.js";
import type { CloudName } from "./clouds.js";
import type { Problems } from "./errors.js";
import { describe } from "./target.js";

/** A property by which a cloud knows an identity, and how it looks when it is plain text. */
export interface PrincipalRule {
  readonly property: string;
  readonly pattern: RegExp;
  readonly expected: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const awsRole: PrincipalRule = {
  property: "roleName",
  pattern: /^[\w+=,.@-]{1,64}$/,
  expected: "the name of an IAM role, not its ARN",
};

/** Everybody (`allUsers`, `allAuthenticatedUsers`) is left out: what is public says so in an argument of its own. */
export const gcpMember: PrincipalRule = {
  property: "member",
  pattern: /^(user|serviceAccount|group|domain|principal|principalSet):\S+$/,
  expected: 'a member such as "serviceAccount:<e-mail>"',
};

/** How Entra and Azure write identifiers. */
export const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const azurePrincipal: PrincipalRule = {
  property: "principalId",
  pattern: guid,
  expected: 'the object id of a service principal, in the form "00000000-0000-0000-0000-000000000000"',
};

/** Names of what is made for an identity are built from its key; the rest is what the cloud must know of it. */
export function checkIdentity(
  problems: Problems,
  cloud: CloudName,
  identity: object,
  wanted: readonly PrincipalRule[],
): void {
  const given = identity as Readonly<Record<string, unknown>>;
  checkKey(problems, "identity.key", given.key);
  for (const { property, pattern, expected } of wanted) {
    const who = given[property];
    if (who === undefined)
      problems.add(
        `identity.${property}`,
        `it is not given, so this is no identity of ${cloud}; use { key, ${property} } with ${expected}`,
      );
    else if (typeof who === "string" && !pattern.test(who))
      problems.add(`identity.${property}`, `${describe(who)} is not possible; use ${expected}`);
  }
}
