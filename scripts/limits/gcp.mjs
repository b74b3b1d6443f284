// Limits of @pulumi/gcp: the schema of the same name in Google's discovery documents, all versions of a service together.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { listed } from "./documented.mjs";
import { leftOut } from "./left-out.mjs";
import { element, installed, norm, plainKind } from "./sdk.mjs";
import { fetched, gcpSources, readJson } from "./sources.mjs";
import { loosest, portable, Table } from "./table.mjs";

/** Modules of the SDK whose service has another name. */
const services = {
  accesscontextmanager: "accesscontextmanager",
  bigqueryanalyticshub: "analyticshub",
  bigtable: "bigtableadmin",
  cloudfunctionsv2: "cloudfunctions",
  cloudrun: "run",
  cloudrunv2: "run",
  diagflow: "dialogflow",
  essentialcontacts: "essentialcontacts",
  filestore: "file",
  folder: "cloudresourcemanager",
  kms: "cloudkms",
  organizations: "cloudresourcemanager",
  orgpolicy: "orgpolicy",
  projects: "cloudresourcemanager",
  securitycenter: "securitycenter",
  serviceaccount: "iam",
  sql: "sqladmin",
  vertex: "aiplatform",
};

/** Where the first version of an API has a type of the same name with other properties. */
const versions = { cloudrun: /^v1$/, cloudrunv2: /^v2/, cloudfunctions: /^v1$/, cloudfunctionsv2: /^v2/ };

export function gcpTable(dir) {
  const documents = join(
    fetched(dir, "google-api-python-client", gcpSources["google-api-python-client"]),
    "googleapiclient/discovery_cache/documents",
  );
  const files = readdirSync(documents);
  const { schema, version, tokens } = installed("gcp");
  const table = new Table();
  let types = 0;
  for (const token of tokens) {
    const resource = schema.resource(token);
    if (resource === undefined || /Iam(Policy|Member|Binding|AuditConfig)/.test(resource.className)) continue;
    const module = token.split(":")[1].split("/")[0];
    const docs = documentsOf(documents, files, module);
    const found = docs.flatMap((doc) => schemaOf(doc, resource.className).map((shape) => ({ doc, shape })));
    if (found.length === 0) continue;
    types++;
    const place = `${docs[0].name}/${docs[0].version}`;
    const add = (path, rule) => leftOut.has(`${token} ${path}`) || table.add(token, place, path, rule);
    walk({ schema, add }, resource.inputs, found, "", 0);
  }
  return { table, about: { sources: gcpSources, sdk: version, mapped: types } };
}

const read = new Map();

function documentsOf(directory, files, module) {
  const service = services[module] ?? module;
  const fits = (file) => {
    const [name, version] = file.replace(/\.json$/, "").split(/\.(?=v\d|alpha|beta)/);
    return name === service && !version?.includes("alpha") && (versions[module]?.test(version) ?? true);
  };
  return files.filter(fits).map((file) => {
    if (!read.has(file)) read.set(file, readJson(join(directory, file)));
    return read.get(file);
  });
}

function schemaOf(doc, className) {
  const wanted = [className, className.replace(/^(Region|Global)(?=[A-Z])/, "")].map((n) => n.toLowerCase());
  const exact = Object.keys(doc.schemas).filter((name) => wanted.includes(name.toLowerCase()));
  const long = new RegExp(`^Google\\w*V\\d+(?:beta\\d*|alpha\\d*)?${className}$`, "i");
  const names = exact.length > 0 ? exact : Object.keys(doc.schemas).filter((name) => long.test(name));
  return names.length === 1 ? [doc.schemas[names[0]]] : [];
}

function walk(context, members, shapes, path, depth) {
  if (depth > 5) return;
  for (const member of members.values()) {
    const found = shapes.flatMap(({ doc, shape }) => {
      const keys = Object.keys(shape.properties ?? {}).filter((key) => norm(key) === norm(member.name));
      return keys.length === 1 ? [{ doc, shape: shape.properties[keys[0]] }] : [];
    });
    if (found.length === 0) continue;
    const here = path === "" ? member.name : `${path}.${member.name}`;
    const { type } = element(member.type);
    const plain = found.map(({ doc, shape }) => ({ doc, shape: resolved(doc, shape) }));
    const inner = context.schema.members(type);
    if (inner !== undefined) walk(context, inner, plain, here, depth + 1);
    else if (member.type.kind !== "map") addRule(context, here, plain, member, plainKind(type));
  }
}

function resolved(doc, shape) {
  let current = shape;
  for (let i = 0; i < 6 && current !== undefined; i++) {
    if (current.$ref !== undefined) current = doc.schemas[current.$ref];
    else if (current.type === "array") current = current.items;
    else break;
  }
  return current ?? {};
}

function addRule(context, path, found, member, kind) {
  const rules = found.map(({ shape }) => ruleOf(shape, kind));
  // What one version of the API leaves open is open.
  const common = Object.keys(rules[0]).filter((key) => rules.every((rule) => key in rule));
  const first = Object.fromEntries(common.map((key) => [key, rules[0][key]]));
  const rule = rules
    .slice(1)
    .reduce((a, b) => loosest(a, Object.fromEntries(common.map((key) => [key, b[key]]))), first);
  if (rule.e !== undefined) {
    const words = listed(member.doc);
    const known = new Set(rule.e.map((v) => v.toUpperCase()));
    if (words?.some((word) => !known.has(word.toUpperCase()))) return;
    if (rule.e.length > 12) rule.o = 1;
  }
  context.add(path, rule);
}

function ruleOf(shape, kind) {
  const rule = {};
  if (shape.type === "string" && kind === "string") {
    if (shape.enum !== undefined) rule.e = shape.enum;
    const pattern = shape.pattern === undefined ? undefined : portable(shape.pattern, true);
    if (pattern !== undefined) rule.p = [pattern];
  }
  if (["integer", "number"].includes(shape.type) && kind === "number") {
    const bounds = [shape.minimum, shape.maximum].map((b) => (b === undefined ? null : Number(b)));
    if (bounds.some((b) => b !== null)) rule.n = bounds;
  }
  return rule;
}
