import type { WorldObject } from "./types.js";
import type { InventoryObject, StackName } from "./world/inventory.js";

/** What `pulumi stack export` writes, as far as it matters here; everything else in it is passed through. */
export interface Deployment {
  readonly deployment?: {
    readonly resources?: readonly StateResource[] | null;
    readonly pending_operations?: readonly PendingOperation[] | null;
  } | null;
}

interface StateResource {
  readonly urn: string;
  /** Read, not managed: `get` and data of other stacks. */
  readonly external?: boolean;
  readonly id?: string;
  readonly custom?: boolean;
  readonly type?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[] | null;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | null;
  readonly deletedWith?: string;
  readonly delete?: boolean;
  readonly pendingReplacement?: boolean;
  readonly outputs?: Readonly<Record<string, unknown>>;
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

/** What a crash left open in a stack, and the deployment that settles it. */
export interface Recovery {
  /** Objects that were made and are now in the deployment, in the order of creation. */
  readonly imports: readonly Matched[];
  /** URNs of creations that made nothing; the next `up` makes them. */
  readonly vanished: readonly string[];
  /**
   * Objects that the engine was told of and that have never been in the state: made while nothing was written down
   * (`PULUMI_SKIP_CHECKPOINTS`). A crash alone leaves none.
   */
  readonly orphans: readonly Matched[];
  /**
   * Objects that have left the state on purpose, since their deletion was never asked for: kept by `retainOnDelete`, or taken
   * out with `pulumi state delete`.
   */
  readonly kept: readonly Matched[];
  /**
   * The deployment without pending operations and with the imported objects, for `pulumi stack import`; their outputs are
   * filled in by a `pulumi refresh` after it. The same object as the argument where nothing was pending.
   */
  readonly deployment: Deployment;
}

/**
 * Settles the pending operations of a crashed stack: a pending create becomes a resource of the state under the id of the
 * object that it made, and so does an object whose answer may have been lost with the server. Pure.
 *
 * The engine's own way, `pulumi refresh --import-pending-creates`, is not used: engine 3.250.0 marks such an operation as
 * "importing" and then drops it without reading the object, so that the next `up` makes it a second time.
 *
 * @param state the stack's exported deployment
 * @param objects the world's inventory; objects of other projects or stacks are ignored
 * @param owner the project and stack that the deployment belongs to
 */
export function recoverDeployment(state: Deployment, objects: readonly InventoryObject[], owner: StackName): Recovery {
  const listed = state.deployment?.resources ?? [];
  const pending = state.deployment?.pending_operations ?? [];
  const own = objects.filter((object) => object.project === owner.project && object.stack === owner.stack);
  const unlisted = unlistedOf(listed, own);
  const creating = new Map(
    pending.filter(({ type }) => type === "creating").map(({ resource }) => [resource.urn, resource]),
  );
  // What has been in the state cannot be what a lost answer was about. Of several others under one URN it is the newest.
  const candidates = unlisted.filter(({ settled }) => !settled);
  const lost = (object: InventoryObject) => creating.has(object.urn) || !object.answered;
  const made = candidates.filter(
    (object, index) => lost(object) && !candidates.slice(index + 1).some((later) => later.urn === object.urn),
  );
  const left = unlisted.filter((object) => !made.includes(object));
  const otherwise = listedOtherwise(state, own);
  let resources = [...listed];
  for (const object of made) {
    const known = creating.get(object.urn) ?? unknownToEngine(object, resources);
    resources = withResource(resources, { ...known, urn: object.urn, id: object.id, outputs: {} });
  }
  const { pending_operations: _, ...rest } = state.deployment ?? {};
  return {
    imports: made.map(matched),
    vanished: [...creating.keys()].filter((urn) => !made.some((object) => object.urn === urn)),
    orphans: left.filter(({ settled }) => !settled).map(matched),
    kept: left.filter((object) => object.settled && !otherwise.has(objectKey(object))).map(matched),
    deployment: pending.length === 0 && made.length === 0 ? state : { ...state, deployment: { ...rest, resources } },
  };
}

/** By what an object is found that is not known by its URN: `objectKey` of an entry of a state is that of its object. */
export function objectKey({ urn, type, id }: Pick<StateResource, "urn" | "type" | "id">): string {
  return JSON.stringify([type ?? urn.split("::")[2]?.split("$").at(-1), id ?? ""]);
}

/**
 * Keys of the objects that a state lists under a URN by which nothing of that id exists: the resource has another name since, or
 * another resource has taken its object over.
 */
export function listedOtherwise(state: Deployment, objects: readonly WorldObject[]): ReadonlySet<string> {
  const existing = new Set(objects.map(({ urn, id }) => keyOf(urn, id)));
  const listed = (state.deployment?.resources ?? []).filter(({ external }) => external !== true);
  return new Set(listed.filter(({ urn, id }) => !existing.has(keyOf(urn, id))).map(objectKey));
}

/** The objects that the state does not list. Ids need not be unique under a URN: each entry accounts for one, oldest first. */
function unlistedOf(resources: readonly StateResource[], objects: readonly InventoryObject[]): InventoryObject[] {
  const listed = new Map<string, number>();
  for (const resource of resources) {
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

/**
 * The resource for an object whose creation the engine has given up: when a provider dies under it, it drops the operation.
 * What it had is gone with it; the refresh that follows reads the inputs, and the next `up` restores parent and options.
 */
function unknownToEngine(object: InventoryObject, resources: readonly StateResource[]): StateResource {
  const parent = likelyParent(object.urn, resources);
  const provider = resources.find(({ urn }) => urn === object.provider);
  return {
    urn: object.urn,
    custom: true,
    type: object.type,
    inputs: {},
    ...(parent === undefined ? {} : { parent: parent.urn }),
    ...(provider === undefined ? {} : { provider: `${provider.urn}::${provider.id}` }),
  };
}

/** A URN tells the types of its parents, not their names: of several that fit, the one whose name begins the object's. */
function likelyParent(urn: string, resources: readonly StateResource[]): StateResource | undefined {
  const [types = "", name = ""] = urn.split("::").slice(2);
  const inner = types.lastIndexOf("$");
  const wanted = inner < 0 ? "pulumi:pulumi:Stack" : types.slice(0, inner);
  const fitting = resources.filter((resource) => resource.urn.split("::")[2] === wanted);
  return fitting.find((resource) => name.startsWith(resource.urn.split("::")[3] ?? name)) ?? fitting[0];
}

/**
 * The resources with one more, as the engine would have written them. An old side of a replacement stays behind it, marked
 * for deletion; one that was already deleted to make room goes. Everything it depends on comes before it.
 */
function withResource(resources: readonly StateResource[], added: StateResource): StateResource[] {
  const kept = resources.filter((resource) => !(resource.urn === added.urn && resource.pendingReplacement === true));
  const needed = new Set([
    added.parent,
    // A provider reference is the provider's URN, "::" and its id.
    added.provider?.slice(0, added.provider.lastIndexOf("::")),
    added.deletedWith,
    ...(added.dependencies ?? []),
    ...Object.values(added.propertyDependencies ?? {}).flatMap((urns) => urns ?? []),
  ]);
  const after = kept.findLastIndex((resource) => needed.has(resource.urn)) + 1;
  const old = kept.findIndex((resource) => resource.urn === added.urn);
  const at = old >= after ? old : old < 0 ? kept.length : after;
  const before = kept.slice(0, at).filter((resource) => resource.urn !== added.urn);
  const moved = kept.slice(0, at).filter((resource) => resource.urn === added.urn);
  const behind = [...kept.slice(at), ...moved].map((resource) =>
    resource.urn === added.urn ? { ...resource, delete: true } : resource,
  );
  return [...before, added, ...behind];
}
