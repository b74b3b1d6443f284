import type { RegionTable } from "./table.js";

/**
 * AWS regions and their Availability Zones (no Local or Wavelength Zones), of the partitions aws, aws-cn, aws-us-gov and
 * aws-eusc. The isolated partitions are left out: their zones are not published.
 *
 * Sources, read 2026-11-21: names and places from `endpoints.json` of botocore 1.44.5; number of zones from the AWS
 * documentation "AWS Regions and Availability Zones"; letters from lists of `describe-availability-zones`.
 *
 * Zone letters are mapped to buildings for each account on its own in the oldest regions, and AWS removes a constrained
 * zone from the list of new accounts: us-west-1 shows a new account two of its three zones, ap-northeast-1 three of four.
 * Such names are `otherZones`: an older account may use them by name.
 */
export const awsRegions: RegionTable = {
  "af-south-1": { place: "Africa (Cape Town)", zones: ["af-south-1a", "af-south-1b", "af-south-1c"] },
  "ap-east-1": { place: "Asia Pacific (Hong Kong)", zones: ["ap-east-1a", "ap-east-1b", "ap-east-1c"] },
  "ap-east-2": { place: "Asia Pacific (Taipei)", zones: ["ap-east-2a", "ap-east-2b", "ap-east-2c"] },
  "ap-northeast-1": {
    place: "Asia Pacific (Tokyo)",
    zones: ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"],
    otherZones: ["ap-northeast-1b"],
  },
  "ap-northeast-2": {
    place: "Asia Pacific (Seoul)",
    zones: ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c", "ap-northeast-2d"],
  },
  "ap-northeast-3": { place: "Asia Pacific (Osaka)", zones: ["ap-northeast-3a", "ap-northeast-3b", "ap-northeast-3c"] },
  "ap-south-1": { place: "Asia Pacific (Mumbai)", zones: ["ap-south-1a", "ap-south-1b", "ap-south-1c"] },
  "ap-south-2": { place: "Asia Pacific (Hyderabad)", zones: ["ap-south-2a", "ap-south-2b", "ap-south-2c"] },
  "ap-southeast-1": {
    place: "Asia Pacific (Singapore)",
    zones: ["ap-southeast-1a", "ap-southeast-1b", "ap-southeast-1c"],
  },
  "ap-southeast-2": {
    place: "Asia Pacific (Sydney)",
    zones: ["ap-southeast-2a", "ap-southeast-2b", "ap-southeast-2c"],
  },
  "ap-southeast-3": {
    place: "Asia Pacific (Jakarta)",
    zones: ["ap-southeast-3a", "ap-southeast-3b", "ap-southeast-3c"],
  },
  "ap-southeast-4": {
    place: "Asia Pacific (Melbourne)",
    zones: ["ap-southeast-4a", "ap-southeast-4b", "ap-southeast-4c"],
  },
  "ap-southeast-5": {
    place: "Asia Pacific (Malaysia)",
    zones: ["ap-southeast-5a", "ap-southeast-5b", "ap-southeast-5c"],
  },
  "ap-southeast-6": {
    place: "Asia Pacific (New Zealand)",
    zones: ["ap-southeast-6a", "ap-southeast-6b", "ap-southeast-6c"],
  },
  "ap-southeast-7": {
    place: "Asia Pacific (Thailand)",
    zones: ["ap-southeast-7a", "ap-southeast-7b", "ap-southeast-7c"],
  },
  "ca-central-1": {
    place: "Canada (Central)",
    zones: ["ca-central-1a", "ca-central-1b", "ca-central-1d"],
    otherZones: ["ca-central-1c"],
  },
  "ca-west-1": { place: "Canada West (Calgary)", zones: ["ca-west-1a", "ca-west-1b", "ca-west-1c"] },
  "eu-central-1": { place: "Europe (Frankfurt)", zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] },
  "eu-central-2": { place: "Europe (Zurich)", zones: ["eu-central-2a", "eu-central-2b", "eu-central-2c"] },
  "eu-north-1": { place: "Europe (Stockholm)", zones: ["eu-north-1a", "eu-north-1b", "eu-north-1c"] },
  "eu-south-1": { place: "Europe (Milan)", zones: ["eu-south-1a", "eu-south-1b", "eu-south-1c"] },
  "eu-south-2": { place: "Europe (Spain)", zones: ["eu-south-2a", "eu-south-2b", "eu-south-2c"] },
  "eu-west-1": { place: "Europe (Ireland)", zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] },
  "eu-west-2": { place: "Europe (London)", zones: ["eu-west-2a", "eu-west-2b", "eu-west-2c", "eu-west-2d"] },
  "eu-west-3": { place: "Europe (Paris)", zones: ["eu-west-3a", "eu-west-3b", "eu-west-3c"] },
  "il-central-1": { place: "Israel (Tel Aviv)", zones: ["il-central-1a", "il-central-1b", "il-central-1c"] },
  "me-central-1": { place: "Middle East (UAE)", zones: ["me-central-1a", "me-central-1b", "me-central-1c"] },
  "me-south-1": { place: "Middle East (Bahrain)", zones: ["me-south-1a", "me-south-1b", "me-south-1c"] },
  "mx-central-1": { place: "Mexico (Central)", zones: ["mx-central-1a", "mx-central-1b", "mx-central-1c"] },
  "sa-east-1": { place: "South America (Sao Paulo)", zones: ["sa-east-1a", "sa-east-1b", "sa-east-1c"] },
  "us-east-1": {
    place: "US East (N. Virginia)",
    zones: ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1e", "us-east-1f"],
  },
  "us-east-2": { place: "US East (Ohio)", zones: ["us-east-2a", "us-east-2b", "us-east-2c"] },
  "us-west-1": { place: "US West (N. California)", zones: ["us-west-1a", "us-west-1c"], otherZones: ["us-west-1b"] },
  "us-west-2": { place: "US West (Oregon)", zones: ["us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"] },
  "cn-north-1": {
    place: "China (Beijing)",
    zones: ["cn-north-1a", "cn-north-1b", "cn-north-1d"],
    otherZones: ["cn-north-1c"],
  },
  "cn-northwest-1": { place: "China (Ningxia)", zones: ["cn-northwest-1a", "cn-northwest-1b", "cn-northwest-1c"] },
  "us-gov-east-1": { place: "AWS GovCloud (US-East)", zones: ["us-gov-east-1a", "us-gov-east-1b", "us-gov-east-1c"] },
  "us-gov-west-1": { place: "AWS GovCloud (US-West)", zones: ["us-gov-west-1a", "us-gov-west-1b", "us-gov-west-1c"] },
  "eusc-de-east-1": {
    place: "AWS European Sovereign Cloud (Germany)",
    zones: ["eusc-de-east-1a", "eusc-de-east-1b"],
    otherZones: ["eusc-de-east-1c"],
  },
};
