import protoutil from "@pulumi/policy/protoutil.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, it } from "vitest";
import { type Exception, Exceptions } from "../../policies/core/exceptions.js";
import type { Parameter } from "../../policies/core/parameter.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { PackAnalyzer } from "../../policies/pack/analyzer.js";
import { policyOf } from "../../policies/pack/policies.js";
import { rules } from "../../policies/rules/index.js";

type MakeInfo = (name: string, version: string, level: string, args: object) => analyzer.AnalyzerInfo;

const facts = { name: "groundplan", version: "1.2.3", title: "Groundplan", description: "Rules." };
const ACL = "aws:s3/bucketAcl:BucketAcl";
const BUCKET = "aws:s3/bucket:Bucket";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const urn = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;

function inputs(type: string, name: string, props: Record<string, unknown>): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setType(type);
  request.setUrn(urn(type, name));
  request.setName(name);
  request.setProperties(struct.Struct.fromJavaScript(props as Record<string, struct.JavaScriptValue>));
  return request;
}

function stack(...resources: [type: string, name: string, refs?: Record<string, string[]>][]) {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(
    resources.map(([type, name, refs = {}]) => {
      const resource = new analyzer.AnalyzerResource();
      resource.setType(type);
      resource.setUrn(urn(type, name));
      resource.setName(name);
      // At a preview outputs are unknown, and so is everything that was made from them.
      resource.setProperties(struct.Struct.fromJavaScript({ id: UNKNOWN.string }));
      for (const [property, urns] of Object.entries(refs)) {
        const on = new analyzer.AnalyzerPropertyDependencies();
        on.setUrnsList(urns);
        resource.getPropertydependenciesMap().set(property, on);
      }
      return resource;
    }),
  );
  return request;
}

function configure(pack: PackAnalyzer, levels: Record<string, number>): void {
  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const [name, level] of Object.entries(levels)) {
    const config = new analyzer.PolicyConfig();
    config.setEnforcementlevel(level as 0);
    request.getPolicyconfigMap().set(name, config);
  }
  pack.configure(request);
}

const analyze = (pack: PackAnalyzer, request: analyzer.AnalyzeRequest) =>
  analyzer.AnalyzeResponse.deserializeBinary(pack.analyze(request));

const LEVEL = ["advisory", "mandatory", "disabled", "remediate"];
const reported = (response: analyzer.AnalyzeResponse) =>
  response.getDiagnosticsList().map((d) => {
    const name = d.getUrn().split("::").at(-1);
    return `${LEVEL[d.getEnforcementlevel()]} ${d.getPolicyname()} ${name}`;
  });
const unpassed = (response: analyzer.AnalyzeResponse) =>
  response.getNotApplicableList().map((na) => na.getPolicyName());

const schemasOf = (parameters: readonly Parameter[]) =>
  Object.fromEntries(
    parameters.map((one) => [
      one.name,
      { ...one.schema, default: one.default, description: `${one.describes} (${one.allowed})` },
    ]),
  );

describe("the configuration of the stack", () => {
  const INSTANCE = "aws:rds/instance:Instance";
  const secret = (value: string) => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    value,
  });
  const database = (password: string) => inputs(INSTANCE, "orders", { password: secret(password) });
  const literal = (pack: PackAnalyzer, password: string) =>
    reported(analyze(pack, database(password))).filter((line) => line.includes("literal-password"));

  it("tells a secret that was kept from one that stands there in clear, within an object, too", () => {
    const pack = new PackAnalyzer(facts, rules);
    const request = new analyzer.AnalyzerStackConfigureRequest();
    request.getConfigMap().set("shop:dbPassword", "orders-2024");
    request.getConfigMap().set("shop:databases", '{"users": {"password": "users-2024"}}');
    request.getConfigMap().set("shop:kept", "kept-2024");
    request.setConfigSecretKeysList(["shop:kept"]);
    pack.configureStack(request);
    const found = ["mandatory aws-rds-literal-password orders"];
    expect(literal(pack, "orders-2024")).toEqual(found);
    expect(literal(pack, "users-2024")).toEqual(found);
    expect(literal(pack, "kept-2024")).toEqual([]);
    expect(literal(pack, "made elsewhere")).toEqual([]);
  });
});

