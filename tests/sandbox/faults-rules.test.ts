import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { actionOf } from "../../sandbox/faults/actions.js";
import { Decider } from "../../sandbox/faults/decide.js";
import { draw } from "../../sandbox/faults/draw.js";
import { durationOf, durations } from "../../sandbox/faults/durations.js";
import { faultsJsonSchema, loadFaults, parseFaults } from "../../sandbox/faults/load.js";
import { fits, matches } from "../../sandbox/faults/match.js";
import { faultKinds, type Subject } from "../../sandbox/faults/model.js";
import { presets } from "../../sandbox/faults/presets.js";
import { criticalPath } from "../../sandbox/faults/timing.js";
import { denied, quotaExceeded, throttled } from "../../sandbox/faults/words.js";

const subject = (name: string, more: Partial<Subject> = {}): Subject => ({
  pkg: "aws",
  operation: "create",
  type: "aws:ec2/vpc:Vpc",
  urn: `urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::${name}`,
  name,
  account: "123456789012",
  region: "eu-west-1",
  ...more,
});

const names = Array.from({ length: 200 }, (_, index) => `vpc-${index}`);

function chosen(text: string, seed: number, order: readonly string[]): string[] {
  const decider = new Decider(parseFaults(text, "test"), seed);
  return order.filter((name) => decider.decide(subject(name)).decided.length > 0).sort();
}

describe("rules of faults", () => {
  const half = "rules: [{ kind: denied, probability: 0.5 }]";

  it("choose the same requests for the same seed, in whatever order they come, and others for another seed", () => {
    const first = chosen(half, 7, names);
    expect(chosen(half, 7, [...names].reverse())).toEqual(first);
    expect(chosen(half, 8, names)).not.toEqual(first);
    expect(first).toHaveLength(98);
  });

  it("draw anew for each attempt", () => {
    const occasion = { seed: 7, rule: "r", urn: "u", operation: "create", attempt: 1 } as const;
    expect(draw(occasion, "x")).toBe(draw({ ...occasion }, "x"));
    expect(draw({ ...occasion, attempt: 2 }, "x")).not.toBe(draw(occasion, "x"));
  });

  it("apply to what they match: package, globs of type, name and URN, operation", () => {
    const text = `rules:
  - { kind: denied, match: { package: aws, type: "aws:ec2/*", name: "a*", urn: "*::shop::*", operation: [create, delete] } }`;
    const applies = (more: Partial<Subject>, name = "a1") =>
      new Decider(parseFaults(text, "test"), 1).decide(subject(name, more)).decided.length;
    expect([applies({}), applies({ operation: "delete" })]).toEqual([1, 1]);
    expect([applies({ operation: "read" }), applies({}, "b1"), applies({ type: "aws:s3/bucket:Bucket" })]).toEqual([
      0, 0, 0,
    ]);
    expect([applies({ pkg: "gcp" }), applies({ urn: "urn:pulumi:dev::other::t::a1" })]).toEqual([0, 0]);
    expect([fits("a.c", "abc"), fits("a*c", "a(b)c"), fits("*", "")]).toEqual([false, true, true]);
  });

  it.each([
    ["gcp:compute/network:Network", "gcp:compute/network:Network"],
    ["gcp:compute:Network", "gcp:compute/network:Network"],
    ["gcp:compute:Net*", "gcp:compute/network:Network"],
    ["gcp:compute/*", "gcp:compute/network:Network"],
    ["gcp:compute:*", "gcp:compute/network:Network"],
    ["gcp:*:Network", "gcp:compute/network:Network"],
    ["*:Network", "gcp:compute/network:Network"],
    ["aws:ec2:getVpc", "aws:ec2/getVpc:getVpc"],
    ["random:RandomPet", "random:index/randomPet:RandomPet"],
    ["random:index:RandomPet", "random:index/randomPet:RandomPet"],
    ["kubernetes:core/v1:Pod", "kubernetes:core/v1:Pod"],
    ["azure-native:network/v20240101:*", "azure-native:network/v20240101:VirtualNetwork"],
  ])("match with %s what the engine calls %s", (type, full) => {
    const match = { type, operation: ["create"] } as const;
    expect(matches(match, subject("a", { type: full }))).toBe(true);
    expect(matches(match, subject("a", { type: "aws:s3/bucket:Bucket" }))).toBe(false);
  });

  it("count: only the N-th of the run, at most so often for one resource", () => {
    expect(chosen("rules: [{ kind: denied, nth: 3 }]", 1, names)).toEqual(["vpc-2"]);
    const decider = new Decider(parseFaults("rules: [{ kind: denied, times: 2 }]", "test"), 1);
    expect([1, 2, 3].map(() => decider.decide(subject("a")).decided.length)).toEqual([1, 1, 0]);
    expect(decider.decide(subject("b")).attempt).toBe(1);
  });

  it("leave alone what has no service behind it, where a service would have to refuse", () => {
    const random = subject("p", { pkg: "random", type: "random:index/randomPassword:RandomPassword" });
    const of = (kind: string) =>
      new Decider(parseFaults(`rules: [{ kind: ${kind} }]`, "t"), 1).decide(random).decided.length;
    expect([of("denied"), of("throttle"), of("quota"), of("crash"), of("slow")]).toEqual([0, 0, 0, 1, 1]);
  });
});

