import * as cloudfunctionsv2 from "@pulumi/gcp/cloudfunctionsv2";
import * as cloudrunv2 from "@pulumi/gcp/cloudrunv2";
import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import * as storage from "@pulumi/gcp/storage";
import type * as pulumi from "@pulumi/pulumi";
import { childKinds, type NameRule, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";
import { gcpTriggerChildren } from "../triggers/gcp-children.js";
import type { FunctionPlan } from "../types.js";

/** https://cloud.google.com/storage/docs/buckets#naming */
const bucketName: NameRule = { limit: 63, charset: "a-z0-9-" };
/** https://cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions: 63, also as a Cloud Run service. */
const functionName: NameRule = { limit: 63, charset: "a-z0-9-" };
/** https://cloud.google.com/iam/docs/service-accounts-create: 6 to 30 characters. */
const accountName: NameRule = { limit: 30, charset: "a-z0-9-", property: "accountId" };

/** Every kind of child of a function on GCP. The keys are the keys of overrides. */
export const gcpFunctionChildren = childKinds({
  account: { type: () => serviceaccount.Account, name: accountName },
  sourceReader: { type: () => storage.BucketIAMMember },
  sourceBucket: { type: () => storage.Bucket, tags: "labels", name: bucketName },
  source: { type: () => storage.BucketObject },
  function: { type: () => cloudfunctionsv2.Function, tags: "labels", name: functionName },
  publicInvoker: { type: () => cloudrunv2.ServiceIamMember },
  grant: { type: () => cloudrunv2.ServiceIamMember },
  ...gcpTriggerChildren,
});

export type GcpFunctionOverrides = OverridesOf<typeof gcpFunctionChildren>;
export type GcpFunctionScope = Scope<"gcp", typeof gcpFunctionChildren>;

/** What triggers know of the function that they call. */
export interface GcpFunctionContext {
  readonly scope: GcpFunctionScope;
  readonly plan: FunctionPlan;
  readonly project: string;
  readonly location: string;
  readonly function: cloudfunctionsv2.Function;
  /** The name of the Cloud Run service that runs the function. */
  readonly service: pulumi.Output<string>;
  /** Where the function answers, over HTTPS and only to whom it is allowed. */
  readonly uri: pulumi.Output<string>;
}

/** The GCP resources of a function, for what the neutral outputs do not say. */
export interface GcpFunctionNative {
  readonly cloud: "gcp";
  readonly function: cloudfunctionsv2.Function;
  readonly account: serviceaccount.Account;
  readonly sourceBucket: storage.Bucket;
  readonly source: storage.BucketObject;
  /** By name of the trigger. */
  readonly triggers: Readonly<Record<string, readonly pulumi.Resource[]>>;
}