describe("metadata", () => {
  it("is what Pulumi's own SDK says for the same policies", () => {
    const policies = rules.map(policyOf).map((policy) => ({
      name: policy.name,
      displayName: policy.title,
      description: policy.description,
      enforcementLevel: policy.level as "advisory",
      severity: policy.severity,
      ...(policy.framework && { framework: { ...policy.framework, specification: "" } }),
      tags: [...policy.tags],
      remediationSteps: policy.remediation,
      url: policy.url,
      ...(policy.parameters && { configSchema: { properties: schemasOf(policy.parameters) } }),
      ...(policy.on === "stack" ? { validateStack: () => {} } : { validateResource: () => {} }),
    }));
    const args = { policies, displayName: facts.title, description: facts.description };
    const { makeAnalyzerInfo } = protoutil as unknown as { makeAnalyzerInfo: MakeInfo }; // left out of its types
    const official = makeAnalyzerInfo(facts.name, facts.version, "advisory", args).toObject();
    const ours = new PackAnalyzer(facts, rules).info().toObject();
    expect(ours.policiesList.slice(0, rules.length)).toEqual(official.policiesList);
    expect({ ...ours, policiesList: [] }).toEqual({ ...official, policiesList: [] });
    expect(ours.policiesList.slice(rules.length).map((policy) => policy.name)).toEqual([
      "meta-undecided",
      "meta-rule-fault",
      "meta-profile",
      "meta-excepted",
      "meta-exception-expired",
      "meta-exception-overlong",
      "meta-exception-unused",
    ]);
  });

  it("stops for critical and high rules and advises for the rest", () => {
    const level = (id: string) => rules.filter((rule) => rule.id === id).map((rule) => policyOf(rule).level);
    expect(level("aws-s3-public-acl")).toEqual(["mandatory"]);
    expect(level("aws-ec2-ebs-encrypted")).toEqual(["mandatory"]);
    expect(level("aws-s3-versioning")).toEqual(["advisory"]);
    expect(level("gcp-net-flow-logs")).toEqual(["advisory"]);
  });
});

describe("one resource", () => {
  it("is reported with the rule's level, and no rule for other types counts as passed", () => {
    const response = analyze(new PackAnalyzer(facts, rules), inputs(ACL, "acl", { acl: "public-read" }));
    expect(reported(response)).toEqual(["mandatory aws-s3-public-acl acl"]);
    const others = rules.filter((rule) => !rule.graph && rule.id !== "aws-s3-public-acl").map((rule) => rule.id);
    expect(unpassed(response)).toEqual(others);
  });

  it("of a type that no rule reads is answered without a look at it", () => {
    const response = analyze(new PackAnalyzer(facts, rules), inputs("aws:location/tracker:Tracker", "t", {}));
    expect(reported(response)).toEqual([]);
    expect(unpassed(response)).toEqual(rules.filter((rule) => !rule.graph).map((rule) => rule.id));
  });

  it("that cannot be decided is reported once, apart, and not counted as passed", () => {
    const response = analyze(new PackAnalyzer(facts, rules), inputs(ACL, "acl", { acl: UNKNOWN.string }));
    expect(reported(response)).toEqual(["advisory meta-undecided acl"]);
    expect(unpassed(response)).toContain("aws-s3-public-acl");
  });

  it("with a secret value is judged, and the value is not printed", () => {
    const acl = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "public-read" };
    const [found] = analyze(new PackAnalyzer(facts, rules), inputs(ACL, "acl", { acl })).getDiagnosticsList();
    expect(found?.getMessage().split("\n")[1]).toBe("acl is [secret]: opens the bucket to everybody");
  });
});

