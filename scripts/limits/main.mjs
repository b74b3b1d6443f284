// Makes sandbox/data/limits: what the clouds' own API models allow, by resource type and property of the Pulumi SDKs.
//
//   npm run sandbox:limits [-- DIR]
//
// DIR keeps the downloaded packages; without it a temporary directory is used. Needs dist (npm run build) and python3 with pip.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { awsTable } from "./aws.mjs";
import { azureTable } from "./azure.mjs";
import { gcpTable } from "./gcp.mjs";

const target = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "sandbox", "data", "limits");
const given = process.argv[2];
const dir = given ?? mkdtempSync(join(tmpdir(), "groundplan-limits-"));
mkdirSync(target, { recursive: true });
try {
  for (const [name, make] of [
    ["aws", awsTable],
    ["gcp", gcpTable],
    ["azure-native", azureTable],
  ]) {
    const { table, about, more } = make(dir);
    const text = table.text({ ...about, date: new Date().toISOString().slice(0, 10) }, more);
    writeFileSync(join(target, `${name}.json`), text);
    process.stdout.write(`${name}: ${table.rows} rows, ${about.mapped} types mapped, ${text.length} bytes\n`);
  }
} finally {
  if (given === undefined) rmSync(dir, { recursive: true, force: true });
}
