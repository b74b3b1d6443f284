// Limits of @pulumi/aws: the input of the operation that makes a type (botocore), and at most as strict as CloudFormation's
// schema of the same type.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { awsMachines } from "./aws-machines.mjs";
import { operationOf } from "./aws-services.mjs";
import { listed } from "./documented.mjs";
import { leftOut } from "./left-out.mjs";
import { element, installed, norm, plainKind } from "./sdk.mjs";
import { awsSources, fetched, readJson } from "./sources.mjs";
import { loosest, portable, Table } from "./table.mjs";

export function awsTable(dir) {
  const botocore = join(fetched(dir, "botocore", awsSources.botocore), "botocore", "data");
  const find = services(botocore);
  const cloudFormation = formation(
    join(fetched(dir, "cfn-lint", awsSources["cfn-lint"]), "cfnlint", "data", "schemas"),
  );
  const { schema, version, tokens } = installed("aws");
  const table = new Table();
  let types = 0;
  for (const token of tokens) {
    const resource = schema.resource(token);
    const found = resource && operationOf(token, resource.className, find);
    if (found === undefined) continue;
    types++;
    const { model, name } = found;
    const place = `${model.metadata.uid}/${name}`;
    const other = cloudFormation(token, resource.className);
    const input = model.shapes[model.operations[name].input?.shape];
    const add = (path, rule) => leftOut.has(`${token} ${path}`) || table.add(token, place, path, rule);
    const context = { schema, model, add, className: resource.className, other, defs: other };
    walk(context, resource.inputs, input, other, "", 0);
  }
  const machines = awsMachines(dir, find);
  return { table, about: { sources: awsSources, sdk: version, mapped: types }, more: { machines } };
}

function services(data) {
  const read = new Map();
  const directories = new Map(readdirSync(data).map((name) => [name.replaceAll("-", ""), name]));
  return (service) => {
    const directory = directories.get(service.replaceAll("-", ""));
    if (directory === undefined || directory.includes(".")) return undefined;
    if (!read.has(directory)) {
      const date = readdirSync(join(data, directory))
        .filter((d) => /^\d{4}-/.test(d))
        .sort()
        .at(-1);
      read.set(directory, readJson(join(data, directory, date, "service-2.json")));
    }
    return read.get(directory);
  };
}

/** CloudFormation's schema of a type by the SDK's module and class. */
function formation(data) {
  const index = readJson(join(data, "providers", "us-east-1.json"));
  const names = new Map(
    Object.entries(index).map(([type, file]) => [
      type
        .toLowerCase()
        .replace(/^aws::/, "")
        .replace("::", "/"),
      file,
    ]),
  );
  return (token, className) => {
    const module = token.split(":")[1].split("/")[0];
    const file = [`${module}/${className}`, `${module}/db${className}`]
      .map((n) => names.get(n.toLowerCase()))
      .find((f) => f);
    return file === undefined ? undefined : readJson(join(data, "resources", `${file}.json`));
  };
}

function walk(context, members, shape, other, path, depth) {
  if (shape?.type !== "structure" || depth > 5) return;
  const { schema, model } = context;
  const apiMembers = depth === 0 ? unwrapped(context, shape) : Object.entries(shape.members);
  for (const member of members.values()) {
    const own = apiMembers.filter(([name]) => norm(name) === norm(member.name));
    const named =
      own.length > 0 || depth > 0 ? own : apiMembers.filter(([name]) => prefixed(context, name, member.name));
    if (named.length !== 1) continue;
    const here = path === "" ? member.name : `${path}.${member.name}`;
    let api = model.shapes[named[0][1].shape];
    const formed = property(context, other, named[0][0], member.name);
    const { type, lists } = element(member.type);
    if (lists > 0 && api.type === "list") {
      const items = itemsOf(api);
      context.add(`${here}[]`, items);
      api = model.shapes[api.member.shape];
    } else if (lists > 0 && api.type !== "structure") continue;
    const inner = schema.members(type);
    if (inner !== undefined) walk(context, inner, api, formed, here, depth + 1);
    else context.add(here, valueRule(api, plainKind(type), formed, member));
  }
}

