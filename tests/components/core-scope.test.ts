import { resolve } from "node:path";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { aws } from "../../components/aws.js";
import { azure } from "../../components/azure.js";
import { childKinds } from "../../components/core/children.js";
import { shortHash } from "../../components/core/names.js";
import { Scope } from "../../components/core/scope.js";
import { gcp } from "../../components/gcp.js";
import { Bucket, ErrorCode, type Target } from "../../components/index.js";
import { failure, type Registered, record } from "../support/record.js";
import { inputsOf } from "./bucket-support.js";

const root = resolve(__dirname, "../..");
const onAws = aws({ region: "eu-west-1", tags: { team: "core" } });
const bucketType = "aws:s3/bucket:Bucket";

function find(seen: readonly Registered[], type: string): Registered {
  const found = seen.find((resource) => resource.type === type);
  if (found === undefined) throw new Error(`there is no ${type}`);
  return found;
}

describe("an override", () => {
  it("given as an object wins property by property, and adds its tags", async () => {
    const seen = await record(() => {
      new Bucket("b", {
        target: onAws,
        aws: { bucket: { forceDestroy: true, accelerationStatus: "Enabled", tags: { cost: "7", team: "mine" } } },
      });
    });
    expect(inputsOf(seen, bucketType, "b")).toEqual({
      forceDestroy: true,
      accelerationStatus: "Enabled",
      tags: { team: "mine", cost: "7" },
    });
  });

  it("merges tags that are known only later", async () => {
    const seen = await record(() => {
      new Bucket("b", { target: onAws, aws: { bucket: { tags: pulumi.output({ cost: "7" }) } } });
    });
    expect(inputsOf(seen, bucketType, "b").tags).toEqual({ team: "core", cost: "7" });
  });

  it("given as a function sees the finished arguments, options and name, and has the last word", async () => {
    let saw: unknown;
    const seen = await record(() => {
      new Bucket("b", {
        target: onAws,
        aws: {
          bucket: (args, opts, name) => {
            saw = [args, opts.protect, name];
            return { ...args, tags: { only: "mine" } };
          },
        },
      });
    });
    expect(saw).toEqual([{ forceDestroy: false, tags: { team: "core" } }, true, "b"]);
    expect(inputsOf(seen, bucketType, "b")).toEqual({ forceDestroy: false, tags: { only: "mine" } });
  });

  it("given as a function that returns nothing keeps what it changed", async () => {
    const seen = await record(() => {
      new Bucket("b", {
        target: onAws,
        aws: {
          bucket: (args) => {
            args.forceDestroy = true;
          },
        },
      });
    });
    expect(inputsOf(seen, bucketType, "b").forceDestroy).toBe(true);
  });

  it("adds to lists among the options and replaces the rest", async () => {
    const seen = await record(() => {
      const first = new Bucket("first", { target: onAws });
      new Bucket("b", {
        target: onAws,
        aws: {
          policy: (_, opts) => {
            opts.dependsOn = [first.native.bucket];
            opts.ignoreChanges = ["policy"];
            opts.aliases = [{ name: "old" }];
            opts.protect = true;
          },
        },
      });
    });
    const policy = seen.find(({ name }) => name === "b-policy");
    const dependsOn = policy?.dependsOn.map((urn) => urn.split("::").at(-1));
    expect(dependsOn).toEqual(expect.arrayContaining(["b", "b-public-access-block", "first"]));
    expect(policy?.ignoreChanges).toEqual(["policy"]);
    expect(policy?.aliases).toEqual(["old"]);
    expect(policy?.protect).toBe(true);
  });

  it("cannot move a child to another parent or provider", async () => {
    const error = await failure(() => {
      new Bucket("b", {
        target: onAws,
        aws: {
          bucket: (_, opts) => {
            delete opts.provider;
          },
        },
      });
    });
    expect(error).toMatchObject({ code: ErrorCode.InvalidOverride });
    expect(error.message).toContain("aws.bucket: the function changed the parent or the provider of the child");
  });

  it("of a child that there is not, or of no possible shape, is refused with what there is", async () => {
    const misspelt = { buckets: {} } as unknown as { bucket: object };
    const unknown = await failure(() => void new Bucket("b", { target: onAws, aws: misspelt }));
    expect(unknown.message).toContain('aws.buckets: there is no child "buckets"; use "bucket", "publicAccessBlock"');
    const removal = { bucket: false } as unknown as { bucket: object };
    const removed = await failure(() => void new Bucket("b", { target: onAws, aws: removal }));
    expect(removed.message).toContain(
      "aws.bucket: this child cannot be left out; give an object of arguments or a function",
    );
  });

  it("of a cloud that is not the target's is for other targets, and does nothing", async () => {
    const program = (target: Target) => () => {
      new Bucket("b", { target, aws: { bucket: { forceDestroy: true } }, gcp: { bucket: { forceDestroy: true } } });
    };
    const seen = await record(program(azure({ region: "swedencentral" })));
    expect(JSON.stringify(seen.map(({ inputs }) => inputs))).not.toContain("forceDestroy");
  });
});

