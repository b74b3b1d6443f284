import * as container from "@pulumi/gcp/container";
import * as kms from "@pulumi/gcp/kms";
import * as projects from "@pulumi/gcp/projects";
import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
const clusterName: NameRule = { limit: 40, charset: "a-z0-9-" };
/** https://cloud.google.com/iam/docs/service-accounts-create */
const accountId: NameRule = { limit: 30, charset: "a-z0-9-" };
const keyName: NameRule = { limit: 63, charset: "A-Za-z0-9-" };

/** Every kind of child of a cluster on GCP. The keys are the keys of overrides. */
export const gcpClusterChildren = childKinds({
  cluster: { type: () => container.Cluster, tags: "resourceLabels", name: clusterName },
  nodeAccount: { type: () => serviceaccount.Account, name: accountId },
  nodeRole: { type: () => projects.IAMMember },
  keyRing: { type: () => kms.KeyRing, name: keyName },
  key: { type: () => kms.CryptoKey, tags: "labels", name: keyName },
  keyUser: { type: () => kms.CryptoKeyIAMMember },
  nodePool: { type: () => container.NodePool, name: clusterName },
  admin: { type: () => projects.IAMMember },
  workloadAccount: { type: () => serviceaccount.Account, name: accountId },
  workloadUser: { type: () => serviceaccount.IAMMember },
});

export type GcpClusterOverrides = OverridesOf<typeof gcpClusterChildren>;
export type GcpClusterScope = Scope<"gcp", typeof gcpClusterChildren>;

/** The GCP resources of a cluster, for what the neutral outputs do not say. */
export interface GcpClusterNative {
  readonly cloud: "gcp";
  readonly cluster: container.Cluster;
  readonly nodeAccount: serviceaccount.Account;
  readonly key: kms.CryptoKey;
  /** By name of the pool. */
  readonly nodePools: Readonly<Record<string, container.NodePool>>;
}
