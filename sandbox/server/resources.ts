import { createHash } from "node:crypto";
import { status } from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import type { Autonaming, CloudError, DiffResult, Props, Session, Unready, WorldObject, WorldView } from "../types.js";
import { SecretMarks } from "../values/marks.js";
import type { Path } from "../values/paths.js";
import { locate, regionOf } from "../world/locate.js";
import { type Payload, taintsOf } from "../world/record.js";
import { worldOf } from "../world/view.js";
import type { Attempted } from "./attempts.js";
import type { ServerContext } from "./context.js";
import { checkResponse } from "./responses.js";
import { settled } from "./settle.js";
import { PartialFailure, Refusal, refusedByCloud } from "./status.js";
import { parseUrn } from "./urn.js";
import { type Decoded, decode, decodeKnown, encode } from "./wire.js";

interface About {
  readonly session: Session;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

interface Named {
  getUrn(): string;
  getType(): string;
  getName(): string;
}

/** Engines before 3.140 send the URN only. */
function about(session: Session, request: Named): About {
  const urn = request.getUrn();
  const parts = parseUrn(urn);
  return { session, urn, type: request.getType() || parts.type, name: request.getName() || parts.name };
}

/**
 * What generated names are drawn from. The engine's own seed differs in every run; ours differs in every object, so that a
 * preview shows the name that the update gives, the same on every machine.
 */
function seedOf(context: ServerContext, session: Session, urn: string): Uint8Array {
  return createHash("sha256")
    .update(`${session.seed}\n${urn}\n${context.store.nextGeneration(urn)}`)
    .digest();
}

const autonamingModes: readonly Autonaming["mode"][] = ["propose", "enforce", "disable"];

export function check(
  context: ServerContext,
  session: Session,
  request: provider.CheckRequest,
): provider.CheckResponse {
  const news = decode(request.getNews());
  const olds = request.getOlds();
  const oldProps = decode(olds).props;
  const options = request.getAutonaming();
  const outcome = context.cloud.check({
    ...about(session, request),
    news: news.props,
    // The engine sends an empty struct for a resource that does not exist yet.
    olds: Object.keys(oldProps).length > 0 ? oldProps : undefined,
    world: worldOf(context, session),
    randomSeed: seedOf(context, session, request.getUrn()),
    ...(options === undefined
      ? {}
      : {
          autonaming: {
            proposedName: options.getProposedName(),
            mode: autonamingModes[options.getMode()] ?? "propose",
          },
        }),
  });
  return checkResponse(encode(outcome.inputs, SecretMarks.of(news.props, news.secrets)), outcome.failures);
}

export function diff(context: ServerContext, session: Session, request: provider.DiffRequest): provider.DiffResponse {
  if (context.store.hasUnanswered()) {
    // Whatever is compared is in the state.
    const outputs = decode(request.getOlds()).props;
    const object = locate(context.store, {
      ...about(session, request),
      id: request.getId(),
      outputs,
      prefer: "newest",
    });
    if (object?.urn === request.getUrn()) context.store.answered([object], true);
  }
  return diffResponse(difference(context, session, request));
}

/** What a Diff request compares, and an Update request too. */
export function difference(
  context: ServerContext,
  session: Session,
  request: provider.DiffRequest | provider.UpdateRequest,
): DiffResult {
  return context.cloud.diff({
    ...about(session, request),
    id: request.getId(),
    olds: decode(request.getOldInputs()).props,
    oldOutputs: decode(request.getOlds()).props,
    news: decode(request.getNews()).props,
    ignoreChanges: request.getIgnorechangesList(),
  });
}

const diffKinds = {
  add: provider.PropertyDiff.Kind.ADD,
  "add-replace": provider.PropertyDiff.Kind.ADD_REPLACE,
  delete: provider.PropertyDiff.Kind.DELETE,
  "delete-replace": provider.PropertyDiff.Kind.DELETE_REPLACE,
  update: provider.PropertyDiff.Kind.UPDATE,
  "update-replace": provider.PropertyDiff.Kind.UPDATE_REPLACE,
} as const;

/** The first key of a property path: the form in which the engine wants changed and replacing properties. */
function topLevel(path: string): string {
  return /^\["((?:[^"\\]|\\.)*)"\]/.exec(path)?.[1] ?? path.split(/[.[]/, 1)[0] ?? path;
}

