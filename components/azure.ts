import type * as pulumi from "@pulumi/pulumi";
import { type AzureBucketNative, type AzureBucketOverrides, azureBucket } from "./bucket/azure.js";
import { type AzureTargetArgs, type AzureTargetData, azureProvider, checkAzureTarget } from "./core/azure.js";
import type { Implementations, Target } from "./core/clouds.js";
import { makeTarget } from "./core/target.js";
import { type AzureFunctionNative, type AzureFunctionOverrides, azureFunction } from "./function/azure.js";
import { type AzureClusterNative, type AzureClusterOverrides, azureCluster } from "./kubernetes-cluster/azure.js";
import { type AzureNetworkNative, type AzureNetworkOverrides, azureNetwork } from "./network/azure.js";
import { type AzureMachineNative, type AzureMachineOverrides, azureVirtualMachine } from "./virtual-machine/azure.js";

export type { AzureTargetArgs, AzureTargetData } from "./core/azure.js";

/** A service principal or managed identity that may be granted something. */
export interface AzurePrincipal {
  /** Names the grants to this principal in URNs: plain text, unique among those who are granted something on one object. */
  readonly key: string;
  /** Object id of the principal, not its client id. */
  readonly principalId: pulumi.Input<string>;
  /** Client id, needed where the service account of a cluster is to act as this identity. @default - none */
  readonly clientId?: pulumi.Input<string>;
  /** Resource id of the user-assigned identity, needed like `clientId`. @default - none */
  readonly identityId?: pulumi.Input<string>;
}

/** Whatever has a network interface in an application security group. Its connections can be let in by a rule. */
export interface AzureNetworkSource {
  /** Resource id of the application security group. */
  readonly applicationSecurityGroupId: pulumi.Input<string>;
}

declare module "./core/clouds.js" {
  interface Clouds {
    azure: AzureTargetData;
  }
  interface Overrides {
    azure: AzureOverrides;
  }
  interface Native {
    azure: AzureNative;
  }
  interface Principals {
    azure: AzurePrincipal;
  }
  interface NetworkSources {
    azure: AzureNetworkSource;
  }
}

/** Overrides of each component on Azure. */
export interface AzureOverrides {
  readonly network?: AzureNetworkOverrides;
  readonly bucket?: AzureBucketOverrides;
  readonly kubernetesCluster?: AzureClusterOverrides;
  readonly virtualMachine?: AzureMachineOverrides;
  readonly function?: AzureFunctionOverrides;
}

/** Native resources of each component on Azure. */
export interface AzureNative {
  readonly network: AzureNetworkNative;
  readonly bucket: AzureBucketNative;
  readonly kubernetesCluster: AzureClusterNative;
  readonly virtualMachine: AzureMachineNative;
  readonly function: AzureFunctionNative;
}

const implementations: Implementations<"azure"> = {
  provider: azureProvider,
  network: azureNetwork,
  bucket: azureBucket,
  kubernetesCluster: azureCluster,
  virtualMachine: azureVirtualMachine,
  function: azureFunction,
};

/**
 * An Azure subscription and region to build in.
 *
 * ```ts
 * const target = azure({ region: "swedencentral" });
 * ```
 *
 * @throws ArgumentsError with every problem of the arguments at once.
 */
export function azure(args: AzureTargetArgs): Target<"azure"> {
  checkAzureTarget(args);
  return makeTarget("azure", args, implementations);
}
