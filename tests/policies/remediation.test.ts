import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, it } from "vitest";
import { sets } from "../../policies/core/remedy.js";
import { type ResourceRule, type Rule, Severity } from "../../policies/core/rule.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { pass } from "../../policies/core/verdict.js";
import { PackAnalyzer } from "../../policies/pack/analyzer.js";
import { rules as all } from "../../policies/rules/index.js";

const type = "aws:ec2/instance:Instance";
const secret = (value: unknown) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });
const rule = (id: string, properties: Record<string, unknown>, replaces = false): ResourceRule => ({
  id,
  title: id,
  severity: Severity.High,
  graph: false,
  judges: { [type]: [] },
  controls: {},
  remedy: sets(properties, replaces),
  why: "",
  fix: "Write it.",
  bad: [],
  good: [],
  check: () => pass,
});
const rules = [
  rule("imds", { "metadataOptions.httpTokens": "required" }),
  rule("address", { associatePublicIpAddress: false }, true),
];

/** What the rules set, one entry a remediation, under these settings of theirs; without any they are at their usual level. */
function remediated(
  props: Record<string, unknown>,
  settings: Record<string, Record<string, boolean>>,
  from: readonly Rule[] = rules,
  of = type,
) {
  const pack = new PackAnalyzer({ name: "p", version: "1.0.0", title: "P", description: "" }, from);
  const configuration = new analyzer.ConfigureAnalyzerRequest();
  for (const [name, values] of Object.entries(settings)) {
    const config = new analyzer.PolicyConfig();
    config.setEnforcementlevel(analyzer.EnforcementLevel.REMEDIATE);
    config.setProperties(Struct.fromJavaScript(values));
    configuration.getPolicyconfigMap().set(name, config);
  }
  pack.configure(configuration);
  const request = new analyzer.AnalyzeRequest();
  request.setType(of);
  request.setUrn(`urn:pulumi:dev::shop::${of}::web`);
  request.setProperties(Struct.fromJavaScript(props as Record<string, JavaScriptValue>));
  return pack
    .remediate(request)
    .getRemediationsList()
    .map((made) => [made.getPolicyname(), made.getDescription(), made.getProperties()?.toJavaScript()]);
}

describe("remediation", () => {
  it("sets what the rule names and nothing else, and says what to write into the program", () => {
    const props = { ami: "ami-1", metadataOptions: { httpTokens: "optional", httpEndpoint: "enabled" } };
    expect(remediated(props, { imds: {} })).toEqual([
      [
        "imds",
        'set metadataOptions.httpTokens = "required"; write the same into the program: Write it.',
        { ami: "ami-1", metadataOptions: { httpTokens: "required", httpEndpoint: "enabled" } },
      ],
    ]);
  });

  it("changes nothing under any other level, and nothing that is right", () => {
    expect(remediated({ ami: "ami-1" }, {})).toEqual([]);
    expect(remediated({ metadataOptions: [{ httpTokens: "required" }] }, { imds: {} })).toEqual([]);
  });

  it("replaces a resource only where that is configured", () => {
    const props = { associatePublicIpAddress: true };
    expect(remediated(props, { address: {} })).toEqual([]);
    expect(remediated(props, { address: { replace: true } }).map(([, , set]) => set)).toEqual([
      { associatePublicIpAddress: false },
    ]);
  });

  it("makes what needs no replacement without leave for the rest", () => {
    const edits = [
      { path: "monitoring", value: true, inPlace: true },
      { path: "tenancy", value: "dedicated" },
    ];
    const mixed: ResourceRule = { ...rule("mixed", {}), remedy: { replaces: true, edits: () => edits } };
    const set = (replace: boolean) => remediated({}, { mixed: { replace } }, [mixed]).map(([, , props]) => props);
    expect(set(false)).toEqual([{ monitoring: true }]);
    expect(set(true)).toEqual([{ monitoring: true, tenancy: "dedicated" }]);
  });

  it("of several rules builds on that of the one before", () => {
    const all = remediated({ associatePublicIpAddress: true }, { imds: {}, address: { replace: true } });
    expect(all.map(([, , set]) => set)).toEqual([
      { associatePublicIpAddress: true, metadataOptions: { httpTokens: "required" } },
      { associatePublicIpAddress: false, metadataOptions: { httpTokens: "required" } },
    ]);
  });

  it("keeps secrets secret in a list that a remedy sets as a whole", () => {
    const pod = {
      spec: {
        containers: [
          {
            name: "web",
            image: "web:1",
            env: [{ name: "TOKEN", value: secret("hunter2") }],
            securityContext: { privileged: true },
          },
        ],
      },
    };
    const rule = all.find(({ id }) => id === "k8s-privileged");
    expect(
      remediated(pod, { "k8s-privileged": {} }, rule === undefined ? [] : [rule], "kubernetes:core/v1:Pod"),
    ).toEqual([
      [
        "k8s-privileged",
        expect.not.stringContaining("hunter2"),
        {
          spec: {
            containers: [
              { ...pod.spec.containers[0], securityContext: expect.objectContaining({ privileged: false }) },
            ],
          },
        },
      ],
    ]);
  });

  it("leaves unknown values and secrets as they were, also where it changes something within", () => {
    const props = { userData: UNKNOWN.string, metadataOptions: secret({ httpTokens: "optional" }) };
    expect(remediated(props, { imds: {} }).map(([, , set]) => set)).toEqual([
      { userData: UNKNOWN.string, metadataOptions: secret({ httpTokens: "required" }) },
    ]);
    expect(remediated({ metadataOptions: UNKNOWN.object }, { imds: {} })).toEqual([]);
  });
});