describe("a file of faults", () => {
  it("tells every problem at once, with its path and what is allowed", () => {
    const text = `rules:
  - { kind: throtle }
  - { kind: slow, seconds: [9, 3], match: { operaton: create } }
  - { kind: partial, match: { operation: delete }, probability: 2 }
`;
    expect(() => parseFaults(text, "/tmp/f.yaml")).toThrow(
      expect.objectContaining({
        code: "bad-faults",
        message: [
          "f.yaml has 5 problems; nothing was started (/tmp/f.yaml):",
          '  rules[0].kind: is "throtle", but must be one of throttle, quota, denied, timeout, partial, eventual, slow, crash, hang, drift',
          "  rules[1].match.operaton: is not a known key; did you mean operation? (allowed: package, type, urn, name, operation)",
          "  rules[1].seconds: is [9,3], but must be [least, most], the least first",
          "  rules[2].probability: is 2, but must be a number above 0, up to 1",
          '  rules[2].match.operation: is "delete", but must be one of create, update: partial cannot happen to delete',
        ].join("\n"),
      }),
    );
  });

  it("tells the other mistakes of a rule whose kind is wrong: as of the kind that is near, else what every rule has", () => {
    const text = `rules:
  - { kind: throtle, retrys: 3, match: { operation: creat } }
  - { kind: meteor, secnds: 3, probability: 2, match: { operaton: create } }
  - { kind: partal, match: { operation: [create, delete] } }
  - { probability: "x" }
  - { kind: quota, probability: "x", match: { operation: read } }
  - 3
`;
    const kinds = faultKinds.join(", ");
    const operations = "one or several of check, create, read, update, delete, invoke";
    const parameters = "kind, name, match, probability, nth, times, calls, retryAfterSeconds, retries";
    expect(() => parseFaults(text, "f.yaml")).toThrow(
      expect.objectContaining({
        message: [
          "f.yaml has 13 problems; nothing was started (f.yaml):",
          `  rules[0].kind: is "throtle", but must be one of ${kinds}`,
          `  rules[0].match.operation: is "creat", but must be ${operations}`,
          `  rules[0].retrys: is not a known key; did you mean retries? (allowed: ${parameters})`,
          `  rules[1].kind: is "meteor", but must be one of ${kinds}`,
          "  rules[1].match.operaton: is not a known key; did you mean operation? (allowed: package, type, urn, name, operation)",
          "  rules[1].probability: is 2, but must be a number above 0, up to 1",
          `  rules[2].kind: is "partal", but must be one of ${kinds}`,
          '  rules[2].match.operation: is ["create","delete"], but must be one of create, update: partial cannot happen to delete',
          `  rules[3].kind: is missing; set it to one of ${kinds}`,
          '  rules[3].probability: is "x", but must be a number above 0, up to 1',
          '  rules[4].probability: is "x", but must be a number above 0, up to 1',
          '  rules[4].match.operation: is "read", but must be one of create, update: quota cannot happen to read',
          "  rules[5]: is 3, but must be a rule: kind and its parameters",
        ].join("\n"),
      }),
    );
  });

  it("says where it is no YAML, and is none where there is no such file and no such preset", () => {
    expect(() => parseFaults("rules: [", "f.yaml")).toThrow(/line 1, column \d+: is not valid YAML/);
    expect([loadFaults("chaoss"), loadFaults(__dirname)]).toEqual([undefined, undefined]);
  });

  it("names rules by their kinds, numbered where there are several, and refuses one name for two", () => {
    const named = parseFaults("rules: [{ kind: slow }, { kind: slow, name: x }, { kind: crash }]", "t").rules;
    expect(named.map(({ name }) => name)).toEqual(["slow-1", "x", "crash"]);
    const twice = "rules: [{ kind: slow, name: a }, { kind: crash, name: a }]";
    expect(() => parseFaults(twice, "t")).toThrow('rules[1].name: is "a", but another rule has that name');
  });

  it("has presets that are valid, and a schema for editors with every kind", () => {
    expect(presets.map(({ name }) => loadFaults(name)?.source)).toEqual(presets.map(({ name }) => name));
    expect(JSON.stringify(faultsJsonSchema()).match(/"const":"\w+"/g)).toHaveLength(10);
  });
});

