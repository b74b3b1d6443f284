import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import * as stock from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import {
  demand,
  get,
  isTrue,
  nowhere,
  type ResourceRule,
  Severity,
  type StackRule,
  sets,
} from "../../policies/index.js";
import { rules } from "../../policies/rules/index.js";
import { ref, secret, testPolicy, unknown } from "../../policies/testing/index.js";
import { REPOSITORY, registryRule } from "./authors.js";

const ACL = "aws:s3/bucketAcl:BucketAcl";
const BUCKET = "aws:s3/bucket:Bucket";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const nothing = { violations: [], undecided: [], faults: [], remediated: [] };
const ours = (id: string) => {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
};

describe("a rule of one resource", () => {
  it("violates in the preview and in the update, with path, level and message", async () => {
    const found = {
      ...nothing,
      violations: [
        {
          resource: "web",
          level: "mandatory",
          problems: [{ path: "image", wrong: "comes from a registry that nobody at Acme looks after" }],
          message: [
            "acme-image-registry: Image of another registry: web (acme:index:Image)",
            'image is "docker.io/nginx": comes from a registry that nobody at Acme looks after',
            "fix: Take the image from a registry of Acme.",
          ].join("\n"),
        },
      ],
    };
    expect(await testPolicy(registryRule, registryRule.bad)).toEqual({ preview: found, update: found });
    expect(await testPolicy(registryRule, registryRule.good)).toEqual({ preview: nothing, update: nothing });
  });

  it("cannot tell in the preview what the update decides", async () => {
    const image = unknown("docker.io/nginx");
    const { preview, update } = await testPolicy(registryRule, { type: REPOSITORY, props: { image } });
    expect(preview).toMatchObject({ violations: [], undecided: [{ resource: "resource", unknown: ["image"] }] });
    expect(update).toMatchObject({ violations: [{ problems: [{ path: "image" }] }], undecided: [] });
  });

  it("sees a secret's value and does not print it", async () => {
    const props = { image: secret("docker.io/nginx") };
    const { update } = await testPolicy(registryRule, { type: REPOSITORY, name: "web", props });
    expect(update.violations[0]?.message.split("\n")[1]).toBe(
      "image is [secret]: comes from a registry that nobody at Acme looks after",
    );
  });

  it("takes level and settings as stock configuration sets them", async () => {
    const options = { level: "advisory", settings: { registries: ["docker.io"] } } as const;
    expect((await testPolicy(registryRule, registryRule.bad, options)).update).toEqual(nothing);
    const { update } = await testPolicy(registryRule, registryRule.good, options);
    expect(update.violations.map(({ level }) => level)).toEqual(["advisory"]);
    await expect(testPolicy(registryRule, registryRule.bad, { settings: { registrys: [] } })).rejects.toThrow(
      'the policy acme-image-registry has no setting "registrys"; its settings: registries',
    );
  });

  it("that throws is a fault of each resource, and neither a pass nor a violation", async () => {
    const check = () => {
      throw new TypeError("cannot read the image");
    };
    const { preview, update } = await testPolicy({ ...registryRule, check }, registryRule.bad);
    expect([preview, update]).toEqual(
      [1, 2].map(() => ({ ...nothing, faults: [{ resource: "web", error: "cannot read the image" }] })),
    );
  });

  it("may be an object of a class", async () => {
    class Registry {
      readonly allowed = "registry.acme.example";
      check({ props }: { readonly props: Record<string, unknown> }) {
        const image = get(props, "image");
        return demand(String(props.image).startsWith(this.allowed), image, "is of another registry");
      }
    }
    const rule: ResourceRule = Object.assign(new Registry(), { ...registryRule, check: Registry.prototype.check });
    expect((await testPolicy(rule, registryRule.bad)).update.violations).toHaveLength(1);
    expect((await testPolicy(rule, registryRule.good)).update).toEqual(nothing);
  });
});

