/** A CloudEvent, or what AWS sends: each cloud tells what happened in its own words. */
export type Told = Readonly<Record<string, unknown>>;

/** How a request of GCP is answered, as far as it matters here. */
interface Response {
  status(code: number): { end(): void };
}

type Request = Told & { readonly headers: Readonly<Record<string, string | undefined>> };

/**
 * A handler for all three clouds. AWS calls it with event and context, Azure with context and event, both wait for the
 * promise. GCP calls it with request and response, the event is in both of the request's halves, and an answer ends the call.
 */
export function portable(work: (told: Told) => Promise<void>): (...given: readonly unknown[]) => Promise<void> {
  return async (first, second) => {
    if (!isResponse(second)) return work((isAzure(first) ? second : first) as Told);
    try {
      await work(eventOf(first as Request));
      second.status(204).end();
    } catch (error) {
      console.error(error);
      // Whoever asked tries again.
      second.status(500).end();
    }
  };
}

function isResponse(value: unknown): value is Response {
  return typeof (value as { status?: unknown } | undefined)?.status === "function";
}

function isAzure(value: unknown): boolean {
  return typeof value === "object" && value !== null && "invocationId" in value;
}

/** Attributes travel as headers and the data as the body. */
function eventOf({ headers, body }: Request): Told {
  const attributes = Object.entries(headers).filter(([name]) => name.startsWith("ce-"));
  return { ...Object.fromEntries(attributes.map(([name, value]) => [name.slice("ce-".length), value])), data: body };
}
