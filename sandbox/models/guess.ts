import type { Member, TypeRef } from "../schema/index.js";
import type { PackageName } from "../types.js";
import { awsText } from "./aws/texts.js";
import { azureText } from "./azure/texts.js";
import { gcpText } from "./gcp/texts.js";
import { limitsOfType } from "./limits/table.js";
import type { ObjectContext } from "./model.js";
import { documentedState, isState, knownState, usualState, wellOf } from "./outputs/states.js";
import { freeText, guessNumber, ruledText } from "./outputs/texts.js";

/** A cloud's own way to write a text by the name of its property; undefined leaves it to the general rules. */
const ownTexts: Partial<Record<PackageName, (c: ObjectContext, name: string, path: string) => string | undefined>> = {
  aws: awsText,
  gcp: gcpText,
  "azure-native": azureText,
};

/**
 * A value of the declared type for an output that neither the inputs nor a model nor the provider's habits decide. Shape
 * and type are right; the content is told from the name and drawn from the object's own randomness.
 */
export function guess(c: ObjectContext, member: Member, path = member.name, depth = 0): unknown {
  return guessType({ c, member, path, depth }, member.type);
}

interface Place {
  readonly c: ObjectContext;
  readonly member: Member;
  readonly path: string;
  readonly depth: number;
}

function guessType(place: Place, type: TypeRef): unknown {
  const { c, member } = place;
  switch (type.kind) {
    case "string":
      return text(place);
    case "number":
      return documentedDefault(member, "number") ?? guessNumber(member.name);
    case "boolean":
      return documentedDefault(member, "boolean") ?? /^(enabled|is_?enabled)$/i.test(member.name);
    case "literal":
      return type.value;
    case "list":
      return guessList(place, type.of);
    case "named":
      return guessNamed(place, type);
    case "union":
      return guessUnion(place, type.of);
    case "asset":
      return { __asset: c.derive.hex(place.path, 64), text: "" };
    default:
      return {};
  }
}

function text({ c, member, path }: Place): string {
  const { name } = member;
  const known = path === name ? knownState(c.schema.token, name) : undefined;
  const said = known ?? (isState(name) ? documentedState(member) : undefined) ?? documentedDefault(member, "string");
  if (typeof said === "string") return said;
  const own = choice(c, path) ?? ownTexts[c.session.pkg]?.(c, name, path) ?? ruledText(c, name, path);
  if (own !== undefined) return own;
  if (isState(name)) return usualState(c.schema.token);
  // An input that is left open and has no form of its own: the cloud keeps it empty.
  return isInput(c, path) ? "" : freeText(c, name, path);
}

/** A value that the cloud's own model allows, for an input that takes one of a list. */
function choice(c: ObjectContext, path: string): string | undefined {
  const values = limitsOfType(c.session.pkg, c.schema.token)?.rule(path.replace(/\[\d+\]/g, ""))?.e;
  return values === undefined ? undefined : ((wellOf(values) ?? values[0]) as string | undefined);
}

/** Whether a property, or one below an input, is one that the program could have given. */
function isInput(c: ObjectContext, path: string): boolean {
  const [first = "", ...rest] = path.replace(/\[\d+\]/g, "").split(".");
  let member = c.schema.inputs.get(first);
  for (const name of rest) member = member && c.sdk.members(element(member.type))?.get(name);
  return member !== undefined;
}

function element(type: TypeRef): TypeRef {
  return type.kind === "list" ? element(type.of) : type;
}

function guessNamed(place: Place, type: TypeRef): unknown {
  const { c } = place;
  const values = c.sdk.values(type);
  if (values !== undefined) {
    const said = documentedDefault(place.member, "string") as string;
    return values.includes(said) ? said : (wellOf(values) ?? values[0] ?? "");
  }
  const members = c.sdk.members(type);
  if (members === undefined || place.depth > 8) return {};
  const required = [...members.values()].filter((m) => !m.optional);
  return Object.fromEntries(required.map((m) => [m.name, guess(c, m, `${place.path}.${m.name}`, place.depth + 1)]));
}

/** `enums.X | string` takes a value of the enumeration. */
function guessUnion(place: Place, types: readonly TypeRef[]): unknown {
  const { c } = place;
  const chosen = types.find((t) => c.sdk.values(t) !== undefined) ?? types[0];
  return chosen === undefined ? {} : guessType(place, chosen);
}

/** What an object has none of when it is new. */
const none =
  /(error|warning|failure|issue|problem|replica|member|histor|pending|event|connection|attachment|associat|operation|condition|user|polic|snapshot|backup|peer|rule|route|tag|maintenance|message|reason|execution|resource|depend|timeline|violation|exception|alias|tenant|import|finding|record$|job)/i;

/**
 * Programs take the first element of lists of identifiers, and of lists that stand for one block of the API
 * (`certificateAuthorities[0].data`). Other lists are empty.
 */
function guessList(place: Place, of: TypeRef): unknown[] {
  const { c, member, path, depth } = place;
  const name = member.name.toLowerCase();
  if (name === "nameservers" && of.kind === "string") return [1, 2, 3, 4].map((n) => `ns-${n}.sandbox.invalid`);
  const single = { ...member, name: singular(member.name), doc: "" };
  const element = { ...place, member: single, path: `${path}[0]`, depth: depth + 1 };
  const open = isInput(c, path);
  const words = open
    ? /(ip|address|id|url|endpoint|host|zone)(e?s)$/
    : /(ip|address|id|url|endpoint|arn|host|domain|zone)(e?s)$/;
  const useful = words.test(name) && of.kind === "string" && !none.test(name);
  const block = !open && of.kind === "named" && depth < 4 && c.session.pkg !== "azure-native" && !none.test(name);
  return useful || block ? [guessType(element, of)] : [];
}

function singular(name: string): string {
  return name
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/s$/, "");
}

const defaultsSaid = new WeakMap<Member, unknown>();

/** `Defaults to "x"` of the documentation, where the text is of the property's type. */
export function documentedDefault(member: Member, kind: "string" | "number" | "boolean"): unknown {
  if (!defaultsSaid.has(member)) defaultsSaid.set(member, readDefault(member.doc, kind));
  return defaultsSaid.get(member);
}

const defaultPhrase =
  /\b[Dd]efault(?:s to|s:| is| value is| value:|:)\s*(?:`"?([^`"]*)"?`|\*\*([^*]+)\*\*|(true|false|\d+)\b)/;

function readDefault(doc: string, kind: "string" | "number" | "boolean"): unknown {
  const said = defaultPhrase.exec(doc);
  const value = said?.[1] ?? said?.[2] ?? said?.[3];
  if (value === undefined) return undefined;
  if (kind === "boolean") return value === "true" ? true : value === "false" ? false : undefined;
  if (kind === "number") return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  return /^[\w.:/-]+$/.test(value) && value !== "null" && value !== "nil" ? value : undefined;
}
