/** Service accounts: which one a pod runs as, and whether the stack binds it to a role. */

import type { Resource } from "../core/resource.js";
import type { Stack } from "../core/stack.js";
import { all, any, holds, isText, not, type Tri } from "../core/tri.js";
import { type Field, field, within } from "../core/value.js";
import { names, namespaceOf } from "./kubernetes.js";
import { podOf } from "./pods.js";
import { CLUSTER_ROLE_BINDING, ROLE_BINDING, subjectsOf } from "./rbac.js";

export const SERVICE_ACCOUNT = "kubernetes:core/v1:ServiceAccount";

/** The name of the account that pods run as. */
function accountNameOf(workload: Resource): Field {
  const pod = podOf(workload);
  const [name, earlier] = [within(pod, "serviceAccountName"), within(pod, "serviceAccount")];
  if (name.state !== "absent") return name;
  return earlier.state === "absent" ? field(name.path, "default") : earlier;
}

/** The accounts of the stack, each with whether the pods run as it. */
export function accountsOf(workload: Resource, stack: Stack): readonly (readonly [Resource, Tri])[] {
  const name = accountNameOf(workload);
  const [property = "spec"] = podOf(workload).path.split(".");
  return stack
    .ofType(SERVICE_ACCOUNT)
    .map((account) => [
      account,
      all(names(workload, property, name, account), not(differ(namespaceOf(workload), namespaceOf(account)))),
    ]);
}

/** Whether the stack gives a role to an account. */
export function isBound(account: Resource, stack: Stack): Tri {
  return any(
    ...subjectsIn(stack).map(([binding, subject]) =>
      all(
        isText(within(subject, "kind"), "ServiceAccount"),
        names(binding, "subjects", within(subject, "name"), account),
        not(differ(within(subject, "namespace"), namespaceOf(account))),
      ),
    ),
  );
}

/** Whether the stack gives a role to the account that pods run as, also where that is made elsewhere. */
export function runsBound(workload: Resource, stack: Stack): Tri {
  const name = accountNameOf(workload);
  const own = accountsOf(workload, stack).map(([account, runs]) => all(runs, isBound(account, stack)));
  const byName = subjectsIn(stack).map(([binding, subject]) => {
    const other = within(subject, "name");
    // What a binding made from the stack's resources is not known by text; the accounts of the stack are above.
    const apart = [other, name].some((field) => field.state === "unknown") && madeFromStack(binding, workload);
    const same = name.state === "known" ? holds(other, (text) => text === name.value) : unknownAs(name);
    return all(
      isText(within(subject, "kind"), "ServiceAccount"),
      apart ? false : same,
      not(differ(within(subject, "namespace"), namespaceOf(workload))),
    );
  });
  return any(...own, ...byName);
}

function madeFromStack(binding: Resource, workload: Resource): boolean {
  return [binding.dependencies.subjects, workload.dependencies.spec].some((made) => (made ?? []).length > 0);
}

function unknownAs(name: Field): Tri {
  return name.state === "unknown" ? { unknown: [name.path] } : false;
}

function subjectsIn(stack: Stack): readonly (readonly [binding: Resource, subject: Field])[] {
  const bindings = stack.ofType(ROLE_BINDING, CLUSTER_ROLE_BINDING);
  return bindings.flatMap((binding) => subjectsOf(binding).map((subject) => [binding, subject] as const));
}

/** Whether two namespaces are known to be two. */
function differ(one: Field, other: Field): boolean {
  return one.state === "known" && other.state === "known" && one.value !== other.value;
}