describe("the page on faults", () => {
  const docs = join(__dirname, "../../docs");
  const page = readFileSync(join(docs, "sandbox-faults.md"), "utf8");

  it("says of every preset what it does, and names every kind", () => {
    expect(presets.filter(({ name, summary }) => !page.includes(`| \`${name}\` | ${summary} |`))).toEqual([]);
    expect(faultKinds.filter((kind) => !page.includes(`| \`${kind}\` | `))).toEqual([]);
  });

  it("shows a file that is valid, beside a schema for editors that is up to date", () => {
    const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? "";
    expect(parseFaults(example, "page").rules.map(({ kind }) => kind)).toEqual(["denied", "throttle", "crash"]);
    const written = readFileSync(join(docs, "sandbox-faults.schema.json"), "utf8");
    expect(JSON.parse(written)).toEqual(faultsJsonSchema());
  });
});

describe("refusals that are injected", () => {
  it("name the action that is denied in the words of each cloud", () => {
    expect(denied(subject("a"), undefined)).toEqual({
      code: "UnauthorizedOperation",
      message:
        "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/sandbox is not authorized to " +
        "perform: ec2:CreateVpc because no identity-based policy allows the ec2:CreateVpc action",
    });
    const gcp = subject("a", { pkg: "gcp", type: "gcp:compute/network:Network", account: "acme" });
    expect(denied(gcp, undefined).message).toContain("Error 403: Permission 'compute.networks.create' denied");
    const azure = subject("a", { pkg: "azure-native", type: "azure-native:network:VirtualNetwork", account: "s" });
    expect(denied(azure, undefined)).toMatchObject({
      code: "AuthorizationFailed",
      message: expect.stringContaining(
        "to perform action 'Microsoft.Network/virtualNetworks/write' over scope '/subscriptions/s'",
      ),
    });
    const policy = subject("a", { pkg: "kubernetes", type: "kubernetes:networking.k8s.io/v1:NetworkPolicy" });
    expect(denied(policy, undefined).message).toBe(
      'networkpolicies "a" is forbidden: User "sandbox" cannot create resource "networkpolicies" in API group "networking.k8s.io"',
    );
  });

  it.each([
    ["aws:ec2/instance:Instance", "create", "ec2:RunInstances"],
    ["aws:ec2/vpc:Vpc", "read", "ec2:DescribeVpcs"],
    ["aws:ec2/getVpc:getVpc", "invoke", "ec2:DescribeVpcs"],
    ["aws:iam/role:Role", "read", "iam:GetRole"],
    ["aws:lb/loadBalancer:LoadBalancer", "delete", "elasticloadbalancing:DeleteLoadBalancer"],
  ] as const)("know AWS's action for %s, %s", (type, operation, action) => {
    expect(actionOf({ pkg: "aws", type, operation })).toBe(action);
  });

  it("have each cloud's code for throttling and quotas", () => {
    const of = (pkg: Subject["pkg"], type: string) => subject("a", { pkg, type });
    const clouds = [
      of("aws", "aws:ec2/vpc:Vpc"),
      of("aws", "aws:sqs/queue:Queue"),
      of("gcp", "gcp:compute/network:Network"),
      of("azure-native", "azure-native:network:VirtualNetwork"),
      of("kubernetes", "kubernetes:core/v1:Pod"),
    ];
    expect(clouds.map((one) => throttled(one, 3, 2).code)).toEqual([
      "RequestLimitExceeded",
      "ThrottlingException",
      "rateLimitExceeded",
      "TooManyRequests",
      "TooManyRequests",
    ]);
    expect(clouds.map((one) => quotaExceeded(one, 5).code)).toEqual([
      "VpcLimitExceeded",
      "ServiceQuotaExceededException",
      "quotaExceeded",
      "QuotaExceeded",
      "Forbidden",
    ]);
  });
});

