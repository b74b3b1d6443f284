/** What users may tune in a rule: a list of ports, a number of days. */

/** What configuration sets for one rule, by parameter; checked before any rule sees it. */
export type Settings = Readonly<Record<string, unknown>>;

export interface Parameter<T = unknown> {
  /** Its name in the configuration. */
  readonly name: string;
  /** What it says, as the end of a sentence: "ports that must not be open to the world". */
  readonly describes: string;
  /** What holds where nothing is configured. */
  readonly default: T;
  /** What is allowed, in words: "a list of ports from 0 to 65535". */
  readonly allowed: string;
  /** The same as a JSON schema. */
  readonly schema: Readonly<Record<string, unknown>>;
  accepts(value: unknown): value is T;
  /** What is configured, or else the default. */
  of(settings: Settings): T;
}

/** A whole number between two bounds, both allowed. */
export function wholeNumber(
  name: string,
  value: number,
  bounds: { readonly from: number; readonly to: number },
  describes: string,
): Parameter<number> {
  const { from, to } = bounds;
  return parameter(name, value, {
    describes,
    allowed: `a whole number from ${from} to ${to}`,
    schema: { type: "integer", minimum: from, maximum: to },
    accepts: (v): v is number => isWhole(v, from, to),
  });
}

/** A list of ports. */
export function ports(name: string, value: readonly number[], describes: string): Parameter<readonly number[]> {
  return parameter(name, value, {
    describes,
    allowed: "a list of ports from 0 to 65535",
    schema: { type: "array", items: { type: "integer", minimum: 0, maximum: 65535 } },
    accepts: (v): v is readonly number[] => Array.isArray(v) && v.every((port) => isWhole(port, 0, 65535)),
  });
}

/** A list of texts. */
export function texts(name: string, value: readonly string[], describes: string): Parameter<readonly string[]> {
  return parameter(name, value, {
    describes,
    allowed: "a list of texts",
    schema: { type: "array", items: { type: "string", minLength: 1 } },
    accepts: (v): v is readonly string[] =>
      Array.isArray(v) && v.every((text) => typeof text === "string" && text !== ""),
  });
}

/** A text. */
export function text(name: string, value: string, describes: string): Parameter<string> {
  return parameter(name, value, {
    describes,
    allowed: "a text",
    schema: { type: "string", minLength: 1 },
    accepts: (v): v is string => typeof v === "string" && v !== "",
  });
}

/** A list of some of these words. */
export function someOf<T extends string>(
  name: string,
  words: readonly T[],
  value: readonly T[],
  describes: string,
): Parameter<readonly T[]> {
  return parameter(name, value, {
    describes,
    allowed: `a list of ${words.join(", ")}`,
    schema: { type: "array", items: { type: "string", enum: words } },
    accepts: (v): v is readonly T[] =>
      Array.isArray(v) && v.every((word) => (words as readonly unknown[]).includes(word)),
  });
}

/** A switch. */
export function trueOrFalse(name: string, value: boolean, describes: string): Parameter<boolean> {
  return parameter(name, value, {
    describes,
    allowed: "true or false",
    schema: { type: "boolean" },
    accepts: (v): v is boolean => typeof v === "boolean",
  });
}

type Kind<T> = Pick<Parameter<T>, "describes" | "allowed" | "schema" | "accepts">;

function parameter<T>(name: string, value: T, kind: Kind<T>): Parameter<T> {
  return {
    name,
    default: value,
    ...kind,
    of: (settings) => {
      const configured = settings[name];
      return kind.accepts(configured) ? configured : value;
    },
  };
}

function isWhole(value: unknown, from: number, to: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= from && value <= to;
}
