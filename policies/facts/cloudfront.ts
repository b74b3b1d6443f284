import type { Resource } from "../core/resource.js";
import { type Field, get, items, within } from "../core/value.js";

/** A distribution, and one that is a template for the distributions of tenants. */
export const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
export const MULTITENANT = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";

export function originsOf(distribution: Resource): readonly Field[] {
  return items(get(distribution.props, "origins"));
}

/** A setting of an origin that is no bucket, under the name that either type has for the block. */
export function customOf(origin: Field, property: string): Field {
  const one = within(origin, `customOriginConfig.${property}`);
  const listed = within(origin, `customOriginConfigs.${property}`);
  return one.state === "absent" && listed.state !== "absent" ? listed : one;
}

/** The blocks that an origin has when it is no bucket. */
export function customs(origin: Field): readonly Field[] {
  const blocks = ["customOriginConfig", "customOriginConfigs", "vpcOriginConfig", "vpcOriginConfigs"];
  return blocks.map((block) => within(origin, block));
}
