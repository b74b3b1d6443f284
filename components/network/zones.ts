import type { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import type { NetworkOptions } from "./args.js";
import type { Settings } from "./settings.js";
import type { NetworkRules } from "./types.js";

export function checkZoneSlots(problems: Problems, { zoneSlots }: NetworkOptions): void {
  if (zoneSlots !== undefined && zoneSlots !== 4 && zoneSlots !== 8)
    problems.add("zoneSlots", `${describe(zoneSlots)} is not a number of places for zones; use 4 or 8`);
}

export function checkZones(
  problems: Problems,
  { zones }: NetworkOptions,
  settings: Settings,
  rules: NetworkRules,
  region: string,
): void {
  const facts = rules.zonesOf(region);
  if (typeof settings.zones === "number") checkZoneCount(problems, settings, rules, region, facts?.offered);
  else if (Array.isArray(settings.zones)) checkZoneNames(problems, settings.zones, region, facts?.accepted);
  else {
    problems.add(
      "zones",
      `${describe(zones)} is neither a number of zones nor a list of their names; use 3, or a list`,
    );
    return;
  }
  const places = Array.isArray(settings.zones) ? settings.zones.length : Number(settings.zones);
  // Where the region has fewer zones, that has been said, and more places would not help.
  const offered = typeof settings.zones === "number" ? facts?.offered.length : undefined;
  if (places <= (offered ?? places) && places > settings.zoneSlots)
    problems.add(
      "zones",
      `${places} zones need as many places, but each tier reserves ${settings.zoneSlots} (zoneSlots); ` +
        (places <= 8
          ? "use fewer, or zoneSlots: 8 for a network that is new (it moves every subnet of an existing one)"
          : "use 8 zones or fewer"),
    );
}

function checkZoneCount(
  problems: Problems,
  settings: Settings,
  rules: NetworkRules,
  region: string,
  offered: readonly string[] | undefined,
): void {
  const count = settings.zones as number;
  const fewest = rules.zonesOptional ? 0 : 1;
  if (!Number.isInteger(count) || count < fewest)
    problems.add(
      "zones",
      `${count} is not a number of zones; use a whole number from ${fewest} to ${offered?.length ?? 3}`,
    );
  else if (offered !== undefined && count > offered.length)
    problems.add(
      "zones",
      `zones is ${count}, but region ${region} has ${offered.length}` +
        (offered.length === 0 ? "; use 0" : ` (${offered.join(", ")}); use ${offered.length} or fewer`) +
        ", or pick another region",
    );
  else if (offered === undefined && !rules.zonal && count > 0)
    problems.add(
      "zones",
      `the zones of region ${region}, which the package's table does not list, are not known; name them: ["<zone>", ...]`,
    );
}

function checkZoneNames(
  problems: Problems,
  zones: readonly (string | null)[],
  region: string,
  accepted: readonly string[] | undefined,
): void {
  if (!zones.some((zone) => zone !== null))
    problems.add("zones", "the list names no zone; name at least one, such as the first of the region");
  for (const [place, zone] of zones.entries()) {
    if (zone === null) continue;
    const path = `zones[${place}]`;
    if (typeof zone !== "string")
      problems.add(
        path,
        `${describe(zone)} is not the name of a zone; zones are plain text, or null for a place left empty`,
      );
    else if (zones.indexOf(zone) < place)
      problems.add(
        path,
        `"${zone}" is at place ${zones.indexOf(zone)} already; name each zone once, null leaves a place empty`,
      );
    else if (accepted !== undefined && !accepted.includes(zone))
      problems.add(
        path,
        `"${zone}" is not a zone of region ${region}; ` +
          (accepted.length === 0 ? "it has none, use zones: 0" : `use one of ${accepted.join(", ")}`),
      );
  }
}
