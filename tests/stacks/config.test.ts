import { describe, expect, it } from "vitest";
import { problemsOf, stackFile, stackNames } from "./support.js";

const aws = { accountId: "111122223333", region: "eu-west-1", network: { cidr: "10.10.0.0/16" } };
const gcp = { project: "acme-dev", region: "europe-west1", network: { cidr: "10.20.0.0/16" } };
const azure = {
  subscriptionId: "00000000-0000-4000-8000-000000000001",
  region: "westeurope",
  network: { cidr: "10.30.0.0/16" },
};
const good = { "groundplan:protect": false, "groundplan:aws": aws, "groundplan:gcp": gcp, "groundplan:azure": azure };

describe("the stacks of the repository", () => {
  it.each(stackNames)("%s has nothing wrong", async (stack) => {
    expect(await problemsOf(stackFile(stack).config)).toEqual([]);
  });

  it("protects production in three zones, and dev not at all in two", () => {
    const protect = stackNames.map((stack) => stackFile(stack).config["groundplan:protect"]);
    expect(protect).toEqual([false, true, true, true]);
    const zones = ["aws", "gcp", "azure"].map((cloud) => {
      const block = stackFile(`prod-${cloud}`).config[`groundplan:${cloud}`] as { network: { zones: unknown[] } };
      return block.network.zones.length;
    });
    expect(zones).toEqual([3, 3, 3]);
    expect(stackFile("dev").config["groundplan:network"]).toEqual({ zones: 2 });
  });
});

