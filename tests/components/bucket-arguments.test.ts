import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aws } from "../../components/aws.js";
import { azure } from "../../components/azure.js";
import { planBucket } from "../../components/bucket/plan.js";
import type { BucketRules } from "../../components/bucket/types.js";
import { gcp } from "../../components/gcp.js";
import {
  Bucket,
  type BucketArgs,
  type BucketLike,
  Network,
  type Target,
  UnsupportedError,
} from "../../components/index.js";
import { failure, record } from "../support/record.js";

const onAws = aws({ region: "eu-west-1" });
const onGcp = gcp({ project: "acme-dev", region: "europe-west1" });
const onAzure = azure({ region: "swedencentral" });
const [rules, gcpRules] = [onAws, onGcp].map((target) => target.implementations.bucket.rules) as [
  BucketRules,
  BucketRules,
];

/** Path and reason of every problem, and that nothing was registered. */
async function problems(args: object): Promise<Record<string, string>> {
  const error = await failure(() => new Bucket("b", args as BucketArgs));
  if (UnsupportedError.isInstance(error) && error instanceof UnsupportedError)
    return { [error.propertyPath]: error.reason };
  if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
  return Object.fromEntries(error.errors.map(({ propertyPath, reason }) => [propertyPath, reason]));
}

describe("arguments of a bucket", () => {
  it("are refused all at once, each with path, value, what is allowed and the fix", async () => {
    expect(
      await problems({
        target: onAws,
        versioning: pulumi.output(true),
        forceDestroy: "yes",
        softDeleteDays: 1.5,
        lifecycle: {
          "a b": { expireDays: 1 },
          empty: {},
          gone: false,
          days: { expireDays: 0, noncurrentExpireDays: 91 },
          tier: { expireDays: 10, tier: { afterDays: 29, to: "glacier" } },
          soon: { tier: { afterDays: 29, to: "infrequent" } },
        },
        cors: { none: { origins: [] }, bad: { origins: ["example.com"], methods: ["PATCH"], maxAgeSeconds: -1 } },
        retention: { days: 0, locked: "no" },
      }),
    ).toEqual({
      versioning: "an output is not true or false; give it as a plain value",
      forceDestroy: '"yes" is not true or false; give it as a plain value',
      softDeleteDays: "1.5 is not a whole number from 0 to 36500",
      "lifecycle.a b":
        '"a b" is not a name; use at most 63 letters, digits and hyphens, beginning with a letter or digit',
      "lifecycle.empty": "the rule says nothing; give it expireDays, noncurrentExpireDays or tier, or leave it out",
      "lifecycle.gone": 'only the rule "default" is there by itself; leave "gone" out',
      "lifecycle.days.expireDays": "0 is not a whole number from 1 to 36500",
      "lifecycle.days.noncurrentExpireDays":
        'the rule "default" deletes every version after 90 days already; state it with more days, or give it up with default: false',
      "lifecycle.tier.tier.to": '"glacier" is not possible; use "infrequent" or "archive"',
      "lifecycle.tier.tier.afterDays":
        "objects would move after 29 days but are deleted after 10; use fewer days, or leave tier out",
      "lifecycle.soon.tier.afterDays": "29 is not a whole number from 30 to 36500",
      "cors.none.origins": 'nothing is given; list pages as "https://www.example.com", or "*" for any',
      "cors.bad.origins[0]": '"example.com" is not an origin; use the form "https://www.example.com"',
      "cors.bad.methods[0]": '"PATCH" is not possible; use "GET" or "HEAD" or "PUT" or "POST" or "DELETE"',
      "cors.bad.maxAgeSeconds": "-1 is not a whole number from 0 to 86400",
      "retention.days": "0 is not a whole number from 1 to 36500",
      "retention.locked": '"no" is not true or false; give it as a plain value',
    });
  });

  it("that a cloud cannot serve say why, and what to do instead", async () => {
    const error = await failure(() => new Bucket("b", { target: onAzure, retention: { days: 1, locked: true } }));
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(error).toMatchObject({
      code: "unsupported",
      component: "Bucket",
      cloud: "azure",
      argument: "retention.locked",
      why: "the resource manager has no way to declare the lock, only a call that cannot be taken back",
      instead: "leave it out, and run `az storage container immutability-policy lock` once",
    });
    const locked = { retention: { days: 1 } };
    expect(Object.keys(await problems({ target: onGcp, versioning: true, ...locked }))).toEqual(["versioning"]);
    expect(Object.keys(await problems({ target: onAws, versioning: false, ...locked }))).toEqual(["versioning"]);
    expect(Object.keys(await problems({ target: onAws, receivesAccessLogs: true, ...locked }))).toEqual([
      "receivesAccessLogs",
    ]);
    expect(Object.keys(await problems({ target: onAws, versioning: false, softDeleteDays: 7 }))).toEqual([
      "softDeleteDays",
    ]);
  });

  it("have the bounds of each cloud", async () => {
    expect(await problems({ target: onGcp, softDeleteDays: 5 })).toEqual({
      softDeleteDays: "5 is not possible on gcp; use 0, or 7 to 90",
    });
    expect(await problems({ target: onAzure, softDeleteDays: 366 })).toEqual({
      softDeleteDays: "366 is not possible on azure; use 0, or 1 to 365",
    });
    const lifecycle = { default: { noncurrentExpireDays: 20 } };
    expect(await problems({ target: onAws, softDeleteDays: 30, lifecycle })).toEqual({
      "lifecycle.default.noncurrentExpireDays": "20 is less than softDeleteDays, which is 30; use at least 30",
    });
    const cors = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`r${i}`, { origins: ["*"] }]));
    expect(await problems({ target: onAzure, cors })).toEqual({
      cors: "there are 6 rules, azure takes at most 5; join some",
    });
    await record(() => void new Bucket("b", { target: onAws, cors }));
  });

  it("refuse a bucket or network of another cloud or region, also when types could not", async () => {
    const loose: Target = onAws;
    const program = (other: (target: Target) => object) => async () => {
      const foreign = other(onGcp);
      new Bucket("b", { target: loose, ...foreign });
    };
    const bucket = await failure(
      program((target) => ({ accessLogs: new Bucket("logs", { target, receivesAccessLogs: true }) as BucketLike })),
    );
    expect(bucket.message).toContain(
      "accessLogs: this is on gcp, but the target is on aws; use one that is made with the same target",
    );
    const network = await failure(program((target) => ({ network: new Network("n", { target }) })));
    expect(network.message).toContain("network: this is on gcp, but the target is on aws");
    const far = aws({ region: "us-east-1" });
    const logs = await failure(() => {
      new Bucket("b", { target: onAws, accessLogs: new Bucket("logs", { target: far }) });
    });
    expect(logs.message).toBe(
      'Bucket "b": 2 arguments are wrong\n' +
        '  accessLogs: bucket "logs" takes no logs; make it with receivesAccessLogs: true\n' +
        '  accessLogs: bucket "logs" is in us-east-1; use one in the bucket\'s own region, eu-west-1',
    );
  });

  it("stop before anything is registered", async () => {
    const names: string[] = [];
    await record(() => {
      try {
        new Bucket("b", { target: onAws, softDeleteDays: -1 });
      } catch (error) {
        names.push((error as Error).message);
      }
    }).then((seen) => names.push(...seen.map(({ name }) => name)));
    expect(names).toEqual([
      'Bucket "b": an argument is wrong\n  softDeleteDays: -1 is not a whole number from 0 to 36500',
    ]);
  });

  it("that are outputs go through to their resources", async () => {
    const seen = await record(() => {
      new Bucket("b", { target: onGcp, retention: { days: pulumi.output(2) } });
    });
    const bucket = seen.find(({ type }) => type === "gcp:storage/bucket:Bucket");
    expect(bucket?.inputs.retentionPolicy).toEqual({ isLocked: false, retentionPeriod: "172800" });
  });
});

