import type { CheckContext, Models, ObjectContext, Output } from "./model.js";
import { Unknowable } from "./model.js";
import type { PackageRules } from "./rules.js";
import { isSet, text, texts } from "./values.js";

/** Providers without a cloud behind them: nothing to refer to, nothing in use. */
export const localRules: PackageRules = {
  name: () => undefined,
  id: (c) => c.derive.hex("id", 40),
  output: () => undefined,
  planned: [],
  replaceOn: (schema) => [...schema.inputs.keys()],
  references: () => undefined,
  conflict: () => undefined,
  blocked: (object, by) => ({ code: "InUse", message: `${object.id} is used by ${by.urn}` }),
  identities: () => [],
};

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digits = "0123456789";
const special = "!@#$%&*()-_=+[]{}<>:?";

/** Stands at the beginning of generated passwords that are long enough, so that nobody takes them for real ones. */
const sandboxMark = "sbx";

function number(c: { inputs: Record<string, unknown> }, property: string, fallback: number): number {
  const value = c.inputs[property];
  if (isSet(value) && typeof value !== "number") throw new Unknowable(property);
  return typeof value === "number" ? value : fallback;
}

interface Alphabet {
  readonly characters: string;
  readonly least: number;
}

function alphabets(c: ObjectContext): Alphabet[] {
  const wanted = (flag: string) => c.inputs[flag] !== false;
  const numeric = wanted("numeric") && wanted("number");
  return [
    { characters: wanted("lower") ? lower : "", least: number(c, "minLower", 0) },
    { characters: wanted("upper") ? upper : "", least: number(c, "minUpper", 0) },
    { characters: numeric ? digits : "", least: number(c, "minNumeric", 0) },
    {
      characters: wanted("special") ? (text(c.inputs.overrideSpecial) ?? special) : "",
      least: number(c, "minSpecial", 0),
    },
  ].filter((a) => a.characters !== "");
}

/** A text of the asked length with the asked least numbers of each kind of character, in shuffled order. */
function randomText(c: ObjectContext, mark: string): string {
  const length = number(c, "length", 0);
  const sets = alphabets(c);
  const all = sets.map((s) => s.characters).join("");
  const least = sets.map((s, i) => c.derive.draw(`least ${i}`, s.least, s.characters)).join("");
  const fits = mark !== "" && length - least.length >= 16 && sets.some((s) => s.characters === lower);
  const start = fits ? mark : "";
  const rest = least + c.derive.draw("text", Math.max(0, length - least.length - start.length), all);
  return start + shuffle(c, [...rest]).join("");
}

