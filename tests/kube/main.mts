import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as tools from "../../sandbox/construct/tools.js";
import { findEtcd, kubeHome } from "./tools.mts";

/*
 * `npm run test:kube`: has a real API server look at the manifests of every example, document and test. Prepares what is
 * needed for that, once. Further arguments go to vitest.
 */

const root = join(import.meta.dirname, "../..");
const say = (line: string) => process.stderr.write(`${line}\n`);
const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;

try {
  if (findEtcd() === undefined)
    throw new Error(
      "etcd is needed to run the API server, and is not installed. " +
        "Debian and Ubuntu: apt-get install etcd-server; macOS: brew install etcd; " +
        "others: https://github.com/etcd-io/etcd/releases. Then run this again.",
    );
  if (node(join(root, "scripts/build.mjs")) !== 0) throw new Error("the build failed: see the messages above");
  // Compiled only now.
  const { ensureApiServer } = await import("./build.mts");
  await ensureApiServer(say);
  const { commandOf, helm } = createRequire(import.meta.url)("../../dist/sandbox/construct/tools.js") as typeof tools;
  await commandOf(helm, { directory: root, home: join(kubeHome(), "../.."), say });
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  process.exitCode = node(vitest, "run", "--project", "kube", ...process.argv.slice(2));
} catch (error) {
  say(`error: ${(error as Error).message}`);
  process.exitCode = 1;
}
