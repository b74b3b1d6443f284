import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as pulumi from "@pulumi/pulumi";
import type { Target } from "./clouds.js";
import { partitionOf } from "./regions/partition.js";

/*
 * ARNs from names. The provider chooses names before it makes anything, while an ARN is known only afterwards: a policy with
 * the one is seen whole in the first preview, by people and by the rules of the pack, and with the other not at all.
 */

/** Where resources are made: a scope, or what is like it. */
interface Place {
  readonly target: Target<"aws">;
  readonly provider: pulumi.ProviderResource;
}

/** By provider, so that each is asked once. */
const accounts = new WeakMap<pulumi.ProviderResource, pulumi.Output<string>>();

/** The account that the target's resources are in: the one that it names, or else that of the provider's credentials. */
export function accountOf({ target, provider }: Place): pulumi.Output<string> {
  const { accountId } = target.settings;
  if (accountId !== undefined) return pulumi.output(accountId);
  const found = accounts.get(provider) ?? getCallerIdentityOutput({}, { provider }).accountId;
  accounts.set(provider, found);
  return found;
}

/** The ARN of what a service has in the target's account and region: `arnOf(scope, "logs", "log-group:web")`. */
export function arnOf(place: Place, service: string, resource: pulumi.Input<string>): pulumi.Output<string> {
  const { region } = place.target;
  return pulumi.interpolate`arn:${partitionOf(region)}:${service}:${region}:${accountOf(place)}:${resource}`;
}

/** The ARN of a bucket, which has neither account nor region in it. */
export function bucketArn({ target }: Pick<Place, "target">, name: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partitionOf(target.region)}:s3:::${name}`;
}
