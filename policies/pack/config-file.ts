import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { nearest } from "../../components/core/nearest.js";
import { isObject, type Props } from "../core/value.js";
import { assertSettings, ConfigurationError, type PolicySettings } from "./configuration.js";
import { Level } from "./level.js";
import type { Policy } from "./policies.js";

/** The name under which a file sets the level of every policy. */
const ALL = "all";

/** The property of a policy's block that is its level; all others are its settings. */
const LEVEL = "enforcementLevel";

/**
 * Reads a file as the stock option `--policy-pack-config` takes it: by policy a level, or a block with a level and settings.
 * What names nothing that there is gets refused, where the engine passes over it.
 *
 * @param policies  all policies of the pack, by name
 * @throws ConfigurationError with the place, the value and what is allowed
 */
export function readConfigFile(
  file: string,
  policies: ReadonlyMap<string, Policy>,
): ReadonlyMap<string, PolicySettings> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ConfigurationError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return configured(content, policies, basename(file));
}

/** The same of what such a file holds. */
export function configured(
  content: unknown,
  policies: ReadonlyMap<string, Policy>,
  name: string,
): ReadonlyMap<string, PolicySettings> {
  if (!isObject(content))
    throw new ConfigurationError(
      `${name} holds no object; it is written {"aws-s3-versioning": "mandatory", "meta-profile": {"profiles": ["cis"]}}`,
    );
  for (const policy of Object.keys(content)) if (policy !== ALL) assertPolicy(policy, policies, name);
  const { [ALL]: forAll, ...own } = content;
  const general = forAll === undefined ? undefined : blockOf(forAll, `${name}: ${ALL}`);
  if (general !== undefined && Object.keys(general.settings).length > 0)
    throw new ConfigurationError(`${name}: ${ALL} sets levels only; write settings under the policies that have them`);
  const given = new Map<string, PolicySettings>();
  for (const [id, policy] of policies) {
    const block = own[id] === undefined ? undefined : blockOf(own[id], `${name}: ${id}`);
    if (block === undefined && general === undefined) continue;
    const settings = block?.settings ?? {};
    assertSettings(policy, settings, `${name}: `);
    given.set(id, { level: block?.level ?? general?.level ?? policy.level, settings });
  }
  return given;
}

/** @throws ConfigurationError with the policy that was meant */
function assertPolicy(policy: string, policies: ReadonlyMap<string, Policy>, name: string): void {
  if (policies.has(policy)) return;
  const near = nearest(policy, policies.keys());
  const way = near === undefined ? "docs/policies.md lists the policies there are" : `did you mean ${near}?`;
  throw new ConfigurationError(`${name}: there is no policy ${JSON.stringify(policy)}; ${way}`);
}

interface Block {
  readonly level: Level | undefined;
  readonly settings: Props;
}

function blockOf(value: unknown, place: string): Block {
  if (typeof value === "string") return { level: levelIn(value, place), settings: {} };
  if (!isObject(value))
    throw new ConfigurationError(
      `${place} is ${JSON.stringify(value)}; allowed: a level, or an object with ${LEVEL} and settings`,
    );
  const { [LEVEL]: level, ...settings } = value;
  return { level: level === undefined ? undefined : levelIn(level, `${place}.${LEVEL}`), settings };
}

function levelIn(value: unknown, place: string): Level {
  const levels: readonly string[] = Object.values(Level);
  if (typeof value === "string" && levels.includes(value)) return value as Level;
  throw new ConfigurationError(`${place} is ${JSON.stringify(value)}; allowed: ${levels.join(", ")}`);
}
