import { awsRegions } from "../../../components/core/regions/aws.js";
import { namedZones } from "../../../components/core/regions/table.js";
import type { CloudError } from "../../types.js";
import { isLocalZone } from "../limits/places.js";
import type { ObjectContext } from "../model.js";

/** The zones that an account sees in a region; none where the region is not known. */
export function zonesOf(region: string): readonly string[] {
  return awsRegions[region]?.zones ?? [];
}

/** EC2's refusal of a zone that the region does not have. */
export function noZone(c: ObjectContext, zone: string | undefined): CloudError | undefined {
  const facts = awsRegions[c.region];
  if (zone === undefined || facts === undefined || namedZones(facts).includes(zone)) return undefined;
  if (isLocalZone(zone, c.region)) return undefined;
  return {
    code: "InvalidParameterValue",
    message: `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${facts.zones.join(", ")}`,
  };
}

/** `euw1-az1`: the id of a zone, the same building for every account. The sandbox maps letters to numbers in order. */
export function zoneIdOf(zone: string): string {
  const [, area = "", direction = "", number = "", letter = "a"] =
    /^([a-z]+(?:-gov)?)-([a-z]+)-(\d)([a-z])$/.exec(zone) ?? [];
  const short = `${area.replace("-gov", "g")}${shortDirection(direction)}${number}`;
  return `${short}-az${letter.charCodeAt(0) - 96}`;
}

function shortDirection(direction: string): string {
  const compound = /^(north|south)(east|west)$/.exec(direction);
  return compound === null ? direction.charAt(0) : `${compound[1]?.charAt(0)}${compound[2]?.charAt(0)}`;
}
