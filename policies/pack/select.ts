import { nearest } from "../../components/core/nearest.js";
import { type Rule, Severity } from "../core/rule.js";
import { rules } from "../rules/index.js";
import { Level } from "./level.js";
import { PackError } from "./pack-error.js";
import { levelUnder, type ProfileName, profileNames } from "./profiles.js";

/** Which of this package's rules a pack takes. A rule is taken that every field here allows; `{}` allows all. */
export interface RuleChoice {
  /** Ids of rules: `["aws-s3-versioning"]`. @default - any */
  readonly ids?: readonly string[];
  /** Beginnings of ids up to a hyphen: `["aws"]`, `["aws-s3", "k8s"]`. @default - any */
  readonly services?: readonly string[];
  /** @default - any */
  readonly severities?: readonly Severity[];
  /** Profiles in which a rule takes part: one of them is enough. @default - any */
  readonly profiles?: readonly ProfileName[];
  /** Frameworks that list a rule, with or without the version: `["CIS AWS 5.0"]`, `["PCI4"]`. @default - any */
  readonly frameworks?: readonly string[];
  /** Ids of rules that are left out all the same. @default - none */
  readonly except?: readonly string[];
}

/**
 * Chooses of this package's rules, for a pack of one's own.
 *
 * Several choices add up: `selectRules({ services: ["aws-s3"] }, { ids: ["k8s-privileged"] })` takes both, and a rule that
 * both choices name once. The order is that of the catalogue.
 *
 * @throws PackError where a choice names something that does not exist, with what was probably meant
 */
export function selectRules(...choices: readonly RuleChoice[]): readonly Rule[] {
  for (const choice of choices) checkChoice(choice);
  return rules.filter((rule) => choices.some((choice) => allows(choice, rule)));
}

function allows(choice: RuleChoice, rule: Rule): boolean {
  const { ids, services, severities, profiles, frameworks, except } = choice;
  const parts = [
    ids?.includes(rule.id),
    services?.some((service) => begins(rule.id, service, "-")),
    severities?.includes(rule.severity),
    profiles && levelUnder({ profiles }, rule) !== Level.Disabled,
    frameworks?.some((name) => Object.keys(rule.controls).some((framework) => begins(framework, name, " "))),
    !except?.includes(rule.id),
  ];
  return parts.every((part) => part !== false);
}

/** Whether a name begins with these words. */
function begins(name: string, words: string, separator: string): boolean {
  return name === words || name.startsWith(`${words}${separator}`);
}

const ids = () => rules.map((rule) => rule.id);
const frameworks = () => rules.flatMap((rule) => Object.keys(rule.controls));

/** What each field may name. */
const vocabulary: Readonly<Record<keyof RuleChoice, () => readonly string[]>> = {
  ids,
  except: ids,
  services: () => ids().flatMap((id) => beginnings(id, "-")),
  severities: () => Object.values(Severity),
  profiles: () => profileNames,
  frameworks: () => frameworks().flatMap((framework) => beginnings(framework, " ")),
};

/** `aws-s3-versioning`: `aws`, `aws-s3` and itself. */
function beginnings(name: string, separator: string): readonly string[] {
  const words = name.split(separator);
  return words.map((_, index) => words.slice(0, index + 1).join(separator));
}

function checkChoice(choice: RuleChoice): void {
  for (const [field, names] of Object.entries(choice)) {
    if (!Object.hasOwn(vocabulary, field)) throw unknownName("a choice of rules", field, Object.keys(vocabulary));
    if (!Array.isArray(names))
      throw new PackError(`selectRules: ${field} is ${JSON.stringify(names)}; allowed: a list of texts`);
    const known = new Set(vocabulary[field as keyof RuleChoice]());
    const unknown = names.find((name) => !known.has(name));
    if (unknown !== undefined) throw unknownName(field, unknown, [...known]);
  }
}

/** Up to this many names are listed; of more, the nearest is named. */
const LISTED = 20;

function unknownName(where: string, name: unknown, known: readonly string[]): PackError {
  const meant = nearest(String(name), known);
  const listed = known.length > LISTED ? "docs/policies.md lists them" : `there are ${known.join(", ")}`;
  const hint = meant === undefined ? listed : `did you mean "${meant}"?`;
  return new PackError(`selectRules: ${where} has no ${JSON.stringify(name)}: ${hint}`);
}
