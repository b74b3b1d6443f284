import type { WorldObject } from "./types.js";

/** What `pulumi stack export` writes, as far as it matters here. */
export interface Deployment {
  readonly deployment?: {
    readonly resources?: readonly StateResource[] | null;
    readonly pending_operations?: readonly PendingOperation[] | null;
  } | null;
}

interface StateResource {
  readonly urn: string;
  readonly id?: string;
  readonly type?: string;
  readonly delete?: boolean;
}

interface PendingOperation {
  /** "creating", "updating", "deleting", "reading", "importing" */
  readonly type: string;
  readonly resource: StateResource;
}

/** A creation whose answer was lost, and the object that it made. */
export interface Matched {
  readonly urn: string;
  readonly id: string;
}

/** What is to be done about the operations that a crash left open. */
export interface Recovery {
  /** To be taken into the state, in the order of creation. */
  readonly imports: readonly Matched[];
  /** Creations that made nothing: their pending operations are only dropped. */
  readonly vanished: readonly string[];
  /** Objects of the stack that neither state nor pending operations mention. A crash alone never leaves any. */
  readonly orphans: readonly Matched[];
  /**
   * Arguments of `pulumi refresh` that carry it out (`--import-pending-creates URN` and the id again under the same flag,
   * then `--clear-pending-creates` for the rest); empty where nothing is pending.
   */
  readonly refreshArguments: readonly string[];
}

/**
 * Matches the pending creates of a crashed stack with what exists: under a URN, the objects that the state does not list.
 * Of several, the newest is the one whose answer was lost. Pure.
 *
 * @param state the stack's exported deployment
 * @param objects the world's inventory; objects of other projects or stacks are ignored
 * @param owner the project and stack that the deployment belongs to
 */
export function matchPendingCreates(
  state: Deployment,
  objects: readonly WorldObject[],
  owner: { readonly project: string; readonly stack: string },
): Recovery {
  const unlisted = unlistedOf(
    state,
    objects.filter((object) => object.project === owner.project && object.stack === owner.stack),
  );
  const pending = (state.deployment?.pending_operations ?? [])
    .filter((operation) => operation.type === "creating")
    .map((operation) => operation.resource.urn);
  const imports: WorldObject[] = [];
  const vanished: string[] = [];
  for (const urn of new Set(pending)) {
    const candidates = unlisted.filter((object) => object.urn === urn);
    const made = candidates.at(-1);
    if (made === undefined) {
      vanished.push(urn);
    } else {
      imports.push(made);
    }
  }
  imports.sort((a, b) => a.created - b.created);
  const taken = new Set(imports);
  return {
    imports: imports.map(matched),
    vanished,
    orphans: unlisted.filter((object) => !taken.has(object)).map(matched),
    refreshArguments: refreshArguments(imports, vanished),
  };
}

/** The objects that the state does not list. Ids need not be unique under a URN: each entry accounts for one, oldest first. */
function unlistedOf(state: Deployment, objects: readonly WorldObject[]): WorldObject[] {
  const listed = new Map<string, number>();
  for (const resource of state.deployment?.resources ?? []) {
    const key = keyOf(resource.urn, resource.id);
    listed.set(key, (listed.get(key) ?? 0) + 1);
  }
  return [...objects]
    .sort((a, b) => a.created - b.created)
    .filter((object) => {
      const key = keyOf(object.urn, object.id);
      const left = listed.get(key) ?? 0;
      listed.set(key, left - 1);
      return left <= 0;
    });
}

function keyOf(urn: string, id: string | undefined): string {
  return JSON.stringify([urn, id ?? ""]);
}

function matched(object: WorldObject): Matched {
  return { urn: object.urn, id: object.id };
}

function refreshArguments(imports: readonly WorldObject[], vanished: readonly string[]): string[] {
  const pairs = imports.flatMap((object) => [
    "--import-pending-creates",
    object.urn,
    "--import-pending-creates",
    object.id,
  ]);
  return vanished.length > 0 ? [...pairs, "--clear-pending-creates"] : pairs;
}
