import type { Settings } from "../../../core/parameter.js";
import { wholeNumber } from "../../../core/parameter.js";
import type { Edit } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds, isTrue, type Tri } from "../../../core/tri.js";
import { type Field, get, type Props } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";

const POLICY = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";
const CLASSES = [
  "requireLowercaseCharacters",
  "requireUppercaseCharacters",
  "requireNumbers",
  "requireSymbols",
] as const;
const LENGTH = wholeNumber("length", 14, { from: 6, to: 128 }, "how many characters a password has at least");
const REUSE = wholeNumber("reuse", 24, { from: 1, to: 24 }, "how many earlier passwords may not come again");

interface Demand {
  readonly at: Field;
  readonly met: Tri;
  readonly value: unknown;
  readonly wrong: string;
}

/** What the policy must say; what it leaves out is off, and six characters are enough. */
function demandsOn(props: Props, settings: Settings): readonly Demand[] {
  const atLeast = (path: string, least: number, wrong: string): Demand => {
    const at = get(props, path);
    return { at, met: holds(at, (value) => Number(value) >= least), value: least, wrong };
  };
  return [
    atLeast("minimumPasswordLength", LENGTH.of(settings), "lets users choose short passwords"),
    atLeast("passwordReusePrevention", REUSE.of(settings), "lets users go back to a password that leaked"),
    ...CLASSES.map((path) => {
      const at = get(props, path);
      return { at, met: isTrue(at), value: true, wrong: "lets users leave out a class of characters" };
    }),
  ];
}

const strong = (minimumPasswordLength: number) => ({
  minimumPasswordLength,
  passwordReusePrevention: 24,
  ...Object.fromEntries(CLASSES.map((path) => [path, true])),
});

export const awsIamPasswordPolicy: ResourceRule = {
  id: "aws-iam-password-policy",
  title: "Weak account password policy",
  severity: Severity.Medium,
  graph: false,
  judges: { [POLICY]: ["minimumPasswordLength", "passwordReusePrevention", ...CLASSES] },
  controls: {
    "CIS AWS 5.0": ["1.7", "1.8"],
    FSBP: ["IAM.10", "IAM.7"],
    NIST: [
      "AC-2",
      "AC-24",
      "AC-3",
      "AC-4",
      "AC-7",
      "CM-12",
      "CM-5",
      "CM-6",
      "CM-9",
      "IA-4",
      "IA-5",
      "IA-8",
      "MA-4",
      "SC-23",
    ],
  },
  checkov: ["CKV_AWS_10", "CKV_AWS_11", "CKV_AWS_12", "CKV_AWS_13", "CKV_AWS_14", "CKV_AWS_15"],
  trivy: ["AWS-0056", "AWS-0058", "AWS-0059", "AWS-0060", "AWS-0061", "AWS-0063"],
  aspects: {
    CKV_AWS_10: ["minimumPasswordLength"],
    CKV_AWS_11: ["requireLowercaseCharacters"],
    CKV_AWS_12: ["requireNumbers"],
    CKV_AWS_13: ["passwordReusePrevention"],
    CKV_AWS_14: ["requireSymbols"],
    CKV_AWS_15: ["requireUppercaseCharacters"],
    "AWS-0056": ["passwordReusePrevention"],
    "AWS-0058": ["requireLowercaseCharacters"],
    "AWS-0059": ["requireNumbers"],
    "AWS-0060": ["requireSymbols"],
    "AWS-0061": ["requireUppercaseCharacters"],
    "AWS-0063": ["minimumPasswordLength"],
  },
  parameters: [LENGTH, REUSE],
  remedy: {
    replaces: false,
    edits: ({ props }, settings): readonly Edit[] =>
      demandsOn(props, settings).flatMap(({ at, met, value }) => (met === false ? [{ path: at.path, value }] : [])),
  },
  why: "Short and repeated passwords of console users are guessed or come from leaks of other sites.",
  fix: "Set `minimumPasswordLength` to 14, `passwordReusePrevention` to 24 and the four `require...` properties to true.",
  bad: [{ type: POLICY, name: "passwords", props: strong(8) }],
  good: [{ type: POLICY, name: "passwords", props: strong(14) }],
  check: ({ props }, settings) => every(demandsOn(props, settings).map(({ at, met, wrong }) => demand(met, at, wrong))),
};
