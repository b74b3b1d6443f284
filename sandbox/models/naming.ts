import { createHash } from "node:crypto";
import type { Autonaming, CheckFailure, CheckRequest, Props } from "../types.js";
import { uuidFrom } from "./derive.js";
import type { NameRule } from "./model.js";
import { at, isRecord, isSet, text } from "./values.js";

/** The name that fills a property which the program left open, as the real providers choose it. */
export function autoname(
  rule: NameRule,
  request: CheckRequest,
  inputs: Props,
): { name?: string; failure?: CheckFailure } {
  if (isSet(at(inputs, rule.property))) return {};
  if (rule.prefixProperty !== undefined && isSet(at(inputs, rule.prefixProperty))) return {};
  const kept = text(at(request.olds, rule.property));
  // A name that the program gave before and gives no longer is not kept: the object is replaced under a new one.
  const made = rule.random === 0 || request.autonaming !== undefined || looksAutonamed(rule, request.name, kept);
  if (kept !== undefined && made) return { name: kept };
  return fresh(rule, request, inputs);
}

function fresh(rule: NameRule, request: CheckRequest, inputs: Props): { name?: string; failure?: CheckFailure } {
  const chosen = engineChoice(rule, request.autonaming);
  if (chosen !== undefined) return chosen;
  if (rule.uuid === true) return { name: uuidFrom(digest(request)) };
  const base = baseOf(rule, request.name);
  const random = rule.random ?? 7;
  const tail = `${random === 0 ? "" : (rule.separator ?? "-") + digest(request).toString("hex").slice(0, random)}${rule.suffix?.(inputs) ?? ""}`;
  if (base.length + tail.length <= rule.limit) return { name: base + tail };
  const most = rule.limit - tail.length;
  return {
    failure: {
      property: rule.property,
      reason:
        `name '${base}' plus ${tail.length} characters of auto-naming is longer than maximum length ${rule.limit}: ` +
        `shorten the resource's logical name to ${most} characters, or set ${rule.property}`,
    },
  };
}

function baseOf(rule: NameRule, name: string): string {
  return (rule.before ?? "") + (rule.lower === true ? name.toLowerCase() : name);
}

function engineChoice(
  rule: NameRule,
  choice: Autonaming | undefined,
): { name?: string; failure?: CheckFailure } | undefined {
  if (choice === undefined) return undefined;
  if (choice.mode === "disable") {
    const reason = `automatic naming is off in this project: set ${rule.property}`;
    return { failure: { property: rule.property, reason } };
  }
  if (choice.mode === "propose" && choice.proposedName.length > rule.limit) return undefined;
  return { name: choice.proposedName };
}

function digest(request: CheckRequest): Buffer {
  return createHash("sha256").update(request.randomSeed).update(request.urn).digest();
}

/** Whether a physical name looks as if `autoname` had made it: then old and new object can live side by side. */
export function looksAutonamed(rule: NameRule, name: string, value: unknown): boolean {
  if (rule.uuid === true) return true;
  if (typeof value !== "string" || rule.random === 0) return false;
  const base = baseOf(rule, name);
  const tail = value.slice(base.length + (rule.separator ?? "-").length);
  return value.startsWith(base + (rule.separator ?? "-")) && new RegExp(`^[0-9a-f]{${rule.random ?? 7}}`).test(tail);
}

/** The inputs with a value at a dotted path; unchanged where something on the way is unknown or no object. */
export function withName(inputs: Props, path: string, name: string): Props {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...inputs, [first]: name };
  const below = inputs[first] ?? {};
  return isRecord(below) ? { ...inputs, [first]: withName(below, rest.join("."), name) } : inputs;
}
