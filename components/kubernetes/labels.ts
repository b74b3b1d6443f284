/** What every object says of itself. */
export const managedBy = { "app.kubernetes.io/managed-by": "pulumi" } as const;

/** What selects the pods of a workload: nothing else may carry it. */
export function selectorOf(workload: string): Readonly<Record<string, string>> {
  return { "app.kubernetes.io/name": workload };
}

/** Every namespace carries its own name under this key; the API server sees to it. */
export const namespaceLabel = "kubernetes.io/metadata.name";
