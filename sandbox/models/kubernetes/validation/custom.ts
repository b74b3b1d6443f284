import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet } from "../../values.js";
import type { Report } from "./report.js";

const kindOf = (value: unknown): string =>
  Array.isArray(value)
    ? "array"
    : Number.isInteger(value)
      ? "integer"
      : value === null
        ? "null"
        : typeof value === "object"
          ? "object"
          : typeof value;

/** Checks a custom resource by the schema of its definition. `metadata`, `apiVersion` and `kind` are the API server's own. */
export function checkCustom(report: Report, object: Props, schema: unknown): void {
  if (!isRecord(schema)) return;
  const { apiVersion: _version, kind: _kind, metadata: _metadata, ...rest } = object;
  const { properties } = schema;
  const own = isRecord(properties)
    ? Object.fromEntries(
        Object.entries(properties).filter(([key]) => !["apiVersion", "kind", "metadata"].includes(key)),
      )
    : {};
  const required = Array.isArray(schema.required)
    ? schema.required.filter((key) => !["apiVersion", "kind", "metadata"].includes(String(key)))
    : [];
  checkValue(report, rest, { ...schema, properties: own, required }, "");
}

function checkValue(report: Report, value: unknown, schema: Props, path: string): void {
  if (value === UNKNOWN || (value === null && schema.nullable === true)) return;
  const shown = path === "" ? "<nil>" : path;
  const kind = kindOf(value);
  if (schema["x-kubernetes-int-or-string"] === true) {
    if (kind !== "integer" && kind !== "string")
      report.invalid(shown, kind, `${shown} in body must be of type integer,string: "${kind}"`);
    return;
  }
  const { type } = schema;
  if (typeof type === "string" && type !== kind && !(type === "number" && kind === "integer")) {
    report.invalid(shown, kind, `${shown} in body must be of type ${type}: "${kind}"`);
    return;
  }
  checkBounds(report, value, schema, shown);
  if (isRecord(value)) checkObject(report, value, schema, path);
  if (Array.isArray(value) && isRecord(schema.items))
    for (const [index, item] of value.entries()) checkValue(report, item, schema.items, `${path}[${index}]`);
}

function checkObject(report: Report, value: Props, schema: Props, path: string): void {
  const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
  const properties = isRecord(schema.properties) ? schema.properties : {};
  for (const key of Array.isArray(schema.required) ? schema.required : []) {
    const known = properties[String(key)];
    const filled = isRecord(known) && isSet(known.default);
    if (!(String(key) in value) && !filled) report.required(at(String(key)));
  }
  for (const [key, inner] of Object.entries(value)) {
    const property = properties[key];
    if (isRecord(property)) checkValue(report, inner, property, at(key));
    else if (isRecord(schema.additionalProperties)) checkValue(report, inner, schema.additionalProperties, at(key));
  }
}

function checkBounds(report: Report, value: unknown, schema: Props, path: string): void {
  if (Array.isArray(schema.enum) && !schema.enum.includes(value))
    report.unsupported(path, value, schema.enum.map(String));
  if (typeof value === "number") {
    if (typeof schema.minimum === "number" && value < schema.minimum)
      report.invalid(path, value, `${path} in body should be greater than or equal to ${schema.minimum}`);
    if (typeof schema.maximum === "number" && value > schema.maximum)
      report.invalid(path, value, `${path} in body should be less than or equal to ${schema.maximum}`);
  }
  if (typeof value !== "string") return;
  const length = [...value].length;
  if (typeof schema.minLength === "number" && length < schema.minLength)
    report.invalid(path, value, `${path} in body should be at least ${schema.minLength} chars long`);
  if (typeof schema.maxLength === "number" && length > schema.maxLength)
    report.problems.push(`${path}: Too long: may not be more than ${schema.maxLength} bytes`);
  if (typeof schema.pattern === "string" && patternOf(schema.pattern)?.test(value) === false)
    report.invalid(path, value, `${path} in body should match '${schema.pattern}'`);
}

/** Go's expressions are nearly JavaScript's; one that JavaScript cannot read is not checked. */
function patternOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

/** Names of fields that the schema does not have: the API server refuses to apply them. */
export function undeclared(value: unknown, schema: unknown, path = ""): string[] {
  if (!isRecord(schema) || schema["x-kubernetes-preserve-unknown-fields"] === true) return [];
  if (schema["x-kubernetes-embedded-resource"] === true) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => undeclared(item, schema.items, `${path}[${index}]`));
  if (!isRecord(value) || !isRecord(schema.properties)) return [];
  const properties = schema.properties;
  return Object.entries(value).flatMap(([key, inner]) => {
    if (path === "" && ["apiVersion", "kind", "metadata"].includes(key)) return [];
    if (key in properties) return undeclared(inner, properties[key], `${path}.${key}`);
    return isSet(schema.additionalProperties) ? [] : [`${path}.${key}`];
  });
}
