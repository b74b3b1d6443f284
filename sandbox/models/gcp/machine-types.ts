/**
 * What fits on what in Compute Engine: disks and images by the family of the machine.
 *
 * Source: "Machine type support" in the documentation of Hyperdisk and of Persistent Disk, read 2026-11-21 in public copies.
 */

/** Families that take Hyperdisk only. */
const hyperdiskOnly = /^(n4|n4d|n4a|c4|c4a|c4d|x4|m4|a4|a4x|h4d|z4d)-/;

/** Families that do not take Hyperdisk Balanced. */
const noHyperdisk = /^(e2|n1|n2|n2d|t2a|t2d|c2|c2d|f1|g1)-/;

const arm = /^(t2a|c4a|n4a|a4x)-/;

/** Why a machine of this type does not take a disk of this type, in the words of the API. */
export function machineProblem(machine: string, disk: string | undefined): string | undefined {
  const kind = disk?.replace(/.*\//, "");
  if (kind === undefined) return undefined;
  const clash =
    (hyperdiskOnly.test(machine) && kind.startsWith("pd-")) ||
    (noHyperdisk.test(machine) && kind === "hyperdisk-balanced");
  if (!clash) return undefined;
  const fix = kind.startsWith("pd-") ? "use hyperdisk-balanced" : "use pd-balanced";
  return `[${kind}] features and [instance_machine_type: ${machine.toUpperCase()}] are not compatible for creating instance: ${fix}`;
}

/** Families of images that Google publishes; others are not judged by their names. */
const published = /(^|\/)(debian|ubuntu|ubuntu-os|rocky-linux|rhel|cos|fedora-coreos|sles|opensuse)-/;

/** Why a machine of this type does not start from this image: the two have different processors. */
export function imageProblem(machine: string, image: string | undefined): string | undefined {
  if (image === undefined || !published.test(image)) return undefined;
  const forArm = /arm64|aarch64/.test(image);
  if (forArm === arm.test(machine)) return undefined;
  const [disk, host] = forArm ? ["ARM64", "X86_64"] : ["X86_64", "ARM64"];
  return `Requested boot disk architecture (${disk}) is not compatible with machine type architecture (${host}): ${image} on ${machine}`;
}
