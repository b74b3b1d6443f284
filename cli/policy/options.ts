import type { Rule } from "../../policies/core/rule.js";
import type { PolicySettings } from "../../policies/pack/configuration.js";
import type { Policy } from "../../policies/pack/policies.js";
import type { Input, OptionSpec } from "../arguments.js";
import { CliError, ExitCode, usageError } from "../errors.js";
import { didYouMean } from "../words.js";

/** Options of the commands that judge something. */
export const judgingOptions: Readonly<Record<string, OptionSpec>> = {
  config: {
    type: "string",
    value: "file",
    summary: "Levels and settings, as --policy-pack-config takes them",
  },
  profile: {
    type: "string",
    value: "names",
    multiple: true,
    summary: "Profiles instead of strict: baseline,cis (repeatable)",
  },
  severity: {
    type: "string",
    value: "names",
    multiple: true,
    summary: "Only rules of these severities: critical,high (repeatable)",
  },
  service: {
    type: "string",
    value: "names",
    multiple: true,
    summary: "Only rules whose ids begin so: aws-s3,k8s (repeatable)",
  },
  exceptions: {
    type: "string",
    value: "file",
    summary: "Exceptions (default: GROUNDPLAN_POLICY_EXCEPTIONS, policy-exceptions.yaml of the project)",
  },
  stack: { type: "string", short: "s", value: "name", summary: "Of a program: the stack to preview (default: dev)" },
  live: {
    type: "boolean",
    summary: "A program or a stack: with your Pulumi login and credentials, not in the sandbox",
  },
  verbose: { type: "boolean", short: "v", summary: "Print what the engine prints, too" },
};

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
export async function chosenRules(
  input: Input,
  rules: readonly Rule[],
  policies: ReadonlyMap<string, Policy>,
): Promise<Chosen> {
  const { PROFILES } = await import("../../policies/pack/parameters.js");
  const { profileNames } = await import("../../policies/pack/profiles.js");
  const { PROFILE } = await import("../../policies/pack/policies.js");
  const profiles = known(input, "profile", profileNames);
  const severities = known(input, "severity", ["critical", "high", "medium", "low"]);
  const services = words(input, "service").map((name) => assertService(name, rules));
  const file = input.value("config");
  const given = new Map(file === undefined ? [] : await configOf(file, policies));
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

async function configOf(file: string, policies: ReadonlyMap<string, Policy>) {
  const { readConfigFile } = await import("../../policies/pack/config-file.js");
  return configErrors(() => readConfigFile(file, policies));
}

/** Runs what reads configuration, and says what is wrong with it as the commands do. */
export function configErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && error.constructor.name === "ConfigurationError")
      throw new CliError("bad-policy-config", error.message, ExitCode.Usage);
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
