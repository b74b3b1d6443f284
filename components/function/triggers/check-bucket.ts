import { checkChoice, checkSameCloud } from "../../core/checks.js";
import type { CloudName } from "../../core/clouds.js";
import type { Problems } from "../../core/errors.js";
import { describe } from "../../core/target.js";
import { BucketEvent } from "../args.js";
import type { BucketTriggerPlan } from "../types.js";

/** Object names have at most 1024 bytes on every cloud. */
const longestName = 1024;

/** Checks which bucket calls, and for what. */
export function checkBucketTrigger(
  problems: Problems,
  cloud: CloudName,
  path: string,
  { bucket, on, prefix, suffix }: BucketTriggerPlan,
): void {
  if (checkSameCloud(problems, `${path}.bucket`, bucket, cloud) && typeof bucket?.events !== "function")
    problems.add(`${path}.bucket`, "this is not a bucket; use a Bucket, or what Bucket.fromExisting returns");
  checkEvents(problems, `${path}.on`, on);
  checkPart(problems, `${path}.prefix`, prefix);
  checkPart(problems, `${path}.suffix`, suffix);
}

function checkEvents(problems: Problems, path: string, on: unknown): void {
  const known = Object.values(BucketEvent);
  const all = known.map((event) => `"${event}"`).join(", ");
  if (!Array.isArray(on) || on.length === 0) {
    problems.add(path, `${Array.isArray(on) ? "nothing" : describe(on)} is given; list one or both of ${all}`);
    return;
  }
  for (const [index, event] of on.entries()) {
    checkChoice(problems, `${path}[${index}]`, event, known);
    if (on.indexOf(event) < index) problems.add(`${path}[${index}]`, `${describe(event)} is given twice; give it once`);
  }
}

function checkPart(problems: Problems, path: string, part: unknown): void {
  if (part === undefined) return;
  if (typeof part !== "string" || part === "")
    problems.add(path, `${describe(part)} is not part of a name; give plain text, or leave it out for all objects`);
  else if (Buffer.byteLength(part) > longestName)
    problems.add(path, `it has ${Buffer.byteLength(part)} bytes, a name has at most ${longestName}; shorten it`);
}
