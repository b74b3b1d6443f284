import { expect } from "vitest";
import type { Cloud, Loose } from "./support.js";

export const pool = (more: object) => ({ nodePools: { default: { min: 2, max: 6, ...more } } });

/** UnsupportedError: the contract tests have why, and what to do instead. */
const notHere = expect.stringContaining("KubernetesCluster does not support") as unknown as string;
const periods =
  "use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";

/** What the clouds see differently: what is said on each of them; a cloud that is not named accepts it. */
export const bounds: readonly (readonly [Loose, Partial<Record<Cloud, readonly string[]>>])[] = [
  [
    { endpoint: { public: { from: ["10.0.0.0/8"] } } },
    {
      aws: [
        'endpoint.public.from[0]: "10.0.0.0/8" lies in 10.0.0.0/8, which nobody has on the internet; use the addresses that its people appear under: those of their NAT',
      ],
      azure: [
        'endpoint.public.from[0]: "10.0.0.0/8" lies in 10.0.0.0/8, which nobody has on the internet; use the addresses that its people appear under: those of their NAT',
      ],
    },
  ],
  [
    { endpoint: { public: { from: Array.from({ length: 201 }, (_, i) => `203.0.${i}.0/24`) } } },
    {
      aws: ["endpoint.public.from: there are 201 ranges, aws takes at most 40; join some"],
      gcp: ["endpoint.public.from: there are 201 ranges, gcp takes at most 99; join some"],
      azure: ["endpoint.public.from: there are 201 ranges, azure takes at most 199; join some"],
    },
  ],
  [
    { admins: { "a b": "x" } },
    {
      aws: [
        'admins.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , beginning with a letter or digit',
        'admins.a b: "x" is not possible; use the ARN of an IAM role or user, "arn:aws:iam::<account>:role/<name>" (not of an assumed role)',
      ],
      gcp: [
        'admins.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , beginning with a letter or digit',
        'admins.a b: "x" is not possible; use a member such as "group:<e-mail>" or "user:<e-mail>"',
      ],
      azure: [
        'admins.a b: "a b" is not a key; use at most 63 letters, digits and - _ . , beginning with a letter or digit',
        'admins.a b: "x" is not possible; use the object id of an Entra group, in the form "00000000-0000-0000-0000-000000000000"',
      ],
    },
  ],
  [
    { admins: { ops: "nobody" } },
    {
      aws: [
        'admins.ops: "nobody" is not possible; use the ARN of an IAM role or user, "arn:aws:iam::<account>:role/<name>" (not of an assumed role)',
      ],
      gcp: ['admins.ops: "nobody" is not possible; use a member such as "group:<e-mail>" or "user:<e-mail>"'],
      azure: [
        'admins.ops: "nobody" is not possible; use the object id of an Entra group, in the form "00000000-0000-0000-0000-000000000000"',
      ],
    },
  ],
  [
    { admins: { ops: 7 } },
    {
      aws: [
        'admins.ops: 7 is not possible; use the ARN of an IAM role or user, "arn:aws:iam::<account>:role/<name>" (not of an assumed role)',
      ],
      gcp: ['admins.ops: 7 is not possible; use a member such as "group:<e-mail>" or "user:<e-mail>"'],
      azure: [
        'admins.ops: 7 is not possible; use the object id of an Entra group, in the form "00000000-0000-0000-0000-000000000000"',
      ],
    },
  ],
  [
    { admins: { ops: null } },
    {
      aws: [
        'admins.ops: null is not possible; use the ARN of an IAM role or user, "arn:aws:iam::<account>:role/<name>" (not of an assumed role)',
      ],
      gcp: ['admins.ops: null is not possible; use a member such as "group:<e-mail>" or "user:<e-mail>"'],
      azure: [
        'admins.ops: null is not possible; use the object id of an Entra group, in the form "00000000-0000-0000-0000-000000000000"',
      ],
    },
  ],
  [
    pool({ max: 1001 }),
    {
      aws: ["nodePools.default.max: 1001 is not a whole number from 1 to 1000"],
      gcp: ["nodePools.default.max: 1001 is not a whole number from 1 to 1000"],
      azure: [
        "nodePools.default.max: 1001 is not a whole number from 1 to 1000",
        'podRange: "10.244.0.0/16" has room for 256 nodes, each of which takes a /24, and there may be 1005; use a range of /14 or larger, or lower max of the pools',
      ],
    },
  ],
  [
    pool({ size: "m7i.large" }),
    {
      aws: [
        'nodePools.default.size: "m7i.large" is not a size; a machine type of aws is given as { aws: "m7i.large" }',
      ],
      gcp: [
        'nodePools.default.size: "m7i.large" is not a size; use "small" or "medium" or "large" or "xlarge", { cpu, memoryGiB } or { gcp: "<machine type>" }',
      ],
      azure: [
        'nodePools.default.size: "m7i.large" is not a size; use "small" or "medium" or "large" or "xlarge", { cpu, memoryGiB } or { azure: "<machine type>" }',
      ],
    },
  ],
  [
    pool({ size: { other: "x" } }),
    {
      aws: [
        'nodePools.default.size.aws: nothing is given, but the target is on aws; name a machine type, such as "m7i.large"',
      ],
      gcp: [
        'nodePools.default.size.gcp: nothing is given, but the target is on gcp; name a machine type, such as "n4-standard-2"',
      ],
      azure: [
        'nodePools.default.size.azure: nothing is given, but the target is on azure; name a machine type, such as "Standard_D2s_v6"',
      ],
    },
  ],
  [
    pool({ size: { aws: "huge", gcp: "huge", azure: "huge" } }),
    {
      aws: [
        'nodePools.default.size.aws: "huge" is not a machine type of aws; use the cloud\'s own spelling, such as "m7i.large"',
      ],
      gcp: [
        'nodePools.default.size.gcp: "huge" is not a machine type of gcp; use the cloud\'s own spelling, such as "n4-standard-2"',
      ],
      azure: [
        'nodePools.default.size.azure: "huge" is not a machine type of azure; use the cloud\'s own spelling, such as "Standard_D2s_v6"',
      ],
    },
  ],
  [
    pool({ size: { aws: "m7g.large", gcp: "c4a-standard-2", azure: "Standard_D2ps_v6" } }),
    {
      aws: [
        'nodePools.default.arch: "x86_64" does not run on m7g.large, which is arm64; use nodePools.default.arch: "arm64", or another machine type',
      ],
      gcp: [
        'nodePools.default.arch: "x86_64" does not run on c4a-standard-2, which is arm64; use nodePools.default.arch: "arm64", or another machine type',
      ],
      azure: [
        'nodePools.default.arch: "x86_64" does not run on Standard_D2ps_v6, which is arm64; use nodePools.default.arch: "arm64", or another machine type',
      ],
    },
  ],
  [
    pool({ size: "small", arch: "arm64" }),
    {
      gcp: [
        'nodePools.default.size: "small" does not exist for arm64 on gcp; use "medium" or "large" or "xlarge", a size such as { cpu: 2, memoryGiB: 4 }, or nodePools.default.arch: "x86_64"',
      ],
    },
  ],
  [{ logs: { retentionDays: 45 } }, { aws: [`logs.retentionDays: 45 is not possible; ${periods}`], gcp: [notHere] }],
  [
    { logs: { retentionDays: 0 } },
    {
      aws: [`logs.retentionDays: 0 is not possible; ${periods}`],
      gcp: [notHere],
      azure: ["logs.retentionDays: 0 is not a whole number from 30 to 730"],
    },
  ],
  [
    { logs: { retentionDays: 731 } },
    { gcp: [notHere], azure: ["logs.retentionDays: 731 is not a whole number from 30 to 730"] },
  ],
  [
    { logs: { retentionDays: "90" } },
    {
      aws: [`logs.retentionDays: "90" is not possible; ${periods}`],
      gcp: [notHere],
      azure: ['logs.retentionDays: "90" is not a whole number from 30 to 730'],
    },
  ],
  [
    { maintenance: { day: "sun", startHourUtc: 24, hours: 3 } },
    {
      aws: [notHere],
      gcp: [
        'maintenance.day: "sun" is not possible; use "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday"',
        "maintenance.startHourUtc: 24 is not a whole number from 0 to 23",
        "maintenance.hours: 3 is not possible on gcp; use a whole number from 12 to 24",
      ],
      azure: [
        'maintenance.day: "sun" is not possible; use "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday"',
        "maintenance.startHourUtc: 24 is not a whole number from 0 to 23",
        "maintenance.hours: 3 is not possible on azure; use a whole number from 4 to 24",
      ],
    },
  ],
  [
    { maintenance: {} },
    {
      aws: [notHere],
      gcp: [
        'maintenance.day: undefined is not possible; use "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday"',
        "maintenance.startHourUtc: nothing is given; say the hour, 0 to 23",
        "maintenance.hours: undefined is not possible on gcp; use a whole number from 12 to 24",
      ],
      azure: [
        'maintenance.day: undefined is not possible; use "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday"',
        "maintenance.startHourUtc: nothing is given; say the hour, 0 to 23",
        "maintenance.hours: undefined is not possible on azure; use a whole number from 4 to 24",
      ],
    },
  ],
  [
    { maintenance: { day: "sunday", startHourUtc: 2, hours: 12, minutes: 3 } },
    {
      aws: [notHere],
      gcp: ["maintenance.minutes: there is no such argument; use day, startHourUtc, hours"],
      azure: ["maintenance.minutes: there is no such argument; use day, startHourUtc, hours"],
    },
  ],
  [
    { serviceRange: "172.20.0.0" },
    {
      aws: ['serviceRange: "172.20.0.0" is not an IPv4 block; write it like "10.0.0.0/16"'],
      gcp: [notHere],
      azure: ['serviceRange: "172.20.0.0" is not an IPv4 block; write it like "10.0.0.0/16"'],
    },
  ],
  [
    { serviceRange: "172.20.0.1/16" },
    {
      aws: [
        'serviceRange: "172.20.0.1/16" has bits set behind its prefix; the block of that address is "172.20.0.0/16"',
      ],
      gcp: [notHere],
      azure: [
        'serviceRange: "172.20.0.1/16" has bits set behind its prefix; the block of that address is "172.20.0.0/16"',
      ],
    },
  ],
  [
    { serviceRange: "172.16.0.0/12" },
    {
      aws: ['serviceRange: "172.16.0.0/12" is too large or too small; use a range from /13 to /24'],
      gcp: [notHere],
      azure: [
        'serviceRange: "172.16.0.0/12" overlaps 172.30.0.0/16, which azure does not take for it; use another range',
        'serviceRange: "172.16.0.0/12" is too large or too small; use a range from /13 to /24',
      ],
    },
  ],
  [
    { serviceRange: 7 },
    {
      aws: ['serviceRange: 7 is not a range as plain text, such as "203.0.113.0/24"'],
      gcp: [notHere],
      azure: ['serviceRange: 7 is not a range as plain text, such as "203.0.113.0/24"'],
    },
  ],
  [
    { serviceRange: "10.244.0.0/16" },
    { gcp: [notHere], azure: ["podRange: 10.244.0.0/16 overlaps serviceRange 10.244.0.0/16; use another range"] },
  ],
  [
    { serviceRange: "8.8.0.0/16" },
    {
      aws: [
        'serviceRange: "8.8.0.0/16" is not possible on aws; use a part of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16',
      ],
      gcp: [notHere],
    },
  ],
  [
    { podRange: "10.244.0.0/30" },
    {
      aws: [notHere],
      gcp: [notHere],
      azure: [
        'podRange: "10.244.0.0/30" has room for 0 nodes, each of which takes a /24, and there may be 10; use a range of /20 or larger, or lower max of the pools',
      ],
    },
  ],
  [
    { aws: { nodes: {} }, gcp: { nodes: {} }, azure: { nodes: {} } },
    {
      aws: [
        'aws.nodes: there is no child "nodes"; use "cluster", "clusterRole", "clusterPolicy", "keyPolicy", "key", "keyAlias", "apiGroup", "apiIngress", "logGroup", "nodeRole", "nodePolicy", "launchTemplate", "nodePool", "addonRole", "addonPolicy", "addon", "accessEntry", "accessPolicy", "workloadRole", "podIdentity"',
      ],
      gcp: [
        'gcp.nodes: there is no child "nodes"; use "cluster", "nodeAccount", "nodeRole", "keyRing", "key", "keyUser", "nodePool", "admin", "workloadAccount", "workloadUser"',
      ],
      azure: [
        'azure.nodes: there is no child "nodes"; use "cluster", "clusterIdentity", "nodeIdentity", "clusterRole", "vault", "key", "workspace", "logging", "vaultLogging", "nodePool", "maintenance", "admin", "workloadIdentity", "workloadCredential"',
      ],
    },
  ],
  [
    { endpoint: { public: { from: ["192.168.1.0/24"] } } },
    {
      aws: [
        'endpoint.public.from[0]: "192.168.1.0/24" lies in 192.168.0.0/16, which nobody has on the internet; use the addresses that its people appear under: those of their NAT',
      ],
      azure: [
        'endpoint.public.from[0]: "192.168.1.0/24" lies in 192.168.0.0/16, which nobody has on the internet; use the addresses that its people appear under: those of their NAT',
      ],
    },
  ],
  [
    { nodePools: { default: { min: 1, max: 400 } } },
    {
      azure: [
        'podRange: "10.244.0.0/16" has room for 256 nodes, each of which takes a /24, and there may be 404; use a range of /15 or larger, or lower max of the pools',
      ],
    },
  ],
  [
    { podRange: "10.0.0.0/24" },
    {
      aws: [notHere],
      gcp: [notHere],
      azure: [
        'podRange: "10.0.0.0/24" has room for 1 nodes, each of which takes a /24, and there may be 10; use a range of /20 or larger, or lower max of the pools',
      ],
    },
  ],
  [
    { podRange: "172.30.0.0/16" },
    {
      aws: [notHere],
      gcp: [notHere],
      azure: ['podRange: "172.30.0.0/16" overlaps 172.30.0.0/16, which azure does not take for it; use another range'],
    },
  ],
];
