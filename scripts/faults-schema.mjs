// Writes docs/sandbox-faults.schema.json: what editors know of a file of faults. It is part of the package.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadSource, root } from "./load-source.mjs";

const { faultsJsonSchema } = await loadSource(`export * from "./sandbox/faults/load.js";`);
const file = join(root, "docs", "sandbox-faults.schema.json");
writeFileSync(file, `${JSON.stringify(faultsJsonSchema(), null, 2)}\n`);
console.log(`wrote ${file}`);
