import type * as pulumi from "@pulumi/pulumi";
import type { CloudName } from "../core/clouds.js";
import type { FunctionArgs, LateTrigger, Trigger } from "./args.js";
import { planTrigger } from "./plan.js";
import type { FunctionParts, FunctionPlan, TriggerPlan } from "./types.js";
import { checkingOf } from "./validate.js";
import { checkTriggerShapes, checkTriggers } from "./validate-triggers.js";

/** The triggers that come when the function is there already. */
export class LateTriggers<C extends CloudName> {
  readonly #name: string;
  readonly #args: FunctionArgs;
  readonly #plan: FunctionPlan;
  readonly #parts: FunctionParts<C>;
  readonly #keys: Set<string>;

  constructor(name: string, args: FunctionArgs<C>, plan: FunctionPlan, parts: FunctionParts<C>) {
    this.#name = name;
    this.#args = args as unknown as FunctionArgs;
    this.#plan = plan;
    this.#parts = parts;
    this.#keys = new Set(plan.triggers.map(({ key }) => key));
  }

  add(key: string, trigger: LateTrigger<C>): readonly pulumi.Resource[] {
    const plan = this.#checked(key, trigger as unknown as Trigger);
    this.#keys.add(key);
    return this.#parts.addTrigger(plan).resources;
  }

  /** As the checks of the arguments, for this trigger alone. */
  #checked(key: string, trigger: Trigger): TriggerPlan {
    const subject = `Function "${this.#name}"`;
    const checking = checkingOf({ ...this.#args, triggers: { [key]: trigger } });
    const { problems } = checking;
    const path = `triggers.${key}`;
    checking.unsupported(path, "trigger added later");
    problems.throwIfAny(subject);
    if (this.#keys.has(key)) problems.add(path, "the function has a trigger of that name already; use another name");
    const shaped = checkTriggerShapes(checking);
    if (shaped && "http" in trigger)
      problems.add(`${path}.http`, "the address is part of the function; give this trigger among its arguments");
    problems.throwIfAny(subject);
    const plan = planTrigger(key, trigger);
    checkTriggers(checking, { ...this.#plan, triggers: [plan] });
    problems.throwIfAny(subject);
    return plan;
  }
}
