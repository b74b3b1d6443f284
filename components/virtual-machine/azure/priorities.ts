import { createHash } from "node:crypto";

/**
 * A priority for a rule: it follows from the rule's name, so that a rule which comes or goes moves no other. Only two names
 * that want the same one are told apart by who is first.
 */
export function freePriority(taken: Set<number>, name: string, least: number, most: number): number {
  const span = most - least + 1;
  let offset = createHash("sha256").update(name).digest().readUInt32BE(0) % span;
  while (taken.has(least + offset)) offset = (offset + 1) % span;
  taken.add(least + offset);
  return least + offset;
}