describe("the stack", () => {
  it("is judged at a preview by the inputs seen before and by what each property was made from", () => {
    const pack = new PackAnalyzer(facts, rules);
    const on = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
    pack.analyze(inputs(BUCKET, "good", {}));
    pack.analyze(inputs(BUCKET, "bad", {}));
    pack.analyze(inputs(BLOCK, "block", { bucket: UNKNOWN.string, ...on }));
    const request = stack([BUCKET, "good"], [BUCKET, "bad"], [BLOCK, "block", { bucket: [urn(BUCKET, "good")] }]);
    const found = reported(pack.analyzeStack(request)).filter((line) => line.includes("public-access"));
    expect(found).toEqual(["mandatory aws-s3-public-access-block bad"]);
  });

  it("without a resource that a rule judges does not count as passed", () => {
    const response = new PackAnalyzer(facts, rules).analyzeStack(stack(["aws:location/tracker:Tracker", "t"]));
    expect(unpassed(response)).toEqual(rules.filter((rule) => rule.graph).map((rule) => rule.id));
  });
});

describe("stock configuration", () => {
  const { ADVISORY, MANDATORY, DISABLED, REMEDIATE } = analyzer.EnforcementLevel;

  it("sets the level of each rule", () => {
    const pack = new PackAnalyzer(facts, rules);
    const at = (level: number) => {
      configure(pack, { "aws-s3-public-acl": level });
      return reported(analyze(pack, inputs(ACL, "acl", { acl: "public-read" })));
    };
    expect(at(ADVISORY)).toEqual(["advisory aws-s3-public-acl acl"]);
    expect(at(DISABLED)).toEqual([]);
    expect(at(REMEDIATE)).toEqual(["mandatory aws-s3-public-acl acl"]);
  });

  it("sets what happens to what is undecided", () => {
    const pack = new PackAnalyzer(facts, rules);
    const at = (level: number) => {
      configure(pack, { "meta-undecided": level });
      return reported(analyze(pack, inputs(ACL, "acl", { acl: UNKNOWN.string })));
    };
    expect(at(MANDATORY)).toEqual(["mandatory meta-undecided acl"]);
    expect(at(DISABLED)).toEqual([]);
  });
});

describe("an exception", () => {
  const exception = (name: string, until: string): Exception => ({
    rule: "aws-s3-public-acl",
    resource: urn(ACL, name),
    category: "waiver",
    reason: "The site is public.",
    owner: "web",
    until,
    place: "policy-exceptions.yaml: exceptions[0]",
  });
  const pack = (...all: readonly Exception[]) => {
    const made = new PackAnalyzer(facts, rules, () => new Exceptions(all, rules, "2026-11-22"));
    configure(made, {});
    return made;
  };

  it("lets a violation pass, and says so with the reason", () => {
    const response = analyze(pack(exception("acl", "2026-12-31")), inputs(ACL, "acl", { acl: "public-read" }));
    expect(reported(response)).toEqual(["advisory meta-excepted acl"]);
    expect(response.getDiagnosticsList()[0]?.getMessage()).toBe(
      [
        `aws-s3-public-acl is excepted until 2026-12-31: acl (${ACL})`,
        "waiver, by web: The site is public.",
        "docs: docs/policies.md#exceptions",
      ].join("\n"),
    );
  });

  it("that has ended lets nothing pass, and stops itself", () => {
    const ended = pack(exception("acl", "2026-11-21"));
    expect(reported(analyze(ended, inputs(ACL, "acl", { acl: "public-read" })))).toEqual([
      "mandatory aws-s3-public-acl acl",
    ]);
    expect(reported(ended.analyzeStack(stack([ACL, "acl"])))).toEqual(["mandatory meta-exception-expired "]);
  });

  it("that nothing needs is told of", () => {
    const response = pack(exception("other", "2026-12-31")).analyzeStack(stack([ACL, "acl"]));
    expect(response.getDiagnosticsList().map((d) => d.getMessage())).toEqual([
      `policy-exceptions.yaml: exceptions[0] (aws-s3-public-acl on ${urn(ACL, "other")}, by web) is not needed: no resource of the stack matches it; delete it\ndocs: docs/policies.md#exceptions`,
    ]);
  });
});
