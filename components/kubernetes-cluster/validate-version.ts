import { checkFlag } from "../core/checks.js";
import type { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import type { Checking } from "./validate.js";
import { minorOf, versionsAsOf } from "./versions.js";

/** Is it a minor that the cloud offers, and one that the cluster can get to? */
export function checkVersion({ problems, options, rules, cloud }: Checking): void {
  checkFlag(problems, "unlistedVersion", options.unlistedVersion);
  const { version, upgradeFrom } = options;
  const minor = checkMinor(problems, "version", version);
  const before = upgradeFrom === undefined ? undefined : checkMinor(problems, "upgradeFrom", upgradeFrom);
  if (minor === undefined) return;
  const listed = rules.versions.includes(version);
  const newest = minorOf(rules.versions.at(-1)) ?? 0;
  if (!listed && !(options.unlistedVersion === true && minor > newest))
    problems.add(
      "version",
      `"${version}" is not offered on ${cloud}; use one of ${rules.versions.join(", ")} (as of ${versionsAsOf}; ` +
        "unlistedVersion: true accepts a newer one)",
    );
  if (before === undefined || minor === before || minor === before + 1) return;
  problems.add(
    "version",
    minor < before
      ? `"${version}" is older than "${upgradeFrom}", and a cluster never goes back; use "${upgradeFrom}" or "1.${before + 1}"`
      : `"${version}" skips a minor after "${upgradeFrom}", and a cluster goes up one at a time; deploy "1.${before + 1}" first`,
  );
}

function checkMinor(problems: Problems, path: string, version: unknown): number | undefined {
  const minor = minorOf(version);
  if (minor === undefined) {
    const patch = typeof version === "string" ? /^v?(1\.\d{1,3})\b/.exec(version)?.[1] : undefined;
    const way = patch === undefined ? 'use the form "1.34"' : `the cloud chooses the patch: use "${patch}"`;
    problems.add(path, `${describe(version)} is not a minor of Kubernetes as plain text; ${way}`);
  }
  return minor;
}
