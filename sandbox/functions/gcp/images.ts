import { fixedUuid } from "../../models/derive.js";
import { text } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest } from "../../types.js";
import { type Answers, error, result } from "../answer.js";
import { project } from "./place.js";

/** Projects of Google's public images, with the families in them. Published in "Operating system details" of Compute Engine. */
const families: Readonly<Record<string, RegExp>> = {
  "debian-cloud": /^debian-\d+(-arm64)?$/,
  "ubuntu-os-cloud": /^ubuntu-(minimal-)?\d{4}(-lts)?(-amd64|-arm64)?$/,
  "ubuntu-os-pro-cloud": /^ubuntu-pro-/,
  "cos-cloud": /^cos-(arm64-)?(stable|beta|dev|\d+-lts)$/,
  "centos-cloud": /^centos-stream-\d+(-arm64)?$/,
  "rhel-cloud": /^rhel-\d+(-arm64)?$/,
  "rhel-sap-cloud": /^rhel-/,
  "rocky-linux-cloud": /^rocky-linux-\d+(-optimized-gcp)?(-arm64)?$/,
  "suse-cloud": /^sles-/,
  "suse-sap-cloud": /^sles-/,
  "fedora-coreos-cloud": /^fedora-coreos-/,
  "windows-cloud": /^windows-/,
  "windows-sql-cloud": /^sql-/,
  "oracle-linux-cloud": /^oracle-linux-/,
  "deeplearning-platform-release": /./,
};

/** An image of the project's own is left to the lookup. */
function image(r: InvokeRequest): InvokeOutcome | undefined {
  const [family, owner] = [text(r.args.family), project(r)];
  const known = families[owner];
  if (known === undefined) return undefined;
  if (family !== undefined && !known.test(family))
    return error(
      "Error 404",
      `The resource 'projects/${owner}/global/images/family/${family}' was not found, notFound`,
    );
  const name = text(r.args.name) ?? `${family}-v20260901`;
  const id = `projects/${owner}/global/images/${name}`;
  return result({
    ...r.args,
    id,
    name,
    project: owner,
    family: family ?? "",
    selfLink: `https://www.googleapis.com/compute/v1/${id}`,
    imageId: fixedUuid(id).replace(/\D/g, "").padEnd(19, "1").slice(0, 19),
    status: "READY",
    diskSizeGb: owner.startsWith("windows") ? 50 : 10,
    archiveSizeBytes: 1_000_000_000,
    creationTimestamp: "2026-09-01T00:00:00.000-07:00",
    description: "",
    labels: {},
    labelFingerprint: "42WmSpB8rSM=",
    licenses: [`https://www.googleapis.com/compute/v1/projects/${owner}/global/licenses/${family ?? name}`],
    imageEncryptionKeySha256: "",
    sourceDisk: "",
    sourceDiskEncryptionKeySha256: "",
    sourceDiskId: "",
    sourceImageId: "",
  });
}

export const imageAnswers: Answers = { "gcp:compute/getImage:getImage": image };
