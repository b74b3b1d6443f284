import type { ChildTable } from "./children.js";
import type { CloudName, Implementation, Limitation } from "./clouds.js";
import { Scope } from "./scope.js";

/** A component's part on one cloud, as its folder declares it. */
export interface ImplementationSpec<C extends CloudName, T extends ChildTable, Plan, Parts> {
  readonly children: T;
  /** Arguments that the cloud cannot serve, by path. */
  readonly unsupported?: Readonly<Record<string, Limitation>>;
  /** Registers the children that the plan asks for. */
  build(scope: Scope<C, T>, plan: Plan): Parts;
}

/** Hides the table's exact types, so that a target can carry the implementations of any component. */
export function implementation<C extends CloudName, T extends ChildTable, Plan, Parts>(
  spec: ImplementationSpec<C, T, Plan, Parts>,
): Implementation<Plan, Parts> {
  return {
    children: spec.children,
    unsupported: spec.unsupported ?? {},
    build: (context, plan) => spec.build(new Scope<C, T>(context, spec.children), plan),
  };
}
