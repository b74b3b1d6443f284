// Writes the list of rules in docs/policies.md and a page for each rule in docs/policies/, from the rules and from what the
// contract tests recorded of the components. `--check` only says whether they are current.
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writePage } from "./generated-page.mjs";
import { loadSource, root } from "./load-source.mjs";

const { withReference, rulePage, rules } = await loadSource(`
  export { withReference } from "./policies/docs/reference.js";
  export { rulePage } from "./policies/docs/page.js";
  export { rules } from "./policies/rules/index.js";
`);

const golden = join(root, "tests", "contract", "golden");
const kept = readdirSync(golden)
  .filter((name) => /^rules-.*\.json$/.test(name))
  .sort()
  .map((name) => JSON.parse(readFileSync(join(golden, name), "utf8")));

const pages = join(root, "docs", "policies");
mkdirSync(pages, { recursive: true });
writePage(join(root, "docs", "policies.md"), (current) => withReference(current, rules), "docs:policies");
for (const rule of rules) writePage(join(pages, `${rule.id}.md`), () => rulePage(rule, kept), "docs:policies");

const wanted = new Set(rules.map(({ id }) => `${id}.md`));
for (const name of readdirSync(pages).filter((page) => !wanted.has(page))) {
  const page = join(pages, name);
  if (process.argv.includes("--check")) {
    console.error(`docs/policies/${name} is of no rule: run \`npm run docs:policies\``);
    process.exitCode = 1;
  } else rmSync(page);
}
