import type { DeclaredObject } from "../answers/model.js";
import { invoke } from "../functions/index.js";
import {
  type CheckFailure,
  type CheckRequest,
  type Cloud,
  type CloudError,
  type CreateOutcome,
  type CreateRequest,
  type DiffRequest,
  type DiffResult,
  type Props,
  type ReadOutcome,
  type ReadRequest,
  type Session,
  UNKNOWN,
  type UpdateOutcome,
  type UpdateRequest,
  type WorldObject,
  type WorldView,
} from "../types.js";
import { answerProblems } from "./answers.js";
import { defaultObjects as awsDefaults } from "./aws/default-objects.js";
import { configure } from "./configure.js";
import { diff } from "./diff.js";
import { defaultObjects as gcpDefaults } from "./gcp/default-objects.js";
import { heldBack } from "./in-use.js";
import { kindOf } from "./kind.js";
import { unreachable } from "./kubernetes/cluster.js";
import { limitFailures, limitRefusal } from "./limits/index.js";
import type { CheckContext, NameRule, ObjectContext } from "./model.js";
import { isTabled, keeps, nameKept, nameTaken, uniqueKey } from "./names.js";
import { autoname, withName } from "./naming.js";
import { contextOf, idOf, type Kind, outputsOf } from "./objects.js";
import { settled } from "./outputs/nested.js";
import { models, rulesOf } from "./packages.js";
import { notReady } from "./prerequisites.js";
import { quotaExceeded } from "./quotas.js";
import { unknownType } from "./unknown.js";
import { validate } from "./validate.js";
import { defined, isSet, same, strings, text } from "./values.js";

/** The three clouds, Kubernetes, random and tls: what they accept, make, refuse and answer. */
export const cloud: Cloud = {
  configure,
  answerProblems,
  check,
  diff: (request) => diffObject(request),
  create,
  describe,
  update,
  read,
  canDelete,
  goesWith: (object, world) => rulesOf[object.pkg].goesWith?.(object, world) ?? [],
  takesOver: (object, world) => rulesOf[object.pkg].takesOver?.(object, world) ?? [],
  keeps,
  identities,
  preexisting,
  secretOutputs: (session, type) => kindOf(session, type)?.schema.secretOutputs ?? [],
  invoke,
};

function nameRule(kind: Kind): NameRule | undefined {
  if (kind.model?.name === false) return undefined;
  return kind.model?.name ?? kind.rules.name(kind.schema);
}

function check(request: CheckRequest): { inputs: Props; failures: CheckFailure[] } {
  const { session, type } = request;
  const kind = kindOf(session, type);
  if (kind === undefined)
    return { inputs: request.news, failures: [{ property: "", reason: unknownType(session.pkg, session.sdk, type) }] };
  let inputs: Props = { ...defined(Object.fromEntries(kind.schema.defaults)), ...given(request.news) };
  const failures: CheckFailure[] = [];
  const rule = nameRule(kind);
  if (rule !== undefined) {
    const { name, failure } = autoname(rule, request, inputs);
    if (failure !== undefined) failures.push(failure);
    else if (name !== undefined) inputs = withName(inputs, rule.property, name);
  }
  const about = { session, schema: kind.schema, name: request.name, urn: request.urn, world: request.world };
  const context = (): CheckContext => ({ ...about, inputs, olds: request.olds });
  const defaults = kind.model?.defaults;
  inputs = { ...(typeof defaults === "function" ? defaults(context()) : defaults), ...inputs };
  inputs = kind.rules.prepare?.(context()) ?? inputs;
  failures.push(
    ...validate(kind.sdk, kind.schema, inputs).filter(
      (f) => !failures.some((g) => g.property === f.property) && kind.rules.tolerates?.(kind.schema, f) !== true,
    ),
  );
  if (failures.length === 0) {
    failures.push(...(kind.rules.check?.(context()) ?? []), ...(kind.model?.check?.(context()) ?? []));
    failures.push(...limitFailures(context()).filter((f) => !failures.some((g) => g.property === f.property)));
  }
  return { inputs, failures };
}

