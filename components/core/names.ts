import { createHash } from "node:crypto";
import type { NameRule } from "./children.js";

/** A hyphen and seven digits on AWS and GCP, eight digits on Azure. */
const addedByProvider = 8;
const hashDigits = 6;

/** The first six hexadecimal digits of the SHA-256 of the parts: tells shortened names apart. */
export function shortHash(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, hashDigits);
}

/**
 * The logical name from which the provider can make a legal physical name.
 *
 * The name itself when it fits the rule as it is. Otherwise it is spelt in the rule's characters, shortened, and ended
 * by a hash of the whole name, so that different names stay different ("main-logs" and "mainlogs" where hyphens are
 * not allowed). Physical names stay the provider's: its random end keeps names apart that must be unique in the whole
 * cloud, and lets a replacement be created before the old one is deleted.
 */
export function fitName(name: string, rule: NameRule | undefined): string {
  if (rule === undefined) return name;
  const room = rule.limit - (rule.property === undefined ? (rule.added ?? addedByProvider) : 0);
  const spelt = spell(name, rule.charset);
  if (spelt === name && name.length <= room) return name;
  const separator = rule.charset === "a-z0-9" ? "" : "-";
  const head = spelt.slice(0, room - hashDigits - separator.length).replace(/[-_.]+$/, "");
  const hash = shortHash(name);
  return head === "" ? `n${hash}` : `${head}${separator}${hash}`;
}

/** What an identity of ours is called in the names of its grants: `checkKey` takes as much and no more. */
export function identityKey(componentName: string): string {
  return fitName(componentName, { limit: 63, charset: "A-Za-z0-9-_.", property: "key" });
}

/** The name in the rule's characters, beginning with a letter and ending with a letter or digit. */
function spell(name: string, charset: NameRule["charset"]): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "");
  const cased = charset.startsWith("a-z") ? plain.toLowerCase() : plain;
  const replaced = cased.replace(outside[charset], charset === "a-z0-9" ? "" : "-");
  const trimmed = replaced.replace(/-{2,}/g, "-").replace(/^[-_.]+|[-_.]+$/g, "");
  return /^[0-9]/.test(trimmed) ? `n${trimmed}` : trimmed;
}

const outside: Readonly<Record<NameRule["charset"], RegExp>> = {
  "a-z0-9": /[^a-z0-9]/g,
  "a-z0-9-": /[^a-z0-9-]/g,
  "A-Za-z0-9-": /[^A-Za-z0-9-]/g,
  "A-Za-z0-9-_.": /[^A-Za-z0-9._-]/g,
};