function shuffle<T>(c: ObjectContext, values: T[]): T[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = c.derive.below(`shuffle ${i}`, i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

function checkText(c: CheckContext) {
  const length = c.inputs.length;
  const least = ["minLower", "minUpper", "minNumeric", "minSpecial"].reduce(
    (sum, key) => sum + Number(c.inputs[key] ?? 0),
    0,
  );
  if (typeof length !== "number" || Number.isNaN(least)) return [];
  const wanted = Math.max(1, least);
  return length >= wanted
    ? []
    : [
        {
          property: "length",
          reason: `length must be at least ${wanted} (the sum of minLower, minUpper, minNumeric and minSpecial), got ${length}`,
        },
      ];
}

function bytes(c: ObjectContext, property: string): Buffer {
  return c.derive.raw(`bytes ${text(c.inputs.seed) ?? ""}`, number(c, property, 0));
}

const adjectives =
  "able brave calm deep eager fair gentle happy ideal jolly keen lively mighty noble open proud quick rapid sharp true up vital warm young zealous".split(
    " ",
  );
const adverbs =
  "boldly calmly deeply eagerly firmly gladly hugely ideally justly keenly lightly mainly nicely openly purely quietly really safely truly usually".split(
    " ",
  );
const animals =
  "ant badger cat dove eagle ferret gecko heron ibex jackal koala lynx marmot newt otter panda quail raven seal toucan urchin viper wombat yak zebra".split(
    " ",
  );

function pet(c: ObjectContext): string {
  const length = number(c, "length", 2);
  const pick = (list: readonly string[], label: string) => list[c.derive.below(label, list.length)] as string;
  const words = Array.from({ length }, (_, i) =>
    pick(i === length - 1 ? animals : i === length - 2 ? adjectives : adverbs, `word ${i}`),
  );
  const separator = typeof c.inputs.separator === "string" ? c.inputs.separator : "-";
  return [...texts(c.inputs.prefix), ...words].join(separator);
}

function integer(c: ObjectContext): number {
  const min = number(c, "min", 0);
  return min + c.derive.below(`integer ${text(c.inputs.seed) ?? ""}`, Math.max(1, number(c, "max", 0) - min + 1));
}

/** RFC 9562 version 7, of the world's own time. */
function uuid7(c: ObjectContext): string {
  const plain = c.derive.uuid("uuid");
  const time = Date.parse(c.derive.time()).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${plain.slice(15)}`;
}

const uuid = (make: (c: ObjectContext) => string) => ({
  id: make,
  outputs: { result: make } satisfies Record<string, Output>,
});

export const randomModels: Models = {
  "random:index/randomId:RandomId": {
    check: (c) =>
      typeof c.inputs.byteLength === "number" && c.inputs.byteLength < 1
        ? [{ property: "byteLength", reason: `byteLength must be at least 1, got ${c.inputs.byteLength}` }]
        : [],
    id: (c) => bytes(c, "byteLength").toString("base64url"),
    outputs: {
      b64Std: (c) => prefix(c) + bytes(c, "byteLength").toString("base64"),
      b64Url: (c) => prefix(c) + bytes(c, "byteLength").toString("base64url"),
      dec: (c) => prefix(c) + BigInt(`0x0${bytes(c, "byteLength").toString("hex")}`).toString(),
      hex: (c) => prefix(c) + bytes(c, "byteLength").toString("hex"),
    },
  },
  "random:index/randomString:RandomString": {
    check: checkText,
    id: (c) => randomText(c, ""),
    outputs: { result: (c) => randomText(c, ""), ...flags() },
  },
  "random:index/randomPassword:RandomPassword": {
    check: checkText,
    id: () => "none",
    outputs: {
      result: (c) => randomText(c, sandboxMark),
      bcryptHash: (c) => `$2a$10$${c.derive.draw("bcrypt", 53, `./${upper}${lower}${digits}`)}`,
      ...flags(),
    },
  },
  "random:index/randomPet:RandomPet": { id: pet },
  "random:index/randomInteger:RandomInteger": {
    check: (c) =>
      typeof c.inputs.min === "number" && typeof c.inputs.max === "number" && c.inputs.min > c.inputs.max
        ? [{ property: "min", reason: `min (${c.inputs.min}) must not be greater than max (${c.inputs.max})` }]
        : [],
    id: (c) => String(integer(c)),
    outputs: { result: integer },
  },
  "random:index/randomUuid:RandomUuid": uuid((c) => c.derive.uuid("uuid")),
  "random:index/randomUuid4:RandomUuid4": uuid((c) => c.derive.uuid("uuid")),
  "random:index/randomUuid7:RandomUuid7": uuid(uuid7),
  "random:index/randomShuffle:RandomShuffle": {
    id: () => "-",
    outputs: {
      results: (c) => {
        if (!Array.isArray(c.inputs.inputs)) throw new Unknowable("inputs");
        const shuffled = shuffle(c, c.inputs.inputs);
        return shuffled.slice(0, number(c, "resultCount", shuffled.length));
      },
    },
  },
  "random:index/randomBytes:RandomBytes": {
    id: () => "none",
    outputs: { base64: (c) => bytes(c, "length").toString("base64"), hex: (c) => bytes(c, "length").toString("hex") },
  },
};

function prefix(c: ObjectContext): string {
  return text(c.inputs.prefix) ?? "";
}

function flags(): Record<string, Output> {
  const on = () => true;
  const none = () => 0;
  return {
    lower: on,
    upper: on,
    numeric: on,
    number: on,
    special: on,
    minLower: none,
    minUpper: none,
    minNumeric: none,
    minSpecial: none,
  };
}
