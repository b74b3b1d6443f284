import type { Addon, AddonArgs, Cluster } from "@pulumi/aws/eks";
import type * as pulumi from "@pulumi/pulumi";
import { ClusterMode } from "../args.js";
import type { ClusterPlan } from "../types.js";
import type { AwsClusterScope } from "./children.js";
import { clusterArn, managed, podTrust } from "./roles.js";

interface AddonSpec {
  readonly name: string;
  readonly configuration?: object;
  /** The service account of the add-on and the policy that it needs. */
  readonly identity?: { readonly serviceAccount: string; readonly policy: string };
}

/** What nodes need to be ready: installed before the first one joins. */
function beforeNodes(plan: ClusterPlan<"aws">): AddonSpec[] {
  if (plan.mode === ClusterMode.Managed) return [];
  return [
    { name: "eks-pod-identity-agent" },
    { name: "kube-proxy" },
    {
      name: "vpc-cni",
      configuration: { enableNetworkPolicy: String(plan.addons.networkPolicy) },
      identity: { serviceAccount: "aws-node", policy: "AmazonEKS_CNI_Policy" },
    },
  ];
}

/** What runs on nodes: Auto Mode has its own DNS and disks. */
function onNodes({ addons, mode }: ClusterPlan<"aws">): AddonSpec[] {
  const specs: AddonSpec[] = [];
  if (mode === ClusterMode.Nodes) {
    specs.push({ name: "coredns" });
    if (addons.disk)
      specs.push({
        name: "aws-ebs-csi-driver",
        configuration: { defaultStorageClass: { enabled: true } },
        identity: { serviceAccount: "ebs-csi-controller-sa", policy: "service-role/AmazonEBSCSIDriverPolicy" },
      });
  }
  if (addons.metrics) specs.push({ name: "metrics-server" });
  if (addons.secretsStore) specs.push({ name: "aws-secrets-store-csi-driver-provider" });
  return specs;
}

/** Installs the add-ons of one of the two groups, by name at AWS. */
export function createAddons(
  scope: AwsClusterScope,
  plan: ClusterPlan<"aws">,
  cluster: Cluster,
  group: "before-nodes" | "on-nodes",
  after: readonly pulumi.Resource[],
): Record<string, Addon> {
  const specs = group === "before-nodes" ? beforeNodes(plan) : onNodes(plan);
  return Object.fromEntries(specs.map((spec) => [spec.name, createAddon(scope, cluster, spec, after)]));
}

/** The version is AWS's default for the cluster's minor when the add-on is made. */
function createAddon(
  scope: AwsClusterScope,
  cluster: Cluster,
  spec: AddonSpec,
  after: readonly pulumi.Resource[],
): Addon {
  const args: AddonArgs = {
    clusterName: cluster.name,
    addonName: spec.name,
    resolveConflictsOnCreate: "OVERWRITE",
    resolveConflictsOnUpdate: "OVERWRITE",
  };
  if (spec.configuration !== undefined) args.configurationValues = JSON.stringify(spec.configuration);
  const before = [...after];
  if (spec.identity !== undefined) {
    const { serviceAccount, policy } = spec.identity;
    const role = scope.child("addonRole", spec.name, {
      description: `${spec.name} of ${scope.name}`,
      assumeRolePolicy: podTrust(clusterArn(scope, cluster.name), "kube-system", serviceAccount),
    });
    before.push(
      scope.child("addonPolicy", spec.name, {
        role: role.name,
        policyArn: managed(scope, policy),
      }),
    );
    args.podIdentityAssociations = [{ roleArn: role.arn, serviceAccount }];
  }
  return scope.child("addon", spec.name, args, { dependsOn: before });
}
