// Writes docs/policy-report.schema.json: what `groundplan policy check --format json` prints. It is part of the package.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadSource, root } from "./load-source.mjs";

const { policyReportSchema } = await loadSource(`export * from "./report/policies/schema.js";`);
const file = join(root, "docs", "policy-report.schema.json");
writeFileSync(file, `${JSON.stringify(policyReportSchema(), null, 2)}\n`);
console.log(`wrote ${file}`);
