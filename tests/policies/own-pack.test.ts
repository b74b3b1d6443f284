import { describe, expect, it } from "vitest";
import { type Pack, PackError, type Rule, type RuleChoice, rules, selectRules } from "../../policies/index.js";
import { PackAnalyzer } from "../../policies/pack/analyzer.js";
import { packFacts } from "../../policies/pack/pack-facts.js";
import { registryRule } from "./authors.js";

const ids = (chosen: readonly Rule[]) => chosen.map((rule) => rule.id);

/** The message of the PackError that the work throws. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(PackError);
    return (error as PackError).message;
  }
  throw new Error("nothing was refused");
}

describe("a choice of rules", () => {
  it("takes the rules that every field allows, in the order of the catalogue", () => {
    expect(ids(selectRules({ ids: ["aws-s3-versioning", "aws-s3-public-acl"] }))).toEqual([
      "aws-s3-public-acl",
      "aws-s3-versioning",
    ]);
    expect(ids(selectRules({ services: ["aws-s3"], severities: ["critical"] }))).toEqual([
      "aws-s3-policy-public",
      "aws-s3-public-acl",
    ]);
    expect(ids(selectRules({ services: ["aws-s3"], severities: ["critical"], except: ["aws-s3-public-acl"] }))).toEqual(
      ["aws-s3-policy-public"],
    );
    expect(selectRules({})).toEqual(rules);
    expect(selectRules()).toEqual([]);
  });

  it("takes no other service that begins with the same letters", () => {
    const ec2 = ids(selectRules({ services: ["aws-ec2"] }));
    expect(ec2).toEqual(ids(rules).filter((id) => id.startsWith("aws-ec2-")));
    expect(ids(selectRules({ services: ["aws-net-egress-all"] }))).toEqual(["aws-net-egress-all"]);
  });

  it("asks for a framework with or without its version, and for a profile that a rule takes part in", () => {
    const named = (test: (framework: string) => boolean) =>
      ids(rules.filter((rule) => Object.keys(rule.controls).some(test)));
    expect(ids(selectRules({ frameworks: ["CIS AWS"] }))).toEqual(named((one) => one.startsWith("CIS AWS ")));
    expect(ids(selectRules({ frameworks: ["FSBP"] }))).toEqual(named((one) => one === "FSBP"));
    expect(ids(selectRules({ profiles: ["customer-keys"] }))).toEqual(
      ids(rules.filter((rule) => rule.groups?.includes("customer-keys"))),
    );
  });

  it("adds up with others, each rule once", () => {
    const both = selectRules({ ids: ["k8s-privileged"] }, { ids: ["aws-s3-public-acl"] }, { ids: ["k8s-privileged"] });
    expect(ids(both)).toEqual(["aws-s3-public-acl", "k8s-privileged"]);
  });

  it.each<[RuleChoice, string]>([
    [{ ids: ["aws-s3-versionin"] }, 'selectRules: ids has no "aws-s3-versionin": did you mean "aws-s3-versioning"?'],
    [
      { except: ["made-up-entirely-by-me"] },
      'selectRules: except has no "made-up-entirely-by-me": docs/policies.md lists them',
    ],
    [{ services: ["aws-s"] }, 'selectRules: services has no "aws-s": did you mean "aws"?'],
    [{ severities: ["hihg" as "high"] }, 'selectRules: severities has no "hihg": did you mean "high"?'],
    [{ profiles: ["strickt" as "strict"] }, 'selectRules: profiles has no "strickt": did you mean "strict"?'],
    [{ frameworks: ["CIS AWZ"] }, 'selectRules: frameworks has no "CIS AWZ": did you mean "CIS AWS"?'],
    [{ service: ["aws"] } as RuleChoice, 'selectRules: a choice of rules has no "service": did you mean "services"?'],
    [{ ids: "aws-s3-versioning" as never }, 'selectRules: ids is "aws-s3-versioning"; allowed: a list of texts'],
  ])("refuses %j", (choice, message) => {
    expect(refusal(() => selectRules(choice))).toBe(message);
  });
});

describe("a pack", () => {
  const pack = (more: Partial<Pack> = {}): Pack => ({ name: "acme", version: "1.4.0", rules: [registryRule], ...more });
  const broken = (change: object) => pack({ rules: [{ ...registryRule, ...change } as Rule] });

  it.each<[string, Pack, string]>([
    [
      "two rules with one id",
      pack({ rules: [registryRule, { ...registryRule }] }),
      'rules[1] has the id "acme-image-registry", as rules[0] has: give each rule an id of its own',
    ],
    [
      "a rule that stands there twice",
      pack({ rules: [...selectRules({ ids: ["aws-s3-public-acl"] }), ...selectRules({ services: ["aws-s3"] })] }),
      'rules[7] has the id "aws-s3-public-acl", as rules[0] has: leave one out, or make both choices in one call of selectRules, which lists a rule once',
    ],
    [
      "a rule without an id",
      broken({ id: undefined }),
      "rules[0] has no id (Image of another registry): give it one of small letters, digits and hyphens, as in acme-image-registry",
    ],
    [
      "an id that configuration cannot name",
      broken({ id: "Acme registry" }),
      'rules[0].id is "Acme registry"; allowed: small letters, digits and hyphens, as in acme-image-registry',
    ],
    [
      "an id of the pack's own",
      broken({ id: "meta-undecided" }),
      'rules[0].id is "meta-undecided": ids that begin with meta- are the pack\'s own; choose another',
    ],
    [
      "the id all",
      broken({ id: "all" }),
      'rules[0].id is "all", which configuration takes for every policy; choose another',
    ],
    [
      "something that is no rule",
      pack({ rules: [{ id: "a" } as Rule] }),
      "rules[0] is no rule: a rule is an object with an id and a function `check`",
    ],
    ["no rule at all", pack({ rules: [] }), "`rules` is empty: name at least one rule"],
    [
      "a severity that does not exist",
      broken({ severity: "severe" }),
      'rules[0] (acme-image-registry).severity is "severe"; allowed: critical, high, medium, low',
    ],
    [
      "a rule that judges nothing",
      broken({ judges: {} }),
      'rules[0] (acme-image-registry).judges is {}; allowed: an object of property paths by type token: { "aws:s3/bucket:Bucket": [] }',
    ],
    [
      "a parameter that would hide the level",
      broken({ parameters: [{ ...registryRule.parameters?.[0], name: "enforcementLevel" }] }),
      'rules[0] (acme-image-registry).parameters: "enforcementLevel" is a setting that the pack adds itself; give the parameter another name',
    ],
    [
      "a name that the engine refuses",
      pack({ name: "acme policies" }),
      'name is "acme policies"; allowed: at most 100 letters, digits, -, _ and .',
    ],
    ["a version that is none", pack({ version: "1.4" }), 'version is "1.4"; allowed: three numbers, as in 1.4.0'],
    [
      "a policy in the configuration that it does not have",
      pack({ config: { "acme-image-registri": "advisory" } }),
      'config names the policy "acme-image-registri", which the pack does not have: did you mean "acme-image-registry"?',
    ],
    [
      "a level that does not exist",
      pack({ config: { "acme-image-registry": "warn" as never } }),
      'config["acme-image-registry"].enforcementLevel is "warn"; allowed: advisory, mandatory, disabled, remediate',
    ],
  ])("with %s is refused", (_what, wrong, message) => {
    expect(refusal(() => packFacts(wrong))).toBe(message);
  });

  it("with a setting out of range is refused before it serves", () => {
    const facts = packFacts(pack({ config: { "acme-image-registry": { registries: [""] } } }));
    expect(() => new PackAnalyzer(facts, [registryRule])).toThrow(
      'acme-image-registry.registries is [""]; allowed: a list of texts',
    );
  });

  const told = (given: Pack) => {
    const info = new PackAnalyzer(packFacts(given), given.rules).info();
    const levels = info
      .getPoliciesList()
      .map((one) => [one.getName(), ["advisory", "mandatory", "disabled"][one.getEnforcementlevel()]]);
    const config: unknown[] = [];
    info.getInitialconfigMap().forEach((one, name) => {
      config.push([name, one.getEnforcementlevel(), one.getProperties()?.toJavaScript()]);
    });
    return { title: info.getDisplayname(), levels: Object.fromEntries(levels), config };
  };

  it("lets every rule that it names take part, and tells the engine so", () => {
    const rule = selectRules({ ids: ["aws-s3-encryption-kms", "aws-rds-backup"] });
    expect(told(pack({ rules: [registryRule, ...rule] }))).toMatchObject({
      title: "acme",
      levels: {
        "acme-image-registry": "mandatory",
        "aws-s3-encryption-kms": "advisory",
        "aws-rds-backup": "advisory",
      },
      config: [["meta-profile", 0, { profiles: ["all"] }]],
    });
  });

  it("takes its own profile and settings, at the usual level where it says none", () => {
    const rule = selectRules({ ids: ["aws-s3-encryption-kms", "aws-rds-backup"] });
    const config = { "meta-profile": { profiles: ["strict"] }, "acme-image-registry": { registries: ["ghcr.io"] } };
    expect(told(pack({ rules: [registryRule, ...rule], config }))).toMatchObject({
      levels: { "aws-s3-encryption-kms": "disabled", "aws-rds-backup": "advisory" },
      config: [
        ["acme-image-registry", 1, { registries: ["ghcr.io"] }],
        ["meta-profile", 0, { profiles: ["strict"] }],
      ],
    });
  });

  it("names no page for a rule that has none", () => {
    const url = (given: Pack) => new PackAnalyzer(packFacts(given), given.rules).info().getPoliciesList()[0]?.getUrl();
    expect(url(pack())).toBe("");
    expect(url(broken({ docs: "https://wiki.acme.example/images" }))).toBe("https://wiki.acme.example/images");
    expect(url(pack({ rules: selectRules({ ids: ["aws-s3-public-acl"] }) }))).toBe(
      "docs/policies/aws-s3-public-acl.md",
    );
  });
});
