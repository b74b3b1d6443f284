import { awsRegions } from "../../../components/core/regions/aws.js";
import { azureRegions } from "../../../components/core/regions/azure.js";
import { gcpRegions } from "../../../components/core/regions/gcp.js";
import { namedZones } from "../../../components/core/regions/table.js";
import type { CloudError } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { text, texts } from "../values.js";
import { slipOf } from "./judge.js";

/** The refusal of a zone that the region does not have, or of a region that is nearly the name of one. */
export function placeRefusal(c: ObjectContext): CloudError | undefined {
  switch (c.session.pkg) {
    case "aws":
      return awsZone(c);
    case "gcp":
      return gcpRegion(c) ?? gcpZone(c);
    case "azure-native":
      return azureZone(c);
    default:
      return undefined;
  }
}

const awsPage = "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html";

function awsZone(c: ObjectContext): CloudError | undefined {
  const facts = awsRegions[c.region];
  if (facts === undefined) return undefined;
  const known = namedZones(facts);
  const zones = texts([c.inputs.availabilityZone, c.inputs.availabilityZones]);
  const bad = zones.find((zone) => !known.includes(zone) && !isLocalZone(zone, c.region));
  if (bad === undefined) return undefined;
  return {
    code: "InvalidZone.NotFound",
    message: `The zone '${bad}' does not exist in ${c.region}; use one of ${facts.zones.join(", ")}; see ${awsPage}`,
  };
}

/** `us-west-2-lax-1a`, `us-east-1-wl1-bos-wlz-1`: zones that an account has to ask for, which no table lists. */
export function isLocalZone(zone: string, region: string): boolean {
  return zone.startsWith(`${region}-`);
}

const gcpPage = "https://cloud.google.com/compute/docs/regions-zones";

function lastOf(value: unknown): string | undefined {
  return text(value)?.replace(/.*\//, "");
}

function gcpZone(c: ObjectContext): CloudError | undefined {
  const zone = c.schema.inputs.has("zone") ? lastOf(c.inputs.zone) : undefined;
  // Zones for machine learning have names of another form.
  if (zone === undefined || /-ai\d+[a-z]$/.test(zone)) return undefined;
  const region = zone.replace(/-[a-z]$/, "");
  const facts = Object.hasOwn(gcpRegions, region) ? gcpRegions[region] : undefined;
  const wellFormed = /^[a-z]+-[a-z]+\d+-[a-z]$/.test(zone);
  if (
    facts === undefined
      ? wellFormed && slipOf(region, Object.keys(gcpRegions)) === undefined
      : namedZones(facts).includes(zone)
  )
    return undefined;
  const zones = facts?.zones ?? gcpRegions[slipOf(region, Object.keys(gcpRegions)) ?? ""]?.zones;
  const fix = zones === undefined ? "use a zone such as europe-west1-b" : `use one of ${zones.join(", ")}`;
  return {
    code: "Error 400",
    message: `Invalid value for field 'zone': '${zone}'. Unknown zone., invalid: ${fix}; see ${gcpPage}`,
  };
}

function gcpRegion(c: ObjectContext): CloudError | undefined {
  for (const field of ["region", "location"]) {
    const value = c.schema.inputs.has(field) ? lastOf(c.inputs[field])?.toLowerCase() : undefined;
    // Many types take a zone, a country or "global" as their location: only a slip is told.
    if (value === undefined || Object.hasOwn(gcpRegions, value) || /\d-[a-z]$/.test(value)) continue;
    const near = slipOf(value, Object.keys(gcpRegions));
    const compute =
      field === "region" && c.schema.token.startsWith("gcp:compute/") && !/^[a-z]+-[a-z]+\d+$/.test(value);
    if (near === undefined && !compute) continue;
    const fix = near === undefined ? "use a region such as europe-west1" : `did you mean "${near}"?`;
    return {
      code: "Error 400",
      message: `Invalid value for field '${field}': '${value}'. Unknown ${field}., invalid: ${fix}; see ${gcpPage}`,
    };
  }
  return undefined;
}

function azureZone(c: ObjectContext): CloudError | undefined {
  const location = c.region.toLowerCase().replaceAll(" ", "");
  const facts = Object.hasOwn(azureRegions, location) ? azureRegions[location] : undefined;
  const zones = c.schema.inputs.has("zones") ? texts(c.inputs.zones) : [];
  const bad = facts && zones.find((zone) => !facts.zones.includes(zone));
  if (facts === undefined || bad === undefined) return undefined;
  return {
    code: "AvailabilityZoneNotSupported",
    message: `The zone(s) '${bad}' for resource '${c.name}' is not supported. The supported zones for location '${location}' are '${facts.zones.join(",")}'; see https://learn.microsoft.com/azure/reliability/availability-zones-region-support`,
  };
}
