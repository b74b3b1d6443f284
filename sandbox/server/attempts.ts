import { createHash } from "node:crypto";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { FaultOperation, Subject } from "../faults/model.js";
import type { Session } from "../types.js";
import type { StoredObject } from "../world/stored.js";
import type { Connection, ServerContext } from "./context.js";
import type { Lag } from "./faults.js";
import { counted } from "./settle.js";
import { PartialFailure } from "./status.js";
import { parseUrn } from "./urn.js";

/** What the answer to a request needs besides the request. */
export interface Attempted {
  readonly context: ServerContext;
  readonly session: Session;
  /** To be called with the object that was made or changed. */
  readonly made: (object: StoredObject) => void;
}

/** Of the requests that faults can happen to. */
interface Faultable {
  getUrn?: () => string;
  getType?: () => string;
  getTok?: () => string;
  getPreview?: () => boolean;
  getArgs?: () => Struct | undefined;
}

interface Answer {
  getProperties?: () => Struct | undefined;
}

/**
 * Answers a request as the faults of its run have it. Nothing happens to a creation or a change that is only previewed: no
 * cloud hears of it.
 */
export async function attempt<Q extends Faultable, R extends Answer>(
  context: ServerContext,
  connection: Connection,
  session: Session,
  operation: FaultOperation,
  request: Q,
  answer: (attempted: Attempted) => R | Promise<R>,
): Promise<R> {
  let object: StoredObject | undefined;
  const made = (stored: StoredObject) => {
    object = stored;
  };
  const isPlan = (operation === "create" || operation === "update") && request.getPreview?.() === true;
  const attempt = isPlan ? undefined : context.faults.begin(subjectOf(session, operation, request), connection);
  const told = () => {
    if (operation === "create" && object !== undefined) connection.made.push(object);
  };
  await attempt?.before();
  const respond = () => answer({ context: withLag(context, attempt?.lag), session, made });
  let response: R;
  const end = connection.begin();
  try {
    response = await (isPlan || operation === "read" || operation === "invoke"
      ? respond()
      : counted(context.store, respond));
  } catch (error) {
    if (error instanceof PartialFailure) told();
    throw error;
  } finally {
    end();
  }
  try {
    await attempt?.after(object && { object, properties: response.getProperties?.() });
  } catch (error) {
    if (error instanceof PartialFailure) told();
    throw error;
  }
  told();
  return response;
}

function withLag(context: ServerContext, lag: Lag | undefined): ServerContext {
  if (lag === undefined) return context;
  return Object.create(context, { lag: { value: lag, enumerable: true } }) as ServerContext;
}

function subjectOf(session: Session, operation: FaultOperation, request: Faultable): Subject {
  const { pkg, account, region } = session;
  const token = request.getTok?.();
  if (token !== undefined) {
    const args = createHash("sha256")
      .update(request.getArgs?.()?.serializeBinary() ?? "")
      .digest("hex")
      .slice(0, 8);
    return { pkg, account, region, operation, type: token, urn: `${token}#${args}`, name: token };
  }
  const urn = request.getUrn?.() ?? "";
  const parts = parseUrn(urn);
  return { pkg, account, region, operation, type: request.getType?.() || parts.type, urn, name: parts.name };
}
