import type { Taken } from "./record.js";

/** What a state says of one resource, as far as the order of operations depends on it. */
export interface Dependent {
  readonly urn: string;
  readonly dependencies?: readonly string[] | null;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | null;
  readonly provider?: string;
}

export interface CriticalPath {
  /** How long the run would have taken with as much in parallel as the dependencies allow. */
  readonly seconds: number;
  /** The operations of the longest chain, the first one first. */
  readonly steps: readonly Taken[];
}

/**
 * The longest chain of operations that wait for one another: what is made waits for what it depends on, what is deleted for
 * what depends on it, and deletions for everything that is made.
 *
 * @param resources the resources of the states before and after the run
 */
export function criticalPath(taken: readonly Taken[], resources: readonly Dependent[]): CriticalPath {
  const needs = new Map<string, Set<string>>();
  for (const resource of resources) {
    const set = needs.get(resource.urn) ?? new Set();
    for (const urn of dependenciesOf(resource)) set.add(urn);
    needs.set(resource.urn, set);
  }
  const making = longest(total(taken.filter(({ operation }) => operation !== "delete")), needs);
  const deleting = longest(total(taken.filter(({ operation }) => operation === "delete")), reversed(needs));
  const steps = [...making.steps, ...deleting.steps];
  return { seconds: making.seconds + deleting.seconds, steps };
}

function dependenciesOf({ dependencies, propertyDependencies }: Dependent): string[] {
  return [...(dependencies ?? []), ...Object.values(propertyDependencies ?? {}).flatMap((urns) => urns ?? [])];
}

function reversed(needs: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const result = new Map<string, Set<string>>();
  for (const [urn, set] of needs)
    for (const needed of set) result.set(needed, (result.get(needed) ?? new Set()).add(urn));
  return result;
}

/** Several operations on one resource follow one another. */
function total(taken: readonly Taken[]): Map<string, Taken[]> {
  const result = new Map<string, Taken[]>();
  for (const one of taken) result.set(one.urn, [...(result.get(one.urn) ?? []), one]);
  return result;
}

/** The longest chain through the resources; those without operations pass on what they wait for. */
function longest(
  own: ReadonlyMap<string, readonly Taken[]>,
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): CriticalPath {
  const nothing: CriticalPath = { seconds: 0, steps: [] };
  const done = new Map<string, CriticalPath>();
  const open = new Set<string>();
  const until = (urn: string): CriticalPath => {
    const known = done.get(urn);
    if (known !== undefined || open.has(urn)) return known ?? nothing;
    open.add(urn);
    const before = longestOf([...(needs.get(urn) ?? [])].map(until));
    const steps = own.get(urn) ?? [];
    const path = {
      seconds: steps.reduce((sum, { seconds }) => sum + seconds, before.seconds),
      steps: [...before.steps, ...steps],
    };
    open.delete(urn);
    done.set(urn, path);
    return path;
  };
  return longestOf([...own.keys()].map(until));
}

function longestOf(paths: readonly CriticalPath[]): CriticalPath {
  return paths.reduce((best, path) => (path.seconds > best.seconds ? path : best), { seconds: 0, steps: [] });
}
