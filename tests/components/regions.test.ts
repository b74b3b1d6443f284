import { describe, expect, it } from "vitest";
import { closest, namedZones, regionProblem, regionTables } from "../../components/core/regions/index.js";

const { aws, gcp, azure } = regionTables;

describe("region tables", () => {
  it("hold the regions and zones that the documentation lists", () => {
    expect(Object.keys(aws).length).toBe(39);
    expect(Object.keys(gcp).length).toBe(43);
    expect(Object.keys(azure).length).toBe(58);
    expect(aws["eu-west-1"]?.zones).toEqual(["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
    expect(aws["us-east-1"]?.zones.length).toBe(6);
    expect(gcp["us-east1"]?.zones).toEqual(["us-east1-b", "us-east1-c", "us-east1-d"]);
    expect(gcp["us-central1"]?.zones.at(-1)).toBe("us-central1-f");
    expect(azure.westeurope?.zones).toEqual(["1", "2", "3"]);
    expect(azure.westus?.zones).toEqual([]);
  });

  it("name each zone after its region, in order and once", () => {
    for (const [table, pattern] of [
      [aws, (region: string) => new RegExp(`^${region}[a-z]$`)],
      [gcp, (region: string) => new RegExp(`^${region}-[a-z]$`)],
      [azure, () => /^[123]$/],
    ] as const)
      for (const [region, facts] of Object.entries(table)) {
        const zones = namedZones(facts);
        expect(new Set(zones).size, region).toBe(zones.length);
        expect([...facts.zones].sort(), region).toEqual([...facts.zones]);
        for (const zone of zones) expect(zone).toMatch(pattern(region));
      }
  });

  it("keep what an older account still has apart from what is counted", () => {
    expect(aws["us-west-1"]?.zones).toEqual(["us-west-1a", "us-west-1c"]);
    expect(namedZones(aws["us-west-1"] as (typeof aws)[string])).toEqual(["us-west-1a", "us-west-1b", "us-west-1c"]);
  });
});

describe("closest", () => {
  it.each([
    [aws, "eu-wset-1", "eu-west-1"],
    [aws, "eu_west_1", "eu-west-1"],
    [aws, "eu-west-1a", "eu-west-1"],
    [aws, "us-est-2", "us-east-2"],
    [gcp, "europe-west-1", "europe-west1"],
    [gcp, "us-central1-f", "us-central1"],
    [azure, "West Europe", "westeurope"],
    [azure, "westerope", "westeurope"],
    [azure, "northeurop", "northeurope"],
  ])("of %# finds the region that was meant", (table, given, meant) => {
    expect(closest(table, given)).toBe(meant);
  });

  it("stays silent when nothing is near", () => {
    expect(closest(aws, "mars")).toBeUndefined();
    expect(closest(aws, "")).toBeUndefined();
  });
});

describe("regionProblem", () => {
  it("says nothing about a region that exists", () => {
    expect(regionProblem(aws, "eu-west-1")).toBeUndefined();
  });
  it("names value and fix", () => {
    expect(regionProblem(aws, "eu-wset-1")).toBe('"eu-wset-1" is not a known region; did you mean "eu-west-1"?');
  });
  it("lists all regions when it cannot guess, and knows the other clouds' names", () => {
    expect(regionProblem(gcp, "westeurope")).toContain(
      '"westeurope" is not a known region; that is a region of azure; use one of africa-south1, asia-east1,',
    );
    expect(regionProblem(aws, "mars")).toContain('"mars" is not a known region; use one of af-south-1,');
  });
  it("is not fooled by names that every object has", () => {
    expect(regionProblem(aws, "constructor")).toContain('"constructor" is not a known region');
  });
});
