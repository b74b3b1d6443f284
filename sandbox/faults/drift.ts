import { isDeepStrictEqual } from "node:util";
import { assertFitsSdk } from "../answers/fits-sdk.js";
import { fullToken } from "../answers/tokens.js";
import { messageOf } from "../errors.js";
import type { ServerContext } from "../server/context.js";
import { type PackageName, type Props, packageNames, type Session } from "../types.js";
import type { ByHand } from "../world/by-hand.js";
import type { StoredObject } from "../world/stored.js";
import { draw } from "./draw.js";
import { locateByHand } from "./drift-find.js";
import type { DriftChange, DriftOrder, DriftOutcome } from "./drift-order.js";

/** A change by hand that the cloud, or the order itself, does not allow. */
class NotPossible extends Error {}

/** Carries out one order in a running server. */
export function driftIn(context: ServerContext, order: DriftOrder): DriftOutcome {
  try {
    const done = carryOut(context, order);
    return { done, changes: driftChanges(context) };
  } catch (error) {
    return { done: [], changes: driftChanges(context), problem: messageOf(error) };
  }
}

function carryOut(context: ServerContext, order: DriftOrder): string[] {
  switch (order.action) {
    case "list":
      return [];
    case "change":
      return [changeByHand(context, locateByHand(context.store, order.target), order.properties)];
    case "delete":
      return [deleteByHand(context, locateByHand(context.store, order.target), order.force)];
    case "add":
      return [addByHand(context, { ...order, type: fullToken(order.type) })];
    case "random":
      return randomly(context, order.seed, order.count);
    case "undo":
      return undo(context, order);
  }
}

/** Every change by hand that was not taken back. */
export function driftChanges({ store }: Pick<ServerContext, "store">): DriftChange[] {
  return store.byHand.all().map((change) => {
    const { number, before, after } = change;
    const object = (before ?? after) as StoredObject;
    const { type, id, urn, stack } = object;
    const what = before === undefined ? "added" : after === undefined ? "deleted" : "changed";
    return { number, what, type, id, urn, stack, properties: changedKeys(before, after), holds: holds(store, change) };
  });
}

function changedKeys(before: StoredObject | undefined, after: StoredObject | undefined): string[] {
  if (before === undefined || after === undefined) return [];
  const keys = new Set([...Object.keys(before.inputs), ...Object.keys(after.inputs)]);
  return [...keys].filter((key) => !isDeepStrictEqual(before.inputs[key], after.inputs[key])).sort();
}

function holds(store: ServerContext["store"], { before, after }: ByHand): boolean {
  const now = store.byNumber(((after ?? before) as StoredObject).created);
  if (after !== undefined) return now !== undefined && isDeepStrictEqual(plain(now.inputs), plain(after.inputs));
  const { type, id, account, region, urn } = before as StoredObject;
  const again = store.byTypeAndId(type, id).some((object) => object.account === account && object.region === region);
  return (
    now === undefined && !again && !store.byUrn(urn).some(({ created }) => created > (before as StoredObject).created)
  );
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** What somebody is likely to change, where nothing is said: the first that the type has. */
const usualChanges: readonly ((inputs: Props) => Props)[] = [
  ({ tags }) => ({ tags: { ...mapOf(tags), "changed-by-hand": "yes" } }),
  ({ labels }) => ({ labels: { ...mapOf(labels), "changed-by-hand": "yes" } }),
  ({ metadata }) => {
    const { annotations, ...rest } = mapOf(metadata);
    return { metadata: { ...rest, annotations: { ...mapOf(annotations), "changed-by-hand": "yes" } } };
  },
  () => ({ description: "changed by hand" }),
];

function mapOf(value: unknown): Props {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Props) : {};
}

/** Changes properties of an object as its cloud's console would; says what. */
export function changeByHand(context: ServerContext, object: StoredObject, properties: Props | undefined): string {
  const candidates = properties === undefined ? usualChanges.map((change) => change(object.inputs)) : [properties];
  let refusal = "";
  for (const candidate of candidates) {
    const outcome = changed(context, object, merged(object.inputs, candidate));
    if (typeof outcome === "string") {
      refusal ||= outcome;
      continue;
    }
    context.store.transaction(() => {
      context.store.update(outcome, context.cloud.identities(outcome));
      context.store.byHand.note({ before: object, after: outcome });
    });
    return `changed ${Object.keys(candidate).join(", ")} of ${object.type} ${object.id} by hand`;
  }
  throw new NotPossible(`${object.type} ${object.id} cannot be changed like that: ${refusal}`);
}

