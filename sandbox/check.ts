import { existsSync } from "node:fs";
import { messageOf } from "./errors.js";
import { type Deployment, listedOtherwise, objectKey, recoverDeployment } from "./recover.js";
import type { Cloud, WorldObject, WorldView } from "./types.js";
import { ByHandJournal } from "./world/by-hand.js";
import { worldFiles } from "./world/directory.js";
import { type InventoryObject, inventory, type StackName } from "./world/inventory.js";
import { openToRead, type Readable } from "./world/layout.js";
import { mentionsOf, type Payload } from "./world/record.js";
import { corrupt } from "./world/store.js";
import { objectOf, type StoredObject, textsOf } from "./world/stored.js";
import { Vault } from "./world/vault.js";

/** Something that is not as it must be. */
export interface Finding {
  /** Stable name of what is wrong. */
  readonly code:
    | "damaged"
    | "unreadable"
    | "index"
    | "generation"
    | "duplicate"
    | "reference"
    | "unanswered"
    | "orphan"
    | "missing"
    | "pending";
  readonly message: string;
  readonly fix: string;
}

/** A stack's state, to be compared with what exists. */
export interface CheckedState extends StackName {
  readonly state: Deployment;
}

/** What `checkWorld` needs of the models: how objects are referred to, and what refers to nothing. */
export interface CheckedCloud extends Pick<Cloud, "identities"> {
  /** Why a reference of an object leads nowhere; undefined where all are right or cannot be judged. */
  dangling?(object: WorldObject, world: WorldView): string | undefined;
}

/**
 * Compares the store with itself and with the states of its stacks. Reads only; works beside a running server, but what a run
 * is about to write down counts as wrong until it has.
 *
 * @throws SandboxError `store-corrupt` where it cannot be opened at all, `store-version`, `key-missing`
 */
export function checkWorld(worldDir: string, states: readonly CheckedState[], cloud: CheckedCloud): Finding[] {
  const files = worldFiles(worldDir);
  if (!existsSync(files.store)) return stateFindings([], states, new Set());
  let store: Readable | undefined;
  try {
    store = openToRead(files.store);
    const vault = Vault.open(files.key, false);
    const damage = damageOf(store);
    const { objects, unreadable } = readAll(store, vault);
    const byHand = deletedByHand(store, vault);
    return [
      ...damage,
      ...unreadable,
      ...indexFindings(store, objects, cloud),
      ...generationFindings(store, objects),
      ...duplicateFindings(objects),
      ...referenceFindings(objects, cloud, byHand),
      ...stateFindings(inventory(worldDir), states, new Set(byHand.map(({ urn, id }) => keyOf(urn, id)))),
    ];
  } catch (error) {
    throw corrupt(files.store, error);
  } finally {
    store?.close();
  }
}

const reset = "restore the store from a copy, or start over with `groundplan sandbox reset`";

function damageOf({ db }: Readable): Finding[] {
  const rows = db.prepare("PRAGMA integrity_check(10)").all();
  const texts = rows.map((row) => String(row.integrity_check)).filter((text) => text !== "ok");
  return texts.map((message) => ({ code: "damaged", message, fix: reset }));
}

function readAll({ db }: Readable, vault: Vault): { objects: StoredObject[]; unreadable: Finding[] } {
  const objects: StoredObject[] = [];
  const unreadable: Finding[] = [];
  for (const row of db.prepare("SELECT * FROM objects ORDER BY seq").all()) {
    try {
      const text = row.sealed instanceof Uint8Array ? vault.open(row.sealed, String(row.urn)) : String(row.public);
      objects.push(objectOf(row, JSON.parse(text) as Payload));
    } catch (error) {
      const message = `object ${row.seq} (${row.type} ${row.id}) cannot be read: ${messageOf(error)}`;
      unreadable.push({ code: "unreadable", message, fix: reset });
    }
  }
  return { objects, unreadable };
}

function deletedByHand({ db }: Readable, vault: Vault): StoredObject[] {
  const changes = new ByHandJournal(db, vault).all();
  return changes.flatMap(({ before, after }) => (before !== undefined && after === undefined ? [before] : []));
}

/** What each object is found by is what it says itself. */
function indexFindings({ db }: Readable, objects: readonly StoredObject[], cloud: CheckedCloud): Finding[] {
  const fix =
    "run `groundplan sandbox check --mend`, which writes the indexes anew (a newer version may refer otherwise)";
  const select = db.prepare("SELECT public, identities, mentions FROM objects WHERE seq = ?");
  return objects.flatMap((object): Finding[] => {
    const row = select.get(object.created);
    const { inputs } = JSON.parse(String(row?.public)) as Payload;
    const expected = { identities: cloud.identities(object), mentions: mentionsOf(inputs) };
    const wrong = (["identities", "mentions"] as const).filter(
      (index) => !sameTexts(expected[index], textsOf(row?.[index])),
    );
    return wrong.map((index) => ({
      code: "index",
      message: `the index of ${index} does not have what ${object.type} ${object.id} says`,
      fix,
    }));
  });
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((text) => right.has(text));
}

/** No two objects of one URN have the same number, and none a higher one than was given out. */
function generationFindings({ db }: Readable, objects: readonly StoredObject[]): Finding[] {
  const last = db.prepare("SELECT last FROM generations WHERE urn = ?");
  const seen = new Set<string>();
  return objects.flatMap(({ urn, generation, type, id }) => {
    const key = keyOf(urn, String(generation));
    const twice = seen.has(key);
    seen.add(key);
    const highest = Number(last.get(urn)?.last ?? 0);
    if (!twice && generation <= highest) return [];
    const why = twice ? "another object of its URN has it" : `the last that was given out is ${highest}`;
    return [
      { code: "generation" as const, message: `${type} ${id} has generation ${generation}, but ${why}`, fix: reset },
    ];
  });
}

