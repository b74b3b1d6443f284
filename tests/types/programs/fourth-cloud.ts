/*
 * Another package adds a cloud: its own keys in the same interfaces, and an implementation of each component.
 */
import * as pulumi from "@pulumi/pulumi";
import {
  Bucket,
  type BucketPlan,
  childKinds,
  type Implementations,
  implementation,
  makeTarget,
  type OverridesOf,
  type TargetArgs,
} from "groundplan";
import "groundplan/aws";

interface BoxArgs {
  readonly colour?: pulumi.Input<string>;
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}
class Box extends pulumi.CustomResource {
  readonly dust!: pulumi.Output<number>;
  constructor(name: string, args?: BoxArgs, opts?: pulumi.CustomResourceOptions) {
    super("moon:index:Box", name, args, opts);
  }
}
const children = childKinds({ box: { type: () => Box, tags: "tags", name: { limit: 20, charset: "a-z0-9" } } });

declare module "groundplan" {
  interface Clouds {
    moon: { readonly crater: string };
  }
  interface Overrides {
    moon: { readonly bucket?: OverridesOf<typeof children> };
  }
  interface Native {
    moon: { readonly bucket: { readonly cloud: "moon"; readonly box: Box } };
  }
  interface Principals {
    moon: { readonly key: string; readonly visitor: string };
  }
}

const outputs = {
  id: pulumi.output(""),
  name: pulumi.output(""),
  domain: pulumi.output(""),
  url: pulumi.output(""),
  events: () => ({ ready: [] }),
  grant: () => {
    throw new Error("nobody visits the moon");
  },
};
const built = implementation({
  children,
  build(scope: import("groundplan").Scope<"moon", typeof children>, plan: BucketPlan) {
    const box = scope.child("box", "", { colour: plan.public ? "white" : "grey" });
    // @ts-expect-error there is no such child
    scope.child("boxes", "", {});
    return { ...outputs, native: { cloud: "moon" as const, box } };
  },
});
declare const others: Omit<Implementations<"moon">, "bucket">;
declare const bucketRules: import("groundplan").BucketRules;
const implementations: Implementations<"moon"> = {
  ...others,
  bucket: { ...built, rules: bucketRules, existing: () => outputs },
};

export function moon(args: TargetArgs & { readonly crater: string }) {
  return makeTarget("moon", args, implementations);
}
const target = moon({ region: "mare-1", crater: "tycho" });
const bucket = new Bucket("assets", { target, moon: { box: { colour: "grey" } } });
bucket.grantRead({ key: "a", visitor: "b" });
export const dust = bucket.native.box.dust;
export const crater: string = target.settings.crater;
// @ts-expect-error there is no property `color`
new Bucket("x", { target, moon: { box: { color: "grey" } } });
// @ts-expect-error a bucket on the moon has no override of AWS
new Bucket("x", { target, aws: {} });
