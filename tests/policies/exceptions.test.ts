import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Exception, Exceptions, matches } from "../../policies/core/exceptions.js";
import { ConfigurationError } from "../../policies/pack/configuration.js";
import { readExceptions } from "../../policies/pack/exceptions-file.js";
import { exceptionsFile } from "../../policies/pack/exceptions-path.js";
import { rules } from "../../policies/rules/index.js";

const urn = "urn:pulumi:prod::shop::aws:s3/bucketAcl:BucketAcl::assets";
const entry = (more: Partial<Exception> = {}): Exception => ({
  rule: "aws-s3-public-acl",
  resource: urn,
  category: "waiver",
  reason: "The site is public.",
  owner: "web",
  until: "2026-12-31",
  place: "policy-exceptions.yaml: exceptions[0]",
  ...more,
});
const today = "2026-11-22";
const problems = (exception: Exception, found: boolean, urns: readonly string[] = [urn]) => {
  const exceptions = new Exceptions([exception], rules, today);
  if (found) exceptions.for(exception.rule, urn);
  return exceptions.problems(urns).map(({ kind, wrong }) => `${kind}: ${wrong}`);
};

describe("an exception", () => {
  it.each([
    [urn, true],
    ["urn:pulumi:prod::shop::*::assets", true],
    ["*::assets", true],
    ["*", true],
    ["urn:pulumi:dev::*", false],
    ["urn:pulumi:prod::shop::aws:s3/bucketAcl:BucketAcl::asset.", false],
    ["*::asset", false],
  ])("of %s holds for the resource: %s", (pattern, expected) => {
    expect(matches(pattern, urn)).toBe(expected);
  });

  it("holds for its rule on its last day, and for nothing on the next", () => {
    const holds = (until: string) => new Exceptions([entry({ until })], rules, today).for("aws-s3-public-acl", urn);
    expect([holds("2026-11-22")?.owner, holds("2026-11-21")]).toEqual(["web", undefined]);
    expect(new Exceptions([entry()], rules, today).for("aws-s3-versioning", urn)).toBeUndefined();
  });

  it("that is used and in time is no problem", () => {
    expect(problems(entry(), true)).toEqual([]);
  });

  it("that has ended is one, used or not", () => {
    const wrong = "expired: ended on 2026-11-01; repair the resource, or decide anew";
    expect(problems(entry({ until: "2026-11-01" }), true)).toEqual([wrong]);
    expect(problems(entry({ until: "2026-11-01" }), false)).toEqual([wrong]);
  });

  it("to a critical rule ends within 90 days", () => {
    expect(problems(entry({ until: "2027-02-20" }), true)).toEqual([]);
    expect(problems(entry({ until: "2027-02-21" }), true)).toEqual([
      "overlong: holds until 2027-02-21; for a critical rule 2027-02-20 is the latest",
    ]);
  });

  it("to a critical or high rule has an end, one to others need not", () => {
    const { until: _, ...endless } = entry();
    expect(problems(endless, true)).toEqual(["overlong: has no `until`, which an exception to a critical rule needs"]);
    expect(problems({ ...endless, rule: "aws-s3-versioning" }, true)).toEqual([]);
  });

  it("that is not needed says why", () => {
    expect(problems(entry(), false)).toEqual(["unused: is not needed: the rule finds nothing there; delete it"]);
    expect(problems(entry({ resource: "urn:pulumi:prod::shop::*::gone" }), false)).toEqual([
      "unused: is not needed: no resource of the stack matches it; delete it",
    ]);
  });

  it("of another stack is no problem of this one", () => {
    expect(problems(entry({ resource: "urn:pulumi:dev::shop::*::assets", until: "2020-01-01" }), false)).toEqual([]);
  });
});

