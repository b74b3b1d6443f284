import type { CryptoKey, CryptoKeyIAMMember } from "@pulumi/gcp/kms";
import { getProjectOutput } from "@pulumi/gcp/organizations";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterPlan } from "../types.js";
import type { GcpClusterScope } from "./children.js";

/** A key that GKE's own agent may use. It changes by itself every 90 days, and old versions stay. */
export function createKey(
  scope: GcpClusterScope,
  { deletionProtection }: ClusterPlan<"gcp">,
): { key: CryptoKey; keyUser: CryptoKeyIAMMember } {
  const { project } = scope.target.settings;
  const options = { provider: scope.provider, ...(scope.component && { parent: scope.component }) };
  const { number } = getProjectOutput({ projectId: project }, options);
  const protect = deletionProtection ? { protect: true } : {};
  const keyRing = scope.child("keyRing", "secrets", { location: scope.target.region });
  const key = scope.child(
    "key",
    "secrets",
    { keyRing: keyRing.id, purpose: "ENCRYPT_DECRYPT", rotationPeriod: "7776000s" },
    protect,
  );
  const keyUser = scope.child("keyUser", "secrets", {
    cryptoKeyId: key.id,
    role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    member: pulumi.interpolate`serviceAccount:service-${number}@container-engine-robot.iam.gserviceaccount.com`,
  });
  return { key, keyUser };
}
