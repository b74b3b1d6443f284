import type { Resource } from "../core/resource.js";
import type { Referrer, Stack } from "../core/stack.js";

/** A resource that another one names in a property, or may name. */
export interface Referent {
  readonly target: Resource;
  readonly refers: Referrer["refers"];
}

/** The resources of these types that the resource names in a property: the other direction of `Stack.referring`. */
export function referents(
  stack: Stack,
  resource: Resource,
  property: string,
  ...types: readonly string[]
): readonly Referent[] {
  return stack.ofType(...types).flatMap((target) =>
    stack
      .referring(target, property, resource.type)
      .filter((referrer) => referrer.resource.urn === resource.urn)
      .map(({ refers }) => ({ target, refers })),
  );
}
