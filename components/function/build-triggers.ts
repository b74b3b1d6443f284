import type * as pulumi from "@pulumi/pulumi";
import type { FunctionPlan, TriggerKind, TriggerKindName, TriggerKinds, TriggerParts, TriggerPlan } from "./types.js";

/** What the triggers of one function have become. */
export interface BuiltTriggers {
  readonly url: pulumi.Output<string> | undefined;
  readonly triggers: Readonly<Record<string, readonly pulumi.Resource[]>>;
  /** Registers one more. */
  add(trigger: TriggerPlan): TriggerParts;
}

/** Registers what calls the function, trigger by trigger. */
export function createTriggers<Context>(
  kinds: TriggerKinds<Context>,
  context: Context,
  plan: FunctionPlan,
): BuiltTriggers {
  const add = (trigger: TriggerPlan) => kindOf(kinds, trigger).create(context, trigger);
  const made = plan.triggers.map((trigger): readonly [string, TriggerParts] => [trigger.key, add(trigger)]);
  return {
    url: made.find(([, { url }]) => url !== undefined)?.[1].url,
    triggers: Object.fromEntries(made.map(([key, { resources }]) => [key, resources])),
    add,
  };
}

/** The kind of a trigger, which takes this very plan. */
export function kindOf<Context>(kinds: TriggerKinds<Context>, trigger: TriggerPlan) {
  return kinds[trigger.kind] as unknown as Omit<TriggerKind<TriggerKindName, Context>, "create" | "files"> & {
    create(context: Context, trigger: TriggerPlan): TriggerParts;
    files?(trigger: TriggerPlan, plan: FunctionPlan): ReturnType<NonNullable<TriggerKind<"http", Context>["files"]>>;
  };
}
