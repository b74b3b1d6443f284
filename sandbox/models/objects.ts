import type { Member, ResourceSchema, SdkSchema } from "../schema/index.js";
import { schemaOf } from "../schema/index.js";
import { type Props, type Session, UNKNOWN, type WorldObject, type WorldView } from "../types.js";
import { Derive } from "./derive.js";
import { documentedDefault, guess } from "./guess.js";
import { type Later, type Model, type ObjectContext, Unknowable } from "./model.js";
import { completed, type Filler } from "./outputs/nested.js";
import type { PackageRules } from "./rules.js";
import { defined, isRecord, isSet, nameOfUrn, text } from "./values.js";

/** Everything that is known about a type: its schema, its package's habits and its own model, if any. */
export interface Kind {
  readonly sdk: SdkSchema;
  readonly schema: ResourceSchema;
  readonly rules: PackageRules;
  readonly model: Model | undefined;
}

interface ObjectRequest {
  readonly session: Session;
  readonly type: string;
  readonly urn: string;
  readonly inputs: Props;
  readonly generation: number;
  readonly world: WorldView;
  readonly self?: WorldObject | undefined;
}

export function contextOf(kind: Kind, request: ObjectRequest): ObjectContext {
  const { session, urn, inputs, generation } = request;
  return {
    session,
    sdk: kind.sdk,
    schema: kind.schema,
    type: request.type,
    urn,
    name: nameOfUrn(urn),
    inputs,
    generation,
    world: request.world,
    derive: new Derive(session.seed, urn, generation),
    region: text(inputs.region) ?? text(inputs.location) ?? session.region ?? "",
    account: text(inputs.project) && session.pkg === "gcp" ? (inputs.project as string) : session.account,
    self: request.self,
  };
}

/** What the SDK of the session's connection says; types of other packages are not in it. */
export function sdkOf(session: Session): SdkSchema {
  return schemaOf(session.pkg, session.sdk);
}

/** The id of an object. In a preview inputs may be unknown; the id is then not asked for. */
export function idOf(kind: Kind, c: ObjectContext): string {
  return kind.model?.id?.(c) ?? kind.rules.id(c);
}

/**
 * All outputs of an object. In a preview, what neither the inputs nor the provider's own planning decides is unknown; so
 * is whatever derives from an unknown input at any time.
 */
export function outputsOf(kind: Kind, c: ObjectContext, id: string, preview: boolean): Props {
  const outputs: Props = { ...defined(c.inputs) };
  for (const member of kind.schema.properties.values()) {
    if (isSet(outputs[member.name])) continue;
    const value = outputOf(kind, c, member, id, preview);
    if (value !== undefined) outputs[member.name] = value;
  }
  const modelled = kind.model?.complete?.(c, outputs, later(preview)) ?? outputs;
  const full = withNested(kind, c, id, preview, modelled);
  return kind.rules.finish?.(c, full, preview) ?? full;
}

/** What the cloud adds below what the program and the models have given. */
function withNested(kind: Kind, c: ObjectContext, id: string, preview: boolean, outputs: Props): Props {
  const { nested } = kind.rules;
  if (nested === undefined) return outputs;
  const fill: Filler["fill"] = (member, path, beside) =>
    nested(c, { member, path, beside, id, preview }, () => (preview ? UNKNOWN : guess(c, member, path, 1)));
  const full: Props = { ...outputs };
  for (const { name, type } of kind.schema.properties.values())
    if (isSet(full[name])) full[name] = completed({ sdk: kind.sdk, fill }, type, full[name], name);
  return full;
}

function later(preview: boolean): Later {
  return (value) => (preview ? UNKNOWN : value());
}

function outputOf(kind: Kind, c: ObjectContext, member: Member, id: string, preview: boolean): unknown {
  const { name } = member;
  const own = kind.model?.outputs?.[name];
  if (own === undefined && member.optional && kind.schema.inputs.has(name)) {
    if (preview && kind.rules.openIsUnknown === true) return UNKNOWN;
    return compute(() => kind.rules.output(c, member, id)) ?? documented(member);
  }
  const planned = kind.rules.planned.includes(name) || kind.model?.planned?.includes(name) === true;
  if (preview && !planned) return UNKNOWN;
  const value = compute(() =>
    own !== undefined ? own(c, id) : (kind.rules.output(c, member, id) ?? guess(c, member)),
  );
  // What exists has no unknown outputs: an input that a value is made from may be open.
  return value === UNKNOWN && !preview && !hasUnknown(c.inputs) ? guess(c, member) : value;
}

function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
}

/** What the provider or the cloud fills in according to the documentation, for plain values. */
function documented(member: Member): unknown {
  const { kind } = member.type;
  return kind === "string" || kind === "number" || kind === "boolean" ? documentedDefault(member, kind) : undefined;
}

function compute(output: () => unknown): unknown {
  try {
    return output();
  } catch (error) {
    if (error instanceof Unknowable) return UNKNOWN;
    throw error;
  }
}
