import * as pulumi from "@pulumi/pulumi";
import type { CloudName, Identity, NativeOf, NetworkSource, Target } from "../core/clouds.js";
import { contextOf } from "../core/context.js";
import { componentOptions } from "../core/options.js";
import { implementationsOf } from "../core/target.js";
import type { ExistingFunctionArgs, FunctionArgs, LateTrigger } from "./args.js";
import { ExistingFunction } from "./existing.js";
import { InvokeGrants } from "./grants.js";
import { LateTriggers } from "./late-triggers.js";
import { summarize } from "./plan.js";
import type { FunctionLike } from "./types.js";
import { checkedPlan } from "./validate.js";

export * from "./args.js";
export type { ExistingFunction } from "./existing.js";
export type {
  FunctionImplementation,
  FunctionLike,
  FunctionParts,
  FunctionPlan,
  FunctionRules,
  TriggerPlan,
} from "./types.js";

/**
 * Code that runs when something calls it, and costs nothing while nothing does.
 *
 * ```ts
 * const hello = new Function("hello", { target: aws({ region: "eu-west-1" }), runtime: "node24", code: { dir: "hello" } });
 * ```
 *
 * A real one, in a network, called over HTTP by a role and every night by the clock:
 *
 * ```ts
 * const api = new Function("api", {
 *   target,
 *   runtime: "node24",
 *   code: { typescript: "src/api.ts" },
 *   memoryMiB: 1024,
 *   timeoutSeconds: 60,
 *   env: { TABLE: table.name },
 *   network: { network },
 *   triggers: { web: { http: {} }, nightly: { schedule: { cron: "30 4 * * *", timezone: "Europe/Stockholm" } } },
 * });
 * reports.grantRead(api.identity);
 * api.grantInvoke({ key: "shop", roleName: shop.name });
 * ```
 *
 * It runs as an identity of its own, which may do nothing but write its log, and on AWS its traces; grant it what it needs.
 * The archive of its code has the same bytes on every machine, so nothing is deployed when nothing has changed.
 *
 * Cost: time that calls take, times memory, and a little for each call; instances that `minInstances` keeps ready all
 * the time; stored logs. On AWS also traces, of at most one call a second and a twentieth of the others; on Azure two
 * storage accounts, which hold next to nothing.
 */
class FunctionComponent<C extends CloudName = CloudName> extends pulumi.ComponentResource implements FunctionLike<C> {
  readonly functionName: string;
  readonly target: Target<C>;
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  /** Where the http trigger answers; nothing without one. */
  readonly url: pulumi.Output<string> | undefined;
  /** Who the function is when it uses other things: grants take it as it is. */
  readonly identity: Identity<C>;
  /**
   * What a network rule can name to let the function in. Nothing without a network, and nothing on GCP and Azure, where
   * rules cannot tell a function: let in the range of its tier.
   */
  readonly source: NetworkSource<C> | undefined;
  /** The cloud's own resources, fully typed. */
  readonly native: NativeOf<C, "function">;
  readonly #grants: InvokeGrants<C>;
  readonly #late: LateTriggers<C>;

  /**
   * @throws ArgumentsError with everything that is wrong, or UnsupportedError, before anything is registered
   */
  constructor(name: string, args: FunctionArgs<C>, opts?: pulumi.ComponentResourceOptions) {
    const { target } = args;
    const plan = checkedPlan(name, args);
    super("groundplan:index:Function", name, summarize(plan), componentOptions(`Function "${name}"`, target, opts));
    const built = implementationsOf(target).function.build(contextOf(this, "function", name, args), plan);
    this.functionName = name;
    this.target = target;
    this.id = built.id;
    this.name = built.name;
    this.url = built.url;
    this.identity = built.identity;
    this.source = built.source;
    this.native = built.native;
    this.#grants = new InvokeGrants(name, target, built);
    this.#late = new LateTriggers(name, args, plan, built);
    this.registerOutputs({ id: this.id, name: this.name, url: this.url });
  }

  /**
   * Lets an identity call the function, through the cloud's API and at its address. The grant is a resource of its own,
   * so it can be given at any time. The same grant again returns the same resource.
   *
   * @throws UnsupportedError on Azure, where callers have a function key; ArgumentsError for an identity of another
   * cloud, or one without a `key`
   */
  grantInvoke(identity: Identity<NoInfer<C>>): pulumi.Resource {
    return this.#grants.grant(identity);
  }

  /**
   * Calls the function by the clock, or for the objects of a bucket, from now on: a trigger is made of resources of its
   * own, so it can come at any time, also from another part of the program. On Azure triggers are part of the package,
   * and have to be among the arguments.
   *
   * ```ts
   * thumbnails.addTrigger("uploads", { bucket: uploads, on: ["created"] });
   * ```
   *
   * @returns the main resources of the trigger
   * @throws ArgumentsError with everything that is wrong with the trigger; UnsupportedError on Azure
   */
  addTrigger(key: string, trigger: LateTrigger<NoInfer<C>>): readonly pulumi.Resource[] {
    return this.#late.add(key, trigger);
  }

  /**
   * A function that exists already. Registers nothing and reads nothing by itself: grants go under the stack, named
   * after `name`.
   */
  static fromExisting<C extends CloudName>(name: string, args: ExistingFunctionArgs<C>): ExistingFunction<C> {
    return new ExistingFunction(name, args);
  }
}

export { checkedPlan as planFunction } from "./validate.js";
export { FunctionComponent as Function };