/** Null is how programs of other languages say «not set». */
function given(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => isSet(value)));
}

function diffObject(request: DiffRequest): DiffResult {
  const kind = kindOf(request.session, request.type);
  const rule = kind && nameRule(kind);
  const always =
    kind === undefined ? [] : [...kind.rules.replaceOn(kind.schema, request), ...(rule ? [rule.property] : [])];
  return diff(request, kind?.schema, kind?.model, rule, always);
}

/** Why the cloud does not take what is asked for, apart from what was checked before. */
function refused(kind: Kind, c: ObjectContext): CloudError | undefined {
  return kind.rules.references(c, kind.model) ?? kind.model?.refuse?.(c) ?? limitRefusal(c) ?? notReady(c);
}

/** Why something that an object refers to is not there; undefined where all of it is, or where that cannot be judged. */
export function missingReference(session: Session, object: WorldObject, world: WorldView): CloudError | undefined {
  const { type, urn, inputs, generation } = object;
  const kind = kindOf(session, type);
  return kind?.rules.references(contextOf(kind, { session, type, urn, inputs, generation, world }), kind.model);
}

function create(request: CreateRequest): CreateOutcome {
  const kind = kindOf(request.session, request.type);
  if (kind === undefined)
    return {
      error: { code: "UnknownType", message: unknownType(request.session.pkg, request.session.sdk, request.type) },
    };
  const c = contextOf(kind, request);
  const invalid = kind.rules.invalid?.(c);
  if (invalid !== undefined) return { error: invalid };
  if (request.preview) return { id: "", outputs: outputsOf(kind, c, "", true) };
  const refusal = refused(kind, c);
  if (refusal !== undefined) return { error: refusal };
  const id = idOf(kind, c);
  const same = isTabled(c.schema.token) ? nameTaken(c) : kind.rules.conflict(c, id, kind.model);
  const kept = nameKept(c);
  const conflict = same ?? kept ?? quotaExceeded(c);
  if (conflict !== undefined) return { error: conflict };
  return { id, outputs: outputsOf(kind, c, id, false), unready: kind.rules.unready?.(c) };
}

/** Of a type that the SDK does not have, a declared cluster among them, nothing is known but what was said. */
function describe(request: CreateRequest & { readonly id: string }): Props {
  const kind = kindOf(request.session, request.type);
  return kind === undefined ? request.inputs : outputsOf(kind, contextOf(kind, request), request.id, false);
}

/**
 * Outputs that do not follow from what changed keep their value, so that ids and addresses stay known in the preview of an
 * update; the others are computed from the new inputs.
 */
function update(request: UpdateRequest): UpdateOutcome {
  const { session, type, urn, id, object, world, preview } = request;
  const kind = kindOf(session, type);
  if (kind === undefined)
    return { error: { code: "UnknownType", message: unknownType(session.pkg, session.sdk, type) } };
  const base = { session, type, urn, world, generation: object?.generation ?? 1, self: object };
  const before = contextOf(kind, { ...base, inputs: request.olds });
  const after = contextOf(kind, { ...base, inputs: request.news });
  const invalid = kind.rules.invalid?.(after);
  if (invalid !== undefined) return { error: invalid };
  if (!preview) {
    const refusal = refused(kind, after);
    if (refusal !== undefined) return { error: refusal };
  }
  if (preview && kind.rules.openIsUnknown === true) return { outputs: openUpdate(kind, after, request) };
  const was = outputsOf(kind, before, id, false);
  const is = outputsOf(kind, after, id, false);
  const planned = preview && kind.rules.nested !== undefined ? outputsOf(kind, after, id, true) : undefined;
  const outputs: Props = {};
  for (const key of new Set([...Object.keys(is), ...Object.keys(request.oldOutputs)])) {
    // A key such as "toString" is in no object but its own.
    if (!Object.hasOwn(is, key) && key in {}) continue;
    const follows = !same(was[key], is[key]);
    const kept = request.oldOutputs[key];
    const unsettled = preview && follows && kind.model?.unsettled?.includes(key) === true;
    const fresh =
      planned !== undefined && key in request.news ? settled(planned[key], kept, request.news[key]) : is[key];
    const value = unsettled ? UNKNOWN : follows || !isSet(kept) || key in request.news ? fresh : kept;
    if (value !== undefined) outputs[key] = value;
  }
  return { outputs, unready: preview ? undefined : kind.rules.unready?.(after) };
}