describe("a rule of the stack", () => {
  const on = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
  const rule = ours("aws-s3-public-access-block");
  const resources = (bucket: unknown) => [
    { type: BUCKET, name: "good", props: {} },
    { type: BUCKET, name: "bad", props: {} },
    { type: BLOCK, name: "block", props: { bucket, ...on } },
  ];

  it("knows in the preview what a property was made from", async () => {
    const { preview, update } = await testPolicy(rule, resources(ref("good")));
    expect([preview, update].map(({ violations }) => violations.map(({ resource }) => resource))).toEqual([
      ["bad"],
      ["bad"],
    ]);
    expect(preview.violations[0]?.problems).toEqual([
      { path: "", wrong: "no public access block with all four switches on refers to the bucket" },
    ]);
  });

  it("cannot tell of a value that comes from nowhere, until the update finds it", async () => {
    const { preview, update } = await testPolicy(rule, resources(unknown("good-id")));
    expect(preview.undecided.map(({ resource, unknown }) => [resource, unknown])).toEqual([
      ["bad", ["BucketPublicAccessBlock(block).bucket"]],
      ["good", ["BucketPublicAccessBlock(block).bucket"]],
    ]);
    expect(update.violations.map(({ resource }) => resource)).toEqual(["bad"]);
  });

  it("sees the account that a provider says", async () => {
    const account = { type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", name: "account", props: on };
    const bucket = { type: BUCKET, name: "bucket", props: {} };
    const other = { ...bucket, provider: { profile: "other" } };
    expect((await testPolicy(rule, [account, bucket])).preview).toEqual(nothing);
    expect((await testPolicy(rule, [account, other])).preview.violations).toHaveLength(1);
  });
});

describe("what a reference brings", () => {
  const rule: StackRule = {
    ...registryRule,
    id: "acme-seen",
    graph: true,
    parameters: [],
    check: ({ props }) => demand(false, nowhere, JSON.stringify(props)),
  };
  const seen = async (props: Record<string, unknown>, bucket: object = {}) => {
    const target = { type: BUCKET, name: "assets", props: { bucket: "assets-1" }, ...bucket };
    const { preview, update } = await testPolicy(rule, [target, { type: REPOSITORY, name: "web", props }]);
    return [preview, update].map(({ violations }) => JSON.parse(violations[0]?.problems[0]?.wrong ?? "null"));
  };
  const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  it("is unknown to the preview, unless the other's properties say it", async () => {
    expect(await seen({ image: ref("assets") })).toEqual([{ image: UNKNOWN }, { image: "assets-id" }]);
    expect(await seen({ image: ref("assets", "bucket") })).toEqual([{ image: "assets-1" }, { image: "assets-1" }]);
    expect(await seen({ image: ref("assets", "arn") }, { outputs: { arn: "arn:1" } })).toEqual([
      { image: UNKNOWN },
      { image: "arn:1" },
    ]);
  });

  it("may be made into something else, deep in a property", async () => {
    const both = ref("assets", "arn", (arn: string) => [arn, `${arn}/*`]);
    expect(await seen({ image: { of: [{ arns: both }] } })).toEqual([
      { image: { of: [{ arns: UNKNOWN }] } },
      { image: { of: [{ arns: ["assets-arn", "assets-arn/*"] }] } },
    ]);
  });
});

describe("a remedy", () => {
  const TABLE = "acme:index:Table";
  const rule: ResourceRule = {
    ...registryRule,
    id: "acme-table-encrypted",
    severity: Severity.Medium,
    judges: { [TABLE]: ["encrypted"] },
    parameters: [],
    remedy: sets({ encrypted: true }),
    fix: "Set `encrypted` to true.",
    check: ({ props }) => demand(isTrue(get(props, "encrypted")), get(props, "encrypted"), "is kept in clear"),
  };
  const props = { encrypted: false, password: secret("hunter2"), key: unknown("key-1") };

  it("runs under `remediate` only, keeps secrets and leaves unknown values alone", async () => {
    const advised = await testPolicy(rule, { type: TABLE, name: "orders", props });
    expect(advised.update.violations.map(({ level }) => level)).toEqual(["advisory"]);
    expect(advised.update.remediated).toEqual([]);
    const { preview, update } = await testPolicy(rule, { type: TABLE, name: "orders", props }, { level: "remediate" });
    const told = {
      resource: "orders",
      message: "set encrypted = true; write the same into the program: Set `encrypted` to true.",
    };
    const inputs = { encrypted: true, password: secret("hunter2") };
    expect(preview).toEqual({ ...nothing, remediated: [{ ...told, inputs: { ...inputs, key: unknown() } }] });
    expect(update).toEqual({ ...nothing, remediated: [{ ...told, inputs: { ...inputs, key: "key-1" } }] });
  });

  it.each([
    [
      "of a resource with a secret, without its words",
      props,
      "an error that is not shown, because it may quote a secret",
    ],
    ["of another one, with them", {}, "no idea"],
  ])("that throws is a fault, and the rule still speaks: %s", async (_what, given, error) => {
    const edits = () => {
      throw new Error("no idea");
    };
    const found = await testPolicy(
      { ...rule, remedy: { replaces: false, edits } },
      { type: TABLE, props: given },
      { level: "remediate" },
    );
    expect(found.update.faults).toEqual([
      {
        resource: "resource",
        error: `the remedy of acme-table-encrypted failed: ${error}; a fault of the policy pack: the resource was left as it is`,
      },
    ]);
    expect(found.update.violations.map(({ level }) => level)).toEqual(["mandatory"]);
  });
});

describe("a policy of @pulumi/policy", () => {
  const acl: ResourceValidationPolicy = {
    name: "acl",
    description: "No public ACL.",
    enforcementLevel: "mandatory",
    configSchema: { properties: { public: { type: "string", default: "public-read" } } },
    validateResource: (args, report) => {
      const { public: word } = args.getConfig<{ public: string }>();
      if (args.type === ACL && args.props.bucket !== "" && args.props.acl === word) report(`${args.name} is ${word}`);
    },
  };

  it("reports what it reports, with its level and its default settings", async () => {
    const props = { bucket: "assets", acl: "public-read" };
    const found = {
      ...nothing,
      violations: [
        { resource: "acl", level: "mandatory", problems: [], message: "No public ACL.\nacl is public-read" },
      ],
    };
    expect(await testPolicy(acl, { type: ACL, name: "acl", props })).toEqual({ preview: found, update: found });
    const settings = { public: "public-read-write" };
    expect((await testPolicy(acl, { type: ACL, name: "acl", props }, { settings })).update).toEqual(nothing);
  });

  it("stops in the preview at the first unknown value, whatever else is wrong", async () => {
    const props = { bucket: unknown("assets"), acl: "public-read" };
    const { preview, update } = await testPolicy(acl, { type: ACL, name: "acl", props });
    expect(preview).toEqual({
      ...nothing,
      undecided: [
        {
          resource: "acl",
          unknown: ["bucket"],
          message:
            "can't run policy 'acl' from policy pack 'policy-test@v0.0.0' during preview: string value at .bucket can't be known during preview",
        },
      ],
    });
    expect(update.violations).toHaveLength(1);
  });

  it("of the stack sees the resources that a property was made from", async () => {
    const blocked: StackValidationPolicy = {
      name: "blocked",
      description: "Buckets have a block.",
      enforcementLevel: "advisory",
      validateStack: ({ resources }, report) => {
        const named = resources.flatMap((one) => one.propertyDependencies.bucket ?? []);
        for (const one of resources)
          if (one.type === BUCKET && !named.includes(one)) report(`${one.name} is bare`, one.urn);
      },
    };
    const { preview, update } = await testPolicy(blocked, [
      { type: BUCKET, name: "good", props: {} },
      { type: BUCKET, name: "bad", props: {} },
      { type: BLOCK, name: "block", props: { bucket: ref("good") } },
    ]);
    const violations = [
      { resource: "bad", level: "advisory", problems: [], message: "Buckets have a block.\nbad is bare" },
    ];
    expect([preview, update]).toEqual([
      { ...nothing, violations },
      { ...nothing, violations },
    ]);
  });

  const VOLUME = "acme:index:Volume";
  /** As the SDK of a provider attaches the type to its classes. */
  const Volume = Object.assign(() => {}, { __pulumiType: VOLUME });
  const encrypted = (remedy: (props: Record<string, unknown>) => Record<string, unknown>) => ({
    name: "encrypted",
    description: "Volumes are encrypted.",
    enforcementLevel: "remediate" as const,
    ...stock.validateRemediateResourceOfType(Volume as never, (props: Record<string, unknown>, _args, report) => {
      if (props.encrypted === true) return;
      report("in clear");
      return remedy(props);
    }),
  });
  const volumes = [
    { type: VOLUME, name: "disk", props: { password: secret("hunter2") } },
    { type: "acme:index:Other", name: "other", props: {} },
  ];

  it("made for a class of an SDK is asked of its type only, and remedies under `remediate`", async () => {
    const policy = encrypted((props) => Object.assign(props, { encrypted: true }));
    const inputs = { password: secret("hunter2"), encrypted: true };
    const remediated = [{ resource: "disk", message: "Volumes are encrypted.", inputs }];
    expect((await testPolicy(policy, volumes)).update).toEqual({ ...nothing, remediated });
    const advised = await testPolicy(policy, volumes, { level: "advisory" });
    expect(advised.update.violations.map(({ resource }) => resource)).toEqual(["disk"]);
    expect(advised.update.remediated).toEqual([]);
  });

  it("shows where a remedy loses a secret, as a copy of the properties does", async () => {
    const { update } = await testPolicy(
      encrypted((props) => ({ ...props, encrypted: true })),
      volumes,
    );
    expect(update.remediated[0]?.inputs).toEqual({ password: "hunter2", encrypted: true });
  });

  it("that throws is a fault", async () => {
    const validateResource = () => {
      throw new TypeError("no such thing");
    };
    const { update } = await testPolicy({ ...acl, validateResource }, { type: ACL, name: "acl", props: {} });
    expect(update.faults.map(({ resource }) => resource)).toEqual(["acl"]);
    expect(update.faults[0]?.error).toContain("Error validating resource with policy 'acl'");
    expect(update.faults[0]?.error).toContain("no such thing");
  });
});

describe("a test that is wrong", () => {
  const bucket = { type: BUCKET, name: "assets", props: {} };
  const rule = ours("aws-s3-public-access-block");

  it.each([
    [
      [bucket, bucket],
      "two resources of the test have the URN urn:pulumi:dev::policy-test::aws:s3/bucket:Bucket::assets: give each its own name",
    ],
    [
      [{ ...bucket, type: "Bucket" }, bucket],
      'assets.type is "Bucket"; allowed: a type token, as in aws:s3/bucket:Bucket',
    ],
    [
      [bucket, { type: BLOCK, name: "block", props: { bucket: ref("asset") } }],
      'ref names "asset", which is no resource of the test: did you mean "assets"?',
    ],
    [
      [bucket, { type: BLOCK, name: "block", props: {}, refs: { bucket: ["other"] } }],
      'block.bucket names "other", which is no resource of the test: there are assets, block',
    ],
    [
      [{ ...bucket, type: "aws:s3/buckte:Buckte" }],
      "aws-s3-public-access-block judges no resource of the type aws:s3/buckte:Buckte: did you mean aws:s3/bucket:Bucket?",
    ],
    [
      [{ ...bucket, props: { bucket: ref("assets", "bucket") } }],
      "ref goes round in a circle: assets.bucket -> assets.bucket",
    ],
  ])("is refused: %#", async (resources, message) => {
    await expect(testPolicy(rule, resources)).rejects.toThrow(message);
  });

  it("is told of a rule that no pack takes", async () => {
    await expect(testPolicy({ ...registryRule, id: "" }, registryRule.bad)).rejects.toThrow("rules[0] has no id");
  });
});
