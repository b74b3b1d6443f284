/** Examples of rules, written as a Pulumi program in TypeScript. */

import type { ExampleResource } from "../core/rule.js";

/** Widest line of a program. */
const WIDTH = 100;

/** A program that makes the resources, each after those that it refers to, with the imports that it needs. */
export function program(resources: readonly ExampleResource[]): string {
  const body = inOrder(resources).map((resource) => construct(resource, resources));
  const sdks = [...new Set(resources.map(sdkOf))].sort();
  const imports = sdks.map((sdk) => `import * as ${NAMESPACES[sdk] ?? sdk} from "@pulumi/${sdk}";`);
  const pulumi = body.some((text) => text.includes("pulumi.interpolate"));
  return [...imports, ...(pulumi ? ['import * as pulumi from "@pulumi/pulumi";'] : []), "", ...body].join("\n");
}

/** What programs call an SDK where its package's name is no identifier, or a long one. */
const NAMESPACES: Readonly<Record<string, string>> = { "azure-native": "azure_native", kubernetes: "k8s" };

/** `aws:s3/bucket:Bucket` -> `aws`, `pulumi:providers:azure-native` -> `azure-native`. */
function sdkOf({ type }: ExampleResource): string {
  const [sdk = "", module, name = ""] = type.split(":");
  return module === "providers" ? name : sdk;
}

/** `aws:ec2/vpc:Vpc` -> `aws.ec2.Vpc`, `kubernetes:rbac.authorization.k8s.io/v1:Role` -> `k8s.rbac.v1.Role`. */
function classOf(resource: ExampleResource): string {
  const [, module = "", name = ""] = resource.type.split(":");
  const sdk = sdkOf(resource);
  const namespace = NAMESPACES[sdk] ?? sdk;
  if (module === "providers") return `${namespace}.Provider`;
  const [first = "", second = ""] = module.split("/");
  const place = sdk === "kubernetes" ? `${first.split(".")[0]}.${second}` : first;
  return `${namespace}.${place}.${name}`;
}

/** The resources, each after those that it refers to. */
function inOrder(resources: readonly ExampleResource[]): readonly ExampleResource[] {
  const ordered = new Set<ExampleResource>();
  const add = (resource: ExampleResource): void => {
    if (ordered.has(resource)) return;
    for (const name of Object.values(resource.refs ?? {}).flat())
      for (const other of resources) if (other.name === name && other !== resource) add(other);
    ordered.add(resource);
  };
  for (const resource of resources) add(resource);
  return [...ordered];
}

function construct(resource: ExampleResource, all: readonly ExampleResource[]): string {
  const props = Object.entries(resource.props).map(([property, value]): [string, unknown] => {
    const [name] = resource.refs?.[property] ?? [];
    const other = all.find((one) => one.name === name);
    return [property, other ? withReference(property, value, other) : value];
  });
  const args = props.length > 0 ? `, ${written(Object.fromEntries(props), "")}` : "";
  const kept = isReferred(resource, all) ? `const ${camel(resource.name)} = ` : "";
  return `${kept}new ${classOf(resource)}("${resource.name}"${args});`;
}

function isReferred({ name }: ExampleResource, all: readonly ExampleResource[]): boolean {
  return all.some(({ refs }) => Object.values(refs ?? {}).some((names) => names.includes(name)));
}

/** Code, among values that are data. */
class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The value with the text in it that stands for the other resource made a reference. */
function withReference(property: string, value: unknown, other: ExampleResource): unknown {
  if (typeof value === "string") return new Code(reference(property, value, other));
  const texts = leaves(value);
  const named = texts.find(([, text]) => text.includes(other.name)) ?? texts[0];
  return named ? replaced(property, value, named[1], other) : value;
}

function replaced(property: string, value: unknown, text: string, other: ExampleResource): unknown {
  if (value === text) return new Code(reference(property, text, other));
  if (Array.isArray(value)) return value.map((item) => replaced(property, item, text, other));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(name, item, text, other)]));
}

function leaves(value: unknown, property = ""): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[property, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => leaves(item, name));
}

/** The output of the other resource that the text stands for. */
function reference(property: string, text: string, other: ExampleResource): string {
  const variable = camel(other.name);
  const host = /^(\w+\.googleapis\.com\/)/.exec(text)?.[1];
  if (host !== undefined) return `pulumi.interpolate\`${host}\${${variable}.name}\``;
  if (text.startsWith("arn:")) return `${variable}.arn`;
  return `${variable}.${NAMED.has(property) || property.endsWith("Name") ? "name" : "id"}`;
}

/** Properties that take the name of another resource, and do not say so in theirs. */
const NAMED: ReadonlySet<string> = new Set(["instance", "logBucket"]);

/** A value as code, on one line where it fits. */
function written(value: unknown, indent: string): string {
  const line = onOneLine(value);
  if (indent.length + line.length + "new aws.s3.Bucket".length <= WIDTH && !line.includes("\n")) return line;
  return onLines(value, indent);
}

function onOneLine(value: unknown): string {
  if (value instanceof Code) return value.text;
  const json = document(value);
  if (json !== undefined) return `JSON.stringify(${onOneLine(json)})`;
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, item]) => `${key(name)}: ${onOneLine(item)}`);
  return fields.length > 0 ? `{ ${fields.join(", ")} }` : "{}";
}

function onLines(value: unknown, indent: string): string {
  const json = document(value);
  if (json !== undefined) return `JSON.stringify(${onLines(json, indent)})`;
  if (value instanceof Code || typeof value !== "object" || value === null) return onOneLine(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const entries = Object.entries(value).map(([name, item]) => {
    const text = written(item, inner);
    return `${inner}${Array.isArray(value) ? "" : `${key(name)}: `}${text},`;
  });
  return [open, ...entries, `${indent}${close}`].join("\n");
}

/** What a text of JSON says. */
function document(value: unknown): unknown {
  return typeof value === "string" && /^[{[]/.test(value) ? parsed(value) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase());
}
