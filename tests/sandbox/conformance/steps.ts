import { isRecord, isSet, same } from "../../../sandbox/models/values.js";
import type { Member, ResourceSchema, SdkSchema } from "../../../sandbox/schema/index.js";
import type { Props } from "../../../sandbox/types.js";
import type { StoredObject } from "../../../sandbox/world/stored.js";
import { BadInputs, hasUnknown, Refused } from "../models-world.js";
import { shapeProblems } from "./shapes.js";
import type { StoreWorld } from "./world.js";

const name = "thing";

/** Everything that a type must do. Problems are told with the step that found them. */
export function steps(world: StoreWorld, sdk: SdkSchema, schema: ResourceSchema, inputs: Props): string[] {
  const problems: string[] = [];
  const type = schema.token;
  const step = <T>(title: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      problems.push(`${title}: ${(error as Error).message.split("\n")[0]}`);
      return undefined;
    }
  };
  const tell = (title: string, found: readonly string[]) => problems.push(...found.map((f) => `${title}: ${f}`));

  const checked = step("check", () => world.check(type, name, inputs));
  if (checked === undefined) return problems;
  const planned = step("preview", () => world.preview(type, name, checked)) ?? {};
  const object = step("create", () => world.create(type, name, checked));
  if (object === undefined) return problems;
  tell("preview", surprises(sdk.pkg, planned, object.outputs));
  tell("create", shapeProblems(sdk, schema, object));
  tell("no change", step("no change", () => changesOf(world, object, inputs)) ?? []);
  tell("import", step("import", () => importProblems(world, object)) ?? []);
  const changed = step("update", () => changeInPlace(world, sdk, schema, object, inputs, problems)) ?? object;
  step("delete", () => world.remove(changed));
  if (world.read(type, name, object.id) !== undefined && world.find(type, object.id)?.urn === object.urn)
    problems.push("delete: the object is still there");
  tell("again", step("again", () => againProblems(world, object, inputs)) ?? []);
  return problems;
}

/** What a preview knew and the creation made otherwise. */
function surprises(pkg: string, planned: Props, made: Props): string[] {
  // An API server adds its own fields to the metadata that a program gives; the plan has the program's.
  return Object.keys(planned)
    .filter((key) => !(pkg === "kubernetes" && key === "metadata"))
    .filter((key) => !hasUnknown(planned[key]) && !(pkg === "kubernetes" ? within : same)(planned[key], made[key]))
    .map((key) => `${key} is not as planned`);
}

/** Whether all of a plan came about; an API server may have added to it. */
function within(planned: unknown, made: unknown): boolean {
  if (isRecord(planned) && isRecord(made)) return Object.keys(planned).every((key) => within(planned[key], made[key]));
  if (Array.isArray(planned) && Array.isArray(made)) return planned.every((item, i) => within(item, made[i]));
  return same(planned, made);
}

function changesOf(world: StoreWorld, object: StoredObject, inputs: Props): string[] {
  const news = world.check(object.type, name, inputs, object.inputs);
  return Object.keys(world.diff(object, news).detailed).map((path) => `${path} differs`);
}

/** An import knows the id: what it reads must be a program that changes nothing. */
function importProblems(world: StoreWorld, object: StoredObject): string[] {
  const read = world.read(object.type, name, object.id);
  if (read === undefined || "error" in read) return ["the object cannot be read by its id"];
  if (read.id !== object.id) return [`the id is read as ${read.id}`];
  return [
    ...(same(read.outputs, object.outputs) ? [] : ["the outputs are read otherwise"]),
    ...changesOf(world, object, read.inputs),
  ];
}

/** Changes one optional input that changes in place, where the type has one. Gives the changed object. */
function changeInPlace(
  world: StoreWorld,
  sdk: SdkSchema,
  schema: ResourceSchema,
  object: StoredObject,
  inputs: Props,
  problems: string[],
): StoredObject {
  for (const { property, value } of changes(sdk, schema, inputs)) {
    let news: Props;
    try {
      news = world.check(object.type, name, { ...inputs, [property]: value }, object.inputs);
      const { detailed } = world.diff(object, news);
      const kinds = Object.entries(detailed);
      if (kinds.length === 0 || kinds.some(([, { kind }]) => kind.endsWith("-replace"))) continue;
      const planned = world.update(object, news, true).outputs;
      // What is part of the ARN cannot change in place, whatever is known of the type.
      if (!same(planned.arn, object.outputs.arn)) continue;
      const changed = world.update(object, news, false);
      problems.push(
        ...updateProblems(
          sdk.pkg,
          property,
          kinds.map(([path]) => path),
          planned,
          object,
          changed,
        ),
      );
      return changed;
    } catch (error) {
      if (error instanceof BadInputs || error instanceof Refused) continue;
      throw error;
    }
  }
  problems.push(nothingChanges);
  return object;
}

/** Not a fault: every input of the type forces a replacement, or none could be generated. */
export const nothingChanges = "update: no input was found that changes in place";

function updateProblems(
  pkg: string,
  property: string,
  paths: readonly string[],
  planned: Props,
  before: StoredObject,
  after: StoredObject,
): string[] {
  const stray = paths.filter((path) => path !== property && !new RegExp(`^${property}[.[]`).test(path));
  const kept = ["arn", "selfLink", "uid"].filter(
    (key) => !(key in before.inputs) && isSet(before.outputs[key]) && before.outputs[key] !== after.outputs[key],
  );
  return [
    ...stray.map((path) => `update: ${path} differs too`),
    ...kept.map((key) => `update: ${key} is another afterwards`),
    ...(property in after.outputs ? [] : [`update: ${property} is not among the outputs`]),
    ...surprises(pkg, planned, after.outputs).map((problem) => `update: ${problem}`),
  ];
}

/** Values that differ from what the object has, the likeliest to change in place first. */
function* changes(
  sdk: SdkSchema,
  schema: ResourceSchema,
  inputs: Props,
): Generator<{ property: string; value: unknown }> {
  if (sdk.pkg === "kubernetes") {
    const metadata = isRecord(inputs.metadata) ? inputs.metadata : {};
    yield { property: "metadata", value: { ...metadata, labels: { changed: "yes" } } };
    return;
  }
  const rest = [...schema.inputs.values()];
  const first = ["tags", "labels", "description", "displayName", "comment"];
  for (const member of rest.sort((a, b) => order(first, a) - order(first, b))) {
    const value = otherValue(member, inputs[member.name]);
    if (value !== undefined) yield { property: member.name, value };
  }
}

function order(first: readonly string[], member: Member): number {
  const at = first.indexOf(member.name);
  return at < 0 ? first.length : at;
}

function otherValue(member: Member, value: unknown): unknown {
  const { kind } = member.type;
  if (kind === "map") return { changed: "yes" };
  if (kind === "boolean") return value !== true;
  if (kind === "number") return typeof value === "number" ? value + 1 : 17;
  if (kind === "string" && !/(Arn|Id|Name)$/.test(member.name)) return value === "changed" ? "other" : "changed";
  return undefined;
}

/** A replacement: made anew under the same URN, it is the next generation with a name and secrets of its own. */
function againProblems(world: StoreWorld, before: StoredObject, inputs: Props): string[] {
  const again = world.create(before.type, name, world.check(before.type, name, inputs));
  world.remove(again);
  return again.generation === before.generation + 1
    ? []
    : [`generation ${again.generation} follows ${before.generation}`];
}
