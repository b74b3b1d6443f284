import { DOCS } from "../core/message.js";
import type { Parameter } from "../core/parameter.js";
import { type Rule, Severity } from "../core/rule.js";
import { Level } from "./level.js";
import { FAIL, PROFILES, REPLACE, SERVICES, SEVERITIES } from "./parameters.js";
import { levelUnder, type Selection, usualSelection } from "./profiles.js";

/** A policy as the engine lists it and as stock configuration names it. */
export interface Policy {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly level: Level;
  readonly severity: Severity;
  /** Whether it is reported on single resources or on the stack. */
  readonly on: "resource" | "stack";
  readonly framework?: { readonly name: string; readonly version: string; readonly reference: string };
  readonly tags: readonly string[];
  /** What configuration may set besides the level. */
  readonly parameters?: readonly Parameter[];
  readonly remediation: string;
  readonly url: string;
}

/** What a rule could not decide is reported under this name, apart from violations. */
export const UNDECIDED: Policy = {
  name: "meta-undecided",
  title: "A rule cannot tell yet",
  description: "A rule cannot tell yet: a value that it needs is known only after the update.",
  level: Level.Advisory,
  severity: Severity.Low,
  on: "resource",
  tags: ["meta"],
  parameters: [FAIL],
  remediation:
    "Nothing, or write the value down where it is known; set this policy to mandatory to refuse undecided previews.",
  url: `${DOCS}#undecided`,
};

/** A rule that throws is reported under this name. */
export const FAULT: Policy = {
  name: "meta-rule-fault",
  title: "A rule of the pack failed",
  description: "A rule of the pack failed: its result on a resource is missing.",
  level: Level.Mandatory,
  severity: Severity.High,
  on: "resource",
  tags: ["meta"],
  remediation: "Report the fault; disable the rule named in the message until it is repaired.",
  url: `${DOCS}#faults`,
};

/** Carries the selection of rules; it reports nothing itself. */
export const PROFILE: Policy = {
  name: "meta-profile",
  title: "Profiles and selection",
  description: "Says by its configuration which rules take part and which of them stop.",
  level: Level.Advisory,
  severity: Severity.Low,
  on: "resource",
  tags: ["meta"],
  parameters: [PROFILES, SERVICES, SEVERITIES],
  remediation: "Nothing.",
  url: `${DOCS}#profiles`,
};

/** What an exception lets pass is reported under this name, with the reason. */
export const EXCEPTED: Policy = {
  name: "meta-excepted",
  title: "Excepted",
  description: "A violation that an exception lets pass.",
  level: Level.Advisory,
  severity: Severity.Low,
  on: "resource",
  tags: ["meta"],
  remediation: "Repair the resource before the exception ends.",
  url: `${DOCS}#exceptions`,
};

/** What is wrong with exceptions themselves, by kind. */
export const EXCEPTION_PROBLEMS = {
  expired: exceptionPolicy("expired", "Exception that has ended", Level.Mandatory, Severity.High),
  overlong: exceptionPolicy(
    "overlong",
    "Exception without an end, or with one too far away",
    Level.Mandatory,
    Severity.High,
  ),
  unused: exceptionPolicy("unused", "Exception that is not needed", Level.Advisory, Severity.Low),
} as const;

function exceptionPolicy(kind: string, title: string, level: Level, severity: Severity): Policy {
  return {
    name: `meta-exception-${kind}`,
    title,
    description: `${title}: exceptions are for a time and for a reason, and are taken out when they are not needed.`,
    level,
    severity,
    on: "stack",
    tags: ["meta"],
    remediation: "Repair the resource, or write down anew why not and until when.",
    url: `${DOCS}#exceptions`,
  };
}

/** Policies that are no rules. */
export const META: readonly Policy[] = [UNDECIDED, FAULT, PROFILE, EXCEPTED, ...Object.values(EXCEPTION_PROBLEMS)];

/** All policies of a pack: its rules, at the levels that its own selection gives them, and those that are no rules. */
export function policiesOf(rules: readonly Rule[], selection: Selection): readonly Policy[] {
  return [...rules.map((rule) => ({ ...policyOf(rule), level: levelUnder(selection, rule) })), ...META];
}

/** The policy that a rule is where nothing is selected. */
export function policyOf(rule: Rule): Policy {
  const framework = firstFramework(rule.controls);
  const parameters = [...(rule.parameters ?? []), ...(rule.remedy?.replaces ? [REPLACE] : [])];
  return {
    name: rule.id,
    title: rule.title,
    description: `${rule.title}: ${rule.why}`,
    level: levelUnder(usualSelection, rule),
    severity: rule.severity,
    on: rule.graph ? "stack" : "resource",
    ...(framework && { framework }),
    tags: Object.entries(rule.controls).flatMap(([name, ids]) => ids.map((id) => `${name}: ${id}`)),
    ...(parameters.length > 0 && { parameters }),
    remediation: rule.fix,
    url: rule.docs ?? "",
  };
}

/** The engine's metadata has room for one framework; all of them are in the tags. */
function firstFramework(controls: Rule["controls"]): Policy["framework"] {
  const [first] = Object.entries(controls);
  if (first === undefined) return undefined;
  const [full, ids] = first;
  const [, name = full, version = ""] = /^(.*) ([\d.]+)$/.exec(full) ?? [];
  return { name, version, reference: ids.join(", ") };
}
