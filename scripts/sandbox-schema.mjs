// Writes docs/sandbox.schema.json: what editors know of sandbox.yaml. It is part of the package.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadSource, root } from "./load-source.mjs";

const { answersJsonSchema } = await loadSource(`export * from "./sandbox/answers/json-schema.js";`);
const file = join(root, "docs", "sandbox.schema.json");
writeFileSync(file, `${JSON.stringify(answersJsonSchema(), null, 2)}\n`);
console.log(`wrote ${file}`);
