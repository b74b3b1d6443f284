import type { CloudName, Clouds, Implementations, TagRules, Target } from "./clouds.js";
import { Problems } from "./errors.js";
import { type RegionTable, regionProblem } from "./regions/index.js";

/** What a target of any cloud is made from. */
export interface TargetArgs {
  /**
   * The region in the cloud's own spelling, such as `eu-west-1`, `europe-west1` or `swedencentral`.
   *
   * A name that the package's table does not list is refused with a suggestion: see `unlistedRegion`.
   */
  readonly region: string;
  /**
   * Tells targets of one cloud apart. It is part of the provider's name, `<cloud>-<key>`, and so of URNs: changing it
   * later renames the provider. Lower-case letters, digits and hyphens, beginning with a letter, at most 40 characters.
   *
   * @default - the region
   */
  readonly key?: string;
  /**
   * Put on every resource that can carry tags. On GCP they become labels: lower case, with a hyphen for each character
   * that a label cannot have; two keys that become the same label are refused.
   *
   * Limits: AWS and Azure 50 tags, GCP 64 labels; see each cloud's own rules for keys and values.
   *
   * @default - no tags
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Accepts a region that is newer than this version's table. Nothing about its zones is checked then.
   *
   * @default false
   */
  readonly unlistedRegion?: boolean;
}

/** Puts a target together from arguments that have been checked. */
export function makeTarget<C extends CloudName>(
  cloud: C,
  args: TargetArgs & Clouds[C],
  implementations: Implementations<C>,
): Target<C> {
  const { region, key = region, tags = {}, unlistedRegion: _, ...settings } = args as TargetArgs;
  return {
    cloud,
    key,
    region,
    tags: { ...tags },
    settings: settings as Clouds[C],
    implementations: implementations as unknown as Implementations<CloudName>,
  };
}

/**
 * The implementations of a target's cloud. A target holds them without their cloud: otherwise a target of one cloud
 * would not be a `Target` of any cloud, which programs that serve several clouds need.
 */
export function implementationsOf<C extends CloudName>(target: Target<C>): Implementations<C> {
  return target.implementations as unknown as Implementations<C>;
}

const keyPattern = /^[a-z][a-z0-9-]{0,39}$/;

/** Checks what all targets have in common. */
export function checkTarget(problems: Problems, args: TargetArgs, table: RegionTable, rules: TagRules): void {
  checkRegion(problems, args, table);
  if (args.key !== undefined && !keyPattern.test(String(args.key)))
    problems.add(
      "key",
      `"${args.key}" is not a key; use lower-case letters, digits and hyphens, beginning with a letter, ` +
        "at most 40 characters, such as the region or an environment's name",
    );
  checkTags(problems, args.tags, rules);
}

function checkRegion(problems: Problems, args: TargetArgs, table: RegionTable): void {
  if (typeof args.region !== "string" || args.region === "") {
    problems.add(
      "region",
      `${describe(args.region)} is not a region; give its name as plain text, such as "${Object.keys(table)[0]}"`,
    );
    return;
  }
  const problem = args.unlistedRegion ? undefined : regionProblem(table, args.region);
  if (problem !== undefined)
    problems.add("region", `${problem} (unlistedRegion: true accepts a region that is newer than this package)`);
  else if (args.key === undefined && !keyPattern.test(args.region))
    problems.add("region", `"${args.region}" cannot be the target's key; give a key as well`);
}

function checkTags(problems: Problems, tags: TargetArgs["tags"], rules: TagRules): void {
  if (tags === undefined) return;
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(tags))
    if (typeof value === "string") texts[key] = value;
    else problems.add(`tags.${key}`, `${describe(value)} is not text; tags of a target are plain text`);
  for (const { key, reason } of rules.convert(texts).problems)
    problems.add(key === "" ? "tags" : `tags.${key}`, reason);
}

/** A value that an error message can show. */
export function describe(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (value === null || value === undefined || typeof value === "number" || typeof value === "boolean")
    return String(value);
  return typeof value === "object" && "apply" in value ? "an output" : `a value of type ${typeof value}`;
}

/** Runs the checks of one target and throws everything they found at once. */
export function checked(cloud: string, check: (problems: Problems) => void): void {
  const problems = new Problems();
  check(problems);
  problems.throwIfAny(`${cloud} target`);
}

/** Checks text against a pattern when it is given and plain. */
export function checkText(problems: Problems, path: string, value: unknown, pattern: RegExp, expected: string): void {
  if (value === undefined || (typeof value === "object" && value !== null)) return;
  if (typeof value !== "string" || !pattern.test(value)) problems.add(path, `${describe(value)} is not ${expected}`);
}

/** An existing provider already decides what these arguments would say. */
export function checkExistingProvider(problems: Problems, args: object, decided: readonly string[]): void {
  const given = args as Readonly<Record<string, unknown>>;
  if (given.provider === undefined) return;
  for (const name of decided)
    if (given[name] !== undefined)
      problems.add(
        name,
        `${name} has no effect beside an existing provider, which decides it; leave one of the two out`,
      );
}
