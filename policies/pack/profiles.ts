/** Sets of levels for all rules, by name: what stops a deployment, what advises, and what is not asked at all. */

import { type Group, type Rule, Severity } from "../core/rule.js";
import { Level } from "./level.js";

/** What a profile makes of each rule. */
interface Profile {
  /** For the reference: "critical rules stop, all others advise". */
  readonly describes: string;
  level(rule: Rule): Level;
}

/** Groups whose rules only a profile that names them turns on. */
const OPTIONAL: ReadonlySet<Group> = new Set(["customer-keys", "production"]);

export const profiles = {
  baseline: {
    describes: "critical rules stop, the others advise",
    level: (rule) => bySeverity(rule, Severity.Critical),
  },
  strict: {
    describes: "critical and high rules stop, the others advise",
    level: (rule) => bySeverity(rule, Severity.Critical, Severity.High),
  },
  production: {
    describes:
      "as `strict`, and what is expected in production stops: several zones, deletion protection, access logs, private networks, named egress",
    level: (rule) =>
      inGroup(rule, "production") ? Level.Mandatory : bySeverity(rule, Severity.Critical, Severity.High),
  },
  all: {
    describes: "every rule takes part; critical and high ones stop, the others advise",
    level: ({ severity }) =>
      severity === Severity.Critical || severity === Severity.High ? Level.Mandatory : Level.Advisory,
  },
  cis: framework("the CIS benchmarks of the clouds and of Kubernetes", "CIS "),
  fsbp: framework("AWS Foundational Security Best Practices", "FSBP"),
  nist: framework("NIST 800-53 revision 5", "NIST"),
  pci: framework("PCI DSS 4.0", "PCI4"),
  "pss-baseline": {
    describes: "the Pod Security Standards' level baseline stops; nothing else is asked",
    level: (rule) => (inGroup(rule, "pss-baseline") ? Level.Mandatory : Level.Disabled),
  },
  "pss-restricted": {
    describes: "the Pod Security Standards' level restricted stops, which holds baseline; nothing else is asked",
    level: (rule) => (inGroup(rule, "pss-baseline", "pss-restricted") ? Level.Mandatory : Level.Disabled),
  },
  "customer-keys": {
    describes: "encryption under a key of the customer's own stops; nothing else is asked",
    level: (rule) => (inGroup(rule, "customer-keys") ? Level.Mandatory : Level.Disabled),
  },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;

export const profileNames = Object.keys(profiles) as readonly ProfileName[];

/** Which rules take part, and at which level. */
export interface Selection {
  /** Of several profiles the strictest counts, rule by rule. */
  readonly profiles: readonly ProfileName[];
  /** Beginnings of rule ids: `aws`, `aws-s3`, `k8s`. @default - all */
  readonly services?: readonly string[];
  /** @default - all */
  readonly severities?: readonly Severity[];
}

/** What holds where nothing is configured. */
export const usualSelection: Selection = { profiles: ["strict"] };

/** The rule's level under a selection. */
export function levelUnder(selection: Selection, rule: Rule): Level {
  const { services, severities } = selection;
  if (services !== undefined && !services.some((name) => rule.id.startsWith(`${name}-`))) return Level.Disabled;
  if (severities !== undefined && !severities.includes(rule.severity)) return Level.Disabled;
  const levels = selection.profiles.map((name) => profiles[name].level(rule));
  return [Level.Mandatory, Level.Advisory].find((level) => levels.includes(level)) ?? Level.Disabled;
}

function bySeverity(rule: Rule, ...stopping: readonly Severity[]): Level {
  if (rule.groups?.some((group) => OPTIONAL.has(group))) return Level.Disabled;
  return stopping.includes(rule.severity) ? Level.Mandatory : Level.Advisory;
}

function framework(title: string, prefix: string): Profile {
  const listed = (rule: Rule) => Object.keys(rule.controls).some((name) => name.startsWith(prefix));
  return {
    describes: `rules on the subject of ${title} stop; nothing else is asked`,
    level: (rule) => (listed(rule) ? Level.Mandatory : Level.Disabled),
  };
}

function inGroup(rule: Rule, ...groups: readonly Group[]): boolean {
  return rule.groups?.some((group) => groups.includes(group)) ?? false;
}
