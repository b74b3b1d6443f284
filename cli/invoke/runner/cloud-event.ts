import type { HttpCall } from "./gcp-http.js";

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md */
export interface CloudEvent {
  readonly specversion: string;
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly datacontenttype?: string;
  readonly data?: unknown;
}

const needed = ["specversion", "id", "type", "source"];

export function isCloudEvent(value: unknown): value is CloudEvent {
  return typeof value === "object" && value !== null && needed.every((name) => name in value);
}

/** The event as a request: its attributes are headers, its data the body. */
export function requestOf(event: CloudEvent): HttpCall {
  const { data, datacontenttype, ...attributes } = event;
  const headers = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, String(value)]);
  return {
    method: "POST",
    path: "/",
    headers: { "content-type": datacontenttype ?? "application/json", ...Object.fromEntries(headers) },
    ...(data === undefined ? {} : { body: data }),
  };
}

/** The event that a request carries in its headers, or nothing. */
export function binaryEvent({ headers = {}, body }: HttpCall): CloudEvent | undefined {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const attributes = entries
    .filter(([name]) => name.startsWith("ce-"))
    .map(([name, value]) => [name.slice("ce-".length), value] as const);
  const type = entries.find(([name]) => name === "content-type")?.[1];
  const event = {
    ...Object.fromEntries(attributes),
    ...(type === undefined ? {} : { datacontenttype: type }),
    ...(body === undefined ? {} : { data: body }),
  };
  return isCloudEvent(event) ? event : undefined;
}
