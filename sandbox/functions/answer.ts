import type { CloudError, InvokeOutcome, InvokeRequest, Props } from "../types.js";

/**
 * One function that the sandbox answers. To add one: write it in the cloud's folder here, keyed by its token. Undefined leaves
 * the answer to the lookup of the resource that the function is named after.
 */
export type Answer = (request: InvokeRequest) => InvokeOutcome | undefined;

export type Answers = Readonly<Record<string, Answer>>;

export function result(props: Props, secrets?: readonly string[]): InvokeOutcome {
  return secrets === undefined ? { result: props } : { result: props, secrets };
}

export function error(code: string, message: string): { error: CloudError } {
  return { error: { code, message } };
}

export function failure(property: string, reason: string): InvokeOutcome {
  return { failures: [{ property, reason }] };
}
