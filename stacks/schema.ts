import { z } from "zod";
import { anyText, block, choice, flag, list, named, text, whole } from "./fields.ts";
import { apps, cluster } from "./schema/cluster.ts";
import { functions } from "./schema/functions.ts";
import { machines } from "./schema/machines.ts";

/**
 * The shape of a stack's configuration: from this one schema come the checks, the type `Settings`, and the JSON Schema that
 * editors read (`npm run schema`). What a single value cannot show (a zone of another region, a network too small for its
 * zones) is checked in checks.ts.
 */

export const cloudNames = ["aws", "gcp", "azure"] as const;
export type CloudName = (typeof cloudNames)[number];

const networkOptions = {
  zones: z
    .union([
      whole(0, 8, "How many zones."),
      list(anyText("A zone's name.").nullable(), 8, "Which zones. Append only: each place in the list is a slot."),
    ])
    .optional()
    .meta({ description: "How many zones the network spans, or which, in an order that never changes. Default 3." }),
  zoneSlots: z
    .union([z.literal(4), z.literal(8)])
    .optional()
    .meta({ description: "How many zones there is room for, 4 or 8. Cannot change later. Default 4." }),
  nat: choice(
    ["none", "single", "per-zone", "regional"],
    "How private subnets reach the internet: not at all, by one gateway, one a zone, or one regional. Default single.",
  ).optional(),
  ipv6: flag("Give subnets IPv6 addresses as well. Default false.").optional(),
  flowLogs: z
    .union([z.literal(false), block({ retentionDays: whole(1, 3653, "How long, in days.").optional() }, "Flow logs.")])
    .optional()
    .meta({ description: "Records of all traffic; false writes none, which breaks the rules on flow logs." }),
  endpoints: list(
    choice(["objectStorage", "registry", "secrets", "keys", "logs"], "A service."),
    5,
    "Services of the cloud that are reached without the internet. Default objectStorage.",
  ).optional(),
};

const lifecycleRule = block(
  {
    prefix: anyText("Only objects whose name begins so. Default: all objects.").optional(),
    expireDays: whole(1, 36500, "Delete objects this many days after they were written.").optional(),
    noncurrentExpireDays: whole(1, 36500, "Delete replaced versions after so many days.").optional(),
    tier: block(
      {
        afterDays: whole(1, 36500, "Move objects this many days after they were written."),
        to: choice(["infrequent", "archive"], "The cheaper storage."),
      },
      "Move objects to cheaper storage.",
    ).optional(),
  },
  "One rule.",
);

const bucket = block(
  {
    versioning: flag("Keep replaced and deleted objects as versions. Default true.").optional(),
    public: flag("Let anybody on the internet read objects; the policies refuse it. Default false.").optional(),
    softDeleteDays: whole(0, 365, "How long a deleted object can be brought back, in days. Default 7.").optional(),
    lifecycle: named(
      z.union([z.literal(false), lifecycleRule]),
      "When objects move or go, by rule name. The rule default deletes old versions after 90 days; false keeps them.",
    ).optional(),
    retention: block(
      {
        days: whole(1, 36500, "How long objects cannot be changed or deleted, in days."),
        locked: flag("For ever: the days can never be lowered again. Default false.").optional(),
      },
      "Objects are kept unchanged for a while.",
    ).optional(),
    accessLogs: anyText(
      "Key of the bucket that gets a record of every access. Default: nothing is recorded.",
    ).optional(),
    receivesAccessLogs: flag("Other buckets may write their access logs here. Default false.").optional(),
    forceDestroy: flag("Delete what is in the bucket together with it. Default false.").optional(),
  },
  "One bucket in every cloud of this stack. What it may not be deleted by is groundplan:protect.",
);

/** How a cloud names buckets, and whom it grants access to. */
interface CloudWords {
  readonly bucketName: readonly [allowed: string, pattern: RegExp];
  readonly identity: string;
  readonly admin: string;
}

