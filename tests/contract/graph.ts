import type { Registered } from "../support/record.js";

/** The URNs of a cycle of dependencies, or nothing. */
export function cycleIn(resources: readonly Registered[]): readonly string[] | undefined {
  const edges = new Map(resources.map((resource) => [resource.urn, resource.dependsOn]));
  const done = new Set<string>();
  const visit = (urn: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(urn)) return [...path.slice(path.indexOf(urn)), urn];
    if (done.has(urn)) return undefined;
    for (const next of edges.get(urn) ?? []) {
      const cycle = visit(next, [...path, urn]);
      if (cycle !== undefined) return cycle;
    }
    done.add(urn);
    return undefined;
  };
  for (const urn of edges.keys()) {
    const cycle = visit(urn, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
