// Writes the reference part of docs/policies.md from the rules. `--check` only says whether it is current.
import { join } from "node:path";
import { writePage } from "./generated-page.mjs";
import { loadSource, root } from "./load-source.mjs";

const { withReference, rules } = await loadSource(`
  export { withReference } from "./policies/docs/reference.js";
  export { rules } from "./policies/rules/index.js";
`);
writePage(join(root, "docs", "policies.md"), (current) => withReference(current, rules), "docs:policies");
