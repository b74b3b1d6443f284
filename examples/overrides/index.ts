import { Network } from "groundplan";
import { aws } from "groundplan/aws";

const edge = new Network("edge", {
  target: aws({ region: "eu-west-1" }),
  aws: { vpc: { enableNetworkAddressUsageMetrics: true } }, // `gcp:` here does not compile
});

/** Statically AWS: the native resources are typed. */
export const vpcArn = edge.native.vpc.arn;