/** Values of these are only made, not registered anywhere: two may have one id. */
const localPackages: ReadonlySet<string> = new Set(["random", "tls"]);

/** Two objects under two URNs that the same id means: one of them is not what its stack takes it for. */
function duplicateFindings(objects: readonly StoredObject[]): Finding[] {
  const first = new Map<string, StoredObject>();
  return objects
    .filter(({ pkg }) => !localPackages.has(pkg))
    .flatMap((object) => {
      const { type, id, account, region, urn } = object;
      const key = JSON.stringify([type, id, account, region]);
      const other = first.get(key);
      if (other === undefined) first.set(key, object);
      if (other === undefined || other.urn === urn) return [];
      const message = `${type} ${id} exists twice in ${account}: as ${other.urn} and as ${urn}`;
      return [
        { code: "duplicate" as const, message, fix: "give one of them another name, or keep it in one stack only" },
      ];
    });
}

/** References of what exists to what does not; what was deleted by hand on purpose is no surprise. */
function referenceFindings(
  objects: readonly StoredObject[],
  cloud: CheckedCloud,
  gone: readonly StoredObject[],
): Finding[] {
  if (cloud.dangling === undefined) return [];
  const world = viewOfAll([...objects, ...gone], cloud);
  return objects.flatMap((object) => {
    const message = cloud.dangling?.(object, world);
    if (message === undefined) return [];
    return [
      {
        code: "reference" as const,
        message: `${object.type} ${object.id}: ${message}`,
        fix: `run \`groundplan refresh ${object.stack}\`, then \`up\` or \`destroy\``,
      },
    ];
  });
}

function viewOfAll(objects: readonly WorldObject[], cloud: CheckedCloud): WorldView {
  const byIdentity = new Map<string, WorldObject[]>();
  const byType = new Map<string, WorldObject[]>();
  const add = (map: Map<string, WorldObject[]>, key: string, object: WorldObject) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [object]);
    else list.push(object);
  };
  for (const object of objects) {
    add(byType, object.type, object);
    for (const value of cloud.identities(object)) add(byIdentity, value, object);
  }
  return {
    find: (type, id) => byType.get(type)?.findLast((object) => object.id === id),
    byType: (type) => byType.get(type) ?? [],
    count: (type) => byType.get(type)?.length ?? 0,
    byIdentity: (value) => byIdentity.get(value) ?? [],
    users: () => [],
  };
}

/** What exists against what the states list, both ways. */
function stateFindings(
  objects: readonly InventoryObject[],
  states: readonly CheckedState[],
  gone: ReadonlySet<string>,
): Finding[] {
  const otherwise = new Set(states.flatMap(({ state }) => [...listedOtherwise(state, objects)]));
  const stateless = objects.filter(
    ({ project, stack }) => stack !== "" && !states.some((one) => one.project === project && one.stack === stack),
  );
  const unlisted = stateless.filter((object) => !otherwise.has(objectKey(object)));
  const lost = unlisted.map(({ project, stack, type, id }) => ({
    code: "orphan" as const,
    message: `${type} ${id} belongs to stack ${stack} of ${project}, which has no state`,
    fix: "delete it with `groundplan sandbox drift delete`, or start over with `groundplan sandbox reset`",
  }));
  return [...lost, ...states.flatMap((state) => [...leftOpen(objects, state), ...missing(objects, state, gone)])];
}

function leftOpen(objects: readonly InventoryObject[], { project, stack, state }: CheckedState): Finding[] {
  const recovery = recoverDeployment(state, objects, { project, stack });
  const pending = state.deployment?.pending_operations ?? [];
  const fix = `run \`groundplan recover ${stack}\``;
  return [
    ...pending.map(({ type, resource }) => ({
      code: "pending" as const,
      message: `${type} of ${resource.urn} was never finished`,
      fix,
    })),
    ...recovery.imports.map(({ urn, id }) => ({
      code: "unanswered" as const,
      message: `${urn} (${id}) exists, and the state of ${stack} may not know of it: its run did not end`,
      fix,
    })),
    ...recovery.orphans.map(({ urn, id }) => ({
      code: "orphan" as const,
      message: `${urn} (${id}) exists, and was never in the state of ${stack}`,
      fix: "import it with `pulumi import`, or delete it with `groundplan sandbox drift delete`",
    })),
  ];
}

const servedPackages = /^(aws|gcp|azure-native|kubernetes|random|tls):/;

function missing(
  objects: readonly InventoryObject[],
  { stack, state }: CheckedState,
  gone: ReadonlySet<string>,
): Finding[] {
  const existing = new Set(objects.map(({ urn, id }) => keyOf(urn, id)));
  const ids = new Set(objects.map(({ type, id }) => keyOf(type, id)));
  return (state.deployment?.resources ?? [])
    .filter(({ custom, type = "", external }) => custom === true && external !== true && servedPackages.test(type))
    .filter(
      ({ urn, id = "", type = "" }) =>
        !existing.has(keyOf(urn, id)) && !ids.has(keyOf(type, id)) && !gone.has(keyOf(urn, id)),
    )
    .map(({ urn, id }) => ({
      code: "missing" as const,
      message: `${urn} (${id}) is in the state of ${stack}, and does not exist`,
      fix: `run \`groundplan refresh ${stack}\``,
    }));
}

function keyOf(a: string, b: string): string {
  return JSON.stringify([a, b]);
}
