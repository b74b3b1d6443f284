import { enableCompileCache } from "node:module";
import { compiledCode } from "../engine/paths.js";

/** Is started by the engine in the place of a language host; see references/language-host.ts. */
async function main(): Promise<void> {
  enableCompileCache?.(compiledCode());
  const { standInFront } = await import("./references/language-host.js");
  await standInFront(process.argv.slice(2));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
