/*
 * Stands in for @google-cloud/functions-framework while a function runs locally: it takes note of what the code
 * registers, and nothing listens on a port.
 */

/** What the code registered, by name. */
const registered = new Map<string, Registration>();

export interface Registration {
  readonly signature: "http" | "cloudevent";
  readonly handler: (...args: unknown[]) => unknown;
}

/** Registers a function that answers requests. */
export function http(name: string, handler: Registration["handler"]): void {
  registered.set(name, { signature: "http", handler });
}

/** Registers a function that takes CloudEvents. */
export function cloudEvent(name: string, handler: Registration["handler"]): void {
  registered.set(name, { signature: "cloudevent", handler });
}

export function registrationOf(name: string): Registration | undefined {
  return registered.get(name);
}
