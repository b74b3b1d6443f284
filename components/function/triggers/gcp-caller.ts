import type * as serviceaccount from "@pulumi/gcp/serviceaccount";
import type * as pulumi from "@pulumi/pulumi";
import { serviceAccountId } from "../../core/gcp-accounts.js";
import type { GcpFunctionContext } from "../gcp/children.js";

/** Who calls the function for one trigger: an account of its own, with the right to call this function. */
export interface Caller {
  readonly account: serviceaccount.Account;
  readonly member: pulumi.Output<string>;
  readonly mayCall: pulumi.Resource;
}

export function callerFor({ scope, project, location, service }: GcpFunctionContext, key: string): Caller {
  const suffix = `${key}-caller`;
  const account = scope.child("triggerAccount", suffix, {
    project,
    accountId: serviceAccountId(scope.logicalName("triggerAccount", suffix)),
    displayName: `Calls ${scope.name} for its trigger ${key}`.slice(0, 100),
  });
  const { member } = account;
  const mayCall = scope.child("triggerInvoker", suffix, {
    project,
    location,
    name: service,
    role: "roles/run.invoker",
    member,
  });
  return { account, member, mayCall };
}
