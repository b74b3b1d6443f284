/** What the managed control planes of the three clouds have in common: one minor version at a time, never back. */

/** In a declared cluster's `apiVersions`: it serves everything that the SDK has. */
export const everyVersion = "*";

/** The minor of `1.34`, `1.34.2` or `v1.34.1-gke.1000`; undefined for anything else. */
export function minorOf(version: unknown): number | undefined {
  const minor = typeof version === "string" ? /^v?1\.(\d{1,3})(?:[.-].*)?$/.exec(version)?.[1] : undefined;
  return minor === undefined ? undefined : Number(minor);
}

/** Why a control plane does not go from one version to another, or undefined where it does. */
export function upgradeProblem(from: unknown, to: unknown): string | undefined {
  const [was, is] = [minorOf(from), minorOf(to)];
  if (was === undefined || is === undefined) return undefined;
  if (is < was) return `a control plane never goes back, and it runs 1.${was}`;
  if (is > was + 1) return `a control plane goes up one minor at a time: from 1.${was} to 1.${was + 1} first`;
  return undefined;
}

/** Why nodes of a version cannot run under a control plane of a version, or undefined where they can. */
export function skewProblem(control: unknown, nodes: unknown): string | undefined {
  const [above, below] = [minorOf(control), minorOf(nodes)];
  if (above === undefined || below === undefined) return undefined;
  if (below > above) return `nodes are never newer than their control plane, which runs 1.${above}`;
  if (below < above - 3) return `nodes may be three minors older than their control plane, which runs 1.${above}`;
  return undefined;
}
