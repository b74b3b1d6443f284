import type * as pulumi from "@pulumi/pulumi";
import { checkKey } from "../core/checks.js";
import type { CloudName, Identity, Target } from "../core/clouds.js";
import { Problems } from "../core/errors.js";
import { same } from "../core/same.js";
import { describe, implementationsOf } from "../core/target.js";
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
      if (!same(found.identity, identity)) this.#refuse(key);
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
    const { property, pattern, expected } = rules.principal;
    const given = identity as Readonly<Record<string, unknown>>;
    checkKey(problems, "identity.key", given.key);
    const who = given[property];
    if (who === undefined)
      problems.add(
        `identity.${property}`,
        `it is not given, so this is no identity of ${cloud}; use { key, ${property} } with ${expected}`,
      );
    else if (typeof who === "string" && !pattern.test(who))
      problems.add(`identity.${property}`, `${describe(who)} is not possible; use ${expected}`);
    problems.throwIfAny(this.#subject);
    return given.key as string;
  }

  /** The same name for somebody else would be given away silently. */
  #refuse(key: string): never {
    const problems = new Problems();
    problems.add("identity.key", `"${key}" already names another identity of this function; give this one its own key`);
    problems.throwIfAny(this.#subject);
    throw new Error("unreachable");
  }
}