/** Blocks of names (tags, labels) are added to, everything else is replaced; `null` takes a property away. */
function merged(inputs: Props, changes: Props): Props {
  const result: Props = { ...inputs };
  for (const [path, value] of Object.entries(changes)) set(result, path.split("."), value);
  return result;
}

function set(into: Props, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    const inner = { ...mapOf(into[key]) };
    set(inner, rest, value);
    into[key] = inner;
  } else if (value === null) delete into[key];
  else into[key] = value;
}

/** The object with other inputs, or why the cloud does not take them. */
function changed(context: ServerContext, object: StoredObject, inputs: Props): StoredObject | string {
  const session = sessionFor(context, object.pkg, object);
  const { type, urn, id, outputs } = object;
  const { world, cloud } = context;
  const at = { session, type, urn, name: urn.split("::").at(-1) ?? "", world };
  const checked = cloud.check({ ...at, news: inputs, olds: object.inputs, randomSeed: new Uint8Array(32) });
  const [failure] = checked.failures;
  if (failure !== undefined) return `${failure.property === "" ? "" : `${failure.property}: `}${failure.reason}`;
  const sides = { olds: object.inputs, oldOutputs: outputs, news: checked.inputs };
  // A program replaces the object for it; a hand finds no way to change it in one that exists.
  const { detailed } = cloud.diff({ ...at, ...sides, id, ignoreChanges: [] });
  const fixed = Object.keys(detailed).find((path) => detailed[path]?.kind.endsWith("-replace"));
  if (fixed !== undefined) return `${fixed}: it cannot be changed in an object that exists`;
  const outcome = cloud.update({ ...at, ...sides, id, object, preview: false });
  if ("error" in outcome) return `${outcome.error.code}: ${outcome.error.message}`;
  return { ...object, inputs: checked.inputs, outputs: outcome.outputs };
}

/** Deletes an object past its engine; `force` also where its cloud would refuse. Says what. */
export function deleteByHand(context: ServerContext, object: StoredObject, force: boolean): string {
  const session = sessionFor(context, object.pkg, object);
  const error = force ? undefined : context.cloud.canDelete({ session, object, world: context.world });
  if (error !== undefined) throw new NotPossible(`${error.code}: ${error.message}; --force deletes it all the same`);
  context.store.transaction(() => {
    context.store.remove(object);
    context.store.byHand.note({ before: object });
  });
  return `deleted ${object.type} ${object.id} by hand`;
}

/** Makes an object that belongs to no stack. */
function addByHand(context: ServerContext, order: Extract<DriftOrder, { action: "add" }>): string {
  const pkg = packageNames.find((name) => order.type.startsWith(`${name}:`));
  if (pkg === undefined)
    throw new NotPossible(`${order.type} is a type of no package that the sandbox serves (${packageNames.join(", ")})`);
  const place = placeOf(context, pkg, order);
  const session = sessionFor(context, pkg, place);
  const { store, cloud, world } = context;
  const number = (store.byHand.all().at(-1)?.number ?? 0) + 1;
  const urn = `urn:pulumi:by-hand::by-hand::${order.type}::by-hand-${number}`;
  const at = { session, type: order.type, urn, name: `by-hand-${number}`, world };
  const randomSeed = Buffer.alloc(32, number);
  const { inputs, failures } = cloud.check({ ...at, news: merged({}, order.properties), olds: undefined, randomSeed });
  if (failures.length > 0)
    throw new NotPossible(
      failures.map(({ property, reason }) => (property === "" ? reason : `${property}: ${reason}`)).join("; "),
    );
  const generation = store.nextGeneration(urn);
  const outcome = cloud.create({ ...at, inputs, generation, preview: false });
  if ("error" in outcome) throw new NotPossible(`${outcome.error.code}: ${outcome.error.message}`);
  const { id, outputs } = outcome;
  const object = {
    pkg,
    type: order.type,
    urn,
    project: "",
    stack: "",
    ...place,
    id,
    generation,
    inputs,
    outputs,
    provider: "",
  };
  const secrets = {
    inputs: [],
    outputs: cloud
      .secretOutputs(session, order.type)
      .filter((key) => key in outputs)
      .map((key) => [key]),
  };
  store.transaction(() => {
    const stored = store.insert({ ...object, secrets }, cloud.identities(object));
    store.answered([stored], true);
    store.byHand.note({ after: stored });
  });
  return `added ${order.type} ${id} by hand`;
}

interface Place {
  readonly account: string;
  readonly region: string | undefined;
}

