import type * as pulumi from "@pulumi/pulumi";
import { type AwsBucketNative, type AwsBucketOverrides, awsBucket } from "./bucket/aws.js";
import { type AwsTargetArgs, type AwsTargetData, awsProvider, checkAwsTarget } from "./core/aws.js";
import type { Implementations, Target } from "./core/clouds.js";
import { makeTarget } from "./core/target.js";
import { type AwsFunctionNative, type AwsFunctionOverrides, awsFunction } from "./function/aws.js";
import { type AwsClusterNative, type AwsClusterOverrides, awsCluster } from "./kubernetes-cluster/aws.js";
import { type AwsNetworkNative, type AwsNetworkOverrides, awsNetwork } from "./network/aws.js";
import { type AwsMachineNative, type AwsMachineOverrides, awsVirtualMachine } from "./virtual-machine/aws.js";

export type { AwsAssumeRole, AwsTargetArgs, AwsTargetData } from "./core/aws.js";

/** An AWS role that may be granted something. Any role fits, also one that this program did not make. */
export interface AwsPrincipal {
  /** Names the grants to this role in URNs: plain text, unique among those who are granted something on one object. */
  readonly key: string;
  /** Name of the IAM role, not its ARN. */
  readonly roleName: pulumi.Input<string>;
  /** ARN of the role, for what AWS asks it for. @default - looked up by the name where it is needed */
  readonly roleArn?: pulumi.Input<string>;
}

/** Whatever carries a security group. Its connections can be let in by a rule. */
export interface AwsNetworkSource {
  /** Id of the security group. */
  readonly securityGroupId: pulumi.Input<string>;
}

declare module "./core/clouds.js" {
  interface Clouds {
    aws: AwsTargetData;
  }
  interface Overrides {
    aws: AwsOverrides;
  }
  interface Native {
    aws: AwsNative;
  }
  interface Principals {
    aws: AwsPrincipal;
  }
  interface NetworkSources {
    aws: AwsNetworkSource;
  }
}

/** Overrides of each component on AWS. */
export interface AwsOverrides {
  readonly network?: AwsNetworkOverrides;
  readonly bucket?: AwsBucketOverrides;
  readonly kubernetesCluster?: AwsClusterOverrides;
  readonly virtualMachine?: AwsMachineOverrides;
  readonly function?: AwsFunctionOverrides;
}

/** Native resources of each component on AWS. */
export interface AwsNative {
  readonly network: AwsNetworkNative;
  readonly bucket: AwsBucketNative;
  readonly kubernetesCluster: AwsClusterNative;
  readonly virtualMachine: AwsMachineNative;
  readonly function: AwsFunctionNative;
}

const implementations: Implementations<"aws"> = {
  provider: awsProvider,
  network: awsNetwork,
  bucket: awsBucket,
  kubernetesCluster: awsCluster,
  virtualMachine: awsVirtualMachine,
  function: awsFunction,
};

/**
 * An AWS account and region to build in.
 *
 * ```ts
 * const target = aws({ region: "eu-west-1" });
 * const audited = aws({ region: "eu-west-1", key: "audit", accountId: "123456789012", tags: { team: "security" } });
 * ```
 *
 * @throws ArgumentsError with every problem of the arguments at once.
 */
export function aws(args: AwsTargetArgs): Target<"aws"> {
  checkAwsTarget(args);
  return makeTarget("aws", args, implementations);
}
