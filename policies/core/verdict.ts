import type { Severity } from "./rule.js";
import type { Tri } from "./tri.js";
import type { Field } from "./value.js";

/** What is wrong at one place of a resource. */
export interface Problem {
  /** Where, for example `ingress[0].cidrBlocks`; empty where no property shows it. */
  readonly path: string;
  /** What stands there; missing when nothing does. */
  readonly value?: unknown;
  /** What is wrong with it, as the end of a sentence: "lets every address reach port 22". */
  readonly wrong: string;
  /** How grave it is where that differs from the rule's severity. */
  readonly severity?: Severity;
}

/** The result of a rule on a resource. Undecided is never a pass. */
export type Verdict =
  | { readonly result: "pass" }
  | {
      readonly result: "violation";
      readonly problems: readonly Problem[];
      /** Paths of what is not known yet, beside what is certainly wrong; missing where all is known. */
      readonly unknown?: readonly string[];
    }
  | { readonly result: "undecided"; readonly unknown: readonly string[] };

export const pass: Verdict = { result: "pass" };

/** A violation at one place. */
export function violation(at: Field, wrong: string): Verdict {
  const value = at.state === "known" ? { value: at.value } : {};
  return { result: "violation", problems: [{ path: at.path, ...value, wrong }] };
}

/** The place of a problem that no property shows, because another resource is missing. */
export const nowhere: Field = { state: "absent", path: "" };

/** A violation where the answer is yes, and undecided where there is no answer yet. */
export function forbid(bad: Tri, at: Field, wrong: string): Verdict {
  if (bad === true) return violation(at, wrong);
  return bad === false ? pass : { result: "undecided", unknown: bad.unknown };
}

/** A violation where the answer is no, and undecided where there is no answer yet. */
export function demand(good: Tri, at: Field, wrong: string): Verdict {
  return forbid(typeof good === "boolean" ? !good : good, at, wrong);
}

/** The same verdict, whose problems are graver or less grave than what the rule usually finds. */
export function graded(verdict: Verdict, severity: Severity): Verdict {
  if (verdict.result !== "violation") return verdict;
  return { ...verdict, problems: verdict.problems.map((problem) => ({ ...problem, severity })) };
}

/** Every part must pass. Violations that are certain count, whatever else is unknown. */
export function every(parts: readonly Verdict[]): Verdict {
  const problems = parts.flatMap((part) => (part.result === "violation" ? part.problems : []));
  const unknown = [...new Set(parts.flatMap((part) => (part.result === "pass" ? [] : (part.unknown ?? []))))];
  const open = unknown.length > 0 ? { unknown } : undefined;
  if (problems.length > 0) return { result: "violation", problems, ...open };
  return open ? { result: "undecided", ...open } : pass;
}