describe("children", () => {
  const targets: readonly Target[] = [
    aws({ region: "eu-west-1" }),
    aws({ region: "us-east-1", key: "us" }),
    gcp({ project: "acme-dev", region: "europe-west1" }),
    azure({ region: "swedencentral" }),
  ];
  const packages: Record<string, string> = { aws: "aws", gcp: "gcp", azure: "azure-native" };

  it("have their target's provider, in a program with three clouds and two regions of one", async () => {
    const seen = await record(() => {
      for (const target of targets) new Bucket(`assets-${target.key}`, { target });
    });
    for (const { cloud, key } of targets) {
      const own = seen.filter(({ parent }) => parent.endsWith(`::assets-${key}`));
      expect(own.length).toBeGreaterThan(0);
      for (const child of own) expect(child.provider).toBe(`pulumi:providers:${packages[cloud]}::${cloud}-${key}`);
    }
    const custom = seen.filter(({ type, custom }) => custom && !type.startsWith("pulumi:providers:"));
    expect(custom.filter(({ provider }) => provider === "")).toEqual([]);
    expect(
      seen
        .filter(({ type }) => type.startsWith("pulumi:providers:"))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["aws-eu-west-1", "aws-us", "azure-swedencentral", "gcp-europe-west1"]);
  });

  it("have names that the provider can complete, for logical names of 1 and of 120 characters", async () => {
    const long = `L${"ong-Name-".repeat(14)}`.slice(0, 120);
    for (const target of targets)
      for (const name of ["b", long, "Größe"]) {
        const seen = await record(() => void new Bucket(name, { target }));
        const limits: [RegExp, number][] = [
          [/:StorageAccount$/, 24],
          [/:Bucket$|:BlobContainer$/, 63],
        ];
        for (const [types, limit] of limits)
          for (const child of seen.filter(({ type }) => types.test(type) && !type.startsWith("groundplan:"))) {
            expect(child.name.length + 8).toBeLessThanOrEqual(limit);
            expect(child.name).toMatch(limit === 24 ? /^[a-z][a-z0-9]*$/ : /^[a-z][a-z0-9-]*$/);
          }
      }
  });

  it("are the same in a preview, where no output is known", async () => {
    for (const target of targets) {
      const program = () => {
        const logs = new Bucket("logs", { target, receivesAccessLogs: true });
        new Bucket("assets", { target, accessLogs: logs, cors: { site: { origins: ["*"] } } });
      };
      const shape = (seen: Registered[]) => seen.map(({ urn, parent, provider }) => [urn, parent, provider]);
      expect(shape(await record(program, { preview: true }))).toEqual(shape(await record(program)));
    }
  });

  it("take the user's own children of a component along to the target's provider", async () => {
    const seen = await record(() => {
      const bucket = new Bucket("b", { target: onAws });
      new s3.BucketObject("o", { bucket: bucket.name }, { parent: bucket });
    });
    expect(find(seen, "aws:s3/bucketObject:BucketObject").provider).toBe("pulumi:providers:aws::aws-eu-west-1");
  });

  it("follow the component's own protect and transformations", async () => {
    const seen = await record(() => {
      const transformation: pulumi.ResourceTransformation = ({ props, opts, type }) =>
        type === bucketType ? { props: { ...props, forceDestroy: true }, opts } : undefined;
      const options = { protect: true, transformations: [transformation] };
      new Bucket("b", { target: onAws, deletionProtection: false }, options);
    });
    expect(seen.filter(({ urn }) => urn.includes("Bucket$aws:")).every(({ protect }) => protect)).toBe(true);
    expect(inputsOf(seen, bucketType, "b").forceDestroy).toBe(true);
  });
});

