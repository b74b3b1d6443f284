import { describe, expect, it } from "vitest";
import type { Props } from "../../../sandbox/types.js";
import { judged } from "./judge.js";

type Case = readonly [token: string, inputs: Props, says: string];

const refused: readonly Case[] = [
  [
    "gcp:compute/subnetwork:Subnetwork",
    { stackType: "IPV4" },
    'stackType: expected stack_type to be one of ["IPV4_ONLY" "IPV4_IPV6" "IPV6_ONLY"], got IPV4',
  ],
  [
    "gcp:compute/instance:Instance",
    { machineType: "n1-standard-3" },
    "Error 400: Invalid value for field 'resource.machineType': 'n1-standard-3'. Machine type with name 'n1-standard-3' does not exist, invalid; did you mean \"n1-standard-2\"?; see https://cloud.google.com/compute/docs/machine-resource",
  ],
  [
    "gcp:compute/instance:Instance",
    { machineType: "n2-standart-4" },
    "Error 400: Invalid value for field 'resource.machineType': 'n2-standart-4'. Machine type with name 'n2-standart-4' does not exist, invalid; did you mean \"n2-standard-4\"?; see https://cloud.google.com/compute/docs/machine-resource",
  ],
  [
    "gcp:compute/instance:Instance",
    { machineType: "e2" },
    "Error 400: Invalid value for field 'resource.machineType': 'e2'. Machine type with name 'e2' does not exist, invalid; see https://cloud.google.com/compute/docs/machine-resource",
  ],
  [
    "gcp:compute/instance:Instance",
    { machineType: "e2-highmem-32" },
    "Error 400: Invalid value for field 'resource.machineType': 'e2-highmem-32'. Machine type with name 'e2-highmem-32' does not exist, invalid; did you mean \"e2-highmem-16\"?; see https://cloud.google.com/compute/docs/machine-resource",
  ],
  [
    "gcp:compute/instance:Instance",
    { scheduling: { onHostMaintenance: "MIGRAT" } },
    "Error 400: Invalid value for field 'resource.scheduling.onHostMaintenance': 'MIGRAT'. Must be one of [MIGRATE, TERMINATE], invalid; did you mean \"MIGRATE\"? (values as of 2026-11-21); see https://compute.googleapis.com/$discovery/rest?version=beta",
  ],
  [
    "gcp:compute/snapshot:Snapshot",
    { name: "Snap" },
    "Error 400: Invalid value for field 'resource.name': 'Snap'. Must be a match of regex '[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?', invalid; see https://compute.googleapis.com/$discovery/rest?version=beta",
  ],
  [
    "gcp:compute/address:Address",
    { addressType: "INTERN" },
    'addressType: expected address_type to be one of ["INTERNAL" "EXTERNAL"], got INTERN',
  ],
  [
    "gcp:sql/databaseInstance:DatabaseInstance",
    { settings: { tier: "n1-standard-1" } },
    'Error 400: Invalid request: Invalid Tier (n1-standard-1) for (the engine)., invalid; did you mean "db-n1-standard-1"?; see https://cloud.google.com/sql/docs/mysql/instance-settings',
  ],
  [
    "gcp:sql/databaseInstance:DatabaseInstance",
    { settings: { tier: "db-custom-3-7680" } },
    'Error 400: Invalid request: Invalid Tier (db-custom-3-7680) for (the engine)., invalid; did you mean "db-custom-2-7680"?; see https://cloud.google.com/sql/docs/mysql/instance-settings',
  ],
  [
    "gcp:sql/databaseInstance:DatabaseInstance",
    { settings: { tier: "db-f1-micro", availabilityType: "REGIONALL" } },
    "Error 400: Invalid value for field 'resource.settings.availabilityType': 'REGIONALL'. Must be one of [SQL_AVAILABILITY_TYPE_UNSPECIFIED, ZONAL, REGIONAL], invalid; did you mean \"REGIONAL\"? (values as of 2026-11-21); see https://sqladmin.googleapis.com/$discovery/rest?version=v1",
  ],
  [
    "gcp:compute/globalAddress:GlobalAddress",
    { ipVersion: "IPV5" },
    'ipVersion: expected ip_version to be one of ["IPV4" "IPV6"], got IPV5',
  ],
  [
    "gcp:cloudrunv2/service:Service",
    { ingress: "INGRESS_ALL" },
    'ingress: expected ingress to be one of ["INGRESS_TRAFFIC_ALL" "INGRESS_TRAFFIC_INTERNAL_ONLY" "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"], got INGRESS_ALL',
  ],
];

describe("values that Google Cloud does not take", () => {
  it.each(refused)("%s %j", (token, inputs, says) => {
    expect(judged(token, inputs)).toBe(says);
  });
});
