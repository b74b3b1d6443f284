// Rows of the tables of replacements, by package. A row is {source, replace, inPlace}; of a type's rows each says what those
// before it leave unsaid.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hasPath, pathInputs, schemaOf, tokensOf } from "./schemas.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const read = (name) => JSON.parse(readFileSync(join(here, name), "utf8"));
const words = (text) => text.split(" ").filter((word) => word !== "");
const whole = (path) => path;
const topOf = (path) => path.split(".")[0];

/** Inputs that make a new object in every type of a provider, unless a row lists them as changing in place. */
const habits = {
  aws: ["name", "namePrefix", "region"],
  gcp: ["name", "project", "region", "zone", "location"],
  "azure-native": [],
};

/** Inputs about which a row by hand wants nothing said. */
function unsaidIn(row) {
  return Array.isArray(row) ? words(row[2]).flatMap((word) => (word.startsWith("-") ? [word.slice(1)] : [])) : [];
}

/** A row by hand, with "*" spelled out for the installed SDK; "read" after it says that the page or the source was. */
function handRow(token, [page, replaced, changed, read], wrong, source = read === "read" ? "tf" : "known") {
  const { inputs } = schemaOf(token);
  const all = words(changed);
  const unstated = new Set(unsaidIn([page, replaced, changed]));
  const named = all.filter((word) => word !== "*" && !word.startsWith("-"));
  const usual = habits[token.slice(0, token.indexOf(":"))].filter((key) => inputs.has(key) && !named.includes(key));
  const address = token.startsWith("azure-native:") ? pathInputs(schemaOf(token)) : [];
  const replace = [...new Set([...words(replaced), ...usual, ...address])];
  const rest = all.includes("*")
    ? [...inputs.keys()].filter((key) => !replace.includes(key) && !unstated.has(key))
    : [];
  const inPlace = [...new Set([...named, ...rest])];
  for (const path of [...replace, ...inPlace, ...unstated]) if (!hasPath(token, path)) wrong.push(`${token}: ${path}`);
  return { source: `${source}#${page}`, replace: replace.sort(), inPlace: inPlace.sort() };
}

function handTypes(file, wrong) {
  const types = {};
  for (const [token, row] of Object.entries(read(file))) {
    if (schemaOf(token) === undefined && typeof row !== "string") wrong.push(`${token}: no such type`);
    else types[token] = typeof row === "string" ? row : [handRow(token, row, wrong)];
  }
  return types;
}

/** Adds what a package's row says of the paths (`of` them: their inputs) about which the rows before say nothing. */
function addRow(types, token, row, of = topOf, unsaid = []) {
  const before = types[token] ?? [];
  const said = new Set([...before.flatMap((known) => [...known.replace, ...known.inPlace]), ...unsaid].map(of));
  const fresh = (paths) => paths.filter((path) => !said.has(of(path)) && hasPath(token, path)).sort();
  const added = { source: row.source, replace: fresh(row.replace), inPlace: fresh(row.inPlace) };
  const last = before.at(-1);
  if (added.replace.length + added.inPlace.length === 0) return;
  if (last?.source !== row.source) types[token] = [...before, added];
  else {
    const joined = (key) => [...last[key], ...added[key]].sort();
    types[token] = [...before.slice(0, -1), { ...last, replace: joined("replace"), inPlace: joined("inPlace") }];
  }
}

/** What a package says as well is its row's: a row by hand that was not read then has less that nothing confirms. */
function confirm(types, token, row) {
  const [hand, ...others] = types[token] ?? [];
  if (hand?.source.startsWith("known") !== true) return;
  const both = (key) => hand[key].filter((path) => row[key].includes(path));
  const agreed = { source: row.source, replace: both("replace"), inPlace: both("inPlace") };
  const rest = (key) => hand[key].filter((path) => !agreed[key].includes(path));
  const left = { ...hand, replace: rest("replace"), inPlace: rest("inPlace") };
  types[token] = [left, agreed, ...others].filter(({ replace, inPlace }) => replace.length + inPlace.length > 0);
}

