import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import type { Handler } from "./load.js";

/** A request, as an event file gives it. */
export interface HttpCall {
  readonly method?: string;
  /** With its query, such as `/orders?limit=10`. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is; anything else as JSON. */
  readonly body?: unknown;
}

/** The answer that the caller would get. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Sends a real request to a server of this machine that hands it to the handler with what Express adds. */
export async function callOverHttp(handler: Handler, call: HttpCall): Promise<HttpAnswer> {
  let failed: { readonly error: unknown } | undefined;
  const server = createServer((message, response) => {
    collect(message)
      .then((raw) => handler(withBody(message, raw), withHelpers(response)))
      .catch((error: unknown) => {
        failed = { error };
        response.destroy();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await ask((server.address() as AddressInfo).port, call);
  } catch (error) {
    throw failed === undefined ? error : failed.error;
  } finally {
    server.close();
  }
}

function ask(port: number, { method = "GET", path = "/", headers = {}, body }: HttpCall): Promise<HttpAnswer> {
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  const type = typed || typeof body === "string" || body === undefined ? {} : { "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    const message = send({ host: "127.0.0.1", port, path, method, headers: { ...type, ...headers } }, (response) => {
      collect(response).then((raw) => resolve(answerOf(response, raw.toString("utf8"))), reject);
    });
    message.on("error", reject);
    message.end(text);
  });
}

function answerOf(response: IncomingMessage, text: string): HttpAnswer {
  const { date: _, connection: __, "keep-alive": ___, ...headers } = response.headers;
  const json = (headers["content-type"] ?? "").includes("json");
  return { status: response.statusCode ?? 0, headers, body: json && text !== "" ? parsed(text) : text };
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What Express and the framework's parsers add to a request. */
function withBody(message: IncomingMessage, rawBody: Buffer): IncomingMessage {
  const url = new URL(message.url ?? "/", "http://localhost");
  const header = (name: string) => message.headers[name.toLowerCase()];
  return Object.assign(message, {
    body: bodyOf(message, rawBody),
    rawBody,
    query: Object.fromEntries(url.searchParams),
    path: url.pathname,
    originalUrl: message.url,
    params: {},
    protocol: "https",
    ip: "127.0.0.1",
    get: header,
    header,
  });
}

function bodyOf(message: IncomingMessage, raw: Buffer): unknown {
  if (raw.length === 0) return {};
  const type = message.headers["content-type"] ?? "";
  if (type.includes("json")) return parsed(raw.toString("utf8"));
  if (type.includes("x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(raw.toString("utf8")));
  return type.startsWith("text/") ? raw.toString("utf8") : raw;
}

/** What Express adds to a response. */
function withHelpers(response: ServerResponse): ServerResponse {
  const header = (name: string | Readonly<Record<string, string>>, value?: string) => {
    const all = typeof name === "string" ? { [name]: value ?? "" } : name;
    for (const [key, text] of Object.entries(all)) response.setHeader(key, text);
    return response;
  };
  const typed = (type: string) => {
    if (!response.hasHeader("content-type")) response.setHeader("content-type", type);
    return response;
  };
  const status = (code: number) => {
    response.statusCode = code;
    return response;
  };
  const json = (body: unknown) => typed("application/json; charset=utf-8").end(JSON.stringify(body));
  const content = (body: unknown) => {
    if (body === undefined || body === null) return response.end();
    if (Buffer.isBuffer(body)) return typed("application/octet-stream").end(body);
    return typeof body === "object" ? json(body) : typed("text/html; charset=utf-8").end(String(body));
  };
  return Object.assign(response, {
    set: header,
    header,
    get: (name: string) => response.getHeader(name),
    type: (type: string) => header("content-type", type),
    status,
    json,
    send: content,
    sendStatus: (code: number) => status(code).end(String(code)),
    redirect: (to: string) => header("location", to).writeHead(302).end(),
  });
}
