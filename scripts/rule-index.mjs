// Writes policies/rules/index.ts, the list of all rules, from the files that lie beside it: one rule a file. `--check` only
// says whether it is current.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writePage } from "./generated-page.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "policies", "rules");

const found = readdirSync(folder, { recursive: true })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.includes("/") && file.endsWith(".ts"))
  .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }))
  .map(({ file, text }) => ({ file, name: nameIn(file, text), id: idIn(file, text) }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));

writePage(join(folder, "index.ts"), () => index(), "rules");

function index() {
  const imports = found
    .map(({ file, name }) => ({ module: file.slice(0, -".ts".length), name }))
    .sort((a, b) => (a.module < b.module ? -1 : 1));
  return [
    "// Made by `npm run rules` from the files of this folder: one rule a file.",
    'import { documented } from "../core/docs.js";',
    'import type { Rule } from "../core/rule.js";',
    ...imports.map(({ module, name }) => `import { ${name} } from "./${module}.js";`),
    "",
    "/** Every rule of the pack, by id. */",
    "export const rules: readonly Rule[] = documented([",
    ...found.map(({ name }) => `  ${name},`),
    "]);",
    "",
  ].join("\n");
}

function nameIn(file, text) {
  const [, name] = /^export const (\w+): (?:ResourceRule|StackRule) = \{$/m.exec(text) ?? [];
  if (name === undefined) throw new Error(`${file} exports no rule: export const … : ResourceRule = {`);
  return name;
}

function idIn(file, text) {
  const [, id] = /^ {2}id: "([\w-]+)",$/m.exec(text) ?? [];
  if (id === undefined) throw new Error(`${file} has no id`);
  return id;
}
