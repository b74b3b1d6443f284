// Limits of @pulumi/azure-native: those of the OpenAPI documents, which the provider checks itself, as the azure-mgmt packages
// of Python carry them.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { element, installed, plainKind } from "./sdk.mjs";
import { azureSources, fetched } from "./sources.mjs";
import { loosest, portable, Table } from "./table.mjs";

const reader = join(dirname(fileURLToPath(import.meta.url)), "azure_models.py");

export function azureTable(dir) {
  const { schema, version, tokens } = installed("azure-native");
  const table = new Table();
  let types = 0;
  for (const [module, [name, pinned]] of Object.entries(azureSources)) {
    const versions = readPackage(fetched(dir, name, pinned));
    for (const token of tokens.filter((t) => t.split(":")[1] === module)) {
      const resource = schema.resource(token);
      const operations = versions.flatMap((v) => operationOf(v, resource).map((operation) => ({ ...v, operation })));
      if (operations.length === 0) continue;
      types++;
      const space = /providers\/([\w.]+)\/(\w+)/.exec(operations[0].operation.path);
      const place = space === null ? "" : `${space[1]}/${space[2]}`.toLowerCase();
      addType({ schema, table, token, place }, resource, operations);
    }
  }
  const sources = Object.fromEntries(Object.values(azureSources));
  return { table, about: { sources, sdk: version, mapped: types } };
}

/** The newest three versions of the API that a package holds. */
function readPackage(directory) {
  const text = execFileSync("python3", [reader, directory], { encoding: "utf8", maxBuffer: 2 ** 30 });
  const versions = Object.entries(JSON.parse(text)).sort(([a], [b]) => (a < b ? 1 : -1));
  return versions
    .filter(([, v]) => v.operations.length > 0 && !v.preview)
    .map(([, v]) => v)
    .slice(0, 12);
}

const squash = (name) => name.toLowerCase().replaceAll("_", "");

/** PUT operations whose path parameters are exactly the type's own, and whose last type of the path is the class's. */
function operationOf({ operations }, resource) {
  const inputs = [...resource.inputs.keys()].map(squash);
  const fits = (operation) => {
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)]
      .map((m) => squash(m[1]))
      .filter((n) => n !== "subscriptionid");
    const own = names.at(-1);
    const last = /\/(\w+)\/(?:\{\w+\}|default)$/.exec(operation.path)?.[1]?.toLowerCase();
    const singular = last?.replace(/ies$/, "y").replace(/s$/, "");
    return (
      operation.body !== null &&
      own !== undefined &&
      names.every((name) => inputs.includes(name)) &&
      (squash(resource.className).endsWith(singular) || squash(own).replace(/name$/, "") === squash(resource.className))
    );
  };
  const found = operations.filter(fits);
  const bodies = new Set(found.map((o) => o.body));
  const paths = new Set(found.map((o) => o.path.toLowerCase()));
  return bodies.size === 1 && paths.size === 1 ? [found[0]] : [];
}

function addType(context, resource, operations) {
  for (const member of resource.inputs.values()) {
    const rules = operations.map(({ operation }) => {
      const key = Object.keys(operation.parameters).find((name) => squash(name) === squash(member.name));
      return key === undefined ? undefined : ruleOf(operation.parameters[key]);
    });
    addLoosest(context, member.name, rules);
  }
  const bodies = operations.map(({ classes, operation }) => ({ classes, name: operation.body }));
  walk(context, resource.inputs, bodies, "", 0);
}

function walk(context, members, bodies, path, depth) {
  if (depth > 5) return;
  const attributes = bodies.map(({ classes, name }) => ({ classes, of: attributesOf(classes, name) }));
  for (const member of members.values()) {
    const found = attributes.map(({ classes, of }) => ({ classes, attribute: of.get(squash(member.name)) }));
    if (found.some(({ attribute }) => attribute === undefined)) continue;
    const here = path === "" ? member.name : `${path}.${member.name}`;
    const { type, lists } = element(member.type);
    const kinds = new Set(found.map(({ attribute }) => attribute.type.startsWith("[")));
    if (kinds.size !== 1 || kinds.has(lists === 0)) continue;
    const inner = context.schema.members(type);
    const names = found.map(({ classes, attribute }) => ({ classes, name: attribute.type.replace(/^\[|\]$/g, "") }));
    if (inner !== undefined) walk(context, inner, names, here, depth + 1);
    else if (lists === 0 && ["string", "number"].includes(plainKind(type)))
      addLoosest(
        context,
        here,
        found.map(({ attribute }) => ruleOf(attribute.limits)),
      );
  }
}

/** Attributes of a class and its bases by the names that the API gives them. */
function attributesOf(classes, name) {
  const model = classes[name];
  const found = new Map();
  if (model === undefined) return found;
  const bases = model.bases.filter((base) => base !== name);
  for (const base of bases) for (const entry of attributesOf(classes, base)) found.set(...entry);
  for (const [attribute, { key, type }] of Object.entries(model.attributes ?? {})) {
    const last = key.replaceAll("\\\\.", " ").split(".").at(-1);
    const limits = model.limits?.[attribute] ?? found.get(squash(last))?.limits ?? {};
    found.set(squash(last), { type, limits });
  }
  return found;
}

/** What one version of the API leaves open is open. */
function addLoosest({ table, token, place }, path, rules) {
  if (rules.some((rule) => rule === undefined)) return;
  const common = ["p", "l", "n"].filter((key) => rules.every((rule) => key in rule));
  const only = (rule) => Object.fromEntries(common.map((key) => [key, rule[key]]));
  const rule = rules.slice(1).reduce((a, b) => loosest(a, only(b)), only(rules[0]));
  if (common.length > 0) table.add(token, place, path, rule);
}

function ruleOf(limits) {
  const rule = {};
  const pattern = limits.pattern === undefined ? undefined : portable(limits.pattern, false);
  if (pattern !== undefined) rule.p = [pattern];
  const bounds = (low, high) => [limits[low] ?? null, limits[high] ?? null];
  if ("min_length" in limits || "max_length" in limits) rule.l = bounds("min_length", "max_length");
  if ("minimum" in limits || "maximum" in limits) rule.n = bounds("minimum", "maximum");
  return rule;
}
