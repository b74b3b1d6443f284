import type { CloudName } from "../core/clouds.js";
import type { BucketEventSource, BucketParts } from "./types.js";

/** The events of one bucket: switched on by the first who asks, and only then. */
export class Events<C extends CloudName> {
  readonly #parts: BucketParts<C>;
  #source: BucketEventSource | undefined;

  constructor(parts: BucketParts<C>) {
    this.#parts = parts;
  }

  get source(): BucketEventSource {
    this.#source ??= this.#parts.events();
    return this.#source;
  }
}
