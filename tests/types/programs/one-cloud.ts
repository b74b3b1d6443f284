/*
 * Imports one cloud: the others stay unknown.
 */
import { Bucket, type CloudName, type Target } from "groundplan";
import { aws } from "groundplan/aws";

export const target: Target = aws({ region: "eu-west-1" });
export const bucket = new Bucket("assets", { target, aws: { bucket: { forceDestroy: true } } });
export const arn = bucket.native.bucket.arn;
export const cloud: CloudName = "aws";
// @ts-expect-error GCP has not been imported
export const other: CloudName = "gcp";
