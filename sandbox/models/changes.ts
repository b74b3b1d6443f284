import type { Props } from "../types.js";
import { isRecord, isSet, same } from "./values.js";

/** One property whose old and new value differ. */
export interface Change {
  /** As Pulumi writes it: `tags.Name`, `ingress[0].toPort`, `labels["a b"]`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  readonly old: unknown;
  readonly new: unknown;
}

/** What differs, as deep as both sides have it. */
export function* changes(olds: unknown, news: unknown, path = ""): Generator<Change> {
  if (same(olds, news)) return;
  if (!isSet(olds)) {
    if (isSet(news)) yield { path, kind: "add", old: olds, new: news };
  } else if (!isSet(news)) yield { path, kind: "delete", old: olds, new: news };
  else if (isRecord(olds) && isRecord(news)) yield* recordChanges(olds, news, path);
  else if (Array.isArray(olds) && Array.isArray(news))
    for (let i = 0; i < Math.max(olds.length, news.length); i++) yield* changes(olds[i], news[i], `${path}[${i}]`);
  else yield { path, kind: "update", old: olds, new: news };
}

function* recordChanges(olds: Props, news: Props, path: string): Generator<Change> {
  if (news.__asset !== undefined || news.__archive !== undefined) {
    yield { path, kind: "update", old: olds, new: news };
    return;
  }
  for (const key of new Set([...Object.keys(olds), ...Object.keys(news)])) {
    if (key.startsWith("__")) continue;
    const plain = /^[A-Za-z_$][\w$]*$/.test(key);
    const below = path === "" ? key : plain ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
    yield* changes(olds[key], news[key], below);
  }
}