describe("the file of exceptions", () => {
  const dir = mkdtempSync(join(tmpdir(), "groundplan-exceptions-"));
  const file = join(dir, "policy-exceptions.yaml");
  const ids = new Set(rules.map(({ id }) => id));
  const read = (text: string) => {
    writeFileSync(file, text);
    return readExceptions(file, ids);
  };
  const whole = "rule: aws-s3-public-acl, resource: '*::assets', category: waiver, reason: Public., owner: web";
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it("is a list of them", () => {
    expect(read(`exceptions:\n  - { ${whole}, until: 2026-12-31 }\n`)).toEqual([
      entry({ resource: "*::assets", reason: "Public.", place: "policy-exceptions.yaml: exceptions[0]" }),
    ]);
    expect(read("")).toEqual([]);
  });

  it.each([
    ["- a", "policy-exceptions.yaml holds no list `exceptions`; it begins with the line `exceptions:`"],
    [
      "exceptions: [x]",
      "policy-exceptions.yaml: exceptions[0] is no object with rule, resource, category, reason, owner, until",
    ],
    [
      "exceptions: [{ rule: aws-s3-public-acl }]",
      "policy-exceptions.yaml: exceptions[0].resource is missing; allowed: a text that says something",
    ],
    [`exceptions: [{ ${whole}, reason: '' }]`, "Map keys must be unique"],
    [
      `exceptions: [{ ${whole}, expires: 2026-12-31 }]`,
      "exceptions[0] has no field expires; its fields: rule, resource, category, reason, owner, until",
    ],
    [
      `exceptions: [{ ${whole.replace("public-acl", "public-alc")} }]`,
      'exceptions[0].rule is "aws-s3-public-alc"; allowed: the id of a rule, as docs/policies.md lists them; did you mean aws-s3-public-acl?',
    ],
    ...["meta-undecided", "'*'", "aws-s3-*"].map((rule) => [
      `exceptions: [{ ${whole.replace("aws-s3-public-acl", rule)} }]`,
      `exceptions[0].rule is "${rule.replaceAll("'", "")}"; allowed: the id of a rule, as docs/policies.md lists them`,
    ]),
    [
      `exceptions: [{ ${whole.replace(" category: waiver,", "")} }]`,
      "exceptions[0].category is missing; allowed: waiver, mitigated",
    ],
    [
      `exceptions: [{ ${whole.replace("waiver", "ignore")} }]`,
      'exceptions[0].category is "ignore"; allowed: waiver, mitigated',
    ],
    [
      `exceptions: [{ ${whole.replace("'*::assets'", "assets")} }]`,
      'exceptions[0].resource is "assets"; allowed: a URN, in which * stands for any text: urn:pulumi:prod::shop::*::assets',
    ],
    [
      `exceptions: [{ ${whole}, until: soon }]`,
      'exceptions[0].until is "soon"; allowed: a day, year first: 2026-12-31',
    ],
    [`exceptions: [{ ${whole}, until: 2026-02-30 }]`, 'exceptions[0].until is "2026-02-30"; allowed: a day'],
  ])("is refused with place, value and what is allowed: %s", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("that is no YAML is refused in one line", () => {
    expect(() => read("exceptions: [ {\n")).toThrow(
      new ConfigurationError(
        `${file} cannot be read: Flow map in block collection must be sufficiently indented and end with a } at line 2, column 1`,
      ),
    );
  });

  it("is of all packs of a run: each takes what is to its own rules, and refuses what is like one of them", () => {
    const of = (own: readonly string[], rule: string) => {
      writeFileSync(file, `exceptions:\n  - { ${whole.replace("aws-s3-public-acl", rule)} }\n`);
      return readExceptions(file, new Set(own)).map((one) => one.rule);
    };
    const acme = ["acme-queue-retention", "aws-sqs-public"];
    expect(of(acme, "acme-queue-retention")).toEqual(["acme-queue-retention"]);
    expect(of(acme, "aws-s3-public-acl")).toEqual([]);
    expect(of([...ids], "acme-queue-retention")).toEqual([]);
    expect(() => of(acme, "acme-queue-retentoin")).toThrow(
      'exceptions[0].rule is "acme-queue-retentoin"; allowed: the id of a rule, as docs/policies.md lists them; did you mean acme-queue-retention?',
    );
    expect(() => of(acme, "k8s-no-such-thing-at-all-anywhere")).toThrow("as docs/policies.md lists them");
  });

  it("is the one that is named, or lies where the engine was started", () => {
    writeFileSync(file, "");
    expect(exceptionsFile({ PWD: dir })).toBe(file);
    expect(exceptionsFile({ PWD: tmpdir() })).toBeUndefined();
    expect(exceptionsFile({ PWD: dir, GROUNDPLAN_POLICY_EXCEPTIONS: "/else/where.yaml" })).toBe("/else/where.yaml");
  });
});
