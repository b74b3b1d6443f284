import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { PackageName } from "../../sandbox/types.ts";
import { replacePulumi } from "./registered.mts";
import { sweep } from "./sweep.mts";

/*
 * `npm run sweep:sdks -- DIRECTORY ...`: compares what the sandbox reads of whole SDKs with what their classes do when they
 * run, and with what the compiler's parser reads of their declarations. Ends with 1 where they differ.
 */

type SchemaModule = typeof import("../../sandbox/schema/index.js");
const require = createRequire(import.meta.url);
const { SdkSchema } = require("../../dist/sandbox/schema/index.js") as SchemaModule;
const shown = 40;

replacePulumi();
for (const dir of process.argv.slice(2)) {
  const manifest = join(dir, "package.json");
  if (!existsSync(manifest)) throw new Error(`${dir} has no package.json; name directories of unpacked SDKs`);
  const { name, version } = JSON.parse(readFileSync(manifest, "utf8")) as { name: string; version: string };
  const pkg = name.replace("@pulumi/", "") as PackageName;
  const { differences, ...counts } = sweep(new SdkSchema(pkg, dir), dir);
  console.log(`${name} ${version.replace(/^v/, "")}: ${JSON.stringify(counts)}, ${differences.length} differences`);
  for (const difference of differences.slice(0, shown)) console.log(`  ${difference.slice(0, 600)}`);
  if (differences.length > 0) process.exitCode = 1;
}
