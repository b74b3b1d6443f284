import * as pulumi from "@pulumi/pulumi";
import { serviceAccountId } from "../core/gcp-accounts.js";
import { implementation } from "../core/implementation.js";
import { identityKey } from "../core/names.js";
import { gcpMember } from "../core/principals.js";
import { Scope } from "../core/scope.js";
import { createTriggers } from "./build-triggers.js";
import { gcpUnsupported } from "./capabilities.js";
import { type GcpFunctionContext, type GcpFunctionScope, gcpFunctionChildren } from "./gcp/children.js";
import { createFunction, createSource } from "./gcp/function.js";
import { checkGcpPackage } from "./gcp/package.js";
import { gcpRuntimes } from "./runtimes.js";
import { bucketOnGcp } from "./triggers/bucket-gcp.js";
import { httpOnGcp } from "./triggers/http-gcp.js";
import { scheduleOnGcp } from "./triggers/schedule-gcp.js";
import type {
  FunctionAccess,
  FunctionImplementation,
  FunctionParts,
  FunctionPlan,
  FunctionRules,
  InvokeRequest,
  TriggerKinds,
} from "./types.js";

export { type GcpFunctionNative, type GcpFunctionOverrides, gcpFunctionChildren } from "./gcp/children.js";

/** https://cloud.google.com/functions/quotas and https://cloud.google.com/functions/docs/configuring/memory */
const rules: FunctionRules = {
  runtimes: gcpRuntimes,
  // What code registers counts only in the copy that calls it, so it is installed beside the bundle.
  external: ["@google-cloud/functions-framework"],
  installsPackages: true,
  refusedPackages: {},
  memoryMiB: [128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768],
  timeoutSeconds: { direct: 3600, http: 3600, schedule: 1800, bucket: 540 },
  maxAttempts: 6,
  maxConcurrency: { least: 1, most: 1000 },
  minInstances: 1000,
  logRetentionDays: { least: 1, most: 3650 },
  usualLogRetentionDays: 30,
  // https://cloud.google.com/functions/docs/configuring/env-var#reserved
  reservedEnv:
    /^(ENTRY_POINT|FUNCTION_.+|GCLOUD_PROJECT|GCP_PROJECT|GOOGLE_.+|K_SERVICE|K_REVISION|K_CONFIGURATION|LOG_EXECUTION_ID|PORT|X_GOOGLE_.+)$/,
  envBytes: 32_768,
  archiveBytes: undefined,
  delegation: undefined,
  principal: { ...gcpMember, expected: `${gcpMember.expected} (for everybody, use an http trigger with auth "none")` },
};

const triggers: TriggerKinds<GcpFunctionContext> = {
  http: httpOnGcp,
  schedule: scheduleOnGcp,
  bucket: bucketOnGcp,
};

function build(scope: GcpFunctionScope, plan: FunctionPlan): FunctionParts<"gcp"> {
  const account = scope.child("account", "", {
    accountId: serviceAccountId(scope.logicalName("account", "")),
    displayName: `Function ${scope.name}`.slice(0, 100),
  });
  const source = createSource(scope, plan);
  const made = createFunction(scope, plan, account, source);
  // Beside secret variables the whole block counts as secret; the address in it is none.
  const uri = pulumi.unsecret(made.serviceConfig.apply((config) => config?.uri ?? ""));
  const { project } = scope.target.settings;
  const location = scope.target.region;
  const context = { scope, plan, project, location, function: made, service: made.name, uri };
  const built = createTriggers(triggers, context, plan);
  return {
    ...accessOf(scope, made.id, made.name),
    url: built.url,
    addTrigger: built.add,
    identity: { key: identityKey(scope.name), member: account.member },
    // Firewall rules cannot tell what leaves a function: neither its account nor its tags count there.
    source: undefined,
    native: {
      cloud: "gcp",
      function: made,
      account,
      sourceBucket: source.bucket,
      source: source.object,
      triggers: built.triggers,
    },
  };
}

/** One member of one role on the Cloud Run service that the function is; it takes nothing away from other members. */
function accessOf(
  scope: GcpFunctionScope,
  id: pulumi.Output<string>,
  name: pulumi.Output<string>,
): FunctionAccess<"gcp"> {
  return {
    id,
    name,
    grantInvoke: ({ identity, suffix }: InvokeRequest<"gcp">) =>
      scope.child("grant", suffix, {
        project: scope.target.settings.project,
        location: scope.target.region,
        name,
        role: "roles/run.invoker",
        member: identity.member,
      }),
  };
}

/** Functions on GCP. */
export const gcpFunction: FunctionImplementation<"gcp"> = {
  ...implementation({ children: gcpFunctionChildren, unsupported: gcpUnsupported, build }),
  rules,
  triggers,
  checkPackage: checkGcpPackage,
  existing(context, id) {
    const scope: GcpFunctionScope = new Scope(context, gcpFunctionChildren);
    const { project } = scope.target.settings;
    const name = pulumi.output(id);
    const full = pulumi.interpolate`projects/${project}/locations/${scope.target.region}/functions/${name}`;
    return accessOf(scope, full, name);
  },
};
