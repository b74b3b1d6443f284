/** Values of a test that a program does not write as they are: unknown ones, secrets, and what other resources bring. */

import { SECRET, SIGNATURE } from "../core/resource.js";
import { isObject, isUnknown, type Props, UNKNOWN } from "../core/value.js";

/** A value that a preview does not know. */
export class Unknown {
  /** What the update finds it to be. */
  readonly later: unknown;
  constructor(later: unknown) {
    this.later = later;
  }
}

/** A value that nothing may print. */
export class SecretValue {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** A value that was made from an output of another resource. */
export class Reference {
  readonly name: string;
  readonly output: string;
  readonly made: (value: unknown) => unknown;
  constructor(name: string, output: string, made: (value: unknown) => unknown) {
    this.name = name;
    this.output = output;
    this.made = made;
  }
}

/**
 * A value that a preview does not know, and that was made from no resource of the test.
 *
 * @param later  what the update finds it to be @default - some text
 */
export function unknown(later: unknown = "known after the preview"): Unknown {
  return new Unknown(later);
}

/** A secret, as `pulumi.secret` makes one. Rules see the value; messages must not print it. */
export function secret(value: unknown): SecretValue {
  return new SecretValue(value);
}

/**
 * What another resource of the test brings, as `bucket.arn` in a program: the engine says in a preview, too, which resource
 * the property was made from. A preview knows the value only where the other resource's properties say it.
 *
 * @param name    the other resource's name
 * @param output  its output. Where neither its `outputs` nor its `props` say it, the update brings `<name>-<output>`
 * @param made    what the program makes of it: `(arn) => [arn, `${arn}/*`]` @default - nothing else
 */
export function ref(name: string, output = "id", made: (value: never) => unknown = (value) => value): Reference {
  return new Reference(name, output, made as (value: unknown) => unknown);
}

/** The value in the engine's encoding. `resolve` tells what a reference brings, which may be an unknown value. */
export function encoded(value: unknown, preview: boolean, resolve: (to: Reference) => unknown): unknown {
  const inner = (one: unknown) => encoded(one, preview, resolve);
  if (value instanceof Unknown) return preview ? UNKNOWN.string : inner(value.later);
  if (value instanceof Reference) {
    const brought = resolve(value);
    return isUnknown(brought) ? brought : inner(value.made(brought));
  }
  if (value instanceof SecretValue) return { [SIGNATURE]: SECRET, value: inner(value.value) };
  if (Array.isArray(value)) return value.map(inner);
  return isObject(value) ? encodedProps(value, preview, resolve) : value;
}

/** The same of all properties. One that is undefined is not sent. */
export function encodedProps(props: Props, preview: boolean, resolve: (to: Reference) => unknown): Props {
  const written = Object.entries(props).filter(([, value]) => value !== undefined);
  return Object.fromEntries(written.map(([name, value]) => [name, encoded(value, preview, resolve)]));
}

/** The engine's encoding as a test writes it. */
export function decoded(value: unknown): unknown {
  if (isUnknown(value)) return unknown();
  if (Array.isArray(value)) return value.map(decoded);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return secret(decoded(value.value));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, decoded(inner)]));
}

/** The references in a value, those in secrets and in lists too. */
export function referencesIn(value: unknown): readonly Reference[] {
  if (value instanceof Reference) return [value];
  if (value instanceof SecretValue) return referencesIn(value.value);
  if (value instanceof Unknown) return referencesIn(value.later);
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return isObject(value) ? Object.values(value).flatMap(referencesIn) : [];
}
