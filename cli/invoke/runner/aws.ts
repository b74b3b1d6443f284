import { randomUUID } from "node:crypto";
import type { CallRequest } from "../protocol.js";
import { RefusedCall } from "./failure.js";
import { type Handler, loadHandler, required } from "./load.js";

/** Calls the handler as the Node runtime of Lambda does: event and context, and the JSON of what it returns. */
export async function callOnAws(request: CallRequest): Promise<unknown> {
  const handler = required(await loadHandler(request), request);
  if (handler.length > 2 && request.runtime !== "node22")
    throw new RefusedCall(
      `${request.symbol} takes a callback, which Lambda no longer gives from nodejs24.x on; make it an async function`,
    );
  return jsonOf(await answerOf(handler, request.event, contextOf(request)));
}

/** A promise, or on older runtimes the first call of the callback. */
function answerOf(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, result: unknown) =>
      error === null || error === undefined ? resolve(result) : reject(error);
    const returned = handler.length > 2 ? handler(event, context, callback) : handler(event, context);
    if (handler.length <= 2 || isPromise(returned)) resolve(returned);
  });
}

function isPromise(value: unknown): boolean {
  return typeof (value as { then?: unknown } | undefined)?.then === "function";
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf({ name, memoryMiB, timeoutSeconds }: CallRequest): object {
  const deadline = Date.now() + timeoutSeconds * 1000;
  return {
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION}:123456789012:function:${name}`,
    memoryLimitInMB: String(memoryMiB),
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** What arrives at the caller: Lambda sends the answer as JSON. */
function jsonOf(result: unknown): unknown {
  try {
    const text = JSON.stringify(result);
    return text === undefined ? null : JSON.parse(text);
  } catch (error) {
    throw new RefusedCall(`what the handler returns cannot be sent as JSON: ${(error as Error).message}`);
  }
}
