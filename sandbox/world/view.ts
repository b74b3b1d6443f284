import type { DeclaredObject } from "../answers/model.js";
import type { Cloud, Props, Session, WorldObject, WorldView } from "../types.js";
import { eachString } from "../values/paths.js";
import type { Borrowed } from "./borrowed.js";
import type { WorldStore } from "./store.js";

/** The store as the models see it, and below it what was borrowed from other worlds. */
export function viewOf(store: WorldStore, borrowed?: Borrowed): WorldView {
  const more = (objects: readonly WorldObject[] = []): readonly WorldObject[] => objects;
  return {
    find: (type, id) => store.byTypeAndId(type, id).at(-1) ?? borrowed?.find(type, id),
    byType: (type) => [...more(borrowed?.byType(type)), ...store.byType(type)],
    count: (type) => store.count(type),
    keptName: (value) => store.keptName(value),
    byIdentity: (value) => [...more(borrowed?.byIdentity(value)), ...store.byIdentity(value)],
    users: (object) => store.users(object),
  };
}

const views = new WeakMap<Session, WorldView>();

/**
 * The world of one session: what has been made, what every account has, and what its sandbox.yaml says exists besides. A declared object belongs to
 * no stack (`stack` is ""), and gives way to an object of the same type and id that a stack has imported.
 */
export function worldOf({ world, cloud }: { world: WorldView; cloud: Cloud }, session: Session): WorldView {
  let view = views.get(session);
  if (view === undefined) {
    const declared = [...cloud.preexisting(session), ...session.answers.existing];
    const objects = declared.length === 0 ? world : withDeclared(declared, world, session, cloud);
    view = withAnswered(objects, session);
    views.set(session, view);
  }
  return view;
}

function withDeclared(
  declared: readonly DeclaredObject[],
  world: WorldView,
  session: Session,
  cloud: Cloud,
): WorldView {
  const all = declared.map((object) => declaredObject(object, world, session, cloud));
  const byIdentity = new Map<string, WorldObject[]>();
  for (const object of all) {
    for (const value of cloud.identities(object)) byIdentity.set(value, [...(byIdentity.get(value) ?? []), object]);
  }
  const stillOut = (objects: readonly WorldObject[]) =>
    objects.filter(({ type, id }) => world.find(type, id) === undefined);
  return {
    find: (type, id) => world.find(type, id) ?? all.find((object) => object.type === type && object.id === id),
    byType: (type) => [...stillOut(all.filter((object) => object.type === type)), ...world.byType(type)],
    count: (type) => world.count(type),
    keptName: (value) => world.keptName?.(value),
    byIdentity: (value) => [...stillOut(byIdentity.get(value) ?? []), ...world.byIdentity(value)],
    users: (object) => world.users(object),
  };
}

/**
 * What sandbox.yaml gives as an output of some stack may be the id of anything: it exists, of a type that is not known (""),
 * unless something else goes by it.
 */
function withAnswered(world: WorldView, session: Session): WorldView {
  const answered = new Set<string>();
  for (const { outputs } of Object.values(session.answers.stacks))
    eachString(outputs, (text) => answered.add(text).add(text.toLowerCase()));
  if (answered.size === 0) return world;
  const { pkg, account, region } = session;
  const common = { pkg, type: "", project: "", stack: "", account, region, generation: 1, created: 0 };
  return {
    ...world,
    byIdentity: (value) => {
      const found = world.byIdentity(value);
      if (found.length > 0 || !answered.has(value)) return found;
      const urn = `urn:pulumi:existing::sandbox.yaml::::${value}`;
      return [{ ...common, urn, id: value, inputs: {}, outputs: {} }];
    },
  };
}

function declaredObject(declared: DeclaredObject, world: WorldView, session: Session, cloud: Cloud): WorldObject {
  const { pkg, type, id, properties } = declared;
  const isOwn = pkg === session.pkg;
  const signedIn = session.answers.accounts[pkg as keyof Session["answers"]["accounts"]];
  const account = declared.account ?? (isOwn ? session.account : (signedIn ?? ""));
  const region = declared.region ?? (isOwn ? session.region : undefined);
  const urn = `urn:pulumi:existing::sandbox.yaml::${type}::${id}`;
  const object = { pkg, type, urn, project: "", stack: "", account, region, id, generation: 1, created: 0 };
  const outputs = isOwn ? described({ ...declared, urn }, world, { ...session, account, region }, cloud) : properties;
  return { ...object, inputs: properties, outputs };
}

/** What the type says about an object of this id, and over it what the user says. */
function described(
  declared: DeclaredObject & { readonly urn: string },
  world: WorldView,
  session: Session,
  cloud: Cloud,
): Props {
  const { type, urn, id, properties } = declared;
  const request = { session, type, urn, name: id, inputs: properties, generation: 1, preview: false, world };
  return { ...cloud.describe({ ...request, id }), ...properties };
}
