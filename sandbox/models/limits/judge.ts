import { editDistance } from "../../../components/core/nearest.js";
import type { Props } from "../../types.js";
import { isRecord } from "../values.js";
import type { Bounds, Rule, TypeLimits } from "./table.js";

/** A value that its rule does not allow. */
export interface Breach {
  /** As the program wrote it: `networkInterfaces[0].stackType`. */
  readonly path: string;
  readonly value: unknown;
  readonly rule: Rule;
  readonly limit: "values" | "pattern" | "length" | "number" | "items";
  /** True where the value belongs in no message. */
  readonly secret?: boolean;
  /** Of an enumeration: the value that was meant. */
  readonly near?: string;
}

/**
 * The values of the inputs that break their rules.
 *
 * @param closed whether a list of values is taken as complete; otherwise only what is nearly a known value is a breach
 */
export function breaches(inputs: Props, limits: TypeLimits, closed: boolean): Breach[] {
  const found: Breach[] = [];
  const walk = (value: unknown, path: string, plain: string): void => {
    if (Array.isArray(value)) {
      const rule = limits.rule(`${plain}[]`);
      if (rule?.i !== undefined && outside(value.length, rule.i)) found.push({ path, value, rule, limit: "items" });
      for (const [i, item] of value.entries()) walk(item, `${path}[${i}]`, plain);
    } else if (isRecord(value)) {
      for (const [key, item] of Object.entries(value))
        walk(item, path === "" ? key : `${path}.${key}`, plain === "" ? key : `${plain}.${key}`);
    } else {
      const rule = limits.rule(plain);
      const breach = rule === undefined ? undefined : judge(value, rule, closed);
      if (rule !== undefined && breach !== undefined) found.push({ path, value, rule, ...breach });
    }
  };
  walk(inputs, "", "");
  return found;
}

function judge(value: unknown, rule: Rule, closed: boolean): Pick<Breach, "limit" | "near"> | undefined {
  if (typeof value === "number")
    return rule.n !== undefined && outside(value, rule.n) ? { limit: "number" } : undefined;
  // The providers take an empty string for one that is not set.
  if (typeof value !== "string" || value === "") return undefined;
  if (rule.e !== undefined) return judgeChoice(value, rule.e, closed && rule.o !== 1);
  if (rule.l !== undefined && outside([...value].length, rule.l)) return { limit: "length" };
  if (rule.p !== undefined && !rule.p.some((pattern) => compiled(pattern).test(value))) return { limit: "pattern" };
  return undefined;
}

function judgeChoice(
  value: string,
  known: readonly string[],
  closed: boolean,
): Pick<Breach, "limit" | "near"> | undefined {
  const wanted = value.toLowerCase();
  if (known.some((k) => k.toLowerCase() === wanted)) return undefined;
  const near = slipOf(value, known);
  if (near !== undefined) return { limit: "values", near };
  return closed ? { limit: "values" } : undefined;
}

/**
 * The known value that a value was probably meant to be: one or two letters differ. Where a digit differs it may be a newer
 * one of its kind, and in a short word one letter makes another word.
 */
export function slipOf(value: string, known: Iterable<string>): string | undefined {
  const wanted = value.toLowerCase();
  const limit = wanted.length < 5 ? 0 : wanted.length < 9 ? 1 : 2;
  const digits = numbersOf(wanted);
  let best: string | undefined;
  let distance = limit + 1;
  for (const candidate of known) {
    const plain = candidate.toLowerCase();
    if (numbersOf(plain) !== digits) continue;
    const own = editDistance(wanted, plain, distance);
    if (own < distance) [best, distance] = [candidate, own];
  }
  return best;
}

function numbersOf(text: string): string {
  return (text.match(/\d+/g) ?? []).join(" ");
}

export function outside(value: number, [min, max]: Bounds): boolean {
  return (min !== null && value < min) || (max !== null && value > max);
}

const expressions = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  let expression = expressions.get(pattern);
  if (expression === undefined) {
    expression = pattern.startsWith("u:") ? new RegExp(pattern.slice(2), "su") : new RegExp(pattern, "s");
    expressions.set(pattern, expression);
  }
  return expression;
}
