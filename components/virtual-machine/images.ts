import type { Arch } from "../core/sizes/index.js";
import type { ImageName } from "./args.js";

type ImageTable<T> = Readonly<Record<ImageName, Readonly<Record<Arch, T>>>>;

/*
 * Where each cloud publishes the images that have names here. Sources, read 2026-11-21: "Find Ubuntu images" of Canonical
 * for the three clouds, and the pages of the Debian wiki on the three clouds.
 */

/** Public parameters that hold the id of the newest image. */
export const awsImages: ImageTable<string> = {
  "ubuntu-24.04": {
    x86_64: "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
    arm64: "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id",
  },
  "debian-12": {
    x86_64: "/aws/service/debian/release/12/latest/amd64",
    arm64: "/aws/service/debian/release/12/latest/arm64",
  },
};

/** Families: Google takes the newest image of one when it makes the machine. */
export const gcpImages: ImageTable<string> = {
  "ubuntu-24.04": {
    x86_64: "projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-amd64",
    arm64: "projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-arm64",
  },
  "debian-12": {
    x86_64: "projects/debian-cloud/global/images/family/debian-12",
    arm64: "projects/debian-cloud/global/images/family/debian-12-arm64",
  },
};

/** Publisher, offer and SKU, all of generation 2. */
export const azureImages: ImageTable<string> = {
  "ubuntu-24.04": {
    x86_64: "Canonical:ubuntu-24_04-lts:server:latest",
    arm64: "Canonical:ubuntu-24_04-lts:server-arm64:latest",
  },
  "debian-12": { x86_64: "Debian:debian-12:12-gen2:latest", arm64: "Debian:debian-12:12-arm64:latest" },
};
