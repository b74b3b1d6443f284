import type * as pulumi from "@pulumi/pulumi";
import type { CloudName, ScopeContext, Target } from "./clouds.js";

/** What a component hands to its implementation; the overrides are those of the target's own cloud. */
export function contextOf<C extends CloudName>(
  component: pulumi.ComponentResource | undefined,
  capability: string,
  name: string,
  args: { readonly target: Target<C> },
): ScopeContext {
  const overrides = (args as unknown as Readonly<Record<string, object | undefined>>)[args.target.cloud];
  return { component, capability, name, target: args.target as unknown as Target, overrides };
}
