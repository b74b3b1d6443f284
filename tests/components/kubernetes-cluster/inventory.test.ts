import { describe, expect, it } from "vitest";
import type { CloudName, Identity } from "../../../components/core/clouds.js";
import { record } from "../../support/record.js";
import { difference, lines, world } from "../network/support.js";
import { type Cloud, childrenOf, clouds, cluster, type Loose } from "./support.js";

const admins: Readonly<Record<Cloud, string>> = {
  aws: "arn:aws:iam::123456789012:role/platform",
  gcp: "group:platform@example.com",
  azure: "11111111-2222-3333-4444-555555555555",
};
const maintenance = { day: "sunday", startHourUtc: 22, hours: 12 };

/** Everything that is said otherwise than by default, where the cloud has it. */
const full = (cloud: Cloud): Loose => ({
  version: "1.35",
  upgradeFrom: "1.34",
  endpoint: { public: { from: ["203.0.113.0/24", "198.51.100.7/32"] } },
  admins: { platform: admins[cloud] },
  nodePools: {
    default: { size: "large", min: 3, max: 9 },
    batch: {
      arch: "arm64",
      min: 0,
      max: 20,
      spot: true,
      diskGiB: 200,
      labels: { "example.com/work": "batch" },
      taints: { batch: { value: "true", effect: "NoSchedule" } },
      zones: ["b"],
    },
    graphics: {
      size: { aws: "g5g.xlarge", gcp: "g2-standard-24", azure: "Standard_NC24ads_A100_v4" },
      arch: cloud === "aws" ? "arm64" : "x86_64",
      gpu: true,
      min: 0,
      max: 1,
    },
  },
  logs: {
    kinds: ["api", "audit", "authenticator", "scheduler", "controller"],
    ...(cloud === "gcp" ? {} : { retentionDays: 365 }),
  },
  addons: { secretsStore: true, disk: true, ...(cloud === "aws" ? { networkPolicy: false } : { ingress: true }) },
  upgrade: "manual",
  ...(cloud === "aws" ? {} : { maintenance }),
  ...(cloud === "gcp" ? {} : { serviceRange: "172.20.0.0/16" }),
  ...(cloud === "azure" ? { podRange: "10.128.0.0/14" } : {}),
  deletionProtection: false,
});

const kinds: Readonly<Record<string, (cloud: Cloud) => Loose>> = {
  default: () => ({}),
  managed: () => ({ mode: "managed", nodePools: undefined }),
  full,
};
const cases = clouds.flatMap((cloud) => Object.keys(kinds).map((kind) => [cloud, kind] as const));

describe("a cluster", () => {
  it.each(cases)("becomes exactly these resources on %s: %s", async (cloud, kind) => {
    const resources = await childrenOf(cloud, kinds[kind]?.(cloud));
    await expect(`${lines(resources).join("\n")}\n`).toMatchFileSnapshot(`golden/${cloud}-${kind}.txt`);
  });

  it.each(clouds)("lets a service account and a machine in by these resources on %s", async (cloud) => {
    const identity = { aws: { key: "ci", roleName: "ci" }, gcp: { key: "ci", member: "user:ci@example.com" } };
    const both = { ...identity, azure: { key: "ci", principalId: admins.azure } }[cloud];
    const before = lines(await childrenOf(cloud));
    const seen = await record(() => {
      const made = cluster(cloud);
      made.workloadIdentity("shop", "web");
      made.workloadIdentity("shop", "web");
      made.grantAdmin(both as Identity<CloudName>);
    }, world);
    const after = lines(seen.filter(({ type }) => !/^(pulumi:|groundplan:|azure-native:resources:)/.test(type)));
    await expect(`${difference(before, after).join("\n")}\n`).toMatchFileSnapshot(`golden/${cloud}-access.txt`);
  });
});

describe("the pools of a cluster with twenty", () => {
  const twenty = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`pool-${i}`, { min: 0, max: 3 }]));
  const { "pool-7": gone, ...nineteen } = twenty;
  // First, where everything that counts pools would move.
  const changed = { extra: { min: 1, max: 2 }, ...nineteen };

  it.each(clouds)("come and go alone: no resource of another has another input on %s", async (cloud) => {
    const before = lines(await childrenOf(cloud, { nodePools: twenty }));
    const after = lines(await childrenOf(cloud, { nodePools: changed }));
    await expect(`${difference(before, after).join("\n")}\n`).toMatchFileSnapshot(`golden/${cloud}-another-pool.txt`);
    expect(after.filter((line) => before.includes(line))).toEqual(
      before.filter((line) => !line.includes(" main-pool-pool-7 ")),
    );
  });
});
