import { randomUUID } from "node:crypto";
import { dirname, join, normalize } from "node:path";
import type { Binding, CallRequest, FunctionJson } from "../protocol.js";
import { responseOf } from "./azure-response.js";
import { RefusedCall } from "./failure.js";
import { loadHandler, required } from "./load.js";

/**
 * Calls the function as the Functions host and its Node worker do, in the model whose triggers are declared by
 * function.json: a context, then what each binding brings in.
 */
export async function callOnAzure(request: CallRequest): Promise<unknown> {
  const { trigger, event } = request;
  if (trigger === undefined)
    throw new RefusedCall("on Azure a function is called by one of its triggers, and it has none");
  const { functionJson, key } = trigger;
  const place = placeOf(functionJson, key, request);
  const handler = required(await loadHandler(place), place);
  const inputs = functionJson.bindings.filter(({ direction }) => direction === "in");
  const values = inputs.map((binding) => inputOf(binding, event));
  const context = contextOf(request, key, inputs, values);
  const returned = await new Promise((resolve, reject) => {
    context.done = (error, result) => (error === null || error === undefined ? resolve(result) : reject(error));
    const promised = handler(context, ...values);
    // What returns no promise is over when it says so.
    if (promised instanceof Promise) resolve(promised);
  });
  return outputsOf(functionJson, context, returned);
}

/** The script is named from the function's own folder. */
function placeOf({ scriptFile, entryPoint }: FunctionJson, key: string, request: CallRequest): CallRequest {
  const file = scriptFile === undefined ? request.file : normalize(join(key, scriptFile));
  return { ...request, file, symbol: entryPoint ?? request.symbol };
}

function inputOf({ type }: Binding, event: unknown): unknown {
  return type === "httpTrigger" ? httpRequest(event as Partial<AzureRequest>) : event;
}

interface AzureRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

function httpRequest(event: Partial<AzureRequest>): object {
  const { method = "GET", url = "http://localhost/api", headers = {}, query = {}, params = {}, body } = event;
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const rawBody = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const get = (name: string) => lower[name.toLowerCase()];
  return { method, url, originalUrl: url, headers: lower, query, params, body, rawBody, get };
}

interface Context extends Record<string, unknown> {
  res: unknown;
  done: (error?: unknown, result?: unknown) => void;
  readonly bindings: Record<string, unknown>;
}

/** https://learn.microsoft.com/azure/azure-functions/functions-reference-node?pivots=nodejs-model-v3#context-object */
function contextOf(request: CallRequest, key: string, inputs: readonly Binding[], values: readonly unknown[]): Context {
  const invocationId = randomUUID();
  const bindings = Object.fromEntries(inputs.map(({ name }, index) => [name, values[index]]));
  const http = inputs.findIndex(({ type }) => type === "httpTrigger");
  const log = Object.assign((...words: unknown[]) => console.error(...words), {
    error: console.error,
    warn: console.error,
    info: console.error,
    verbose: console.error,
  });
  return {
    invocationId,
    executionContext: {
      invocationId,
      functionName: key,
      functionDirectory: dirname(join(request.dir, key, "function.json")),
      retryContext: null,
    },
    bindings,
    bindingData: { invocationId, ...(isObject(request.event) ? request.event : {}) },
    bindingDefinitions: request.trigger?.functionJson.bindings.map(({ name, type, direction }) => ({
      name,
      type,
      direction,
    })),
    log,
    ...(http < 0 ? {} : { req: values[http] }),
    res: http < 0 ? undefined : responseOf(),
    done: () => undefined,
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** What the call leaves in the bindings that go out: by return value, by `context.bindings`, by `context.res`. */
function outputsOf({ bindings }: FunctionJson, context: Context, returned: unknown): unknown {
  const outputs = bindings.filter(({ direction }) => direction === "out");
  if (outputs.length === 0) return null;
  const found = outputs.map(({ name, type }) => [name, outputOf(name, type, context, returned)] as const);
  const plain = JSON.parse(JSON.stringify(Object.fromEntries(found))) as Record<string, unknown>;
  const [only] = outputs;
  return outputs.length === 1 && only !== undefined ? (plain[only.name] ?? null) : plain;
}

function outputOf(name: string, type: string, context: Context, returned: unknown): unknown {
  if (name === "$return") return returned;
  const own = isObject(returned) ? (returned as Readonly<Record<string, unknown>>)[name] : undefined;
  return own ?? context.bindings[name] ?? (type === "http" ? context.res : undefined);
}
