import * as provider from "@pulumi/pulumi/proto/provider_pb.js";
import type { Session, WorldView } from "../types.js";
import { SecretMarks } from "../values/marks.js";
import { worldOf } from "../world/view.js";
import type { ServerContext } from "./context.js";
import { failureMessages } from "./responses.js";
import { refusedByCloud } from "./status.js";
import { decode, encode } from "./wire.js";

/** Answers a function: a lookup among what exists, or a value from the clouds' tables. */
export function invoke(
  context: ServerContext,
  session: Session,
  request: provider.InvokeRequest,
): provider.InvokeResponse {
  const args = decode(request.getArgs());
  const asked = { session, token: request.getTok(), args: args.props, preview: request.getPreview() };
  const ask = (world: WorldView) => context.cloud.invoke({ ...asked, world });
  const world = worldOf(context, session);
  const outcome = context.lag === undefined ? ask(world) : context.lag.answer(world, ask);
  const response = new provider.InvokeResponse();
  if ("error" in outcome) {
    throw refusedByCloud(outcome.error);
  }
  if ("failures" in outcome) {
    response.setFailuresList(failureMessages(outcome.failures));
    return response;
  }
  const marks = SecretMarks.of(args.props, args.secrets);
  for (const key of outcome.secrets ?? []) {
    marks.addPath([key]);
  }
  response.setReturn(encode(outcome.result, marks));
  return response;
}
