import type { CallReply, CallRequest, InvokeCloud } from "../protocol.js";
import { callOnAws } from "./aws.js";
import { callOnAzure } from "./azure.js";
import { describeError } from "./failure.js";
import { callOnGcp } from "./gcp.js";
import { watchLoading } from "./load.js";

const callers: Readonly<Record<InvokeCloud, (request: CallRequest) => Promise<unknown>>> = {
  aws: callOnAws,
  gcp: callOnGcp,
  azure: callOnAzure,
};

/** Makes one call that the parent process asks for, tells it what came of it, and ends. */
async function answer(request: CallRequest): Promise<void> {
  const outside = watchLoading(request.dir);
  try {
    const result = await callers[request.cloud](request);
    reply({ ok: true, result, outside: [...outside] });
  } catch (error) {
    reply({ ok: false, error: describeError(error), outside: [...outside] });
  }
}

/** What the code leaves running ends with the call, as the cloud freezes it. */
function reply(message: CallReply): void {
  process.send?.(message, () => process.exit(0));
}

process.once("uncaughtException", (error) => reply({ ok: false, error: describeError(error), outside: [] }));
process.once("message", (request: CallRequest) => void answer(request));
