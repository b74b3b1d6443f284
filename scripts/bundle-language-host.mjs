// Bundles the language host into one file, and what programs load before Pulumi's SDK into another, in
// dist/engine/host-bundle, and puts the pinned Go module files that the engine is built from beside it. Part of
// `npm run build`; the engine copies the bundle beside a binary that it built.
import { cpSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const output = process.argv[2] ?? join(root, "dist", "engine");
const outdir = join(output, "host-bundle");

await build({
  entryPoints: {
    host: join(root, "engine", "language-host", "main.ts"),
    preload: join(root, "engine", "language-host", "preload.ts"),
  },
  outdir,
  bundle: true,
  platform: "node",
  format: "cjs",
  // The oldest Node that may have to run the host: the one on PATH when the Node that installed it is gone.
  target: "node20",
  minify: true,
  legalComments: "inline",
  logLevel: "warning",
});
cpSync(join(root, "engine", "go-build"), join(output, "go-build"), { recursive: true });
console.log(`language host: ${Math.round(statSync(join(outdir, "host.js")).size / 1024)} KiB`);
