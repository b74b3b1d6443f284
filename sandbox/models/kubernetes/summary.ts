import { served } from "../../data/kubernetes/served.js";
import { changedKinds } from "./immutable.js";
import { replacementTable } from "./replacement.js";
import { checkedKinds } from "./validation/index.js";

/** What the sandbox knows of a kind, for the documentation. */
export interface KindSummary {
  readonly kind: string;
  readonly apiVersions: readonly string[];
  /** What of its contents is checked besides names, labels, annotations and the SDK's types. */
  readonly contents: boolean;
  /** Properties whose change makes a new object. */
  readonly replacedOn: readonly string[];
  /** Changes that the API server refuses. */
  readonly keepsFields: boolean;
}

/** Every kind that a cluster serves by default. */
export const kubernetesKinds: readonly KindSummary[] = summaries();

function summaries(): KindSummary[] {
  const versions = new Map<string, string[]>();
  for (const [version, kinds] of Object.entries(served))
    for (const kind of Object.keys(kinds)) versions.set(kind, [...(versions.get(kind) ?? []), version]);
  return [...versions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, apiVersions]) => ({
      kind,
      apiVersions,
      contents: checkedKinds.includes(kind),
      replacedOn: apiVersions.flatMap(
        (version) => replacementTable[`${version === "v1" ? "core/v1" : version}:${kind}`] ?? [],
      ),
      keepsFields: changedKinds.includes(kind),
    }));
}