function diffResponse(result: DiffResult): provider.DiffResponse {
  const entries = Object.entries(result.detailed);
  const replacing = entries.filter(([, { kind }]) => kind.endsWith("-replace"));
  const response = new provider.DiffResponse();
  response.setHasdetaileddiff(true);
  response.setChanges(
    entries.length > 0 ? provider.DiffResponse.DiffChanges.DIFF_SOME : provider.DiffResponse.DiffChanges.DIFF_NONE,
  );
  response.setDiffsList([...new Set(entries.map(([path]) => topLevel(path)))]);
  response.setReplacesList([...new Set(replacing.map(([path]) => topLevel(path)))]);
  response.setStablesList([...(result.stables ?? [])]);
  response.setDeletebeforereplace(result.deleteBeforeReplace ?? false);
  for (const [path, { kind, inputDiff }] of entries) {
    const property = new provider.PropertyDiff();
    property.setKind(diffKinds[kind]);
    property.setInputdiff(inputDiff ?? true);
    response.getDetaileddiffMap().set(path, property);
  }
  return response;
}

/** Secrets of what is returned: as the engine marked the inputs, and what the type always keeps secret. */
function outputSecrets(context: ServerContext, at: About, inputs: Decoded, outputs: Props): Path[] {
  const always = context.cloud.secretOutputs(at.session, at.type).filter((key) => key in outputs);
  const marks = SecretMarks.of(inputs.props, inputs.secrets);
  for (const key of always) {
    marks.addPath([key]);
  }
  return marks.paths.filter((path) => path[0] !== undefined && path[0] in outputs);
}

/** The marks for encoding one side of an object: its own paths, and the secret strings of both sides. */
function marksFor(object: Payload, side: "inputs" | "outputs"): SecretMarks {
  return new SecretMarks(object.secrets[side], taintsOf(object).values);
}

/** Makes an object, or takes over the one that the cloud has of its kind. It is on disk before the answer. */
export async function create(
  { context, session, made }: Attempted,
  request: provider.CreateRequest,
): Promise<provider.CreateResponse> {
  const at = about(session, request);
  const preview = request.getPreview();
  const inputs = (preview ? decode : decodeKnown)(request.getProperties());
  const generation = context.store.nextGeneration(at.urn);
  const world = worldOf(context, session);
  const ask = (world: WorldView) => context.cloud.create({ ...at, inputs: inputs.props, generation, preview, world });
  await context.lag?.settle(world, (view) => errorOf(ask(view)));
  const outcome = preview ? ask(world) : await settled(context.store, () => ask(world));
  if ("error" in outcome) {
    throw refusedByCloud(outcome.error);
  }
  const { id, outputs } = outcome;
  const secrets = { inputs: inputs.secrets, outputs: outputSecrets(context, at, inputs, outputs) };
  const sides = { inputs: inputs.props, outputs, secrets };
  const response = new provider.CreateResponse();
  response.setId(preview ? "" : id);
  response.setProperties(encode(outputs, marksFor(sides, "outputs")));
  if (!preview) {
    const { project, stack } = parseUrn(at.urn);
    const place = { pkg: session.pkg, account: session.account, region: regionOf(session, inputs.props) };
    const provider = session.provider ?? "";
    const object = { ...sides, ...place, provider, type: at.type, urn: at.urn, project, stack, id, generation };
    const same = context.cloud.takesOver?.(object, context.world) ?? [];
    const stored = context.store.insert(object, context.cloud.identities(object), same);
    context.faults.changed(same[0], stored);
    made(stored);
    if (outcome.unready !== undefined) throw notAlive(id, response, outcome.unready);
  }
  return response;
}

export async function update(
  { context, session, made }: Attempted,
  request: provider.UpdateRequest,
): Promise<provider.UpdateResponse> {
  const at = about(session, request);
  const id = request.getId();
  const preview = request.getPreview();
  const news = (preview ? decode : decodeKnown)(request.getNews());
  const oldOutputs = decode(request.getOlds()).props;
  const object = locate(context.store, { ...at, id, outputs: oldOutputs, prefer: "newest" });
  const imported = object === undefined ? declared(context, at, id) : undefined;
  const world = worldOf(context, session);
  const sent = { id, olds: decode(request.getOldInputs()).props, oldOutputs, news: news.props };
  const ask = (world: WorldView) =>
    context.cloud.update({ ...at, ...sent, object: object ?? imported, preview, world });
  await context.lag?.settle(world, (view) => errorOf(ask(view)));
  const outcome = preview ? ask(world) : await settled(context.store, () => ask(world));
  if ("error" in outcome) {
    throw refusedByCloud(outcome.error);
  }
  const { outputs } = outcome;
  const secrets = { inputs: news.secrets, outputs: outputSecrets(context, at, news, outputs) };
  const sides = { inputs: news.props, outputs, secrets };
  if (!preview) {
    const owner = { ...ownerOf(at.urn), urn: at.urn };
    if (object !== undefined) {
      const changed = { ...object, ...sides, ...owner };
      context.store.update(changed, context.cloud.identities(changed));
      context.faults.changed(object, changed);
      made(changed);
    } else if (imported !== undefined) {
      const generation = context.store.nextGeneration(at.urn);
      const adopted = { ...imported, ...sides, ...owner, generation, provider: session.provider ?? "" };
      const stored = context.store.insert(adopted, context.cloud.identities(adopted));
      context.store.answered([stored], true);
      made(stored);
    } else {
      throw notFound(at, id);
    }
  }
  const response = new provider.UpdateResponse();
  response.setProperties(encode(outputs, marksFor(sides, "outputs")));
  if (outcome.unready !== undefined) throw notAlive(id, response, outcome.unready);
  return response;
}

