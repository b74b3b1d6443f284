/** What users configure: a selection of profiles, levels of single rules, and their parameters. */

import type { Settings } from "../core/parameter.js";
import type { Rule } from "../core/rule.js";
import { Level } from "./level.js";
import { FAIL, PROFILES, SERVICES, SEVERITIES } from "./parameters.js";
import { type Policy, PROFILE, UNDECIDED } from "./policies.js";
import { levelUnder, type Selection } from "./profiles.js";

/** What the engine sends for one policy. */
export interface PolicySettings {
  readonly level: Level;
  readonly settings: Settings;
}

/** A configuration that names something wrong. */
export class ConfigurationError extends Error {}

/** What holds for each rule in one run. */
export class Configuration {
  readonly #given: ReadonlyMap<string, PolicySettings>;
  readonly #selection: Selection;

  /**
   * @param policies  all policies of the pack, by name
   * @param given     what the engine sends: every policy's level, configured or not
   * @throws ConfigurationError with policy, parameter, value and what is allowed
   */
  constructor(policies: ReadonlyMap<string, Policy>, given: ReadonlyMap<string, PolicySettings> = new Map()) {
    for (const [name, { settings }] of given) {
      const policy = policies.get(name);
      if (policy !== undefined) assertSettings(policy, settings);
    }
    this.#given = given;
    this.#selection = selectionOf(this.settings(PROFILE));
  }

  settings(policy: { readonly name: string }): Settings {
    return this.#given.get(policy.name)?.settings ?? {};
  }

  /** Whether a rule takes part: with its own severity, or with that of single findings. */
  enabled(policy: Policy, rule: Rule): boolean {
    const severities = [rule.severity, ...(rule.severities ?? [])];
    return severities.some(
      (severity) => this.level(policy, Object.create(rule, { severity: { value: severity } })) !== Level.Disabled,
    );
  }

  /**
   * The level of a policy that is no rule, or of a rule: a level of its own that differs from the usual one, or else that of
   * the selection. The engine does not tell a level that was configured from one that was not.
   */
  level(policy: Policy, rule?: Rule): Level {
    const own = this.#given.get(policy.name)?.level ?? policy.level;
    return own !== policy.level || rule === undefined ? own : levelUnder(this.#selection, rule);
  }

  /** Of a finding that could not be decided. */
  undecided(rule: Rule): Level {
    if (FAIL.of(this.settings(UNDECIDED)).includes(rule.severity)) return Level.Mandatory;
    return this.level(UNDECIDED);
  }
}

/** The selection that the settings of the policy `meta-profile` say. */
export function selectionOf(settings: Settings): Selection {
  const [services, severe] = [SERVICES.of(settings), SEVERITIES.of(settings)];
  return {
    profiles: PROFILES.of(settings),
    ...(services.length > 0 ? { services } : {}),
    ...(severe.length > 0 ? { severities: severe } : {}),
  };
}

/**
 * The engine checks what it is told of the schemas; tools that speak to the pack directly do not.
 *
 * @param source  where the settings stand, as messages begin: `levels.json: `
 * @throws ConfigurationError with policy, setting, value and what is allowed
 */
export function assertSettings(policy: Policy, settings: Settings, source = ""): void {
  for (const [name, value] of Object.entries(settings)) {
    const parameter = policy.parameters?.find((one) => one.name === name);
    if (parameter?.accepts(value)) continue;
    const known = (policy.parameters ?? []).map((one) => one.name).join(", ") || "none";
    throw new ConfigurationError(
      parameter === undefined
        ? `${source}the policy ${policy.name} has no setting ${JSON.stringify(name)}; its settings: ${known}`
        : `${source}${policy.name}.${name} is ${JSON.stringify(value)}; allowed: ${parameter.allowed}`,
    );
  }
}