describe("a table of children", () => {
  const table = childKinds({
    zone: { type: () => s3.BucketVersioning, removable: true },
    account: {
      type: () => s3.Bucket,
      tags: "tags",
      nameTag: true,
      name: { limit: 20, charset: "a-z0-9", property: "bucket" },
    },
  });
  const scopeOf = (overrides?: object) =>
    new Scope<"aws", typeof table>(
      { component: undefined, capability: "thing", name: "main-thing", target: onAws as unknown as Target, overrides },
      table,
    );

  it("says which children may be left out", async () => {
    const args = { bucket: "x", versioningConfiguration: { status: "Enabled" } };
    await record(() => {
      expect(scopeOf().child("zone", "zone", args)).toBeInstanceOf(s3.BucketVersioning);
      expect(scopeOf({ zone: false }).child("zone", "zone", args)).toBeUndefined();
    });
  });

  it("says where a name has to be given, and where a tag shows it", async () => {
    const seen = await record(() => {
      scopeOf().child("account", "a-long-suffix", {});
      scopeOf().child("account", "own", { bucket: "mine" });
    });
    expect(inputsOf(seen, bucketType, "main-thing-a-long-suffix")).toEqual({
      bucket: `mainthingalong${shortHash("main-thing-a-long-suffix")}`,
      tags: { Name: "main-thing-a-long-suffix", team: "core" },
    });
    expect(inputsOf(seen, bucketType, "main-thing-own").bucket).toBe("mine");
  });

  it("holds merged tags to the cloud's number of them", async () => {
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, "v"]));
    const error = await failure(() => scopeOf().child("account", "a", { tags }));
    expect(error.message).toBe(
      'thing "main-thing": an argument is wrong\n' +
        "  aws.account.tags: there are 52 tags, at most 50 are allowed; remove some",
    );
  });
});

describe("reported positions", () => {
  it("are the user's line for a component, and the builder's line for its children", async () => {
    let line = 0;
    // A function with a name: for anonymous ones V8's text has no position that the SDK can read.
    function program() {
      line = Number(/core-scope\.test\.ts:(\d+)/.exec(new Error().stack ?? "")?.[1]) + 1;
      new Bucket("b", { target: onAws }).grantRead({ key: "api", roleName: "api" });
    }
    const seen = await record(program);
    const user = `${root}/tests/components/core-scope.test.ts:${line}`;
    expect(find(seen, "groundplan:index:Bucket").position).toBe(user);
    const children = seen.filter(({ urn }) => urn.includes("Bucket$aws:"));
    expect(children.length).toBe(8);
    for (const { position, stack } of children) {
      expect(position).toMatch(new RegExp(`^${root}/components/bucket/aws(-grants)?\\.ts:\\d+$`));
      expect(stack.filter((frame) => frame.includes("/components/core/"))).toEqual([]);
      expect(stack).toContain(user);
    }
  });

  it("leave the formatter of stacks as it was", async () => {
    const before = Error.prepareStackTrace;
    await record(() => void new Bucket("b", { target: onAws }));
    expect(Error.prepareStackTrace).toBe(before);
  });
});
