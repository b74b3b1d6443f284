import { describe, expect, it } from "vitest";
import type { Props } from "../../policies/core/value.js";
import { type Case, Mode, resourcesOf } from "../../policies/evaluation/cases.js";
import { disagrees, judge, score } from "../../policies/evaluation/score.js";
import { rules } from "../../policies/rules/index.js";

const BUCKET = "aws:s3/bucket:Bucket";
const ACL = "aws:s3/bucketAcl:BucketAcl";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";

const versioned = (id: string, label: "fail" | "pass", status: unknown): Case => ({
  case: id,
  check_id: "CKV_AWS_21",
  label,
  cloud: "aws",
  target: { type: BUCKET, name: "logs" },
  resources: [
    { type: BUCKET, name: "logs", props: { bucket: "logs", tags: null }, deps: {} },
    {
      type: VERSIONING,
      name: "logs",
      props: { bucket: { $ref: `${BUCKET}::logs`, attr: "id" }, versioningConfiguration: { status } },
      deps: { bucket: [`${BUCKET}::logs`] },
    },
  ],
});
const acl = (id: string, label: "fail" | "pass", value: unknown): Case => ({
  case: id,
  check_id: "CKV_AWS_20",
  label,
  cloud: "aws",
  resources: [{ type: ACL, name: "acl", props: { acl: value }, deps: {} }],
});
const cases = [
  versioned("a", "pass", "Enabled"),
  versioned("b", "fail", "Suspended"),
  acl("c", "fail", "public-read"),
  acl("d", "fail", { $unknown: "var.acl" }),
  acl("e", "pass", "public-read"),
  { ...acl("f", "fail", "private"), check_id: "CKV_NOT_OURS" },
];

describe("a case", () => {
  it("reads as a state in one mode and as a first preview in the other", () => {
    const props = (mode: Mode) =>
      resourcesOf(versioned("a", "pass", { $unknown: "var.x" }), mode).map((one) => one.props);
    expect(props(Mode.Analyze)).toEqual([
      { bucket: "logs" },
      { bucket: "a-logs-id", versioningConfiguration: { status: "unknown-value" } },
    ]);
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(props(Mode.Preview)).toEqual([
      { bucket: "logs" },
      { bucket: unknown, versioningConfiguration: { status: unknown } },
    ]);
  });

  it("keeps what its resources were made from in both", () => {
    const [, split] = resourcesOf(versioned("a", "pass", "Enabled"), Mode.Preview);
    expect(split?.dependencies).toEqual({ bucket: [`urn:pulumi:cases::a::${BUCKET}::logs`] });
  });
});

describe("the score", () => {
  const judged = judge(cases, rules);

  it("judges the cases whose checks rules map to, on their target or on all their resources", () => {
    expect(judged.map((one) => `${one.case.case} ${one.analyze} ${one.preview}`)).toEqual([
      "a clean clean",
      "b violation violation",
      "c violation violation",
      "d clean undecided",
      "e violation violation",
    ]);
    expect(judged.filter(disagrees).map((one) => one.case.case)).toEqual(["d", "e"]);
  });

  it("says how many failing cases are found, how many passing ones too, and what a preview leaves open", () => {
    expect(score(cases, judged)).toEqual({
      cases: 6,
      mapped: 5,
      recall: 2 / 3,
      falsePositives: 1 / 2,
      previewRecall: 2 / 3,
      previewUndecided: 1 / 3,
      lost: 0,
      disputed: 0,
    });
  });

  it("takes what is found on a part for found on what it belongs to, unless the check labels such parts", () => {
    const bucket = `${BUCKET}::logs`;
    const apart = (id: string, target: string): Case => ({
      ...acl(id, "fail", "public-read"),
      target: { type: target, name: target === BUCKET ? "logs" : "acl" },
      resources: [
        { type: BUCKET, name: "logs", props: { bucket: "logs" }, deps: {} },
        {
          type: ACL,
          name: "acl",
          props: { bucket: { $ref: bucket, attr: "id" }, acl: "public-read" },
          deps: { bucket: [bucket] },
        },
      ],
    });
    const results = (...some: Case[]) => judge(some, rules).map((one) => one.analyze);
    expect(results(apart("g", BUCKET))).toEqual(["violation"]);
    expect(results(apart("g", BUCKET), apart("h", ACL))).toEqual(["clean", "violation"]);
  });

  it("counts of a rule that judges more than the check only what the check is about", () => {
    const trail = (check_id: string, props: Props): Case => ({
      case: check_id,
      check_id,
      label: "fail",
      cloud: "aws",
      resources: [{ type: "aws:cloudtrail/trail:Trail", name: "audit", props, deps: {} }],
    });
    const results = (props: Props) =>
      judge(
        ["CKV_AWS_36", "CKV_AWS_67", "AWS-0014"].map((check) => trail(check, props)),
        rules,
      ).map((one) => `${one.case.case} ${one.analyze} ${one.preview}`);
    expect(results({ isMultiRegionTrail: false, enableLogFileValidation: { $unknown: "var.x" } })).toEqual([
      "CKV_AWS_36 violation undecided",
      "CKV_AWS_67 violation violation",
      "AWS-0014 violation violation",
    ]);
    expect(results({ isMultiRegionTrail: true })).toEqual([
      "CKV_AWS_36 violation violation",
      "CKV_AWS_67 clean clean",
      "AWS-0014 clean clean",
    ]);
  });

  it("counts disputed cases apart", () => {
    const apart = judge(cases, rules, { e: "the ACL is public", d: "nothing is said" });
    expect(score(cases, apart)).toMatchObject({ recall: 1, falsePositives: 0, disputed: 2 });
  });
});