/** It is there, and stays in the state with what is wrong. */
function notAlive(
  id: string,
  response: provider.CreateResponse | provider.UpdateResponse,
  { message, reasons }: Unready,
): PartialFailure {
  const told = `${message} (sandbox)`;
  return new PartialFailure(id, response.getProperties(), told, [told, ...reasons]);
}

/** What sandbox.yaml says exists: a stack that has imported it owns it from its first change on. */
function declared(context: ServerContext, { session, type }: About, id: string): WorldObject | undefined {
  const object = worldOf(context, session).find(type, id);
  return object?.stack === "" && object.account === session.account ? object : undefined;
}

function ownerOf(urn: string): { project: string; stack: string } {
  const { project, stack } = parseUrn(urn);
  return { project, stack };
}

function notFound(at: About, id: string): Refusal {
  return new Refusal(
    status.NOT_FOUND,
    "NotFound",
    `${at.type} "${id}" does not exist in the sandbox; it was removed behind this stack's back. Run \`pulumi refresh\` first ` +
      "(sandbox)",
  );
}

export function read(context: ServerContext, session: Session, request: provider.ReadRequest): provider.ReadResponse {
  const at = about(session, request);
  const known = { inputs: decodeKnown(request.getInputs()), state: decodeKnown(request.getProperties()) };
  const id = request.getId();
  const object = locate(context.store, { ...at, id, outputs: known.state.props, prefer: "newest" });
  const found = object ?? declared(context, at, id);
  const existing = context.lag === undefined ? found : context.lag.seen(found);
  // Under its own URN: it is in the state that is being refreshed.
  if (object?.urn === at.urn) context.store.answered([object], true);
  const outcome = context.cloud.read({
    ...at,
    id,
    object: existing,
    inputs: known.inputs.props,
    state: known.state.props,
    world: worldOf(context, session),
  });
  const response = new provider.ReadResponse();
  if (outcome === undefined) {
    return response;
  }
  if ("error" in outcome) {
    throw refusedByCloud(outcome.error);
  }
  const { inputs, outputs } = outcome;
  const secrets = {
    inputs: [...(object?.secrets.inputs ?? []), ...known.inputs.secrets],
    outputs: [
      ...(object?.secrets.outputs ?? outputSecrets(context, at, known.inputs, outputs)),
      ...known.state.secrets,
    ],
  };
  const sides = { inputs, outputs, secrets };
  response.setId(outcome.id);
  response.setInputs(encode(inputs, marksFor(sides, "inputs")));
  response.setProperties(encode(outputs, marksFor(sides, "outputs")));
  return response;
}

/** Deleting what is not there is fine, as it is in every provider. */
export async function remove(context: ServerContext, session: Session, request: provider.DeleteRequest): Promise<void> {
  const at = about(session, request);
  const outputs = decodeKnown(request.getProperties()).props;
  const object = locate(context.store, { ...at, id: request.getId(), outputs, prefer: "oldest" });
  if (object === undefined) {
    return;
  }
  const ask = (world: WorldView) => context.cloud.canDelete({ session, object, world });
  const world = worldOf(context, session);
  await context.lag?.settle(world, ask);
  const error = ask(world);
  if (error !== undefined) {
    throw refusedByCloud(error);
  }
  const others = context.cloud.goesWith?.(object, context.world) ?? [];
  context.store.remove(object, context.cloud.keeps?.(object));
  context.faults.changed(object, undefined);
  for (const other of others) context.store.remove(other, context.cloud.keeps?.(other));
}

function errorOf(outcome: { readonly error: CloudError } | object): CloudError | undefined {
  return "error" in outcome ? outcome.error : undefined;
}
