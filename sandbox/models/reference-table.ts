import type { References, Target, Words } from "../data/references/model.js";
import type { CloudError, WorldObject, WorldView } from "../types.js";
import type { ObjectContext } from "./model.js";
import { at, text, texts } from "./values.js";

/** How to get on after a refusal of something that the sandbox does not know. */
export const wayOut =
  "it does not exist in the sandbox: create it first and pass its own output, or declare it in sandbox.yaml under existing";

export interface Mention {
  readonly path: string;
  readonly value: string;
  readonly target: string;
}

/** What the inputs refer to according to a table. On a change only what is new: the cloud looks the rest up no more. */
export function mentions(table: References, c: ObjectContext): Mention[] {
  const row = table[c.schema.token];
  if (row === undefined) return [];
  return Object.entries(row).flatMap(([path, target]) => {
    const before = c.self === undefined ? [] : texts(at(c.self.inputs, path));
    return texts(at(c.inputs, path))
      .filter((value) => !before.includes(value))
      .map((value) => ({ path, value, target }));
  });
}

/** The name in a value, or undefined where the value is of a form that is not judged. */
export function nameIn(target: Target, value: string): string | undefined {
  if (target.part === undefined) return value;
  return target.part
    .exec(value)
    ?.slice(1)
    .find((part) => part !== undefined);
}

/** Whether some object that `fits` is what the value names. */
export function resolves(
  world: WorldView,
  target: Target,
  value: string,
  name: string,
  fits: (o: WorldObject) => boolean,
): boolean {
  // What an answered stack outputs is of no known type.
  const right = (o: WorldObject) =>
    (target.types.length === 0 || o.type === "" || target.types.includes(o.type)) && fits(o);
  if ([value, name].some((v) => world.byIdentity(v).some(right))) return true;
  // Before it is refused, every output is looked at: a name that no table has is no reason to doubt the program.
  return target.types.some((type) =>
    world.byType(type).some((o) => fits(o) && texts(Object.values(o.outputs)).some((v) => v === value || v === name)),
  );
}

export function wordsFor(words: Words, mention: Mention, c: ObjectContext): CloudError {
  const said = words.text.replace(/\{(value|account|region)\}/g, (_, key: string) =>
    key === "value" ? mention.value : key === "account" ? c.account : c.region,
  );
  return { code: words.code, message: `${said} (${mention.path}): ${wayOut}` };
}

const byType = new WeakMap<object, Map<string, string[]>>();

/** Values of the properties by which others name an object, out of a table of targets. */
export function tableNames(
  targets: Readonly<Record<string, Target>>,
  object: Pick<WorldObject, "type" | "inputs" | "outputs">,
): string[] {
  let properties = byType.get(targets);
  if (properties === undefined) {
    properties = new Map();
    for (const target of Object.values(targets))
      for (const type of target.types) properties.set(type, [...(properties.get(type) ?? []), ...(target.by ?? [])]);
    byType.set(targets, properties);
  }
  return (properties.get(object.type) ?? []).flatMap(
    (key) => text(object.outputs[key]) ?? text(object.inputs[key]) ?? [],
  );
}
