import { awsRegions } from "../../../components/core/regions/aws.js";
import { zoneIdOf, zonesOf } from "../../models/aws/zones.js";
import { records, text, texts } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answers, error, result } from "../answer.js";
import { region } from "./place.js";

function availabilityZones(r: InvokeRequest): InvokeOutcome {
  const where = region(r);
  if (!(where in awsRegions))
    return error("InvalidParameterValue", `"${where}" is not a region; use for example eu-west-1`);
  let names = r.args.state === undefined || r.args.state === "available" ? [...zonesOf(where)] : [];
  const excluded = [...texts(r.args.excludeNames)];
  names = names.filter((name) => !excluded.includes(name) && !texts(r.args.excludeZoneIds).includes(zoneIdOf(name)));
  for (const { name, values } of records(r.args.filters)) {
    const facts: Record<string, (zone: string) => string> = {
      "zone-name": (zone) => zone,
      "zone-id": zoneIdOf,
      "zone-type": () => "availability-zone",
      "opt-in-status": () => "opt-in-not-required",
      "region-name": () => where,
      "group-name": () => where,
      state: () => "available",
    };
    const fact = facts[String(name)];
    if (fact === undefined)
      return error(
        "InvalidParameterValue",
        `The filter '${String(name)}' is invalid; use one of ${Object.keys(facts).join(", ")}`,
      );
    names = names.filter((zone) => texts(values).includes(fact(zone)));
  }
  return result({
    ...r.args,
    id: where,
    region: where,
    names,
    zoneIds: names.map(zoneIdOf),
    groupNames: names.length > 0 ? [where] : [],
  });
}

function availabilityZone(r: InvokeRequest): InvokeOutcome {
  const where = region(r);
  const name = text(r.args.name) ?? zonesOf(where).find((zone) => zoneIdOf(zone) === r.args.zoneId);
  if (name === undefined || !zonesOf(where).includes(name))
    return error(
      "InvalidParameterValue",
      `Invalid availability zone: [${String(r.args.name ?? r.args.zoneId)}]; ${where} has ${zonesOf(where).join(", ")}`,
    );
  return result({
    id: name,
    name,
    nameSuffix: name.slice(-1),
    region: where,
    state: "available",
    zoneId: zoneIdOf(name),
    zoneType: "availability-zone",
    groupName: where,
    groupLongName: awsRegions[where]?.place ?? where,
    networkBorderGroup: where,
    optInStatus: "opt-in-not-required",
    parentZoneId: "",
    parentZoneName: "",
  });
}

function wantedTypes(r: InvokeRequest): string[] {
  return records(r.args.filters).flatMap((f) => (f.name === "instance-type" ? texts(f.values) : []));
}

/** Instance types that are asked for are offered in every zone: which ones really are is only known to the real cloud. */
function offerings(r: InvokeRequest): InvokeOutcome {
  const wanted = wantedTypes(r);
  if (wanted.length === 0 || wanted.some((type) => type.includes("*")))
    return error(
      "UnmodelledFilter",
      "the sandbox answers offerings for instance types that are named: filter by instance-type",
    );
  const locations = r.args.locationType === "availability-zone" ? zonesOf(region(r)) : [region(r)];
  const pairs = wanted.flatMap((instanceType) => locations.map((location) => ({ instanceType, location })));
  return result({
    ...r.args,
    id: region(r),
    region: region(r),
    instanceTypes: pairs.map((p) => p.instanceType),
    locations: pairs.map((p) => p.location),
    locationTypes: pairs.map(() => text(r.args.locationType) ?? "region"),
  });
}

function offering(r: InvokeRequest): InvokeOutcome {
  const instanceType = texts(r.args.preferredInstanceTypes)[0] ?? wantedTypes(r)[0];
  if (instanceType === undefined)
    return error(
      "NotFound",
      "no EC2 Instance Type Offerings found matching criteria: name types in preferredInstanceTypes",
    );
  return result({ ...r.args, id: instanceType, instanceType, location: region(r), region: region(r) });
}

export const zoneAnswers: Answers = {
  "aws:index/getAvailabilityZone:getAvailabilityZone": availabilityZone,
  "aws:index/getAvailabilityZones:getAvailabilityZones": availabilityZones,
  "aws:ec2/getInstanceTypeOffering:getInstanceTypeOffering": offering,
  "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": offerings,
};
