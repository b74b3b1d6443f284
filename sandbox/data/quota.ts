import type { Words } from "./references/model.js";

/** How many of something an account may have. */
export interface Quota extends Words {
  /** By what `quotas` of sandbox.yaml replaces the number. */
  readonly name: string;
  /** The cloud's own name, with its code where it has one. */
  readonly title: string;
  /** What new accounts get; undefined where that varies so much that the quota counts only when sandbox.yaml gives it. */
  readonly limit: number | undefined;
  /** Types that count together. */
  readonly types: readonly string[];
  /** What is counted: all of the account, of its region, or those with the same values at these paths (the first names a thing). */
  readonly within: "account" | "region" | readonly string[];
  /** Only objects whose input at `path` begins so count; with `or`, those without the input too. */
  readonly only?: { readonly path: string; readonly value: string; readonly or?: boolean };
  /** An object counts as many as its size has virtual processors: the input that names the size. */
  readonly processors?: string;
  readonly source: string;
}

/** Makes the rows of one cloud, which refuses in the same words whatever there is too much of. */
export function quotaOf(
  cloud: string,
  pkg: string,
  refusal: (title: string) => Pick<Quota, "code" | "text" | "source">,
) {
  return (
    name: string,
    title: string,
    limit: number | undefined,
    types: readonly string[],
    within: Quota["within"],
    more: Partial<Quota> = {},
  ): Quota => ({
    name: `${cloud}.${name}`,
    title,
    limit,
    types: types.map((type) => `${pkg}:${type}`),
    within,
    ...refusal(title),
    ...more,
  });
}
