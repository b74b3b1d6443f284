import { z } from "zod";

/**
 * Builders of schema fields. Each carries a description for editors, and as its error the words for what is allowed there,
 * so that every message can say it.
 */

export function whole(min: number, max: number, description: string) {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error }).meta({ description });
}

export function flag(description: string) {
  return z.boolean({ error: "true or false" }).meta({ description });
}

export function choice<const T extends readonly string[]>(values: T, description: string) {
  return z.enum(values, { error: `one of ${values.join(", ")}` }).meta({ description });
}

/** Text of a pattern; `allowed` says the pattern in words. */
export function text(allowed: string, pattern: RegExp, description: string) {
  return z.string({ error: allowed }).regex(pattern, { error: allowed }).meta({ description });
}

export function anyText(description: string, allowed = "text that is not empty") {
  return text(allowed, /./, description);
}

/** One of a few numbers. */
export function step<const T extends readonly number[]>(values: T, description: string) {
  return z.literal(values, { error: `one of ${values.join(", ")}` }).meta({ description });
}

export function list<T extends z.ZodType>(item: T, most: number, description: string) {
  const error = `a list of 1 to ${most} entries`;
  return z.array(item, { error }).min(1, { error }).max(most, { error }).meta({ description });
}

/** A block with these keys and no others. The error for a stray key is the list of keys. */
export function block<T extends z.core.$ZodLooseShape>(shape: T, description: string) {
  return z
    .strictObject(shape, {
      error: (issue) => {
        const keys = Object.keys(shape).join(", ");
        return issue.code === "unrecognized_keys" ? keys : `a block of keys and values (${keys})`;
      },
    })
    .meta({ description });
}

/** A block whose keys are free: each becomes part of resource names, so the alphabet is small. */
export function named<T extends z.ZodType>(value: T, description: string) {
  const key = text("1 to 20 of a-z, 0-9 and -, starting with a letter", /^[a-z][a-z0-9-]{0,19}$/, "A key.");
  return z.record(key, value, { error: "a block of keys and values" }).meta({ description });
}