/** The members of an input; what a single «...Config» of it holds counts as its own. */
function unwrapped({ model, className }, shape) {
  const own = Object.entries(shape.members);
  const wrapper = own.filter(([name]) => norm(name) === norm(`${className}Config`));
  return [...own, ...wrapper.flatMap(([, ref]) => Object.entries(model.shapes[ref.shape].members ?? {}))];
}

/** `DBInstanceIdentifier` is the `identifier` of an instance, `FunctionName` the `name` of a function. */
function prefixed({ className }, apiName, name) {
  const [api, own] = [norm(apiName), norm(name)];
  if (!api.endsWith(own)) return false;
  const rest = api.slice(0, -own.length);
  return [className, `DB${className}`, `Cache${className}`, "DB", "Cache", "Load Balancer"].map(norm).includes(rest);
}

function property({ defs }, schema, apiName, name) {
  const properties = Object.entries(schema?.properties ?? {});
  const found = properties.find(([key]) => norm(key) === norm(apiName) || norm(key) === norm(name))?.[1];
  return resolved(found, defs);
}

function resolved(schema, root) {
  let current = schema;
  for (let i = 0; i < 6 && current !== undefined; i++) {
    if (typeof current.$ref === "string") current = root?.definitions?.[current.$ref.replace("#/definitions/", "")];
    else if (current.type === "array" || current.items !== undefined) current = current.items;
    else break;
  }
  return current;
}

function itemsOf(list) {
  const [min, max] = [list.min > 1 ? list.min : null, list.max > 1 ? list.max : null];
  return min === null && max === null ? {} : { i: [min, max] };
}

const grows =
  /instance|engine|runtime|region|version|platform|locale|language|country|currency|model|class$|size|codec|provider|destination|feature|node|dialect|timezone|policy/i;

function valueRule(api, kind, formed, member) {
  const rule = {};
  if (api.type === "string" && kind === "string") {
    // Machine types have a table of their own, by family.
    if (api.enum?.includes("m5.large")) return {};
    if (api.enum !== undefined) return enumRule(api, formed, member);
    const pattern = api.pattern === undefined ? undefined : portable(api.pattern, true);
    if (pattern !== undefined && !/^\^?\(*\.[*+]/.test(api.pattern)) rule.p = [pattern];
    if (api.min > 0 || api.max !== undefined) rule.l = [api.min > 0 ? api.min : null, api.max ?? null];
    const other = formed === undefined ? undefined : formedRule(formed, api.pattern);
    return loosest(rule, other);
  }
  if (["integer", "long", "float", "double"].includes(api.type) && kind === "number") {
    if (api.min !== undefined || api.max !== undefined) rule.n = [api.min ?? null, api.max ?? null];
    const other = formed && { n: [formed.minimum ?? null, formed.maximum ?? null] };
    return loosest(rule, other?.n.some((b) => b !== null) ? other : undefined);
  }
  return rule;
}

function formedRule(formed, apiPattern) {
  const rule = {};
  const bare = (text) => text?.replace(/^\^|\$$/g, "");
  const equal = bare(formed.pattern) === bare(apiPattern);
  const pattern = formed.pattern === undefined ? undefined : portable(equal ? apiPattern : formed.pattern, equal);
  if (pattern !== undefined) rule.p = [pattern];
  if (formed.minLength !== undefined || formed.maxLength !== undefined)
    rule.l = [formed.minLength ?? null, formed.maxLength ?? null];
  return rule;
}

/** The text of the SDK decides: an enumeration that it contradicts is left out, one that it lists is checked in the plan. */
function enumRule(api, formed, member) {
  const words = listed(member.doc);
  const known = new Set(api.enum);
  if (words?.some((word) => !known.has(word) && !/^(true|false|null|\d+|[a-z]+(_[a-z]+)+)$/.test(word))) return {};
  const e = [...new Set([...api.enum, ...(formed?.enum ?? [])])];
  const open = api.enum.length > 30 || (api.enum.length > 8 && grows.test(`${member.name}`));
  return { e, ...(open ? { o: 1 } : {}), ...(words !== undefined && !open ? { c: 1 } : {}) };
}
