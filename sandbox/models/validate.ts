import { nearest } from "../../components/core/nearest.js";
import type { Member, ResourceSchema, SdkSchema, TypeRef } from "../schema/index.js";
import { type CheckFailure, type Props, UNKNOWN } from "../types.js";
import { isRecord, isSet } from "./values.js";

/** What a resource, or a function, says of its arguments. */
export type Declared = Pick<ResourceSchema, "token" | "required" | "inputs" | "properties" | "open">;

/** Judges inputs by the SDK's own declarations: required, unknown and wrongly typed properties, at any depth. */
export function validate(sdk: SdkSchema, schema: Declared, inputs: Props): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const name of schema.required)
    if (!isSet(inputs[name])) failures.push({ property: name, reason: missing(name, schema.inputs.get(name)) });
  for (const [name, value] of Object.entries(inputs)) {
    const member = schema.inputs.get(name);
    if (member !== undefined) checkValue(sdk, member.type, value, name, failures);
    else if (!schema.open && !name.startsWith("__"))
      failures.push({ property: name, reason: unexpected(name, schema) });
  }
  return failures;
}

function missing(name: string, member: Member | undefined): string {
  const what = firstSentence(member?.doc ?? "");
  return `Missing required property "${name}"${what === "" ? "" : ` (${what})`}; add it to the resource's arguments`;
}

function unexpected(name: string, schema: Declared): string {
  const near = nearest(name, schema.inputs.keys());
  const said = `"${name}" is not a property of ${schema.token}`;
  if (schema.properties.has(name)) return `${said} that can be set: the cloud decides it; remove it`;
  return near !== undefined ? `${said}; did you mean "${near}"?` : `${said}; ${allowed(schema.inputs.keys())}`;
}

function allowed(names: Iterable<string>): string {
  const list = [...names];
  if (list.length === 0) return "it takes none; remove it";
  return list.length <= 15
    ? `it takes ${list.join(", ")}`
    : `it takes ${list.slice(0, 15).join(", ")} and ${list.length - 15} more`;
}

function firstSentence(doc: string): string {
  const sentence = /^.*?[.!](?=\s|$)/.exec(doc)?.[0] ?? doc;
  return sentence.length > 160 ? `${sentence.slice(0, 157)}...` : sentence.replace(/[.!]$/, "");
}

function checkValue(sdk: SdkSchema, type: TypeRef, value: unknown, path: string, failures: CheckFailure[]): void {
  if (!isSet(value) || value === UNKNOWN) return;
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      if (typeof value !== type.kind) failures.push({ property: path, reason: wrong(`a ${type.kind}`, value) });
      return;
    case "literal":
      if (value !== type.value) failures.push({ property: path, reason: wrong(JSON.stringify(type.value), value) });
      return;
    case "list":
      checkList(sdk, type.of, value, path, failures);
      return;
    case "map":
      checkMap(sdk, type.of, value, path, failures);
      return;
    case "asset":
      if (!isRecord(value)) failures.push({ property: path, reason: wrong("an asset or an archive", value) });
      return;
    case "named":
      checkNamed(sdk, type, value, path, failures);
      return;
    case "union":
      checkUnion(sdk, type.of, value, path, failures);
      return;
    default:
      return;
  }
}

function checkList(sdk: SdkSchema, of: TypeRef, value: unknown, path: string, failures: CheckFailure[]): void {
  if (!Array.isArray(value)) {
    failures.push({ property: path, reason: wrong("a list", value) });
    return;
  }
  for (const [i, element] of value.entries()) checkValue(sdk, of, element, `${path}[${i}]`, failures);
}

function checkMap(sdk: SdkSchema, of: TypeRef, value: unknown, path: string, failures: CheckFailure[]): void {
  if (!isRecord(value)) {
    failures.push({ property: path, reason: wrong("a map", value) });
    return;
  }
  for (const [key, element] of Object.entries(value)) checkValue(sdk, of, element, keyPath(path, key), failures);
}

function keyPath(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

function checkNamed(sdk: SdkSchema, type: TypeRef, value: unknown, path: string, failures: CheckFailure[]): void {
  const values = sdk.values(type);
  if (values !== undefined) {
    const list = values.map((v) => JSON.stringify(v)).join(", ");
    if (!values.includes(value as string | number))
      failures.push({ property: path, reason: `${show(value)} is not allowed; use one of ${list}` });
    return;
  }
  const members = sdk.members(type);
  if (members === undefined) return;
  if (!isRecord(value)) {
    failures.push({ property: path, reason: wrong("an object", value) });
    return;
  }
  checkMembers(sdk, members, value, path, failures);
}

function checkMembers(
  sdk: SdkSchema,
  members: ReadonlyMap<string, Member>,
  value: Props,
  path: string,
  failures: CheckFailure[],
): void {
  for (const member of members.values())
    if (!member.optional && !isSet(value[member.name]))
      failures.push({ property: `${path}.${member.name}`, reason: missing(member.name, member) });
  for (const [key, element] of Object.entries(value)) {
    const member = members.get(key);
    if (member !== undefined) checkValue(sdk, member.type, element, `${path}.${key}`, failures);
    else if (isSet(element) && !key.startsWith("__")) {
      const near = nearest(key, members.keys());
      const hint = near === undefined ? allowed(members.keys()) : `did you mean "${near}"?`;
      failures.push({ property: `${path}.${key}`, reason: `"${key}" is not a property of ${path}; ${hint}` });
    }
  }
}

/** A union accepts what one alternative accepts; else the complaints of the alternative that comes nearest are told. */
function checkUnion(
  sdk: SdkSchema,
  types: readonly TypeRef[],
  value: unknown,
  path: string,
  failures: CheckFailure[],
): void {
  let best: CheckFailure[] | undefined;
  for (const type of types) {
    const own: CheckFailure[] = [];
    checkValue(sdk, type, value, path, own);
    if (own.length === 0) return;
    const deep = own.every((f) => f.property !== path);
    if (best === undefined || (deep && own.length < best.length) || best.some((f) => f.property === path)) best = own;
  }
  const shallow = best?.every((f) => f.property === path) ?? true;
  if (shallow) failures.push({ property: path, reason: wrong(types.map(describe).join(" or "), value) });
  else failures.push(...(best ?? []));
}

function describe(type: TypeRef): string {
  switch (type.kind) {
    case "literal":
      return JSON.stringify(type.value);
    case "list":
      return "a list";
    case "map":
    case "named":
      return type.kind === "named" && type.space === "enums" ? "one of its choices" : "an object";
    case "asset":
      return "an asset";
    default:
      return `a ${type.kind}`;
  }
}

function wrong(expected: string, value: unknown): string {
  return `expected ${expected}, got ${show(value)}`;
}

/** A value for a message: short, with its kind where the value alone would mislead. */
function show(value: unknown): string {
  if (typeof value === "string")
    return `the string ${JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isRecord(value)) return "an object";
  return `the ${typeof value} ${String(value)}`;
}
