import { cloud, missingReference } from "../../../sandbox/models/index.js";
import type { CloudError, PackageName, Props, Session, WorldObject } from "../../../sandbox/types.js";
import { sessionOf, TestWorld, urnOf } from "../models-world.js";

/** An object as if a stack had made it, without the judgement of its own inputs. */
export function madeObject(session: Session, type: string, name: string, more: Partial<WorldObject> = {}): WorldObject {
  const { pkg, project, stack, account, region } = session;
  const urn = urnOf(session, type, name);
  const outputs = { name, ...more.inputs, ...more.outputs };
  return {
    pkg,
    project,
    stack,
    account,
    region,
    type,
    urn,
    id: name,
    generation: 1,
    created: 1,
    inputs: {},
    ...more,
    outputs,
  };
}

/** Inputs with one value at a dotted path. */
export function inputsAt(path: string, value: unknown): Props {
  const [key = "", ...rest] = path.split(".");
  return { [key]: rest.length === 0 ? value : inputsAt(rest.join("."), value) };
}

/** What is said of the references of inputs in a world with these objects. */
export function missing(
  pkg: PackageName,
  type: string,
  inputs: Props,
  objects: readonly WorldObject[] = [],
): CloudError | undefined {
  const session = sessionOf(pkg);
  const world = new TestWorld();
  world.objects.push(...objects);
  return missingReference(session, madeObject(session, type, "thing", { inputs }), world);
}

/** What is said when the object is deleted from a world with these others. */
export function held(object: WorldObject, others: readonly WorldObject[]): CloudError | undefined {
  const world = new TestWorld();
  world.objects.push(object, ...others);
  return cloud.canDelete({ session: sessionOf(object.pkg), object, world });
}