/** What every cloud's block has beside its account and region. */
function cloudParts({ bucketName, identity, admin }: CloudWords) {
  return {
    unlistedRegion: flag(
      "Accept a region that is newer than the toolkit's table of regions. Default false.",
    ).optional(),
    network: block(
      {
        cidr: anyText(
          "Its addresses, for example 10.10.0.0/16. Networks that will be joined must not overlap.",
          "a range of addresses such as 10.10.0.0/16",
        ),
        ...networkOptions,
      },
      "The network in this cloud: its addresses, and what differs from groundplan:network.",
    ),
    buckets: named(
      block(
        {
          name: text(...bucketName, "The bucket's own name in this cloud. Default: made by the provider.").optional(),
          readers: named(
            anyText(identity),
            `Who may read objects, each under a key of its own: ${identity}.`,
          ).optional(),
          writers: named(
            anyText(identity),
            `Who may write objects, each under a key of its own: ${identity}.`,
          ).optional(),
        },
        "What the bucket has in this cloud only.",
      ),
      "What a bucket of groundplan:buckets has in this cloud only, by its key.",
    ).optional(),
    clusterAdmins: named(
      anyText(admin),
      `Who may do everything in the cluster, each under a key of its own: ${admin}.`,
    ).optional(),
  };
}

const aws = block(
  {
    accountId: text(
      'an account id of 12 digits in quotes, for example "123456789012"',
      /^\d{12}$/,
      "The account that may be changed: credentials of any other are refused. 12 digits, in quotes.",
    ),
    region: anyText("An AWS region, for example eu-west-1.", "an AWS region such as eu-west-1"),
    ...cloudParts({
      bucketName: [
        "3 to 63 of a-z, 0-9, - and ., beginning and ending with a letter or digit, no address, no dot beside a dot or hyphen",
        /^(?!xn--|\d+(\.\d+){3}$)(?!.*(\.\.|\.-|-\.))[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      ],
      identity: "the name of an existing IAM role",
      admin: "the ARN of an IAM role or user",
    }),
  },
  "Deploy to AWS.",
);

const gcp = block(
  {
    project: text(
      "a project id: 6 to 30 of a-z, 0-9 and -, for example acme-dev",
      /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
      "The id (not the number) of the project that is changed.",
    ),
    region: anyText("A GCP region, for example europe-west1.", "a GCP region such as europe-west1"),
    ...cloudParts({
      bucketName: [
        "3 to 63 of a-z, 0-9, - and _, beginning and ending with a letter or digit, without goog at its beginning",
        /^(?!goog)[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]$/,
      ],
      identity: "a member such as serviceAccount:reports@acme-dev.iam.gserviceaccount.com",
      admin: "a member such as group:platform@acme.example",
    }),
  },
  "Deploy to Google Cloud.",
);

function uuid(what: string, description: string) {
  const allowed = `${what}: a UUID such as 00000000-0000-4000-8000-000000000000`;
  return text(allowed, /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, description);
}

const azure = block(
  {
    subscriptionId: uuid("a subscription id", "The subscription that may be changed."),
    tenantId: uuid("a tenant id", "The Entra tenant of the subscription. Default: the credentials' own.").optional(),
    region: anyText("An Azure region, for example westeurope.", "an Azure region such as westeurope"),
    ...cloudParts({
      bucketName: ["3 to 24 of a-z and 0-9 (it names the storage account)", /^[a-z0-9]{3,24}$/],
      identity: "the object id of an existing service principal or managed identity",
      admin: "the object id of an Entra group",
    }),
  },
  "Deploy to Azure.",
);

/** Keys are those of the namespace `groundplan:` of a stack file. */
export const settingsSchema = block(
  {
    protect: flag(
      "Guard what holds data: the clouds refuse to delete it and Pulumi refuses to destroy it, until this is false and deployed.",
    ),
    tags: z
      .record(z.string(), anyText("A value."), { error: "a block of keys and values" })
      .optional()
      .meta({ description: "Tags (labels on GCP) of everything that can have them." }),
    network: block(networkOptions, "What the networks of all clouds of this stack have in common.").optional(),
    buckets: named(bucket, "The buckets of this stack, by key.").optional(),
    machines: machines.optional(),
    cluster: cluster.optional(),
    apps: apps.optional(),
    functions: functions.optional(),
    aws: aws.optional(),
    gcp: gcp.optional(),
    azure: azure.optional(),
  },
  "The configuration of one stack.",
);

/** One stack's configuration, checked. */
export type Settings = z.infer<typeof settingsSchema>;
