import { createHash } from "node:crypto";
import type { Autonaming, CheckFailure, CheckRequest, Props } from "../types.js";
import { uuidFrom } from "./derive.js";
import type { NameRule } from "./model.js";
import { at, isRecord, isSet, text } from "./values.js";

type Named = { readonly name?: string; readonly failure?: CheckFailure };

/** The name that fills a property which the program left open, as the real providers choose it. */
export function autoname(rule: NameRule, request: CheckRequest, inputs: Props): Named {
  if (isSet(at(inputs, rule.property))) return {};
  if (rule.prefixProperty !== undefined && isSet(at(inputs, rule.prefixProperty))) return {};
  const kept = text(at(request.olds, rule.property));
  // A name that the program gave before and gives no longer is not kept: the object is replaced under a new one.
  const made = rule.random === 0 || request.autonaming !== undefined || looksAutonamed(rule, request.name, kept);
  if (kept !== undefined && made) return { name: kept };
  return chosen(rule, request, inputs) ?? fresh(bounded(rule, inputs), request, inputs);
}

function bounded(rule: NameRule, inputs: Props): NameRule {
  return { ...rule, ...rule.tighter?.(inputs) };
}

function fresh(rule: NameRule, request: CheckRequest, inputs: Props): Named {
  if (rule.uuid === true) return { name: uuidFrom(digest(request)) };
  const base = baseOf(rule, request.name);
  const random = rule.random ?? 7;
  const tail = `${random === 0 ? "" : separatorOf(rule) + drawn(rule, request, random)}${rule.suffix?.(inputs) ?? ""}`;
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

function drawn(rule: NameRule, request: CheckRequest, length: number): string {
  const bytes = digest(request);
  if (rule.charset === undefined) return bytes.toString("hex").slice(0, length);
  return [...bytes.subarray(0, length)].map((byte) => rule.charset?.charAt(byte % rule.charset.length)).join("");
}

function separatorOf(rule: NameRule): string {
  return rule.separator ?? "-";
}

function baseOf(rule: NameRule, name: string): string {
  return (rule.before ?? "") + (rule.lower === true ? name.toLowerCase() : name);
}

/**
 * What the project's own auto-naming (`pulumi:autonaming`) says: an enforced name is taken as it is, a proposed one is bent to
 * what the type takes. Types that are named by a UUID take no proposal.
 */
function chosen(rule: NameRule, request: CheckRequest, inputs: Props): Named | undefined {
  const choice = request.autonaming;
  switch (choice?.mode) {
    case "disable":
      return failed(rule, `automatic naming is disabled but no explicit name was provided: set ${rule.property}`);
    case "enforce":
      return { name: choice.proposedName };
    case "propose":
      return rule.uuid === true ? undefined : proposed(bounded(rule, inputs), choice, inputs);
    default:
      return undefined;
  }
}

function proposed(rule: NameRule, { proposedName }: Autonaming, inputs: Props): Named {
  const own = rule.lower === true ? proposedName.toLowerCase() : proposedName;
  const bent = rule.charset === undefined ? own : own.replace(/[-_]/g, separatorOf(rule));
  const start = rule.before ?? "";
  const name = `${bent.startsWith(start) ? "" : start}${bent}${rule.suffix?.(inputs) ?? ""}`;
  if (name.length <= rule.limit) return { name };
  return failed(
    rule,
    `calculated name '${name}' exceeds maximum length of ${rule.limit}: change pulumi:autonaming or the resource's logical name, or set ${rule.property}`,
  );
}

function failed(rule: NameRule, reason: string): Named {
  return { failure: { property: rule.property, reason } };
}

function digest(request: CheckRequest): Buffer {
  return createHash("sha256").update(request.randomSeed).update(request.urn).digest();
}

/** Whether a physical name looks as if `autoname` had made it: then old and new object can live side by side. */
export function looksAutonamed(rule: NameRule, name: string, value: unknown): boolean {
  if (rule.uuid === true) return true;
  if (typeof value !== "string" || rule.random === 0) return false;
  const base = baseOf(rule, name) + separatorOf(rule);
  const digits = rule.charset === undefined ? "0-9a-f" : rule.charset;
  // SQL Server's names have three digits, not seven.
  const random = rule.tighter === undefined ? (rule.random ?? 7) : 3;
  return value.startsWith(base) && new RegExp(`^[${digits}]{${random}}`).test(value.slice(base.length));
}

/** The inputs with a value at a dotted path; unchanged where something on the way is unknown or no object. */
export function withName(inputs: Props, path: string, name: string): Props {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...inputs, [first]: name };
  const below = inputs[first] ?? {};
  return isRecord(below) ? { ...inputs, [first]: withName(below, rest.join("."), name) } : inputs;
}