describe("simulated time", () => {
  const taken = (urn: string, seconds: number, operation: "create" | "delete" = "create") =>
    ({ event: "time", urn, seconds, operation }) as const;

  it("adds up along the longest chain of dependencies, also through what took no time itself", () => {
    const resources = [
      { urn: "a" },
      { urn: "b", dependencies: ["a"] },
      { urn: "same", dependencies: ["b"] },
      { urn: "c", propertyDependencies: { x: ["same"] } },
      { urn: "alone" },
    ];
    const path = criticalPath([taken("a", 5), taken("b", 10), taken("c", 1), taken("alone", 12)], resources);
    expect([path.seconds, path.steps.map(({ urn }) => urn)]).toEqual([16, ["a", "b", "c"]]);
  });

  it("waits with deletions for what depends on it, and for everything that is made", () => {
    const resources = [{ urn: "a" }, { urn: "b", dependencies: ["a"] }, { urn: "n" }];
    const path = criticalPath([taken("a", 5, "delete"), taken("b", 7, "delete"), taken("n", 3)], resources);
    expect([path.seconds, path.steps.map(({ urn }) => urn)]).toEqual([15, ["n", "b", "a"]]);
  });

  it("knows ranges that are ranges, and takes a few seconds for the rest", () => {
    const wrong = Object.entries(durations).filter(([, { create, remove = [0, 1], update = [0, 1] }]) =>
      [create, remove, update].some(([least, most]) => least >= most),
    );
    expect(wrong).toEqual([]);
    expect(durationOf("aws:eks/cluster:Cluster", "create")).toEqual([480, 720]);
    expect(durationOf("azure-native:network/v20240101:VirtualNetworkGateway", "create")).toEqual([1800, 2700]);
    expect([
      durationOf("aws:sqs/queue:Queue", "create"),
      durationOf("tls:index/privateKey:PrivateKey", "create"),
    ]).toEqual([
      [1, 5],
      [0, 0],
    ]);
    expect(durationOf("aws:eks/cluster:Cluster", "read")).toEqual([0, 0]);
  });
});
