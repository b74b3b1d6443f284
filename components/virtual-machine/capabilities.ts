import type { Limitation } from "../core/clouds.js";

/*
 * What a cloud cannot serve, by argument. The checks and the capability table of the documentation read these tables.
 * What follows ` with ` is the circumstance.
 */

const withoutCloudInit: Limitation = {
  why: "Google's Debian images come without cloud-init",
  instead: 'use "ubuntu-24.04", or an image of your own that has it',
};

type Limitations = Readonly<Record<string, Limitation>>;

export const awsUnsupported: Limitations = {
  "deletionProtection with spot": {
    why: "EC2 takes no termination protection on a spot instance, which it may delete itself",
    instead: "leave one of the two out",
  },
};

export const gcpUnsupported: Limitations = {
  "size: small with arch: arm64": {
    why: "Compute Engine has no arm64 machines with shared CPUs",
    instead: 'use size "medium", or { cpu: 2, memoryGiB: 4 }',
  },
  "cloudInit with image: debian-12": withoutCloudInit,
  "dataDisks.*.mount with image: debian-12": withoutCloudInit,
};

export const azureUnsupported: Limitations = {
  "spot with a size of the B family": {
    why: "Azure has no spot capacity of machines with shared CPUs, which `small` is",
    instead: 'use size "medium", or { cpu: 2, memoryGiB: 4 }',
  },
};
