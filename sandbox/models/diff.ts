import type { ResourceSchema } from "../schema/index.js";
import type { DiffKind, DiffRequest, DiffResult, Props } from "../types.js";
import type { Model, NameRule } from "./model.js";
import { looksAutonamed } from "./naming.js";
import { at, isRecord, isSet, nameOfUrn, same } from "./values.js";

/** Compares the inputs of two deployments and says what the change does to the object. */
export function diff(
  request: DiffRequest,
  schema: ResourceSchema | undefined,
  model: Model | undefined,
  rule: NameRule | undefined,
  always: readonly string[],
): DiffResult {
  const replaceOn = [
    ...always,
    ...(model?.replaceOn ?? []),
    ...(model?.replaces?.(request.olds, request.news) ?? []),
    ...(schema === undefined ? [] : documented(schema)),
  ];
  const detailed: Record<string, { kind: DiffKind; inputDiff: boolean }> = {};
  for (const change of changes(request.olds, request.news, "")) {
    const replaces = replaceOn.some((path) => covers(path, change.path));
    const kind = replaces ? (`${change.kind}-replace` as const) : change.kind;
    detailed[change.path] = { kind, inputDiff: true };
  }
  const fixed =
    model?.deleteBeforeReplace ??
    (rule !== undefined &&
      isSet(at(request.news, rule.property)) &&
      same(at(request.news, rule.property), at(request.olds, rule.property)) &&
      !looksAutonamed(rule, nameOfUrn(request.urn), at(request.news, rule.property)));
  return { detailed, ...(fixed ? { deleteBeforeReplace: true } : {}) };
}

interface Change {
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
}

function* changes(olds: unknown, news: unknown, path: string): Generator<Change> {
  if (same(olds, news)) return;
  if (!isSet(olds)) {
    if (isSet(news)) yield { path, kind: "add" };
  } else if (!isSet(news)) yield { path, kind: "delete" };
  else if (isRecord(olds) && isRecord(news)) yield* recordChanges(olds, news, path);
  else if (Array.isArray(olds) && Array.isArray(news))
    for (let i = 0; i < Math.max(olds.length, news.length); i++) yield* changes(olds[i], news[i], `${path}[${i}]`);
  else yield { path, kind: "update" };
}

function* recordChanges(olds: Props, news: Props, path: string): Generator<Change> {
  if (news.__asset !== undefined || news.__archive !== undefined) {
    yield { path, kind: "update" };
    return;
  }
  for (const key of new Set([...Object.keys(olds), ...Object.keys(news)])) {
    if (key.startsWith("__")) continue;
    const plain = /^[A-Za-z_$][\w$]*$/.test(key);
    const below = path === "" ? key : plain ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
    yield* changes(olds[key], news[key], below);
  }
}

/** A rule `spec.selector` covers itself, everything below it, and the whole when `spec` as such appears or goes. */
function covers(rule: string, path: string): boolean {
  const plain = path.replace(/\[\d+\]/g, "");
  return plain === rule || plain.startsWith(`${rule}.`) || plain.startsWith(`${rule}[`) || rule.startsWith(`${plain}.`);
}

const forcing =
  /\b(forces? (?:a |the )?(?:new resource|creation of a new|replacement|re-?creation)|forces? re-?creat|force a new (?:resource|\w+)|creates? a new resource|forces? new resource|will (?:be )?(?:destroy|recreate|replace)\w* the resource|cannot be (?:changed|updated|modified) after|immutable after)/i;

/** Inputs whose documentation says that a change makes a new object. */
export function documented(schema: ResourceSchema): string[] {
  let found = documentedCache.get(schema);
  if (found === undefined) {
    found = [...schema.inputs.values()].filter((m) => forcing.test(m.doc)).map((m) => m.name);
    documentedCache.set(schema, found);
  }
  return found;
}

const documentedCache = new WeakMap<ResourceSchema, string[]>();
