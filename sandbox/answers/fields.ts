import { z } from "zod";

/** The kinds of fields of the sandbox's files. Each field's error text says what is allowed there. */

/** A text that is not empty. */
export function text(allowed: string, description: string) {
  return z.string(allowed).min(1, allowed).meta({ description });
}

/** A block of known keys; every other key is a problem. */
export function block<T extends z.core.$ZodLooseShape>(shape: T, description: string) {
  const keys = Object.keys(shape).join(", ");
  const error = (issue: { code?: string | undefined }) =>
    issue.code === "unrecognized_keys" ? keys : `a block with the keys ${keys}`;
  return z.strictObject(shape, { error }).meta({ description });
}

/** A block whose keys are the user's own. */
export function map<T extends z.ZodType>(key: string, value: T, description: string) {
  return z.record(z.string().min(1, key), value, `a block by ${key}`).meta({ description });
}

/** A block of which anything is accepted. */
export function values(description: string) {
  return z.record(z.string(), z.unknown(), "a block of names and values").meta({ description });
}

/** A list of texts. */
export function names(description: string) {
  return z.array(text("a name", "A name."), "a list of names").meta({ description });
}
