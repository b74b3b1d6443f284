import type * as pulumi from "@pulumi/pulumi";
import { type GcpBucketNative, type GcpBucketOverrides, gcpBucket } from "./bucket/gcp.js";
import type { Implementations, Target } from "./core/clouds.js";
import { checkGcpTarget, type GcpTargetArgs, type GcpTargetData, gcpProvider } from "./core/gcp.js";
import { makeTarget } from "./core/target.js";
import { type GcpFunctionNative, type GcpFunctionOverrides, gcpFunction } from "./function/gcp.js";
import { type GcpClusterNative, type GcpClusterOverrides, gcpCluster } from "./kubernetes-cluster/gcp.js";
import { type GcpNetworkNative, type GcpNetworkOverrides, gcpNetwork } from "./network/gcp.js";
import { type GcpMachineNative, type GcpMachineOverrides, gcpVirtualMachine } from "./virtual-machine/gcp.js";

export type { GcpTargetArgs, GcpTargetData } from "./core/gcp.js";

/** Somebody on GCP who may be granted something. */
export interface GcpPrincipal {
  /** Names the grants to this member in URNs: plain text, unique among those who are granted something on one object. */
  readonly key: string;
  /** As IAM writes members, such as `serviceAccount:<e-mail>` or `group:<e-mail>`. */
  readonly member: pulumi.Input<string>;
}

/** Whatever runs as a service account. Its connections can be let in by a rule. */
export interface GcpNetworkSource {
  /** E-mail address of the service account. */
  readonly serviceAccountEmail: pulumi.Input<string>;
}

declare module "./core/clouds.js" {
  interface Clouds {
    gcp: GcpTargetData;
  }
  interface Overrides {
    gcp: GcpOverrides;
  }
  interface Native {
    gcp: GcpNative;
  }
  interface Principals {
    gcp: GcpPrincipal;
  }
  interface NetworkSources {
    gcp: GcpNetworkSource;
  }
}

/** Overrides of each component on GCP. */
export interface GcpOverrides {
  readonly network?: GcpNetworkOverrides;
  readonly bucket?: GcpBucketOverrides;
  readonly kubernetesCluster?: GcpClusterOverrides;
  readonly virtualMachine?: GcpMachineOverrides;
  readonly function?: GcpFunctionOverrides;
}

/** Native resources of each component on GCP. */
export interface GcpNative {
  readonly network: GcpNetworkNative;
  readonly bucket: GcpBucketNative;
  readonly kubernetesCluster: GcpClusterNative;
  readonly virtualMachine: GcpMachineNative;
  readonly function: GcpFunctionNative;
}

const implementations: Implementations<"gcp"> = {
  provider: gcpProvider,
  network: gcpNetwork,
  bucket: gcpBucket,
  kubernetesCluster: gcpCluster,
  virtualMachine: gcpVirtualMachine,
  function: gcpFunction,
};

/**
 * A GCP project and region to build in.
 *
 * ```ts
 * const target = gcp({ project: "acme-dev", region: "europe-west1" });
 * ```
 *
 * @throws ArgumentsError with every problem of the arguments at once.
 */
export function gcp(args: GcpTargetArgs): Target<"gcp"> {
  checkGcpTarget(args);
  return makeTarget("gcp", args, implementations);
}
