import type { ResourceSchema } from "../schema/index.js";
import type { DiffKind, DiffRequest, DiffResult } from "../types.js";
import { plainLocation } from "./azure/changes.js";
import { type Change, changes } from "./changes.js";
import type { Model, NameRule } from "./model.js";
import { looksAutonamed } from "./naming.js";
import { at, isSet, nameOfUrn, same } from "./values.js";
import { judgeOf, withoutIndices } from "./verdict.js";

/** Compares the inputs of two deployments and says what the change does to the object. */
export function diff(
  request: DiffRequest,
  schema: ResourceSchema | undefined,
  model: Model | undefined,
  rule: NameRule | undefined,
  always: readonly string[],
): DiffResult {
  let judge: ReturnType<typeof judgeOf> | undefined;
  const detailed: Record<string, { kind: DiffKind; inputDiff: boolean }> = {};
  const assumed = new Set<string>();
  let replaces = false;
  for (const change of changes(request.olds, request.news)) {
    if (isSpelling(request, change)) continue;
    judge ??= judgeOf(request, schema, model, always);
    const verdict = judge(change);
    if (verdict === "replace") replaces = true;
    if (verdict === "assumed") assumed.add(withoutIndices(change.path));
    const kind = verdict === "replace" ? (`${change.kind}-replace` as const) : change.kind;
    detailed[change.path] = { kind, inputDiff: true };
  }
  return {
    detailed,
    ...(replaces && (model?.deleteBeforeReplace ?? keepsName(request, rule)) ? { deleteBeforeReplace: true } : {}),
    ...(!replaces && assumed.size > 0 ? { assumed: [...assumed] } : {}),
  };
}

/** azure-native takes "West Europe" and "westeurope" for one location. */
function isSpelling({ session }: DiffRequest, change: Change): boolean {
  return (
    session.pkg === "azure-native" &&
    change.path === "location" &&
    change.kind === "update" &&
    plainLocation(change.old) !== undefined &&
    plainLocation(change.old) === plainLocation(change.new)
  );
}

/** A name that the program gave, and gives still, cannot belong to the old and the new object at once. */
function keepsName(request: DiffRequest, rule: NameRule | undefined): boolean {
  const name = rule && at(request.news, rule.property);
  return (
    rule !== undefined &&
    isSet(name) &&
    same(name, at(request.olds, rule.property)) &&
    !looksAutonamed(rule, nameOfUrn(request.urn), name)
  );
}
