/**
 * Bundles the policy pack into dist/policy-pack, a folder that `--policy-pack` and PULUMI_OPTION_POLICY_PACK take.
 *
 * The rules become one plain JavaScript file without any provider SDK. What the engine's runner for policy packs has loaded
 * already (gRPC, the protocol's messages) stays outside: a second copy would cost start time.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = process.argv[2] ?? join(root, "dist", "policy-pack");
const external = ["@grpc/grpc-js", "google-protobuf", "@pulumi/pulumi"];

const { version, license, dependencies, peerDependencies } = JSON.parse(
  await readFile(join(root, "package.json"), "utf8"),
);
await mkdir(out, { recursive: true });
await build({
  entryPoints: [join(root, "policies", "pack", "main.ts")],
  outfile: join(out, "index.js"),
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  external: external.flatMap((name) => [name, `${name}/*`]),
  legalComments: "none",
  logLevel: "warning",
});

/** For who copies the folder elsewhere or publishes it: `npm install` in it brings what the file needs. */
const manifest = {
  name: "groundplan-policy-pack",
  version,
  private: true,
  license,
  main: "index.js",
  dependencies: Object.fromEntries(external.map((name) => [name, dependencies[name] ?? peerDependencies[name]])),
};
await writeFile(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
await writeFile(
  join(out, "PulumiPolicy.yaml"),
  [
    "description: Security rules for networks and storage on AWS, Google Cloud and Azure",
    "runtime:",
    "  name: nodejs",
    "  options:",
    "    typescript: false",
    "",
  ].join("\n"),
);
