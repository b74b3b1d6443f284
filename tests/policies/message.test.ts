import { describe, expect, it } from "vitest";
import { Evaluator } from "../../policies/core/evaluate.js";
import { render, shown } from "../../policies/core/message.js";
import type { Resource } from "../../policies/core/resource.js";
import type { ExampleResource, Rule } from "../../policies/core/rule.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { rules } from "../../policies/rules/index.js";
import { findings, resourcesOf } from "./support.js";

const messages = (rule: string, ...example: readonly ExampleResource[]) =>
  findings(example)
    .filter((finding) => finding.rule.id === rule)
    .map(render);

describe("a violation", () => {
  it("says rule, resource, place, value, what is wrong, the fix and where to read on", () => {
    const ingress = [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] }];
    expect(
      messages("aws-net-ssh-open", { type: "aws:ec2/securityGroup:SecurityGroup", name: "web", props: { ingress } }),
    ).toEqual([
      [
        "aws-net-ssh-open: SSH open to the world: web (aws:ec2/securityGroup:SecurityGroup)",
        'ingress[0].cidrBlocks is ["10.0.0.0/8","0.0.0.0/0"]: lets every address reach TCP port 22',
        "fix: Let TCP 22 in only from the addresses that need it, or use Session Manager and open no port at all.",
        "docs: docs/policies/aws-net-ssh-open.md",
      ].join("\n"),
    ]);
  });

  it("says that something is not set, and lists every place", () => {
    const block = { type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name: "block" };
    const [message] = messages("aws-s3-public-access-block", {
      ...block,
      props: { bucket: "a", blockPublicAcls: true, blockPublicPolicy: false, ignorePublicAcls: true },
    });
    expect(message?.split("\n").slice(1, 3)).toEqual([
      "blockPublicPolicy is false: leaves a way to public access open",
      "restrictPublicBuckets is not set: leaves a way to public access open",
    ]);
  });

  it("needs no place where another resource is missing", () => {
    const [message] = messages("aws-net-flow-logs", { type: "aws:ec2/vpc:Vpc", name: "main", props: {} });
    expect(message?.split("\n")[1]).toBe("no flow log of this stack records the VPC's traffic");
  });

  it("cuts long values, and prints no secret one", () => {
    const policy = { Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Sid: "x".repeat(200) }] };
    const type = "aws:s3/bucketPolicy:BucketPolicy";
    const [message] = messages("aws-s3-policy-public", { type, name: "p", props: { policy } });
    expect(message?.split("\n")[1]).toBe(
      `policy.Statement[0] is {"Action":"s3:GetObject","Effect":"Allow","Principal":"*","Sid":"${"x".repeat(55)}… (${
        JSON.stringify(policy.Statement[0]).length
      } characters): allows everybody without a condition that keeps strangers out`,
    );
    const [resource] = resourcesOf([{ type, name: "p", props: { policy } }]);
    const secret: Resource = { ...(resource as Resource), secrets: ["policy"] };
    const [hidden] = new Evaluator(rules).checkResource(secret).map(render);
    expect(hidden?.split("\n")[1]).toBe(
      "policy.Statement[0] is [secret]: allows everybody without a condition that keeps strangers out",
    );
  });
});

