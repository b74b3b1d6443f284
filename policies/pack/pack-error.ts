/** A pack that cannot be served as its author wrote it. The message names the place, the value, what is allowed and the fix. */
export class PackError extends Error {
  override readonly name = "PackError";
  /** By this mark Pulumi's runner knows an error whose message says all: it prints no stack. */
  readonly __pulumiRunError = true;
}