export function awsTypes(unpacked, wrong) {
  const hand = read("aws.json");
  const types = handTypes("aws.json", wrong);
  const schemas = join(unpacked, "cfnlint", "data", "schemas");
  const index = JSON.parse(readFileSync(join(schemas, "providers", "us-east-1.json"), "utf8"));
  for (const [token, type] of Object.entries(read("cfn-types.json"))) {
    const file = index[`AWS::${type}`];
    if (file === undefined || schemaOf(token) === undefined) continue;
    const schema = JSON.parse(readFileSync(join(schemas, "resources", `${file}.json`), "utf8"));
    const row = cloudFormationRow(token, type, schema);
    confirm(types, token, row);
    addRow(types, token, row, topOf, unsaidIn(hand[token]));
  }
  return types;
}

/** CloudFormation's words on the inputs that have the same name; where it depends, it says nothing. */
function cloudFormationRow(token, type, schema) {
  const byName = new Map([...schemaOf(token).inputs.keys()].map((name) => [name.toLowerCase(), name]));
  const inputOf = (name) => {
    const plain = name.toLowerCase();
    const spellings = [plain, `${plain}s`, plain.replace(/s$/, ""), plain.replace(/y$/, "ies")];
    return spellings.map((spelling) => byName.get(spelling)).find((found) => found !== undefined);
  };
  const listed = (key) => (schema[key] ?? []).map((pointer) => pointer.replace("/properties/", ""));
  const fixed = listed("createOnlyProperties");
  const unclear = [...listed("conditionalCreateOnlyProperties"), ...listed("readOnlyProperties"), "Tags", "Region"];
  const unsaid = new Set([...fixed, ...unclear].map((path) => path.split("/")[0]));
  const inputsOf = (names) => names.map(inputOf).filter((name) => name !== undefined);
  return {
    source: `cfn#AWS::${type}`,
    replace: inputsOf(fixed.filter((path) => !path.includes("/") && path !== "Tags")),
    inPlace: inputsOf(Object.keys(schema.properties).filter((name) => !unsaid.has(name))),
  };
}

const iam = /:IAM(Member|Binding|Policy)$|(?:Iam|IAM)(Member|Binding|Policy)$/;

export function gcpTypes(wrong) {
  const types = handTypes("gcp.json", wrong);
  for (const token of tokensOf("gcp").filter((token) => iam.test(token) && types[token] === undefined)) {
    const inputs = [...schemaOf(token).inputs.keys()].filter((key) => key !== "deletionPolicy");
    const changed = inputs.filter((key) => key === "members" || key === "policyData");
    const replace = inputs.filter((key) => !changed.includes(key)).sort();
    types[token] = [{ source: "iam", replace, inPlace: changed }];
  }
  return types;
}

export function azureTypes(unpacked, wrong) {
  const { packages, models, leftOut, unclear, read: specs, ...lists } = read("azure-types.json");
  const script = join(here, "azure_models.py");
  const known = JSON.parse(execFileSync("python3", [script, unpacked], { maxBuffer: 1 << 28, encoding: "utf8" }));
  const types = {};
  for (const [source, tokens] of Object.entries(lists)) {
    for (const [token, replace] of Object.entries(tokens))
      addRow(types, token, { source, replace, inPlace: [] }, whole);
  }
  for (const [token, row] of Object.entries(specs)) types[token] = [handRow(token, row, wrong, "swagger")];
  for (const [pkg, module] of Object.entries(packages)) {
    const own = tokensOf("azure-native").filter((token) => token.startsWith(`azure-native:${module}:`));
    for (const token of [...own].sort()) {
      const fields = known[pkg][models[token] ?? token.split(":")[2]];
      const unsaid = [...(leftOut[token] ?? []), ...(unclear[pkg] ?? [])];
      if (fields !== undefined) addRow(types, token, azureRow(token, pkg, fields, unsaid), whole);
    }
  }
  return types;
}

function azureRow(token, pkg, fields, leftOut) {
  const schema = schemaOf(token);
  const address = pathInputs(schema);
  const field = (input) => fields.find(({ names }) => names.some((name) => name.toLowerCase() === input.toLowerCase()));
  const body = [...schema.inputs.keys()].filter((input) => !address.includes(input) && !leftOut.includes(input));
  return {
    source: `spec#${pkg}`,
    replace: [...address, ...body.filter((input) => field(input)?.createOnly === true)],
    inPlace: body.filter((input) => field(input)?.createOnly === false),
  };
}
