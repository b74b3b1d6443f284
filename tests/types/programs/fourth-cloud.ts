/*
 * Another package adds a cloud: its own keys in the same interfaces, and an implementation of each component.
 */
import { Bucket, type Implementations, type Target } from "groundplan";
import "groundplan/aws";

declare module "groundplan" {
  interface Clouds {
    moon: { readonly crater: string };
  }
  interface Overrides {
    moon: { readonly bucket?: { readonly box?: { readonly colour?: string } } };
  }
  interface Native {
    moon: { readonly bucket: { readonly cloud: "moon"; readonly box: { readonly dust: number } } };
  }
  interface Principals {
    moon: { readonly key: string; readonly visitor: string };
  }
}

declare const implementations: Implementations<"moon">;
declare const target: Target<"moon">;

export const parts = implementations.bucket.build;
const bucket = new Bucket("assets", { target, moon: { box: { colour: "grey" } } });
bucket.grantRead({ key: "a", visitor: "b" });
export const dust: number = bucket.native.box.dust;
export const crater: string = target.settings.crater;
// @ts-expect-error a bucket on the moon has no override of AWS
new Bucket("x", { target, aws: {} });
