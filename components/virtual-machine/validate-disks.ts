import { checkChoice, checkWholeInput } from "../core/checks.js";
import type { Problems } from "../core/errors.js";
import { describe } from "../core/target.js";
import { type DataDisk, DiskTier } from "./args.js";
import { diskPlaces } from "./plan.js";
import type { VirtualMachineRules } from "./types.js";
import { type Checking, isPlain } from "./validate-support.js";

/** Becomes part of device names, which GCP limits the most. */
const namePattern = /^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/;
const folderPattern = /^(\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/;
/** Folders that the system itself is in: a disk there would hide it. */
const systemFolders = [
  "/bin",
  "/boot",
  "/dev",
  "/etc",
  "/lib",
  "/proc",
  "/root",
  "/run",
  "/sbin",
  "/sys",
  "/usr",
  "/var",
];

export function checkDisks({ problems, input, rules }: Checking): void {
  checkWholeInput(problems, "diskGiB", input.diskGiB, rules.disk.least, rules.disk.most);
  const disks: unknown = input.dataDisks;
  if (disks === undefined) return;
  if (!isPlain(disks)) {
    problems.add("dataDisks", `${describe(disks)} is not a set of disks; use plain values: { <name>: { sizeGiB } }`);
    return;
  }
  const entries = Object.entries(disks);
  if (entries.length > diskPlaces)
    problems.add("dataDisks", `there are ${entries.length} disks, a machine takes ${diskPlaces}; use fewer`);
  const folders = new Map<string, string>();
  for (const [name, disk] of entries) {
    const path = `dataDisks.${name}`;
    if (!namePattern.test(name))
      problems.add(
        path,
        `"${name}" is not a name of a disk; use at most 32 lower-case letters, digits and hyphens, beginning with a letter`,
      );
    if (!isPlain(disk)) problems.add(path, `${describe(disk)} is not a disk; use { sizeGiB, tier, mount }`);
    else {
      checkDisk(problems, path, disk as unknown as DataDisk, rules);
      checkFolder(problems, path, name, disk.mount, folders);
    }
  }
}

function checkDisk(problems: Problems, path: string, disk: DataDisk, rules: VirtualMachineRules): void {
  for (const key of Object.keys(disk))
    if (!["sizeGiB", "tier", "mount"].includes(key))
      problems.add(`${path}.${key}`, "there is no such part of a disk; use sizeGiB, tier, mount");
  if (disk.tier !== undefined) checkChoice(problems, `${path}.tier`, disk.tier, Object.values(DiskTier));
  const least = disk.tier === DiskTier.Fast ? rules.dataDisk.leastFast : rules.dataDisk.least;
  if (disk.sizeGiB === undefined)
    problems.add(`${path}.sizeGiB`, `nothing is given; say how many GiB, at least ${least}`);
  checkWholeInput(problems, `${path}.sizeGiB`, disk.sizeGiB, least, rules.dataDisk.most);
}

function checkFolder(
  problems: Problems,
  path: string,
  name: string,
  mount: unknown,
  folders: Map<string, string>,
): void {
  if (mount === undefined) return;
  const where = `${path}.mount`;
  if (typeof mount !== "string" || !folderPattern.test(mount)) {
    problems.add(where, `${describe(mount)} is not a folder; use an absolute path, such as "/data"`);
    return;
  }
  if (systemFolders.includes(mount))
    problems.add(
      where,
      `"${mount}" holds the system, which the disk would hide; use a folder of its own, such as "/data"`,
    );
  const other = folders.get(mount);
  if (other !== undefined) problems.add(where, `"${mount}" is the folder of disk "${other}" already; use another`);
  folders.set(mount, name);
}
