import { join } from "node:path";
import { Bucket } from "../../components/bucket/index.js";
import type { CloudName, Identity, Target } from "../../components/core/clouds.js";
import { Function as CloudFunction, type FunctionArgs } from "../../components/function/index.js";
import { Network } from "../../components/network/index.js";
import type { CloudRow, Make, Row } from "./table.js";

const code = { dir: join(__dirname, "../components/function/fixtures/node") };
const least = { runtime: "node24", code } as const;

/** A program with one function of these arguments. */
function fn(options: object = {}): Make {
  return (name, target, extra = {}) => {
    new CloudFunction(name, { ...least, ...options, ...extra, target } as FunctionArgs);
  };
}

const web = { web: { http: {} } };
const open = { triggers: { web: { http: { auth: "none" } } } };
const nightly = { nightly: { schedule: { cron: "30 4 * * *" } } };

/** A function that everything calls, in a network of its own, of which another may call it. */
function busy(caller: object | undefined, options: object = {}): Make {
  return (name, target, extra = {}) => {
    const bucket = new Bucket("inbox", { target, deletionProtection: false });
    const network = Network.fromExisting("net", {
      target,
      id: "net-id",
      cidr: "10.0.0.0/16",
      zones: target.cloud === "aws" ? ["eu-west-1a"] : [],
      subnetIds: { private: ["subnet-id"] },
    });
    const triggers = { ...web, ...nightly, uploads: { bucket, on: ["created"] } };
    const one = new CloudFunction(name, {
      ...least,
      minInstances: 1,
      env: { BUCKET: bucket.name },
      network: { network },
      triggers,
      ...options,
      ...extra,
      target,
    } as FunctionArgs);
    bucket.grantRead(one.identity);
    if (caller !== undefined) one.grantInvoke({ key: "shop", ...caller } as Identity<CloudName>);
  };
}

/** A function with one trigger of a bucket, which may be elsewhere. */
function onBucket(options: object, elsewhere?: (target: Target) => Target, more: object = {}): Make {
  return (name, target) => {
    const bucket = new Bucket("inbox", { target: elsewhere?.(target) ?? target, deletionProtection: false });
    fn({ ...more, triggers: { uploads: { bucket, on: ["created"], ...options } } })(name, target);
  };
}

/** Two functions on one bucket, of which one comes to it later where the cloud lets it. */
const listening: Make = (name, target, extra = {}) => {
  const bucket = new Bucket(`${name}-b`, { target, deletionProtection: false });
  const uploads = { bucket, on: ["created", "deleted"] } as const;
  const rest = { ...least, ...extra, target } as FunctionArgs;
  new CloudFunction(name, { ...rest, triggers: { uploads } });
  const late = target.cloud !== "azure";
  const other = new CloudFunction(`${name}-other`, { ...rest, triggers: late ? {} : { uploads } });
  if (late) other.addTrigger("uploads", uploads);
};

const bothDays = fn({ triggers: { clock: { schedule: { cron: "0 4 1 * MON" } } } });

const awsRow: CloudRow = {
  variants: { defaults: fn(), open: fn(open), busy: busy({ roleName: "shop" }), listening },
  loosenings: [
    { title: 'http auth "none"', args: open, rules: ["aws-lambda-public-permission", "aws-lambda-url-auth"] },
    {
      title: "tracing left to the caller",
      args: { aws: { function: { tracingConfig: { mode: "PassThrough" } } } },
      rules: ["aws-lambda-tracing"],
    },
    { title: "an http trigger", args: { triggers: web }, rules: [] },
    { title: "cors for every page", args: { triggers: { web: { http: { cors: { origins: ["*"] } } } } }, rules: [] },
  ],
  undecidedInPreview: [],
  unsupported: {
    "triggers.*.schedule.cron with both days": bothDays,
    "triggers.*.bucket in another region": onBucket({}, (target) => ({ ...target, key: "other", region: "us-east-1" })),
  },
  unprotected: {},
};

const gcpRow: CloudRow = {
  variants: {
    defaults: fn(),
    open: fn(open),
    busy: busy({ member: "serviceAccount:shop@acme-dev.iam.gserviceaccount.com" }),
    listening,
  },
  loosenings: [
    { title: 'http auth "none"', args: open, rules: ["gcp-fn-ingress", "gcp-run-public"] },
    { title: "an http trigger", args: { triggers: web }, rules: ["gcp-fn-ingress"] },
  ],
  undecidedInPreview: [],
  unsupported: {
    "runtime=custom": fn({ runtime: "custom", entry: "index.js" }),
    "arch=arm64": fn({ arch: "arm64" }),
    logRetentionDays: fn({ logRetentionDays: 30 }),
    "triggers.*.http.cors": fn({ triggers: { web: { http: { cors: { origins: ["*"] } } } } }),
    "triggers.*.prefix": onBucket({ prefix: "in/" }),
    "retry.maxAttempts with a bucket": onBucket({}, undefined, { retry: { maxAttempts: 3 } }),
    "triggers.*.suffix": onBucket({ suffix: ".csv" }),
  },
  unprotected: {},
};

const azureRow: CloudRow = {
  variants: { defaults: fn(), open: fn(open), busy: busy(undefined), listening },
  loosenings: [
    { title: 'http auth "none"', args: open, rules: [] },
    { title: "an http trigger", args: { triggers: web }, rules: [] },
    {
      title: "cors for every page",
      args: { triggers: { web: { http: { cors: { origins: ["*"] } } } } },
      rules: ["az-web-cors"],
    },
    { title: "logs for 30 days", args: { logRetentionDays: 30 }, rules: ["az-law-retention"] },
  ],
  undecidedInPreview: [],
  unsupported: {
    "arch=arm64": fn({ arch: "arm64" }),
    grantInvoke: (name, target) => {
      new CloudFunction(name, { ...least, target } as FunctionArgs).grantInvoke({
        key: "shop",
        principalId: "11111111-2222-3333-4444-555555555555",
      } as Identity<CloudName>);
    },
    "triggers.*.schedule.cron with both days": bothDays,
    "triggers.*.schedule.timezone": fn({
      triggers: { clock: { schedule: { cron: "0 4 * * *", timezone: "Europe/Stockholm" } } },
    }),
    "trigger added later": (name, target) => {
      new CloudFunction(name, { ...least, target } as FunctionArgs).addTrigger("clock", {
        schedule: { cron: "0 4 * * *" },
      });
    },
  },
  unprotected: {},
};

export const functionRow: Row = {
  component: "function",
  implementation: (target: Target) => target.implementations.function,
  clouds: { aws: awsRow, gcp: gcpRow, azure: azureRow },
};
