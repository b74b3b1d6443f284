import type { CloudName, Target } from "../../../components/core/clouds.js";
import { KubernetesCluster, type KubernetesClusterArgs, Network, type NetworkLike } from "../../../components/index.js";
import { checkCluster } from "../../../components/kubernetes-cluster/index.js";
import { failure, type Registered, record } from "../../support/record.js";
import { type Cloud, targets, world } from "../network/support.js";

export { type Cloud, clouds, targets } from "../network/support.js";

const zones: Readonly<Record<Cloud, readonly string[]>> = {
  aws: ["eu-west-1a", "eu-west-1b"],
  gcp: ["europe-west1-b", "europe-west1-c"],
  azure: ["1", "2"],
};
const resourceGroup = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";

/** A network that exists already: it registers nothing. */
export function networkOf(cloud: Cloud, more: object = {}): NetworkLike<CloudName> {
  const subnets = cloud === "aws" ? ["a", "b"] : [""];
  const ids = (tier: string) => subnets.map((slot) => `${resourceGroup}/${tier}${slot}`);
  return Network.fromExisting("net", {
    target: targets[cloud] as unknown as Target<CloudName>,
    id: `${resourceGroup}/network`,
    cidr: "10.0.0.0/16",
    zones: zones[cloud],
    subnetIds: { private: ids("private"), public: ids("public") },
    egressIps: ["198.51.100.7"],
    ...more,
  });
}

/** Any arguments, wrong ones included: what a JavaScript program could pass. */
export type Loose = Readonly<Record<string, unknown>>;

export const required: Loose = { version: "1.34", nodePools: { default: { min: 2, max: 6 } } };

/** A cluster named `main` in a network that is there. */
export function cluster(cloud: Cloud, options: Loose = {}): KubernetesCluster {
  const args = { target: targets[cloud], network: networkOf(cloud), ...required, ...options };
  return new KubernetesCluster("main", args as unknown as KubernetesClusterArgs);
}

/** The children of such a cluster. */
export async function childrenOf(cloud: Cloud, options: Loose = {}): Promise<Registered[]> {
  const seen = await record(() => void cluster(cloud, options), world);
  return seen.filter(({ type }) => !/^(pulumi:|groundplan:|azure-native:resources:)/.test(type));
}

/** What is said of arguments, one line for each problem; nothing where they are accepted. Registers nothing. */
export function said(cloud: Cloud, options: Loose): string[] {
  const args = { target: targets[cloud], network: networkOf(cloud), ...required, ...options };
  try {
    checkCluster("main", args as unknown as KubernetesClusterArgs);
    return [];
  } catch (error) {
    return linesOf(error as Error);
  }
}

/** What is said of arguments that must be refused, one line for each; fails when anything was registered. */
export async function refused(program: () => unknown): Promise<string[]> {
  const seen: string[] = [];
  const outputs = (type: string, name: string) => {
    if (type !== "pulumi:pulumi:Stack") seen.push(`${type} ${name}`);
    return {};
  };
  const error = await failure(program, { ...world, outputs });
  if (seen.length > 0) throw new Error(`these were registered: ${seen.join(", ")}`);
  return linesOf(error);
}

/** What an error says, one line for each problem. */
export function linesOf(error: Error & { readonly errors?: readonly Problem[] } & Partial<Problem>): string[] {
  const { errors, propertyPath, reason } = error;
  if (errors !== undefined) return errors.map((one) => `${one.propertyPath}: ${one.reason}`);
  if (propertyPath === undefined) throw error;
  return [`${propertyPath}: ${reason}`];
}

interface Problem {
  readonly propertyPath: string;
  readonly reason: string;
}
