/** What a pack's author configures: it holds where a run configures nothing else. */

import { nearest } from "../../components/core/nearest.js";
import type { PolicySettings } from "./configuration.js";
import { Level } from "./level.js";
import { PackError } from "./pack-error.js";
import type { Policy } from "./policies.js";

/**
 * Levels and settings by policy, in the form of the file that `--policy-pack-config` takes:
 * `{ "aws-s3-versioning": "mandatory", "aws-rds-backup": { enforcementLevel: "advisory", days: 14 } }`.
 */
export type PackConfig = Readonly<
  Record<string, Level | { readonly enforcementLevel?: Level; readonly [setting: string]: unknown }>
>;

/**
 * The configuration with a level for each policy that it names: the policy's usual one where none is said.
 *
 * @throws PackError about a policy or a level that does not exist
 */
export function settingsOf(config: PackConfig, policies: readonly Policy[]): ReadonlyMap<string, PolicySettings> {
  const usual = new Map(policies.map((policy) => [policy.name, policy.level]));
  return new Map(
    Object.entries(config).map(([name, given]): [string, PolicySettings] => {
      const own = usual.get(name);
      if (own === undefined) throw unknownPolicy(name, [...usual.keys()]);
      const { enforcementLevel: level = own, ...settings } =
        typeof given === "string" ? { enforcementLevel: given } : given;
      checkLevel(name, level);
      return [name, { level, settings }];
    }),
  );
}

function checkLevel(policy: string, level: unknown): void {
  const levels: readonly unknown[] = Object.values(Level);
  if (!levels.includes(level))
    throw new PackError(
      `config["${policy}"].enforcementLevel is ${JSON.stringify(level)}; allowed: ${levels.join(", ")}`,
    );
}

function unknownPolicy(name: string, known: readonly string[]): PackError {
  const meant = nearest(name, known);
  const hint = meant === undefined ? `its policies: ${known.join(", ")}` : `did you mean "${meant}"?`;
  return new PackError(`config names the policy "${name}", which the pack does not have: ${hint}`);
}
