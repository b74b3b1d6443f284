import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, Target } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { checkIdentity } from "../core/principals.js";
import { same } from "../core/same.js";
import { implementationsOf } from "../core/target.js";
import type { FunctionAccess } from "./types.js";

/** The grants of one function: each is made once, however often it is asked for. */
export class InvokeGrants<C extends CloudName> {
  readonly #subject: string;
  readonly #target: Target<C>;
  readonly #access: FunctionAccess<C>;
  readonly #made = new Map<string, { readonly identity: Identity<C>; readonly resource: pulumi.Resource }>();

  constructor(name: string, target: Target<C>, access: FunctionAccess<C>) {
    this.#subject = `Function "${name}"`;
    this.#target = target;
    this.#access = access;
  }

  grant(identity: Identity<C>): pulumi.Resource {
    const key = this.#check(identity as object);
    const found = this.#made.get(key);
    if (found !== undefined) {
      this.#refuseOther(found.identity, identity, key);
      return found.resource;
    }
    const resource = this.#access.grantInvoke({ identity, suffix: `invoke-${key}` });
    this.#made.set(key, { identity, resource });
    return resource;
  }

  #check(identity: object): string {
    const problems = new Problems();
    const { cloud } = this.#target;
    const { rules, unsupported } = implementationsOf(this.#target).function;
    if (unsupported.grantInvoke !== undefined)
      problems.unsupported("Function", cloud, "grantInvoke", unsupported.grantInvoke);
    problems.throwIfAny(this.#subject);
    checkIdentity(problems, cloud, identity, [rules.principal]);
    problems.throwIfAny(this.#subject);
    return (identity as { readonly key: string }).key;
  }

  /** The same name for somebody else would be given away silently. */
  #refuseOther(found: Identity<C>, asked: Identity<C>, key: string): void {
    if (same(found, asked)) return;
    const problems = new Problems();
    problems.add("identity.key", `"${key}" already names another identity of this function; give this one its own key`);
    problems.throwIfAny(this.#subject);
  }
}
