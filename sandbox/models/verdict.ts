import type { ResourceSchema } from "../schema/index.js";
import type { DiffRequest } from "../types.js";
import type { Change } from "./changes.js";
import { conditions } from "./conditions/index.js";
import type { Model } from "./model.js";
import { replacementRows, tabled } from "./replacement.js";
import { at, isSet } from "./values.js";

/**
 * What a change does: `replace` and `inPlace` where a source says so (a model, the table of replacements, the property's own
 * documentation, a habit of the provider), `assumed` where none does and it is taken to be made in place.
 */
export type Verdict = "replace" | "inPlace" | "assumed";

interface Statement {
  readonly path: string;
  readonly replaces: boolean;
}

/**
 * The judge of one resource's changes. A model's own statement goes before the table, the table before the documentation,
 * the documentation before the provider's habits (`always`); of two in the table the one about the longer path holds.
 */
export function judgeOf(
  request: DiffRequest,
  schema: ResourceSchema | undefined,
  model: Model | undefined,
  always: readonly string[],
): (change: Change) => Verdict {
  const token = schema?.token ?? request.type;
  const forced = [
    model?.replaceOn,
    ...[model?.replaces, conditions[token]].map((c) => c?.(request.olds, request.news)),
  ].flatMap((paths) => paths ?? []);
  const stated = statementsOf(token);
  const guessed = [...(schema === undefined ? [] : documented(schema)), ...always];
  const forces = request.session.pkg === "azure-native" ? forcesInAzure : forcesInBridge;
  const known = !(tabled as readonly string[]).includes(request.session.pkg);
  return (change) => {
    const path = withoutIndices(change.path);
    if (forced.some((rule) => forces(rule, change, path))) return "replace";
    const best = mostSpecific(stated, path);
    const replacing = stated.filter((s) => s.replaces && (!isWithin(path, s.path) || s === best));
    if (replacing.some((s) => forces(s.path, change, path))) return "replace";
    if (best !== undefined) return "inPlace";
    if (guessed.some((rule) => forces(rule, change, path))) return "replace";
    return known ? "inPlace" : "assumed";
  };
}

/** Of the rules about the path or what it lies in, the one about the longest; of two about the same, the replacing one. */
function mostSpecific(stated: readonly Statement[], path: string): Statement | undefined {
  const about = stated.filter((s) => isWithin(path, s.path));
  return about.sort((a, b) => b.path.length - a.path.length || Number(b.replaces) - Number(a.replaces))[0];
}

function statementsOf(token: string): Statement[] {
  const everywhere = `${token.slice(0, token.indexOf(":"))}:*`;
  return [...replacementRows(token), ...replacementRows(everywhere)].flatMap((row) => [
    ...row.replace.map((path) => ({ path, replaces: true })),
    ...row.inPlace.map((path) => ({ path, replaces: false })),
  ]);
}

/** `ingress[0].toPort` as `ingress.toPort`: rules are about every element of a list. */
export function withoutIndices(path: string): string {
  return path.replace(/\[\d+\]/g, "");
}

function isWithin(path: string, rule: string): boolean {
  return path === rule || path.startsWith(`${rule}.`) || path.startsWith(`${rule}[`);
}

/**
 * The Terraform bridge: a rule is about the property, all below it, and about the whole that it lies in, when that appears or
 * goes with the property in it.
 */
function forcesInBridge(rule: string, change: Change, path: string): boolean {
  if (isWithin(path, rule)) return true;
  if (!rule.startsWith(`${path}.`)) return false;
  const below = rule.slice(path.length + 1);
  return has(change.old, below) || has(change.new, below);
}

function has(value: unknown, path: string): boolean {
  const found = at(value, path);
  return Array.isArray(found) ? found.length > 0 : isSet(found);
}

/**
 * azure-native: a replacing property that appears, goes or changes; below one that is an object only values that change.
 * Elements of lists never replace by themselves.
 */
function forcesInAzure(rule: string, change: Change, path: string): boolean {
  if (path === rule) return change.path === path;
  return change.kind === "update" && change.path.startsWith(`${rule}.`);
}

const forcing =
  /\b(forces? (?:a |the )?(?:new resource|creation of a new|replacement|re-?creation)|forces? re-?creat|force a new (?:resource|\w+)|creates? a new resource|forces? new resource|will (?:be )?(?:destroy|recreate|replace)\w* the resource|cannot be (?:changed|updated|modified) after|immutable after)/i;

/** Inputs whose documentation says that a change makes a new object. */
function documented(schema: ResourceSchema): string[] {
  let found = documentedCache.get(schema);
  if (found === undefined) {
    found = [...schema.inputs.values()].filter((m) => forcing.test(m.doc)).map((m) => m.name);
    documentedCache.set(schema, found);
  }
  return found;
}

const documentedCache = new WeakMap<ResourceSchema, string[]>();
