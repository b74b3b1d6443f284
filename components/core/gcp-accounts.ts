import * as pulumi from "@pulumi/pulumi";
import { fitName, shortHash } from "./names.js";

/** https://cloud.google.com/iam/docs/service-accounts-create: 6 to 30 characters; 7 are for the hash. */
const readable = { limit: 23, charset: "a-z0-9-", property: "accountId" } as const;

/**
 * The id of a service account. The provider makes up no ids, and an id is there once in a project: so it tells the stack
 * as well, and two stacks in one project do not fight over the name.
 */
export function serviceAccountId(logicalName: string): string {
  const hash = shortHash(pulumi.getProject(), pulumi.getStack(), logicalName);
  return `${fitName(logicalName, readable)}-${hash}`;
}
