import type { RegionTable } from "./table.js";

/**
 * Google Cloud regions and their general-purpose zones (no AI zones).
 *
 * Source, read 2026-11-21: the Compute Engine documentation "Regions and zones" in public copies, each name found in at
 * least two of them. Letters do not always begin at `a`: us-east1 and europe-west1 have b, c and d.
 */
export const gcpRegions: RegionTable = {
  "africa-south1": { place: "Johannesburg", zones: ["africa-south1-a", "africa-south1-b", "africa-south1-c"] },
  "asia-east1": { place: "Taiwan", zones: ["asia-east1-a", "asia-east1-b", "asia-east1-c"] },
  "asia-east2": { place: "Hong Kong", zones: ["asia-east2-a", "asia-east2-b", "asia-east2-c"] },
  "asia-northeast1": { place: "Tokyo", zones: ["asia-northeast1-a", "asia-northeast1-b", "asia-northeast1-c"] },
  "asia-northeast2": { place: "Osaka", zones: ["asia-northeast2-a", "asia-northeast2-b", "asia-northeast2-c"] },
  "asia-northeast3": { place: "Seoul", zones: ["asia-northeast3-a", "asia-northeast3-b", "asia-northeast3-c"] },
  "asia-south1": { place: "Mumbai", zones: ["asia-south1-a", "asia-south1-b", "asia-south1-c"] },
  "asia-south2": { place: "Delhi", zones: ["asia-south2-a", "asia-south2-b", "asia-south2-c"] },
  "asia-southeast1": { place: "Singapore", zones: ["asia-southeast1-a", "asia-southeast1-b", "asia-southeast1-c"] },
  "asia-southeast2": { place: "Jakarta", zones: ["asia-southeast2-a", "asia-southeast2-b", "asia-southeast2-c"] },
  "asia-southeast3": { place: "Bangkok", zones: ["asia-southeast3-a", "asia-southeast3-b", "asia-southeast3-c"] },
  "australia-southeast1": {
    place: "Sydney",
    zones: ["australia-southeast1-a", "australia-southeast1-b", "australia-southeast1-c"],
  },
  "australia-southeast2": {
    place: "Melbourne",
    zones: ["australia-southeast2-a", "australia-southeast2-b", "australia-southeast2-c"],
  },
  "europe-central2": { place: "Warsaw", zones: ["europe-central2-a", "europe-central2-b", "europe-central2-c"] },
  "europe-north1": { place: "Finland", zones: ["europe-north1-a", "europe-north1-b", "europe-north1-c"] },
  "europe-north2": { place: "Stockholm", zones: ["europe-north2-a", "europe-north2-b", "europe-north2-c"] },
  "europe-southwest1": {
    place: "Madrid",
    zones: ["europe-southwest1-a", "europe-southwest1-b", "europe-southwest1-c"],
  },
  "europe-west1": { place: "Belgium", zones: ["europe-west1-b", "europe-west1-c", "europe-west1-d"] },
  "europe-west10": { place: "Berlin", zones: ["europe-west10-a", "europe-west10-b", "europe-west10-c"] },
  "europe-west12": { place: "Turin", zones: ["europe-west12-a", "europe-west12-b", "europe-west12-c"] },
  "europe-west2": { place: "London", zones: ["europe-west2-a", "europe-west2-b", "europe-west2-c"] },
  "europe-west3": { place: "Frankfurt", zones: ["europe-west3-a", "europe-west3-b", "europe-west3-c"] },
  "europe-west4": { place: "Netherlands", zones: ["europe-west4-a", "europe-west4-b", "europe-west4-c"] },
  "europe-west6": { place: "Zurich", zones: ["europe-west6-a", "europe-west6-b", "europe-west6-c"] },
  "europe-west8": { place: "Milan", zones: ["europe-west8-a", "europe-west8-b", "europe-west8-c"] },
  "europe-west9": { place: "Paris", zones: ["europe-west9-a", "europe-west9-b", "europe-west9-c"] },
  "me-central1": { place: "Doha", zones: ["me-central1-a", "me-central1-b", "me-central1-c"] },
  "me-central2": { place: "Dammam", zones: ["me-central2-a", "me-central2-b", "me-central2-c"] },
  "me-west1": { place: "Tel Aviv", zones: ["me-west1-a", "me-west1-b", "me-west1-c"] },
  "northamerica-northeast1": {
    place: "Montreal",
    zones: ["northamerica-northeast1-a", "northamerica-northeast1-b", "northamerica-northeast1-c"],
  },
  "northamerica-northeast2": {
    place: "Toronto",
    zones: ["northamerica-northeast2-a", "northamerica-northeast2-b", "northamerica-northeast2-c"],
  },
  "northamerica-south1": {
    place: "Queretaro",
    zones: ["northamerica-south1-a", "northamerica-south1-b", "northamerica-south1-c"],
  },
  "southamerica-east1": {
    place: "Sao Paulo",
    zones: ["southamerica-east1-a", "southamerica-east1-b", "southamerica-east1-c"],
  },
  "southamerica-west1": {
    place: "Santiago",
    zones: ["southamerica-west1-a", "southamerica-west1-b", "southamerica-west1-c"],
  },
  "us-central1": { place: "Iowa", zones: ["us-central1-a", "us-central1-b", "us-central1-c", "us-central1-f"] },
  "us-east1": { place: "South Carolina", zones: ["us-east1-b", "us-east1-c", "us-east1-d"] },
  "us-east4": { place: "Northern Virginia", zones: ["us-east4-a", "us-east4-b", "us-east4-c"] },
  "us-east5": { place: "Columbus", zones: ["us-east5-a", "us-east5-b", "us-east5-c"] },
  "us-south1": { place: "Dallas", zones: ["us-south1-a", "us-south1-b", "us-south1-c"] },
  "us-west1": { place: "Oregon", zones: ["us-west1-a", "us-west1-b", "us-west1-c"] },
  "us-west2": { place: "Los Angeles", zones: ["us-west2-a", "us-west2-b", "us-west2-c"] },
  "us-west3": { place: "Salt Lake City", zones: ["us-west3-a", "us-west3-b", "us-west3-c"] },
  "us-west4": { place: "Las Vegas", zones: ["us-west4-a", "us-west4-b", "us-west4-c"] },
};
