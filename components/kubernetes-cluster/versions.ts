/*
 * Minors of Kubernetes that new clusters can have, oldest first.
 *
 * State of 2026-11-21, for what could be read then: Amazon EKS version calendar of 2026-04-24 (standard support),
 * upstream releases since (1.36 in 2026-04), GKE's regular channel and AKS follow upstream by two to four months.
 * `unlistedVersion` accepts what is newer.
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 * https://cloud.google.com/kubernetes-engine/docs/release-schedule
 * https://learn.microsoft.com/azure/aks/supported-kubernetes-versions
 */

/** When the lists were last looked at. */
export const versionsAsOf = "2026-11-21";

export const awsVersions: readonly string[] = ["1.33", "1.34", "1.35", "1.36"];
export const gcpVersions: readonly string[] = ["1.33", "1.34", "1.35", "1.36"];
export const azureVersions: readonly string[] = ["1.33", "1.34", "1.35", "1.36"];

/** The minor of `1.34`; `undefined` for anything else. */
export function minorOf(version: unknown): number | undefined {
  const minor = typeof version === "string" ? /^1\.(\d{1,3})$/.exec(version)?.[1] : undefined;
  return minor === undefined ? undefined : Number(minor);
}
