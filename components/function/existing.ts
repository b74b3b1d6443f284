import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, Target } from "../core/clouds.js";
import { contextOf } from "../core/context.js";
import { implementationsOf } from "../core/target.js";
import type { ExistingFunctionArgs } from "./args.js";
import { InvokeGrants } from "./grants.js";
import type { FunctionLike } from "./types.js";

/** A function that this program did not make. */
export class ExistingFunction<C extends CloudName = CloudName> implements FunctionLike<C> {
  readonly functionName: string;
  readonly target: Target<C>;
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly #grants: InvokeGrants<C>;

  constructor(name: string, args: ExistingFunctionArgs<C>) {
    const { target } = args;
    const { existing } = implementationsOf(target).function;
    const access = existing(contextOf(undefined, "function", name, { target }), args.id);
    this.functionName = name;
    this.target = target;
    this.id = access.id;
    this.name = access.name;
    this.#grants = new InvokeGrants(name, target, access);
  }

  /** As {@link Function.grantInvoke}. */
  grantInvoke(identity: Identity<NoInfer<C>>): pulumi.Resource {
    return this.#grants.grant(identity);
  }
}
