import type * as cloudfunctionsv2 from "@pulumi/gcp/cloudfunctionsv2";
import type { Account } from "@pulumi/gcp/serviceaccount";
import type { Bucket, BucketObject } from "@pulumi/gcp/storage";
import * as pulumi from "@pulumi/pulumi";
import { storeArchive } from "../code/store.js";
import { gcpRuntimes } from "../runtimes.js";
import type { FunctionPlan } from "../types.js";
import { builderOf } from "./build-account.js";
import type { GcpFunctionScope } from "./children.js";
import { buildVariables, gcpPackage } from "./package.js";

/** The source where Cloud Build finds it. */
export interface Source {
  readonly bucket: Bucket;
  readonly object: BucketObject;
  /** What has to be there before a build. */
  readonly ready: readonly pulumi.Resource[];
}

/** How long an archive that another one has followed can be brought back, in days. */
const keptArchiveDays = 7;

export function createSource(scope: GcpFunctionScope, plan: FunctionPlan): Source {
  const bucket = scope.child("sourceBucket", "source", {
    location: scope.target.region,
    uniformBucketLevelAccess: true,
    publicAccessPrevention: "enforced",
    versioning: { enabled: true },
    lifecycleRules: [
      { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: keptArchiveDays, withState: "ARCHIVED" } },
    ],
    softDeletePolicy: { retentionDurationSeconds: 0 },
    forceDestroy: true,
  });
  const archive = storeArchive(gcpPackage(plan));
  const object = scope.child("source", "source", {
    bucket: bucket.name,
    name: `source-${archive.hash}.zip`,
    source: new pulumi.asset.FileAsset(archive.path),
    contentType: "application/zip",
  });
  const builder = builderOf(scope.target);
  const reader = scope.child("sourceReader", "source-reader", {
    bucket: bucket.name,
    role: "roles/storage.objectViewer",
    member: builder.account.member,
  });
  return { bucket, object, ready: [reader, ...builder.ready] };
}

/** Instances when nobody says: the limit is the bill's. */
const defaultInstances = 100;

export function createFunction(
  scope: GcpFunctionScope,
  plan: FunctionPlan,
  account: Account,
  source: Source,
): cloudfunctionsv2.Function {
  const { target } = scope;
  const open = plan.triggers.some(({ kind }) => kind === "http");
  return scope.child(
    "function",
    "",
    {
      location: target.region,
      buildConfig: {
        runtime: gcpRuntimes[plan.runtime]?.name ?? plan.runtime,
        entryPoint: plan.entry.symbol,
        environmentVariables: buildVariables(plan),
        serviceAccount: builderOf(target).account.name,
        source: { storageSource: { bucket: source.bucket.name, object: source.object.name } },
        automaticUpdatePolicy: {},
      },
      serviceConfig: {
        availableMemory: `${plan.memoryMiB}Mi`,
        timeoutSeconds: plan.timeoutSeconds,
        ...(Object.keys(plan.env).length === 0 ? {} : { environmentVariables: plan.env }),
        minInstanceCount: plan.minInstances,
        maxInstanceCount: plan.maxConcurrency ?? defaultInstances,
        maxInstanceRequestConcurrency: 1,
        // The scheduler and Eventarc of the project count as internal.
        ingressSettings: open ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY",
        allTrafficOnLatestRevision: true,
        serviceAccountEmail: account.email,
        ...egress(plan),
      },
    },
    { dependsOn: [...source.ready] },
  );
}

/** Everything goes through the network, so that its logs, rules and addresses count. */
function egress({ network }: FunctionPlan) {
  if (network === undefined) return {};
  const [subnetwork] = network.network.subnetsOf(network.tier);
  if (subnetwork === undefined) return {};
  const path = (link: pulumi.Output<string>) =>
    link.apply((text) => text.replace(/^https:\/\/[^/]+\/compute\/v1\//, ""));
  return {
    directVpcNetworkInterfaces: [{ network: path(network.network.id), subnetwork: path(subnetwork) }],
    directVpcEgress: "VPC_EGRESS_ALL_TRAFFIC",
  };
}
