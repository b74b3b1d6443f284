import type { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import type { NetworkOptions, TierArgs } from "./args.js";
import { positionsOverlap } from "./cidr.js";
import { defaultTiers, freeSlots, positionOf, TierKind, type TierSpec } from "./plan.js";

/** Lower case, and no last part of one letter: `cache-a` would be taken for zone a of a tier `cache`. */
const namePattern = /^[a-z][a-z0-9]+(-[a-z0-9]{2,})*$/;
const longestName = 24;

/** The default tiers with the user's changes, and the user's own. A share or slot that is missing is NaN until checked. */
export function resolveTiers(tiers: NetworkOptions["tiers"]): TierSpec[] {
  const given = plainTiers(tiers);
  const kept = defaultTiers.filter((tier) => given[tier.name] !== false);
  const changed = kept.map((tier) => ({ ...tier, ...defined((given[tier.name] || {}) as TierArgs) }));
  const names = new Set(defaultTiers.map((tier) => tier.name));
  const own = Object.entries(given).flatMap(([name, tier]) =>
    names.has(name) || tier === false
      ? []
      : [{ kind: TierKind.Private, share: Number.NaN, slot: Number.NaN, ...defined(tier), name }],
  );
  return [...changed, ...own];
}

/** The tiers that are given; none where what is given is not a plain object, which is reported later. */
export function plainTiers(tiers: NetworkOptions["tiers"]): NonNullable<NetworkOptions["tiers"]> {
  return isPlain(tiers) ? tiers : {};
}

/** An object literal, as opposed to an output, a list or a resource. */
export function isPlain<T>(value: T): value is T & object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function defined(tier: TierArgs): Partial<TierSpec> {
  return Object.fromEntries(Object.entries(tier).filter(([, value]) => value !== undefined));
}

export function checkTiers(problems: Problems, asked: NetworkOptions["tiers"], tiers: readonly TierSpec[]): void {
  const given = plainTiers(asked);
  if (asked !== undefined && asked !== given)
    problems.add(
      "tiers",
      `${describe(asked)} is not a set of tiers; use plain values: { <name>: { kind, share, slot } }`,
    );
  for (const [name, tier] of Object.entries(given))
    if (tier === false || isPlain(tier)) checkGiven(problems, name, tier);
    else
      problems.add(
        `tiers.${name}`,
        `${describe(tier)} is not a tier; use { kind, share, slot }, or false to leave it out`,
      );
  if (tiers.length === 0) problems.add("tiers", "every tier is left out; keep at least one");
  const placed: TierSpec[] = [];
  for (const tier of tiers) {
    if (!checkPlace(problems, tier, given[tier.name])) continue;
    const taken = placed.find((other) => positionsOverlap(positionOf(other), positionOf(tier)));
    if (taken !== undefined) addOverlap(problems, tier, taken, tiers);
    placed.push(tier);
  }
}

function checkGiven(problems: Problems, name: string, tier: TierArgs | false): void {
  const path = `tiers.${name}`;
  const ofDefault = defaultTiers.find((one) => one.name === name);
  if (!namePattern.test(name) || name.length > longestName)
    problems.add(
      path,
      `"${name}" is not a name of a tier; use 2 to ${longestName} lower-case letters, digits and hyphens, beginning with a ` +
        "letter, each part of two or more characters",
    );
  if (tier === false) {
    if (ofDefault === undefined)
      problems.add(path, `"${name}" is not a default tier, so false has nothing to leave out; remove it`);
    return;
  }
  const kinds: readonly string[] = Object.values(TierKind);
  if (tier.kind === undefined) {
    if (ofDefault === undefined)
      problems.add(`${path}.kind`, `tier ${name} says no kind; use one of ${kinds.join(", ")}`);
  } else if (!kinds.includes(tier.kind))
    problems.add(`${path}.kind`, `${describe(tier.kind)} is not a kind of tier; use one of ${kinds.join(", ")}`);
  else if (ofDefault !== undefined && tier.kind !== ofDefault.kind)
    problems.add(
      `${path}.kind`,
      `tier ${name} is ${ofDefault.kind} everywhere, not "${tier.kind}"; give a tier of another kind another name`,
    );
}

function checkPlace(problems: Problems, tier: TierSpec, given: TierArgs | false | undefined): boolean {
  const path = `tiers.${tier.name}`;
  const { share, slot } = tier;
  const asked = given === undefined || given === false ? {} : given;
  if (!Number.isInteger(share) || share < 1 || share > 8) {
    problems.add(
      `${path}.share`,
      `${asked.share === undefined ? `tier ${tier.name} says no share` : `${describe(asked.share)} is not a share`}; ` +
        "use 1 (a half of the network) to 8 (1/256)",
    );
    return false;
  }
  if (Number.isInteger(slot) && slot >= 0 && slot < 2 ** share) return true;
  problems.add(
    `${path}.slot`,
    `${asked.slot === undefined ? `tier ${tier.name} says no slot` : `${describe(asked.slot)} is not a slot of share ${share}`}; ` +
      `use 0 to ${2 ** share - 1}, its place among the ${2 ** share} equal parts of the network, and never change it`,
  );
  return false;
}

function addOverlap(problems: Problems, tier: TierSpec, taken: TierSpec, tiers: readonly TierSpec[]): void {
  const others = [...tiers, ...defaultTiers].filter(
    (other) => other.name !== tier.name && Number.isInteger(other.slot),
  );
  const free = freeSlots(others, tier.share);
  problems.add(
    `tiers.${tier.name}.slot`,
    `slot ${tier.slot} of share ${tier.share} lies in the range of tier ${taken.name} (slot ${taken.slot} of share ${taken.share}); ` +
      (free.length > 0
        ? `free slots of that share: ${free.join(", ")}`
        : "no slot of that share is free, use a larger share"),
  );
}
