import { gcpRegions } from "../../../components/core/regions/gcp.js";
import { namedZones } from "../../../components/core/regions/table.js";
import type { CheckFailure } from "../../types.js";
import type { CheckContext, ObjectContext } from "../model.js";
import { lastSegment, text } from "../values.js";

/** `europe-west1` of `europe-west1-b`. */
export function regionOfZone(zone: string): string {
  return zone.replace(/-[a-z]$/, "");
}

/** The zone of an object: its own, or its provider's. */
export function zoneOf(c: ObjectContext): string {
  return lastSegment(text(c.inputs.zone) ?? text(c.session.config.zone) ?? `${c.region}-b`);
}

/** The refusal of a location that is neither a region nor a zone. */
export function checkLocation(c: CheckContext): CheckFailure[] {
  const location = text(c.inputs.location);
  if (location === undefined || location in gcpRegions) return [];
  const facts = gcpRegions[regionOfZone(location)];
  if (facts !== undefined && namedZones(facts).includes(location)) return [];
  return [{ property: "location", reason: `Location "${location}" does not exist; use a region such as europe-west1` }];
}
