import { type Rule, Severity } from "../../policies/core/rule.js";
import { readConfigFile } from "../../policies/pack/config-file.js";
import { ConfigurationError, type PolicySettings } from "../../policies/pack/configuration.js";
import { PROFILES } from "../../policies/pack/parameters.js";
import { type Policy, PROFILE } from "../../policies/pack/policies.js";
import { profileNames } from "../../policies/pack/profiles.js";
import type { Input } from "../arguments.js";
import { CliError, ExitCode, usageError } from "../errors.js";
import { didYouMean } from "../words.js";

/** What the options choose of the rules; checked against what there is. */
export interface Chosen {
  readonly given: ReadonlyMap<string, PolicySettings>;
  readonly profiles: readonly string[];
}

/**
 * Reads the options that choose rules, over what a file of levels and settings says.
 *
 * @throws CliError `bad-argument`, `bad-policy-config`, both with exit code 2
 */
export function chosenRules(input: Input, rules: readonly Rule[], policies: ReadonlyMap<string, Policy>): Chosen {
  const profiles = known(input, "profile", profileNames);
  const severities = known(input, "severity", Object.values(Severity));
  const services = words(input, "service").map((name) => assertService(name, rules));
  const file = input.value("config");
  const given = new Map(file === undefined ? [] : configErrors(() => readConfigFile(file, policies)));
  const before = given.get(PROFILE.name);
  const settings = {
    ...before?.settings,
    ...(profiles.length > 0 ? { profiles } : {}),
    ...(severities.length > 0 ? { severities } : {}),
    ...(services.length > 0 ? { services } : {}),
  };
  given.set(PROFILE.name, { level: before?.level ?? PROFILE.level, settings });
  return { given, profiles: PROFILES.of(settings) };
}

/** Runs what reads configuration, and says what is wrong with it as the commands do. */
export function configErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ConfigurationError) throw new CliError("bad-policy-config", error.message, ExitCode.Usage);
    throw error;
  }
}

/** The words of an option that may be repeated and may hold lists. */
function words(input: Input, option: string): string[] {
  return input
    .values(option)
    .flatMap((value) => value.split(","))
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function known(input: Input, option: string, names: readonly string[]): string[] {
  const given = words(input, option);
  const wrong = given.find((name) => !names.includes(name));
  if (wrong === undefined) return given;
  const meant = didYouMean(wrong, names);
  throw usageError(
    "bad-argument",
    `--${option} is ${JSON.stringify(wrong)};${meant === "" ? "" : ` ${meant}`} allowed: ${names.join(", ")}`,
  );
}

function assertService(name: string, rules: readonly Rule[]): string {
  if (rules.some(({ id }) => id.startsWith(`${name}-`))) return name;
  const beginnings = new Set(rules.flatMap(({ id }) => [id.split("-")[0] ?? "", id.split("-").slice(0, 2).join("-")]));
  throw usageError(
    "bad-argument",
    `--service is ${JSON.stringify(name)}, and no rule's id begins so; ${didYouMean(name, [...beginnings]) || "docs/policies.md lists the rules"}`,
  );
}
