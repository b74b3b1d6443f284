import { checkChoice, checkFlag, checkProperties, checkTable, checkWhole } from "../../core/checks.js";
import { type Problems, UnsupportedError } from "../../core/errors.js";
import { describe } from "../../core/target.js";
import { checkNumber, checkObjectName, checkText, checkTexts } from "../checks.js";
import type { VolumeArgs } from "./args.js";
import type { Checking } from "./validate.js";

/** What says of which sort a volume is, with what may stand beside it. */
const sorts: Readonly<Record<string, readonly string[]>> = {
  scratchMiB: ["memory"],
  sizeGiB: ["storage", "storageClass"],
  files: [],
  secret: [],
  claim: [],
};

export function checkVolumes(checking: Checking): void {
  const { problems, args } = checking;
  const places = new Map<string, string>();
  for (const [name, volume] of Object.entries(args.volumes ?? {})) {
    const path = `volumes.${name}`;
    checkObjectName(problems, path, name, 63);
    const other = places.get(volume.path);
    if (other !== undefined)
      problems.add(`${path}.path`, `${describe(volume.path)} is where volume "${other}" is already; use another path`);
    places.set(volume.path, name);
    checkVolume(checking, path, volume);
  }
}

function checkVolume(checking: Checking, path: string, volume: VolumeArgs): void {
  const { problems } = checking;
  if (typeof volume.path !== "string" || !/^\/[^:]+$/.test(volume.path))
    problems.add(
      `${path}.path`,
      `${describe(volume.path)} is not a path; use an absolute one below "/", such as "/data"`,
    );
  const found = Object.keys(sorts).filter((sort) => sort in volume);
  const [sort] = found;
  if (sort === undefined || found.length > 1) {
    const given = found.length > 1 ? `${found.join(" and ")} are given together` : "it does not say what it is";
    problems.add(path, `${given}; give exactly one of ${Object.keys(sorts).join(", ")}`);
    return;
  }
  checkProperties(problems, path, volume, ["path", sort, ...(sorts[sort] ?? [])]);
  if ("scratchMiB" in volume) {
    checkWhole(problems, `${path}.scratchMiB`, volume.scratchMiB, 1, 16_777_216);
    checkFlag(problems, `${path}.memory`, volume.memory);
    if (volume.memory === true) checkMemory(checking, path, volume.scratchMiB);
  }
  if ("files" in volume && checkTable(problems, `${path}.files`, volume.files, '{ "<file>": "<text>" }'))
    checkFiles(problems, `${path}.files`, volume.files);
  if ("secret" in volume) checkText(problems, `${path}.secret`, volume.secret);
  if ("claim" in volume) checkText(problems, `${path}.claim`, volume.claim);
  if ("sizeGiB" in volume) checkDisk(checking, path, volume);
}

/** A pod whose files and processes need more than its limit is ended. */
function checkMemory({ problems, plan }: Checking, path: string, scratchMiB: number): void {
  const { memoryMiB } = plan.resources;
  if (typeof memoryMiB === "number" && scratchMiB >= memoryMiB)
    problems.add(
      `${path}.scratchMiB`,
      `${scratchMiB} in memory leaves nothing of the pod's ${memoryMiB}; use less, or raise resources.memoryMiB`,
    );
}

function checkFiles(problems: Problems, path: string, files: Readonly<Record<string, unknown>>): void {
  if (Object.keys(files).length === 0)
    problems.add(path, "there is no file; give at least one, or leave the volume out");
  checkTexts(problems, path, files);
  for (const name of Object.keys(files))
    if (!/^[-._a-zA-Z0-9]{1,253}$/.test(name) || name.startsWith(".."))
      problems.add(`${path}.${name}`, `"${name}" is not a file name; use letters, digits and - _ .`);
}

type Disk = Extract<VolumeArgs, { readonly sizeGiB: number }>;

function checkDisk({ problems, plan, cluster }: Checking, path: string, volume: Disk): void {
  checkNumber(problems, `${path}.sizeGiB`, volume.sizeGiB, 1, 65_536);
  if (plan.kind !== "statefulset")
    problems.add(
      `${path}.sizeGiB`,
      'the pods of other kinds cannot each have a disk; use kind: "statefulset", or a claim that all of them share',
    );
  if (volume.storage !== undefined) checkChoice(problems, `${path}.storage`, volume.storage, ["balanced", "fast"]);
  if (volume.storage !== undefined && volume.storageClass !== undefined)
    problems.add(`${path}.storageClass`, "storage is given as well; keep one of the two");
  if (volume.storage !== undefined && cluster === undefined)
    problems.add(
      `${path}.storage`,
      "all that is known of the cluster is its provider; give storageClass, or leave it out",
    );
  else if (volume.storageClass === undefined) checkTier(problems, `${path}.storage`, volume, cluster);
}

/** The cluster knows which classes the cloud installs. */
function checkTier(
  problems: Problems,
  path: string,
  { storage = "balanced" }: Disk,
  cluster: Checking["cluster"],
): void {
  try {
    cluster?.storageClass(storage);
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error;
    problems.unsupported("Workload", error.cloud, `${path}: ${storage}`, error);
  }
}
