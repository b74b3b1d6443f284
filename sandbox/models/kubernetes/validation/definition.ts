import type { Props } from "../../../types.js";
import { UNKNOWN } from "../../../types.js";
import { isRecord, isSet, records, text } from "../../values.js";
import { sorted } from "./metadata.js";
import { label1035, subdomain } from "./names.js";
import type { Report } from "./report.js";

const types = ["array", "boolean", "integer", "number", "object", "string"];

/** Checks a CustomResourceDefinition: its names, its versions, and that each version has a structural schema. */
export function checkDefinition(report: Report, { metadata, spec }: Props): void {
  if (!isRecord(spec)) return;
  const names = isRecord(spec.names) ? spec.names : {};
  const [plural, group] = [text(names.plural), text(spec.group)];
  const name = isRecord(metadata) ? text(metadata.name) : undefined;
  if (name !== undefined && plural !== undefined && group !== undefined && name !== `${plural}.${group}`)
    report.invalid("metadata.name", name, 'must be spec.names.plural+"."+spec.group');
  if (spec.group !== UNKNOWN && group === undefined) report.required("spec.group");
  else if (group !== undefined) {
    report.named("spec.group", group, subdomain(group));
    if (!group.includes(".")) report.invalid("spec.group", group, "should be a domain with at least one dot");
  }
  if (spec.scope !== UNKNOWN) {
    if (!isSet(spec.scope)) report.required("spec.scope");
    else report.choice("spec.scope", spec.scope, ["Cluster", "Namespaced"]);
  }
  if (spec.versions !== UNKNOWN) checkVersions(report, records(spec.versions), spec);
  if (isRecord(spec.names)) checkNames(report, names);
}

function checkNames(report: Report, names: Props): void {
  const checks: [string, unknown][] = [
    ["plural", names.plural],
    ["singular", names.singular ?? String(names.kind ?? "").toLowerCase()],
    ["kind", typeof names.kind === "string" ? names.kind : ""],
    ["listKind", names.listKind ?? `${String(names.kind ?? "")}List`],
  ];
  for (const [key, value] of checks) {
    if (names.kind === UNKNOWN || value === UNKNOWN) continue;
    const path = `spec.names.${key}`;
    if (!isSet(value) || value === "") report.required(path);
    else if (typeof value === "string") {
      const plain = key.endsWith("ind") ? value.toLowerCase() : value;
      report.named(path, value, label1035(plain));
    }
  }
}

function checkVersions(report: Report, versions: Props[], spec: Props): void {
  const known = versions.every(({ name, storage }) => name !== UNKNOWN && storage !== UNKNOWN);
  const names = versions.map(({ name }) => String(name));
  const [only] = versions;
  for (const [index, { name }] of versions.entries())
    if (typeof name === "string") report.named(`spec.versions[${index}].name`, name, label1035(name));
  if (known && new Set(names).size < names.length)
    report.invalid("spec.versions", versions.map(dump), "must contain unique version names");
  else if (known && versions.filter(({ storage }) => storage === true).length !== 1)
    report.invalid("spec.versions", versions.map(dump), "must have exactly one version marked as storage version");
  if (only !== undefined && versions.length === 1) checkSchemaOf(report, only, 0, true);
  else for (const [index, version] of versions.entries()) checkSchemaOf(report, version, index, false);
  if (only !== undefined && typeof only.name === "string" && label1035(only.name).length > 0)
    report.named("spec.version", only.name, label1035(only.name));
  const stored = versions.find(({ storage }) => storage === true);
  if (known && stored === undefined)
    report.invalid("status.storedVersions", null, "must have at least one stored version");
  if (isRecord(spec.conversion) && isSet(spec.conversion.strategy))
    report.choice("spec.conversion.strategy", spec.conversion.strategy, ["None", "Webhook"]);
}

/** The schema of the only version is told of as the one of the whole. */
function checkSchemaOf(report: Report, version: Props, index: number, only: boolean): void {
  if (version.schema === UNKNOWN) return;
  const schema = isRecord(version.schema) ? version.schema.openAPIV3Schema : undefined;
  if (schema === UNKNOWN) return;
  if (!isRecord(schema)) {
    report.required(`spec.versions[${index}].schema.openAPIV3Schema`);
    return;
  }
  const path = only ? "spec.validation.openAPIV3Schema" : `spec.versions[${index}].schema.openAPIV3Schema`;
  if (!isSet(schema.type)) report.required(`${path}.type`, "must not be empty at the root");
  else if (typeof schema.type === "string" && schema.type !== "object")
    report.invalid(`${path}.type`, schema.type, "must be object at the root");
  checkSchema(report, schema, path, true);
}

const loose = ["x-kubernetes-int-or-string", "x-kubernetes-preserve-unknown-fields"];

function checkSchema(
  report: Report,
  schema: Props,
  path: string,
  root: boolean,
  what = "specified object fields",
): void {
  const free = loose.some((key) => schema[key] === true);
  if (!root) {
    if (!isSet(schema.type) || schema.type === "") {
      if (!free) report.required(`${path}.type`, `must not be empty for ${what}`);
    } else report.choice(`${path}.type`, schema.type, types);
  }
  if (schema.type === "array" && !isSet(schema.items)) report.required(`${path}.items`, "must be specified");
  if (Array.isArray(schema.items)) report.forbidden(`${path}.items`, "items must be a schema object and not an array");
  if (isSet(schema.properties) && schema.additionalProperties === false)
    report.forbidden(`${path}.additionalProperties`, "additionalProperties and properties are mutual exclusive");
  for (const [name, inner] of sorted(schema.properties))
    if (isRecord(inner)) checkSchema(report, inner, `${path}.properties[${name}]`, false);
  if (isRecord(schema.items)) checkSchema(report, schema.items, `${path}.items`, false, "specified array items");
  if (isRecord(schema.additionalProperties) && Object.keys(schema.additionalProperties).length > 0)
    checkSchema(report, schema.additionalProperties, `${path}.additionalProperties`, false, "specified object fields");
}

/** A version as the API server quotes it: by the names of its own type, the schema of a single one taken out. */
function dump(version: Props): Props {
  return {
    Name: version.name,
    Served: version.served ?? false,
    Storage: version.storage ?? false,
    Deprecated: version.deprecated ?? false,
    DeprecationWarning: version.deprecationWarning ?? null,
    Schema: null,
    Subresources: version.subresources ?? null,
    AdditionalPrinterColumns: null,
    SelectableFields: null,
  };
}
