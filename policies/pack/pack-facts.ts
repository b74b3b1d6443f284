import { checkedRules } from "./checked-rules.js";
import { selectionOf } from "./configuration.js";
import type { PackFacts } from "./metadata.js";
import { type PackConfig, settingsOf } from "./pack-config.js";
import { PackError } from "./pack-error.js";
import { PROFILE, policiesOf } from "./policies.js";
import { usualSelection } from "./profiles.js";
import type { Pack } from "./serve-pack.js";

/**
 * What the engine is told of a pack.
 *
 * @throws PackError where the pack cannot be served as it is written
 */
export function packFacts({ name, version, title = name, description = "", rules, config = {} }: Pack): PackFacts {
  if (!/^[a-zA-Z0-9-_.]{1,100}$/.test(name))
    throw new PackError(`name is ${JSON.stringify(name)}; allowed: at most 100 letters, digits, -, _ and .`);
  if (!/^\d+\.\d+\.\d+([-+][\w.+-]+)?$/.test(version))
    throw new PackError(`version is ${JSON.stringify(version)}; allowed: three numbers, as in 1.4.0`);
  checkedRules(rules);
  const full: PackConfig = { [PROFILE.name]: { profiles: ["all"] }, ...config };
  const { settings = {} } = settingsOf(full, policiesOf(rules, usualSelection)).get(PROFILE.name) ?? {};
  return { name, version, title, description, config: settingsOf(full, policiesOf(rules, selectionOf(settings))) };
}