/** Where something is added: as said, else where most of its package already is. */
function placeOf(context: ServerContext, pkg: PackageName, order: { account?: string; region?: string }): Place {
  const counts = new Map<string, { place: Place; count: number }>();
  for (const { account, region } of context.store.all().filter((object) => object.pkg === pkg)) {
    const key = JSON.stringify([account, region]);
    const known = counts.get(key) ?? { place: { account, region }, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  const usual = [...counts.values()].sort((a, b) => b.count - a.count)[0]?.place;
  const account = order.account ?? usual?.account;
  if (account === undefined)
    throw new NotPossible(`nothing of ${pkg} exists yet, so say where: --account and, where there is one, --region`);
  return { account, region: order.region ?? usual?.region };
}

/** A session as an engine would have it that worked where the object is. */
export function sessionFor(context: ServerContext, pkg: PackageName, { account, region }: Place): Session {
  const sdk = context.sdks.find(pkg, undefined);
  if (sdk === undefined) throw new NotPossible(`no SDK of ${pkg} is installed in the project`);
  const { answers, cloud, store } = context;
  assertFitsSdk(cloud, pkg, sdk, answers);
  const owner = { project: "", stack: "", organization: "organization" };
  return { pkg, ...owner, sdk, config: {}, account, region, seed: store.seed, answers };
}

/** Changes and deletes objects that the seed picks: only what nothing else needs is deleted. */
function randomly(context: ServerContext, seed: number, count: number): string[] {
  const done: string[] = [];
  const touched = new Set<number>();
  const order = context.store
    .all()
    .filter(({ stack, pkg }) => stack !== "" && pkg !== "random" && pkg !== "tls")
    .map((object) => {
      const occasion = { seed, rule: "drift", urn: object.urn, operation: "update", attempt: 1 } as const;
      return { object, rank: draw(occasion, "rank"), deletes: draw(occasion, "what") < 1 / 3 };
    })
    .sort((a, b) => a.rank - b.rank);
  for (const { object, deletes } of order) {
    if (done.length >= count) break;
    if (touched.has(object.created)) continue;
    touched.add(object.created);
    const free = deletes && context.store.users(object).length === 0;
    try {
      done.push(free ? deleteByHand(context, object, false) : changeByHand(context, object, undefined));
    } catch (error) {
      if (!(error instanceof NotPossible)) throw error;
    }
  }
  return done;
}

/**
 * Takes changes back, the last first; one that has been overtaken is only forgotten. What was deleted and has left the states
 * since stays deleted, unless it is forced: the next `up` makes it anew, and would meet the one that was brought back.
 */
function undo(context: ServerContext, order: Extract<DriftOrder, { action: "undo" }>): string[] {
  const { store } = context;
  const { number } = order;
  const all = store.byHand.all();
  const chosen = number === undefined ? all : all.filter((change) => change.number === number);
  if (number !== undefined && chosen.length === 0)
    throw new NotPossible(
      `there is no change ${number}; there are ${all.map((change) => change.number).join(", ") || "none"}`,
    );
  const listed = order.listed === undefined ? undefined : new Set(order.listed);
  return chosen.reverse().map((change) => {
    const { type, id, stack } = (change.before ?? change.after) as StoredObject;
    const isNobodys =
      change.after === undefined && stack !== "" && listed !== undefined && !listed.has(`${type}:${id}`);
    if (!isNobodys || !holds(store, change)) return takeBack(context, change);
    if (order.force === true)
      return (
        `${takeBack(context, change)}; no state lists it: import it with \`pulumi import\`, or delete it with ` +
        `\`groundplan sandbox drift delete ${type}:${id}\``
      );
    const refusal =
      `left ${type} ${id} deleted: no state lists it any more, so the next \`up\` makes it anew where the program still has it, ` +
      `and would meet this one; \`groundplan sandbox drift undo ${change.number} --force\` brings it back all the same`;
    if (number !== undefined) throw new NotPossible(refusal);
    return refusal;
  });
}

/** Takes one change back where it still holds; says what. */
function takeBack({ store, cloud }: ServerContext, change: ByHand & { readonly number: number }): string {
  const { before, after } = change;
  const { type, id } = (before ?? after) as StoredObject;
  return store.transaction(() => {
    store.byHand.forget(change.number);
    if (!holds(store, change)) return `left ${type} ${id} as it is: it was changed since`;
    if (before === undefined) {
      store.remove(after as StoredObject);
      return `removed ${type} ${id} again`;
    }
    if (after === undefined) store.restore(before, cloud.identities(before));
    else store.update(before, cloud.identities(before));
    return after === undefined ? `brought ${type} ${id} back` : `changed ${type} ${id} back`;
  });
}
