// Writes stacks/Pulumi.schema.json, which each stack file names in its first line.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stackFileSchema } from "../stacks/json-schema.ts";

const file = join(dirname(fileURLToPath(import.meta.url)), "..", "stacks", "Pulumi.schema.json");
writeFileSync(file, `${JSON.stringify(stackFileSchema(), null, 2)}\n`);
console.log(`wrote ${file}`);
