import * as pulumi from "@pulumi/pulumi";
import { implementation } from "../core/implementation.js";
import { gcpMember } from "../core/principals.js";
import { Scope } from "../core/scope.js";
import { gcpSizes } from "../core/sizes/gcp.js";
import { ClusterMode } from "./args.js";
import { gcpUnsupported } from "./capabilities.js";
import { admit, bind } from "./gcp/access.js";
import { type GcpClusterScope, gcpClusterChildren } from "./gcp/children.js";
import { createCluster } from "./gcp/cluster.js";
import { gpusOf } from "./gcp/gpus.js";
import { createKey } from "./gcp/key.js";
import { createPools } from "./gcp/pools.js";
import { secretKubeconfig } from "./kubeconfig.js";
import type { BuiltCluster, ClusterImplementation, ClusterParts, ClusterPlan, ClusterRules } from "./types.js";
import { gcpVersions } from "./versions.js";

export { type GcpClusterNative, type GcpClusterOverrides, gcpClusterChildren } from "./gcp/children.js";

const rules: ClusterRules = {
  cloud: "gcp",
  versions: gcpVersions,
  sizes: gcpSizes,
  gpus: { has: (type) => gpusOf(type) !== undefined, example: "g2-standard-8" },
  zones: 1,
  // https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
  ranges: 100,
  ownRanges: () => 1,
  // The same list is asked for connections from inside.
  publicOnly: false,
  rangesWithin: undefined,
  refusedRanges: [],
  systemNodes: undefined,
  retentionDays: undefined,
  // A weekly window comes four times in 32 days, in which GKE asks for 48 hours.
  maintenanceHours: { least: 12, most: 24 },
  needsNat: false,
  defaults: (mode) => (mode === ClusterMode.Managed ? { ingress: true } : {}),
  admin: {
    pattern: /^(user|group|serviceAccount|principal|principalSet):\S+$/,
    expected: 'a member such as "group:<e-mail>" or "user:<e-mail>"',
  },
  id: {
    pattern: /^projects\/[^/]+\/locations\/[^/]+\/clusters\/[^/]+$/,
    expected: '"projects/<project>/locations/<location>/clusters/<name>"',
  },
  principal: gcpMember,
  bindable: [
    {
      property: "member",
      pattern: /^serviceAccount:\S+@\S+$/,
      expected: 'a service account, "serviceAccount:<e-mail>"',
    },
  ],
};

function build(scope: GcpClusterScope, plan: ClusterPlan<"gcp">): BuiltCluster<"gcp"> {
  const nodeAccount = scope.child("nodeAccount", "nodes", { displayName: `Nodes of ${scope.name}`.slice(0, 100) });
  const nodeRole = scope.child("nodeRole", "nodes", {
    project: scope.target.settings.project,
    role: "roles/container.defaultNodeServiceAccount",
    member: nodeAccount.member,
  });
  const { key, keyUser } = createKey(scope, plan);
  const { network } = plan;
  const routes = pulumi.Resource.isInstance(network) ? [network] : [];
  const cluster = createCluster(scope, plan, key, nodeAccount, [nodeRole, keyUser, ...routes]);
  const nodePools = createPools(scope, plan, cluster, nodeAccount);
  const admins = plan.admins.map((admin) => admit(scope, `admin-${admin.key}`, admin.principal));
  const ca = cluster.masterAuth.apply((auth) => auth?.clusterCaCertificate ?? "");
  const endpoint = pulumi.interpolate`https://${cluster.endpoint}`;
  return {
    ...partsOf(scope, { id: cluster.id, name: cluster.name, endpoint, ca, after: [cluster] }),
    ready: [...admins, ...Object.values(nodePools), cluster],
    nodeSource: { serviceAccountEmail: nodeAccount.email },
    native: { cloud: "gcp", cluster, nodeAccount, key, nodePools },
  };
}

interface Facts {
  readonly id: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  readonly ca: pulumi.Output<string>;
  /** What has to exist before a service account of the cluster is known. */
  readonly after: readonly pulumi.Resource[];
}

const login = {
  command: "gke-gcloud-auth-plugin",
  args: [],
  installHint:
    "Install gke-gcloud-auth-plugin: https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl",
  provideClusterInfo: true,
};

function partsOf(scope: GcpClusterScope, { id, name, endpoint, ca, after }: Facts): ClusterParts<"gcp"> {
  return {
    name,
    clusterId: id,
    endpoint,
    ca,
    kubeconfig: secretKubeconfig({ name, endpoint, ca }, () => login),
    oidcIssuer: pulumi.interpolate`https://container.googleapis.com/v1/${id}`,
    ready: [],
    grantAdmin: (identity, suffix) => admit(scope, suffix, identity.member),
    bind: (request) => bind(scope, request, after),
  };
}

/** Clusters on GCP. */
export const gcpCluster: ClusterImplementation<"gcp"> = {
  ...implementation<"gcp", typeof gcpClusterChildren, ClusterPlan<"gcp">, BuiltCluster<"gcp">>({
    children: gcpClusterChildren,
    unsupported: gcpUnsupported,
    build,
  }),
  rules,
  classes: () => ({
    storage: { balanced: "standard-rwo", fast: "premium-rwo" },
    ingress: "gce",
    ingressBy: "annotation",
  }),
  existing(context, { id, endpoint, ca }) {
    const name = id.apply((path) => path.split("/").at(-1) ?? "");
    return partsOf(new Scope(context, gcpClusterChildren), { id, name, endpoint, ca, after: [] });
  },
};