describe("identities of grants", () => {
  const grant = (target: Target, identity: object) => () => {
    new Bucket("b", { target }).grantRead(identity as never);
  };

  it("of another cloud are refused", async () => {
    const error = await failure(grant(onAzure, { key: "api", roleName: "api" }));
    expect(error.message).toContain("identity.principalId: it is not given, so this is no identity of azure");
  });

  it("need a key, and a principal of the right form", async () => {
    expect((await failure(grant(onAws, { roleName: "x" }))).message).toContain("identity.key: undefined is not a key");
    expect((await failure(grant(onAws, { key: "x", roleName: "arn:aws:iam::1:role/x" }))).message).toContain(
      "use the name of an IAM role, not its ARN",
    );
    expect((await failure(grant(onGcp, { key: "x", member: "allUsers" }))).message).toContain(
      "for everybody, make the bucket public",
    );
    expect((await failure(grant(onAzure, { key: "x", principalId: "me" }))).message).toContain("the object id");
  });

  it("cannot share a key on one bucket", async () => {
    const error = await failure(() => {
      const bucket = new Bucket("b", { target: onAws });
      bucket.grantRead({ key: "api", roleName: "one" });
      bucket.grantRead({ key: "api", roleName: "two" });
    });
    expect(error.message).toContain('identity.key: "api" already names another identity on this bucket');
  });
});

describe("the plan of a bucket", () => {
  it("always keeps versions at least as long as deleted objects can be brought back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_500 }), (softDeleteDays) => {
        const { lifecycle } = planBucket({ softDeleteDays, network: undefined }, rules);
        expect(lifecycle).toEqual([
          {
            name: "default",
            prefix: undefined,
            expireDays: undefined,
            noncurrentExpireDays: Math.max(90, softDeleteDays),
            tier: undefined,
          },
        ]);
      }),
    );
  });

  it("switches versioning off beside retention only where the cloud excludes it", () => {
    const options = { retention: { days: 1 }, network: undefined };
    expect(planBucket(options, rules).versioning).toBe(true);
    expect(planBucket(options, gcpRules).versioning).toBe(false);
  });
});
