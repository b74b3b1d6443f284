import { describe, expect, it } from "vitest";
import { rules } from "../../policies/rules/index.js";
import { bases, type Program } from "./metamorphic/harness.js";
import { deep, documentIn, eachValue } from "./metamorphic/write.js";
import { findings } from "./support.js";

/** What no schema allows in most places. */
const WRONG: readonly unknown[] = [
  null,
  0,
  -1.5,
  true,
  "",
  "text",
  [],
  [[null]],
  {},
  { "": null },
  [{ length: 3 }],
  "9".repeat(400),
  "\u0000*?[(",
];

/** Each way to replace one value, `change` being what visits all of them. */
function eachReplaced<T>(change: (visit: (value: unknown) => unknown) => T): readonly T[] {
  let count = 0;
  change((value) => {
    count++;
    return value;
  });
  return Array.from({ length: count }, (_, which) => which).flatMap((which) =>
    WRONG.map((wrong) => {
      let at = 0;
      return change((value) => (at++ === which ? wrong : value));
    }),
  );
}

/** The program with its documents replaced by what `change` makes of them, one after the other. */
function withDocuments(program: Program, change: (document: unknown) => readonly string[]): readonly Program[] {
  const texts: unknown[] = [];
  eachValue((value) => {
    if (documentIn(value) !== undefined) texts.push(value);
    return value;
  })(program);
  return texts.flatMap((text) =>
    change(documentIn(text)).map((other) => eachValue((value) => (value === text ? other : value))(program)),
  );
}

const faults = (program: Program): readonly string[] =>
  findings(program).flatMap((finding) =>
    finding.kind === "fault" ? [`${finding.rule.id}: ${finding.error}: ${JSON.stringify(program)}`] : [],
  );

describe("values of the wrong type", () => {
  it("are no fault of any rule", () => {
    const programs = bases.flatMap(({ program }) => eachReplaced((visit) => eachValue(visit)(program)));
    expect(programs.flatMap(faults)).toEqual([]);
    expect(programs.length).toBeGreaterThan(35_000);
  });

  it("are none inside of documents either", () => {
    const programs = bases.flatMap(({ program }) =>
      withDocuments(program, (document) =>
        eachReplaced((visit) => deep(document, visit)).map((other) => JSON.stringify(other)),
      ),
    );
    expect(programs.flatMap(faults)).toEqual([]);
    expect(programs.length).toBeGreaterThan(4_000);
  });
});

/** What every rule says that has a document in its bad example, once the document's last character is missing. */
function saidOfBroken(): readonly string[] {
  return rules.flatMap((rule) =>
    withDocuments(rule.bad, (document) => [JSON.stringify(document).slice(0, -1)]).flatMap((program) =>
      findings(program).flatMap((finding) => {
        if (finding.rule.id !== rule.id) return [];
        return [`${rule.id}: ${finding.kind === "undecided" ? finding.unknown.join() : finding.kind}`];
      }),
    ),
  );
}

describe("a document that does not parse", () => {
  it("is undecided, under its path, for every rule that reads it", () => {
    const why = "(cannot be read as a JSON document)";
    const of = (path: string, ...ids: readonly string[]) => ids.map((id) => `${id}: ${path} ${why}`);
    const expected = [
      ...of("containerDefinitions", "aws-ecs-env-secret", "aws-ecs-privileged"),
      ...of("assumeRolePolicy", "aws-iam-oidc-subject", "aws-iam-trust-anyone"),
      ...of("policy", "aws-iam-admin-policy", "aws-iam-privilege-escalation", "aws-iam-wildcard-write"),
      ...of("policy", "aws-ecr-public-policy", "aws-iot-policy-wide", "aws-kms-policy-public", "aws-s3-policy-public"),
      ...of("policy", "aws-sns-public", "aws-sqs-public"),
    ];
    expect([...saidOfBroken()].sort()).toEqual(expected.sort());
  });

  it("is undecided in the policies of GCP", () => {
    const type = "gcp:storage/bucketIAMPolicy:BucketIAMPolicy";
    const [finding] = findings([{ type, name: "it", props: { policyData: '{"bindings": [' } }]);
    expect(finding).toMatchObject({
      kind: "undecided",
      rule: { id: "gcp-gcs-public" },
      unknown: ["policyData (cannot be read as a JSON document)"],
    });
  });
});
