import type { CallRequest } from "../protocol.js";
import { binaryEvent, type CloudEvent, isCloudEvent, requestOf } from "./cloud-event.js";
import { RefusedCall } from "./failure.js";
import { registrationOf } from "./functions-framework.js";
import { callOverHttp, type HttpCall } from "./gcp-http.js";
import { loadHandler, required } from "./load.js";

/**
 * Calls the function as the Functions Framework does: what the code registers under the entry's name has the signature
 * that it registers, and what it only exports answers requests.
 */
export async function callOnGcp(request: CallRequest): Promise<unknown> {
  const exported = await loadHandler(request);
  const { handler, signature } = registrationOf(request.symbol) ?? {
    handler: required(exported, request),
    signature: "http" as const,
  };
  if (signature === "http") return callOverHttp(handler, httpCall(request.event));
  await handler(eventOf(request.event));
  return null;
}

/** An event in the file is sent as the request that would carry it. */
function httpCall(event: unknown): HttpCall {
  return isCloudEvent(event) ? requestOf(event) : (event as HttpCall);
}

function eventOf(event: unknown): CloudEvent {
  if (isCloudEvent(event)) return event;
  const found = binaryEvent(event as HttpCall);
  if (found !== undefined) return found;
  throw new RefusedCall(
    "the function takes CloudEvents, and the event is not one: it has no specversion, id, type and source; " +
      "see `groundplan invoke --cloud gcp --example created`",
  );
}