describe("a value on its way to a reader", () => {
  it("is hidden where it is secret in another resource than the one that is judged", () => {
    const block = { type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name: "block" };
    const on = { blockPublicAcls: true, ignorePublicAcls: true, restrictPublicBuckets: true };
    const [bucket, closed] = resourcesOf([
      { type: "aws:s3/bucket:Bucket", name: "assets", props: { bucket: "assets" } },
      { ...block, props: { bucket: "assets", ...on, blockPublicPolicy: "hunter2" } },
    ]) as [Resource, Resource];
    const rule = rules.filter(({ id }) => id === "aws-s3-public-access-block");
    const stack = [bucket, { ...closed, secrets: ["blockPublicPolicy"] }];
    expect(new Evaluator(rule).checkStack(stack).map((finding) => render(finding).split("\n")[1])).toEqual([
      "BucketPublicAccessBlock(block).blockPublicPolicy is [secret]: leaves a way to public access open",
      "blockPublicPolicy is [secret]: leaves a way to public access open",
    ]);
  });

  it.each([
    ["metadataOptions.httpTokens", "metadataOptions[0].httpTokens"],
    ["metadataOptions[0].httpTokens", "metadataOptions.httpTokens"],
    ["metadataOptions", "metadataOptions[0].httpTokens"],
    ["rules[1].from", "rules[1]"],
    ["policy.Statement[0]", "policy"],
  ])("at %s is hidden where %s is secret", (path, secret) => {
    expect(shown(path, "hunter2", [secret])).toBe("[secret]");
  });

  it.each([
    ["rules[1].from", "rules[0].from"],
    ["policyName", "policy"],
    ["a.b", "a.c"],
    ["rules[1].from", "rules.from"],
  ])("at %s is shown where %s is secret", (path, secret) => {
    expect(shown(path, "web", [secret])).toBe('"web"');
  });
});

describe("what is undecided", () => {
  it("says which values are missing and that it is no pass", () => {
    const type = "gcp:storage/bucket:Bucket";
    const props = { publicAccessPrevention: UNKNOWN.string, uniformBucketLevelAccess: true };
    expect(messages("gcp-gcs-public-prevention", { type, name: "assets", props })).toEqual([
      [
        "gcp-gcs-public-prevention cannot tell yet: assets (gcp:storage/bucket:Bucket)",
        "not known before the update: publicAccessPrevention",
        "This is neither a pass nor a violation; the update decides it before the resource is made.",
        "docs: docs/policies.md#undecided",
      ].join("\n"),
    ]);
  });
});

describe("a rule that throws", () => {
  const [sound] = rules;
  const broken: Rule = {
    ...(sound as Rule),
    id: "broken",
    graph: false,
    judges: { "aws:s3/bucketAcl:BucketAcl": [] },
    check: () => {
      throw new Error("no such thing");
    },
  };

  it("is the pack's fault, names rule and resource, and lets the others go on", () => {
    const example = { type: "aws:s3/bucketAcl:BucketAcl", name: "acl", props: { acl: "public-read" } };
    const found = new Evaluator([broken, ...rules]).checkResource(resourcesOf([example])[0] as Resource);
    expect(found.map((finding) => `${finding.kind} ${finding.rule.id}`)).toEqual([
      "fault broken",
      "violation aws-s3-public-acl",
    ]);
    expect(found.slice(0, 1).map(render)).toEqual([
      [
        "broken failed on acl (aws:s3/bucketAcl:BucketAcl): no such thing",
        "This is a fault of the policy pack, not of the program. The rule has not passed here; the other rules went on.",
        "docs: docs/policies.md#faults",
      ].join("\n"),
    ]);
  });

  it("must have an id of its own", () => {
    expect(() => new Evaluator([broken, broken])).toThrow(
      "two rules have the id broken: give each rule an id of its own",
    );
  });
});

describe("the result", () => {
  it("does not depend on the order of the resources", () => {
    const example = rules.flatMap((rule, i) =>
      rule.bad.map((resource) => ({
        ...resource,
        name: `${resource.name}-${i}`,
        refs: Object.fromEntries(
          Object.entries(resource.refs ?? {}).map(([property, names]) => [
            property,
            names.map((name) => `${name}-${i}`),
          ]),
        ),
      })),
    );
    const sorted = (resources: readonly ExampleResource[]) => findings(resources).map(render).sort();
    const expected = sorted(example);
    for (let turn = 1; turn < 20; turn++) {
      const rotated = [...example.slice(turn), ...example.slice(0, turn)];
      expect(sorted(turn % 2 ? rotated.reverse() : rotated)).toEqual(expected);
    }
  });
});
