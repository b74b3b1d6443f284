/*
 * Names no cloud: must compile, and must load no type of a cloud's SDK.
 */
import { Bucket, type BucketArgs, Network, StorageTier, type Target } from "groundplan";

export function platform(name: string, target: Target) {
  const network = new Network(name, { target, cidr: "10.20.0.0/16", zones: 3 });
  const logs = new Bucket(`${name}-logs`, { target, receivesAccessLogs: true });
  const assets = new Bucket(`${name}-assets`, {
    target,
    accessLogs: logs,
    network,
    lifecycle: { old: { tier: { afterDays: 30, to: StorageTier.Infrequent } } },
  });
  return { network, assets };
}

export const options: Omit<BucketArgs, "target"> = { versioning: true };

// @ts-expect-error no cloud has been imported, so there is no target to be had from text
export const wrong: Target = "aws";