/** The preview of a change by a provider that knows what the program gives, and what never changes. */
function openUpdate(kind: Kind, after: ObjectContext, { id, oldOutputs }: UpdateRequest): Props {
  const outputs = outputsOf(kind, after, id, true);
  for (const key of ["name", "location"])
    if (outputs[key] === UNKNOWN && isSet(oldOutputs[key]) && after.inputs[key] !== UNKNOWN)
      outputs[key] = oldOutputs[key];
  return outputs;
}

function read(request: ReadRequest): ReadOutcome {
  const { object, session } = request;
  const gone = session.pkg === "kubernetes" ? unreachable(session, request.world) : undefined;
  // A provider that may delete what it cannot reach takes it for deleted.
  if (gone !== undefined && session.config.skipUpdateUnreachable === true)
    return { id: request.id, inputs: request.inputs, outputs: request.state };
  if (gone !== undefined) return session.config.deleteUnreachable === true ? undefined : { error: gone };
  return object && { id: object.id, inputs: object.inputs, outputs: object.outputs };
}

function canDelete(request: { session: Session; object: WorldObject; world: WorldView }): CloudError | undefined {
  const { object, world } = request;
  const model = models[object.type];
  const own = model?.canDelete?.(object, world) ?? rulesOf[object.pkg].canDelete?.(object, world, request.session);
  if (own !== undefined) return own;
  const names = new Set(identities(object));
  for (const blocker of model?.blockers ?? []) {
    const user = world
      .byType(blocker.type)
      .filter((o) => o.account === object.account && !(o.urn === object.urn && o.id === object.id))
      .find((o) => mentions(o, blocker.properties, names) && (blocker.when?.(o, object) ?? true));
    if (user !== undefined) return model?.blocked?.(object, user) ?? rulesOf[object.pkg].blocked(object, user);
  }
  return heldBack(object, world, names);
}

function mentions(user: WorldObject, properties: readonly string[], names: ReadonlySet<string>): boolean {
  for (const { path, value } of strings(user.inputs)) {
    const plain = path.replace(/\[\d+\]/g, "");
    if (names.has(value) && properties.some((p) => plain === p || plain.startsWith(`${p}.`))) return true;
  }
  return false;
}

function identities(object: Pick<WorldObject, "pkg" | "type" | "id" | "inputs" | "outputs">): string[] {
  const common = ["arn", "selfLink"].flatMap((key) => text(object.outputs[key]) ?? []);
  const own = models[object.type]?.identities?.(object) ?? [];
  const others = [...rulesOf[object.pkg].identities(object), ...uniqueKey(object), ...own];
  return [...new Set([object.id, ...common, ...others])].filter((v) => v !== "");
}

/** A default network gives way to one of sandbox.yaml. */
function preexisting(session: Session): readonly DeclaredObject[] {
  const all = session.pkg === "aws" ? awsDefaults(session) : session.pkg === "gcp" ? gcpDefaults(session) : [];
  const own = all.filter(({ type }) => kindOf(session, type) !== undefined);
  const declared = session.answers.existing.some(({ type, id, properties }) =>
    own.some((o) => o.type === type && (o.id === id || properties.default === true)),
  );
  return declared ? [] : own;
}
