import { describe, expect, it } from "vitest";
import { type ResourceRule, Severity } from "../../policies/core/rule.js";
import { pass } from "../../policies/core/verdict.js";
import { Configuration, type PolicySettings } from "../../policies/pack/configuration.js";
import { Level } from "../../policies/pack/level.js";
import { PROFILE, policyOf, UNDECIDED } from "../../policies/pack/policies.js";
import { levelUnder, type ProfileName } from "../../policies/pack/profiles.js";

const rule = (id: string, severity: Severity, more: Partial<ResourceRule> = {}): ResourceRule => ({
  id,
  title: id,
  severity,
  graph: false,
  judges: { "aws:s3/bucket:Bucket": [] },
  controls: {},
  why: "",
  fix: "",
  bad: [],
  good: [],
  check: () => pass,
  ...more,
});
const rules = [
  rule("aws-s3-a", Severity.Critical),
  rule("aws-s3-b", Severity.High, { controls: { "CIS AWS 5.0": ["2.1"] } }),
  rule("aws-rds-c", Severity.Low, { controls: { NIST: ["CP-9"], PCI4: ["3.5.1"] }, groups: ["production"] }),
  rule("aws-kms-d", Severity.Low, { groups: ["customer-keys"] }),
  rule("k8s-e", Severity.Medium, { groups: ["pss-baseline"] }),
  rule("k8s-f", Severity.Medium, { controls: { "CIS K8s 1.11": ["5.2.7"] }, groups: ["pss-restricted"] }),
];

const given = (settings: Record<string, Partial<PolicySettings>>): Configuration => {
  const policies = new Map([...rules.map(policyOf), UNDECIDED, PROFILE].map((policy) => [policy.name, policy]));
  const all = [...policies.values()].map(({ name, level }): [string, PolicySettings] => [
    name,
    { level, settings: {}, ...settings[name] },
  ]);
  return new Configuration(policies, new Map(all));
};
const levels = (configuration: Configuration): readonly string[] =>
  rules.map((one) => `${one.id} ${configuration.level(policyOf(one), one)}`);

describe("a profile", () => {
  const under = (...profiles: readonly ProfileName[]) => rules.map((one) => levelUnder({ profiles }, one)).join(" ");

  it.each<[ProfileName, string]>([
    ["baseline", "mandatory advisory disabled disabled advisory advisory"],
    ["strict", "mandatory mandatory disabled disabled advisory advisory"],
    ["production", "mandatory mandatory mandatory disabled advisory advisory"],
    ["all", "mandatory mandatory advisory advisory advisory advisory"],
    ["cis", "disabled mandatory disabled disabled disabled mandatory"],
    ["fsbp", "disabled disabled disabled disabled disabled disabled"],
    ["nist", "disabled disabled mandatory disabled disabled disabled"],
    ["pci", "disabled disabled mandatory disabled disabled disabled"],
    ["pss-baseline", "disabled disabled disabled disabled mandatory disabled"],
    ["pss-restricted", "disabled disabled disabled disabled mandatory mandatory"],
    ["customer-keys", "disabled disabled disabled mandatory disabled disabled"],
  ])("%s gives each rule its level", (profile, expected) => {
    expect(under(profile)).toBe(expected);
  });

  it("with another gives the stricter level of both", () => {
    expect(under("baseline", "cis", "customer-keys")).toBe("mandatory mandatory disabled mandatory advisory mandatory");
  });

  it("is the policy's own level where nothing is configured", () => {
    expect(rules.map((one) => policyOf(one).level).join(" ")).toBe(under("strict"));
  });
});

describe("configuration", () => {
  it("selects rules by services and severities, and takes part of neither where none is named", () => {
    const settings = { profiles: ["baseline"], services: ["aws-s3", "k8s"], severities: ["critical", "medium"] };
    expect(levels(given({ "meta-profile": { settings } }))).toEqual([
      "aws-s3-a mandatory",
      "aws-s3-b disabled",
      "aws-rds-c disabled",
      "aws-kms-d disabled",
      "k8s-e advisory",
      "k8s-f advisory",
    ]);
  });

  it("leaves a rule the level that it has of its own", () => {
    const own = { "aws-s3-a": { level: Level.Advisory }, "aws-kms-d": { level: Level.Remediate } };
    const settings = { profiles: ["strict"], services: ["k8s"] };
    expect(
      levels(given({ ...own, "meta-profile": { settings } })).filter((line) => !line.endsWith("disabled")),
    ).toEqual(["aws-s3-a advisory", "aws-kms-d remediate", "k8s-e advisory", "k8s-f advisory"]);
  });

  it("lets undecided rules of some severities stop", () => {
    const configuration = given({ "meta-undecided": { settings: { fail: ["critical"] } } });
    expect(rules.slice(0, 2).map((one) => configuration.undecided(one))).toEqual(["mandatory", "advisory"]);
  });

  it.each([
    [
      "meta-profile",
      { profiles: ["sloppy"] },
      'meta-profile.profiles is ["sloppy"]; allowed: a list of baseline, strict, production, all, cis, fsbp, nist, pci, pss-baseline, pss-restricted, customer-keys',
    ],
    [
      "meta-profile",
      { profile: "strict" },
      'the policy meta-profile has no setting "profile"; its settings: profiles, services, severities',
    ],
    ["aws-s3-a", { days: 3 }, 'the policy aws-s3-a has no setting "days"; its settings: none'],
    [
      "meta-undecided",
      { fail: "critical" },
      'meta-undecided.fail is "critical"; allowed: a list of critical, high, medium, low',
    ],
  ])("refuses what %s does not take: %j", (policy, settings, message) => {
    expect(() => given({ [policy]: { settings } })).toThrow(message);
  });
});
