/**
 * Bundles the policy pack into dist/policy-pack, a folder that `--policy-pack` and PULUMI_OPTION_POLICY_PACK take, and the one
 * that `groundplan policy check` has the engine start, into dist/policy-recorder.
 *
 * The rules become one plain JavaScript file without any provider SDK. What the engine's runner for policy packs has loaded
 * already (gRPC, the protocol's messages) stays outside: a second copy would cost start time.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const external = ["@grpc/grpc-js", "google-protobuf", "@pulumi/pulumi"];

const { version, license, dependencies, peerDependencies } = JSON.parse(
  await readFile(join(root, "package.json"), "utf8"),
);

/** Writes the folder of one pack: the file, and what the engine and npm want to know of it. */
async function bundle(entry, out, name, description) {
  await mkdir(out, { recursive: true });
  await build({
    entryPoints: [join(root, "policies", "pack", entry)],
    outfile: join(out, "index.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: external.flatMap((name) => [name, `${name}/*`]),
    legalComments: "none",
    logLevel: "warning",
  });
  // For who copies the folder elsewhere or publishes it: `npm install` in it brings what the file needs.
  const manifest = {
    name,
    version,
    description,
    private: true,
    license,
    main: "index.js",
    dependencies: Object.fromEntries(external.map((name) => [name, dependencies[name] ?? peerDependencies[name]])),
  };
  await writeFile(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(
    join(out, "PulumiPolicy.yaml"),
    [`description: ${description}`, "runtime:", "  name: nodejs", "  options:", "    typescript: false", ""].join("\n"),
  );
}

const dist = join(root, "dist");
await bundle(
  "main.ts",
  process.argv[2] ?? join(dist, "policy-pack"),
  "groundplan-policy-pack",
  "Security rules for AWS, Google Cloud, Azure and Kubernetes, as policies for any Pulumi program",
);
await bundle(
  "recorder-main.ts",
  join(dist, "policy-recorder"),
  "groundplan-policy-recorder",
  "Takes down what a preview registers, for groundplan policy check",
);
