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
  const own = accountsOf(workload, stack).map(([account, runs]) => all(runs, isBound(account, stack)));
  const byText = subjectsIn(stack).map(([binding, subject]) =>
    all(
      isText(within(subject, "kind"), "ServiceAccount"),
      sameText(workload, binding, within(subject, "name")),
      not(differ(within(subject, "namespace"), namespaceOf(workload))),
    ),
  );
  return any(...own, ...byText);
}

/** Whether a subject is the pods' account by its name. A name that is made from the stack is that of an account of it. */
function sameText(workload: Resource, binding: Resource, subject: Field): Tri {
  const name = accountNameOf(workload);
  const [property = "spec"] = name.path.split(".");
  const sides = [
    { field: name, madeFrom: workload.dependencies[property] ?? [] },
    { field: subject, madeFrom: binding.dependencies.subjects ?? [] },
  ].filter(({ field }) => field.state === "unknown");
  if (sides.length === 0) return holds(subject, (text) => name.state === "known" && text === name.value);
  return sides.some(({ madeFrom }) => madeFrom.length > 0) ? false : { unknown: sides.map(({ field }) => field.path) };
}

function subjectsIn(stack: Stack): readonly (readonly [binding: Resource, subject: Field])[] {
  const bindings = stack.ofType(ROLE_BINDING, CLUSTER_ROLE_BINDING);
  return bindings.flatMap((binding) => subjectsOf(binding).map((subject) => [binding, subject] as const));
}

/** Whether two namespaces are known to be two. */
function differ(one: Field, other: Field): boolean {
  return one.state === "known" && other.state === "known" && one.value !== other.value;
}
