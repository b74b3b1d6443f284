/*
 * What compiles, and what must not. Each line under a `@ts-expect-error` is an error, or this file fails to compile.
 */
import { Bucket, Function as CloudFunction, Network, type Target } from "groundplan";
import { aws } from "groundplan/aws";
import { azure } from "groundplan/azure";
import { gcp } from "groundplan/gcp";

const onAws = aws({ region: "eu-west-1" });
const onGcp = gcp({ project: "acme-dev", region: "europe-west1" });
const onAzure = azure({ region: "swedencentral" });

// Written once, for any cloud: each target is one of any cloud.
export function platform(target: Target) {
  const bucket = new Bucket("assets", {
    target,
    aws: { bucket: { forceDestroy: true } },
    gcp: { bucket: { storageClass: "NEARLINE" } },
    azure: { account: { isSftpEnabled: false } },
  });
  if (bucket.native.cloud === "aws") return bucket.native.bucket.arn;
  if (bucket.native.cloud === "azure") return bucket.native.account.id;
  return bucket.native.bucket.selfLink;
}
for (const target of [onAws, onGcp, onAzure]) platform(target);

// Generic programs keep the cloud.
export function typed<C extends "aws" | "gcp">(target: Target<C>): Bucket<C> {
  return new Bucket<C>("assets", { target });
}
export const arn = typed(onAws).native.bucket.arn;

const bucket = new Bucket("assets", {
  target: onAws,
  aws: {
    bucket: { forceDestroy: true },
    policy: (args, opts, name) => {
      opts.protect = name === "x";
      return { ...args, policy: "{}" };
    },
  },
});
const network = new Network("main", { target: onAws, aws: { vpc: { enableNetworkAddressUsageMetrics: true } } });
export const outputs = [bucket.native.bucket.arn, network.native.vpc.arn, bucket.native.logging?.targetBucket];

// An override of another cloud.
// @ts-expect-error `gcp` is no override of a target on AWS
new Bucket("x", { target: onAws, gcp: { bucket: { forceDestroy: true } } });
// @ts-expect-error `aws` is no override of a target on GCP
new Network("x", { target: onGcp, aws: { vpc: {} } });

// A misspelt child, a misspelt property, a wrong type.
// @ts-expect-error there is no child `buckets`
new Bucket("x", { target: onAws, aws: { buckets: {} } });
// @ts-expect-error there is no property `forceDestory`
new Bucket("x", { target: onAws, aws: { bucket: { forceDestory: true } } });
// @ts-expect-error `forceDestroy` is no text
new Bucket("x", { target: onAws, aws: { bucket: { forceDestroy: "yes" } } });
// @ts-expect-error no function that returns something else
new Bucket("x", { target: onAws, aws: { bucket: () => "nothing" } });
// @ts-expect-error this child cannot be left out
new Bucket("x", { target: onAws, aws: { bucket: false } });
// @ts-expect-error there is no property `enableDnsSuport`
new Network("x", { target: onAws, aws: { vpc: { enableDnsSuport: true } } });

// Native resources of another cloud.
// @ts-expect-error a bucket on AWS has no storage account
bucket.native.account;
// @ts-expect-error a bucket on GCP has no versioning resource
new Bucket("x", { target: onGcp }).native.versioning;

// A component of another cloud.
const gcpBucket = new Bucket("logs", { target: onGcp, receivesAccessLogs: true });
// @ts-expect-error logs cannot go to another cloud
new Bucket("x", { target: onAws, accessLogs: gcpBucket });
// @ts-expect-error the network is on AWS
new Bucket("x", { target: onAzure, network });
// @ts-expect-error networks of two clouds cannot be joined
network.peerWith(new Network("other", { target: onGcp }));

// An identity of another cloud.
bucket.grantRead({ key: "api", roleName: "api" });
// @ts-expect-error a member is what GCP knows
bucket.grantRead({ key: "api", member: "serviceAccount:a@b.c" });
// @ts-expect-error every identity has a key
bucket.grantRead({ roleName: "api" });
// @ts-expect-error a role is what AWS knows
gcpBucket.grantWrite({ key: "api", roleName: "api" });

// Arguments.
// @ts-expect-error there is no argument `version`
new Bucket("x", { target: onAws, version: true });
// @ts-expect-error a target is needed
new Bucket("x", {});
// @ts-expect-error no such storage
new Bucket("x", { target: onAws, lifecycle: { old: { tier: { afterDays: 30, to: "glacier" } } } });
// @ts-expect-error a project is needed
gcp({ region: "europe-west1" });
// @ts-expect-error there is no such argument on AWS
aws({ region: "eu-west-1", project: "acme" });

// Functions.
const code = { dir: "src" };
const onNode = { runtime: "node24", code } as const;
const report = new CloudFunction("report", {
  target: onAws,
  runtime: "node24",
  code,
  network: { network },
  triggers: { web: { http: {} }, files: { bucket, on: ["created"] } },
  aws: { function: { ephemeralStorage: { size: 1024 } } },
});
bucket.grantRead(report.identity);
report.addTrigger("nightly", { schedule: { cron: "0 4 * * *" } });
export const version = report.native.function.version;
// @ts-expect-error the bucket is on GCP
new CloudFunction("x", { ...onNode, target: onAws, triggers: { x: { bucket: gcpBucket, on: ["created"] } } });
// @ts-expect-error the network is on AWS
new CloudFunction("x", { target: onGcp, ...onNode, network: { network } });
// @ts-expect-error no such event
new CloudFunction("x", { ...onNode, target: onAws, triggers: { x: { bucket, on: ["changed"] } } });
// @ts-expect-error nothing is called by queues
new CloudFunction("x", { ...onNode, target: onAws, triggers: { x: { queue: "orders" } } });
// @ts-expect-error no such runtime
new CloudFunction("x", { target: onAws, runtime: "java21", code });
// @ts-expect-error an address is given among the arguments
report.addTrigger("web", { http: {} });
// @ts-expect-error a function on AWS is no app
report.native.app;
// @ts-expect-error a role of AWS is nobody on GCP
gcpBucket.grantRead(report.identity);
