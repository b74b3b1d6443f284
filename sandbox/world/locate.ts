import { isDeepStrictEqual } from "node:util";
import type { Props, Session } from "../types.js";
import type { WorldStore } from "./store.js";
import type { StoredObject } from "./stored.js";

/** What an engine says about the object it means: it names no generation, and ids need not be unique. */
export interface Reference {
  readonly session: Session;
  readonly type: string;
  readonly urn: string;
  readonly id: string;
  /** The outputs that the engine has recorded; tells apart objects of one URN and id. */
  readonly outputs: Props;
  /** Which of several to take where the outputs do not tell. */
  readonly prefer: "oldest" | "newest";
}

/** The region of an object: `aws` resources may name one that differs from their provider's. */
export function regionOf(session: Session, inputs: Props): string | undefined {
  const own = session.pkg === "aws" ? inputs.region : undefined;
  return typeof own === "string" ? own : session.region;
}

/**
 * The object that an engine means.
 *
 * Under its URN first. Of several with one id (both sides of a replacement that keeps the id): the one whose outputs the
 * engine has recorded, else the preferred one: the newest to be read (a recovered creation has no outputs yet), the oldest
 * to be deleted. Otherwise by type and id in the same account and region: an import, a `get`, or a
 * resource whose URN has changed.
 */
export function locate(store: WorldStore, reference: Reference): StoredObject | undefined {
  const own = store.byUrn(reference.urn).filter((object) => object.id === reference.id);
  if (own.length > 0) {
    return recorded(own, reference) ?? (reference.prefer === "newest" ? own.at(-1) : own[0]);
  }
  const { session } = reference;
  const region = regionOf(session, reference.outputs);
  const others = store
    .byTypeAndId(reference.type, reference.id)
    .filter((object) => object.pkg === session.pkg && object.account === session.account)
    .filter((object) => session.pkg !== "aws" || region === undefined || object.region === region);
  return others.length === 1 ? others[0] : recorded(others, reference);
}

function recorded(objects: readonly StoredObject[], reference: Reference): StoredObject | undefined {
  return objects.length < 2
    ? objects[0]
    : objects.find((object) => isDeepStrictEqual(JSON.parse(JSON.stringify(object.outputs)), reference.outputs));
}