describe("a single problem names path, value, what is allowed and the fix", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["a wrong type", { "groundplan:protect": "yes" }, 'groundplan:protect: is "yes", but must be true or false'],
    [
      "a number in quotes",
      { "groundplan:network": { zoneSlots: 4, zones: "3" } },
      'groundplan:network.zones: is "3", but must be a whole number from 0 to 8 or a list of 1 to 8 entries',
    ],
    [
      "an account id without quotes",
      { "groundplan:aws": { ...aws, accountId: 111122223333 } },
      'groundplan:aws.accountId: is 111122223333, but must be an account id of 12 digits in quotes, for example "123456789012"; write it in quotes',
    ],
    [
      "an unknown key",
      { "groundplan:netwrk": {} },
      "groundplan:netwrk: is not a known key; did you mean network? (allowed: protect, tags, network, buckets, machines, cluster, apps, functions, aws, gcp, azure)",
    ],
    [
      "swapped letters in a key",
      { "groundplan:gcp": { ...gcp, network: { cidr: "10.20.0.0/16", nta: "none" } } },
      "groundplan:gcp.network.nta: is not a known key; did you mean nat? (allowed: cidr, zones, zoneSlots, nat, ipv6, flowLogs, endpoints)",
    ],
    [
      "a missing key",
      { "groundplan:gcp": { project: "acme-dev", region: "europe-west1", network: {} } },
      "groundplan:gcp.network.cidr: is missing; set it to a range of addresses such as 10.10.0.0/16",
    ],
    [
      "a block of two clouds",
      { "groundplan:aws": { ...aws, project: "acme-dev" } },
      "groundplan:aws.project: belongs to groundplan:gcp, and one block is for one cloud; move it there or remove it. Allowed here: accountId, region, unlistedRegion, network, buckets, clusterAdmins",
    ],
    [
      "an unknown region",
      { "groundplan:aws": { ...aws, region: "eu-west-9" } },
      'groundplan:aws.region: "eu-west-9" is not a known region; did you mean "eu-west-1"? (unlistedRegion: true accepts a region that is newer than this package)',
    ],
    [
      "a zone that the region lacks",
      { "groundplan:gcp": { ...gcp, network: { cidr: "10.20.0.0/16", zones: ["europe-west1-a"] } } },
      'groundplan:gcp.network.zones[0]: "europe-west1-a" is not a zone of region europe-west1; use one of europe-west1-b, europe-west1-c, europe-west1-d',
    ],
    [
      "a range that is none",
      { "groundplan:aws": { ...aws, network: { cidr: "10.10.0.0/33" } } },
      'groundplan:aws.network.cidr: "10.10.0.0/33" is not an IPv4 block; write it like "10.0.0.0/16"',
    ],
    [
      "a range too small for tiers and zones",
      { "groundplan:aws": { ...aws, network: { cidr: "10.10.0.0/24" } } },
      "groundplan:aws.network.cidr: 10.10.0.0/24 is too small: tier public takes 1/8 of it, in 4 places for zones, so its subnets would be /29, and the smallest subnet on aws is /28; the smallest network that fits these tiers and zones is /23",
    ],
    [
      "a bucket name with capitals",
      { "groundplan:buckets": { assets: {} }, "groundplan:aws": { ...aws, buckets: { assets: { name: "Acme" } } } },
      'groundplan:aws.buckets.assets.name: is "Acme", but must be 3 to 63 of a-z, 0-9, - and ., beginning and ending with a letter or digit, no address, no dot beside a dot or hyphen',
    ],
    [
      "a storage account name with hyphens",
      {
        "groundplan:buckets": { assets: {} },
        "groundplan:azure": { ...azure, buckets: { assets: { name: "a-b-c" } } },
      },
      'groundplan:azure.buckets.assets.name: is "a-b-c", but must be 3 to 24 of a-z and 0-9 (it names the storage account)',
    ],
    [
      "a bucket that is in no list",
      { "groundplan:gcp": { ...gcp, buckets: { logs: {} } } },
      "groundplan:gcp.buckets.logs: there is no such bucket (groundplan:buckets has none); add it there, or remove it",
    ],
    [
      "logs to a bucket that takes none",
      { "groundplan:buckets": { a: { accessLogs: "b" }, b: {} } },
      'groundplan:buckets.a.accessLogs: is "b", but must be another bucket with receivesAccessLogs: true (groundplan:buckets has a, b)',
    ],
    [
      "an option that only other clouds have",
      { "groundplan:network": { nat: "per-zone" }, "groundplan:aws": undefined, "groundplan:gcp": undefined },
      'groundplan:network.nat: Network does not support nat: per-zone on azure: a subnet spans the zones of its region and has one NAT gateway; instead, use "single"',
    ],
    [
      "a size that is none",
      { "groundplan:machines": { worker: { image: "ubuntu-24.04", size: "medum" } } },
      'groundplan:machines.worker.size: is "medum", but must be one of small, medium, large, xlarge or a block of keys and values (cpu, memoryGiB)',
    ],
    [
      "a pool with more machines at least than at most",
      { "groundplan:cluster": { version: "1.35", nodePools: { a: { min: 3, max: 1 } } } },
      "groundplan:cluster.nodePools.a.min: 3 is more than max, which is 1; use at most 1, or raise max",
    ],
    [
      "a minor that is skipped",
      { "groundplan:cluster": { version: "1.36", upgradeFrom: "1.34", nodePools: { a: { min: 1, max: 3 } } } },
      'groundplan:cluster.version: "1.36" skips a minor after "1.34", and a cluster goes up one at a time; deploy "1.35" first',
    ],
    [
      "a schedule that is no block",
      { "groundplan:functions": { beat: { source: "functions/heartbeat.ts", schedule: "*/5 * * * *" } } },
      'groundplan:functions.beat.schedule: is "*/5 * * * *", but must be a block of keys and values (cron)',
    ],
    [
      "a schedule that a cloud cannot keep",
      {
        "groundplan:functions": { beat: { source: "functions/heartbeat.ts", schedule: { cron: "0 4 1 * MON" } } },
        "groundplan:azure": undefined,
      },
      "groundplan:functions.beat.schedule.cron: Function does not support triggers.schedule.schedule.cron on aws: EventBridge Scheduler takes days of the month or days of the week, not both; instead, make two triggers, one for the days of the month and one for the days of the week",
    ],
    [
      "the configuration of a provider",
      { "aws:region": "eu-west-1" },
      "aws:region: has no effect: the program makes its own providers from groundplan:aws; write it there, or remove it",
    ],
    [
      "an identity in the words of another cloud",
      {
        "groundplan:buckets": { assets: {} },
        "groundplan:gcp": { ...gcp, buckets: { assets: { readers: { app: "app-role" } } } },
      },
      'groundplan:gcp.buckets.assets.readers.app: is "app-role", but must be a member such as "serviceAccount:<e-mail>" (for everybody, make the bucket public)',
    ],
  ])("%s", async (_, change, problem) => {
    const config = Object.fromEntries(
      Object.entries({ ...good, ...change }).filter(([, value]) => value !== undefined),
    );
    expect(await problemsOf(config)).toEqual([problem]);
  });

  it("a region of another cloud: says whose it is", async () => {
    const problems = await problemsOf({ ...good, "groundplan:azure": { ...azure, region: "us-east-1" } });
    expect(problems.map((problem) => problem.split("; use one of")[0])).toEqual([
      'groundplan:azure.region: "us-east-1" is not a known region; that is a region of aws',
    ]);
  });

  it("names no cloud", async () => {
    expect(await problemsOf({ "groundplan:protect": false })).toEqual([
      "groundplan: names no cloud; add a block groundplan:aws, groundplan:gcp, groundplan:azure",
    ]);
  });
});

describe("several problems", () => {
  it("are all told at once, those of the shape with those of the contents", async () => {
    const problems = await problemsOf({
      "groundplan:protect": "maybe",
      "groundplan:colour": "red",
      "groundplan:aws": { ...aws, accountId: "1", region: "eu-west-9" },
      "groundplan:gcp": { ...gcp, network: { cidr: "nonsense", zones: 9 } },
      "groundplan:azure": { ...azure, network: { cidr: "10.30.0.0/29" } },
    });
    expect(problems.map((problem) => problem.split(": ")[0])).toEqual([
      "groundplan:protect",
      "groundplan:aws.accountId",
      "groundplan:gcp.network.zones",
      "groundplan:colour",
      "groundplan:aws.region",
      "groundplan:gcp.network.cidr",
      "groundplan:azure.network.cidr",
    ]);
  });
});

describe("a secret value", () => {
  it("is not printed", async () => {
    const config = { ...good, "groundplan:tags": "s3cr3t", "groundplan:aws": { ...aws, accountId: "s3cr3t" } };
    const problems = await problemsOf(config, ["groundplan:tags", "groundplan:aws"]);
    expect(problems).toEqual([
      "groundplan:tags: is [secret], but must be a block of keys and values",
      'groundplan:aws.accountId: is [secret], but must be an account id of 12 digits in quotes, for example "123456789012"',
    ]);
  });
});
