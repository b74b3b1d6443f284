import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as go from "../../engine/go.js";
import type * as goCompile from "../../engine/go-compile.js";
import type * as lock from "../../engine/lock.js";
import type * as progress from "../../engine/progress.js";
import { apiServer, KUBE_VERSION, kubeHome } from "./tools.mts";

const engine = createRequire(import.meta.url);
const { findGo } = engine("../../dist/engine/go.js") as typeof go;
const { compile } = engine("../../dist/engine/go-compile.js") as typeof goCompile;
const { withLock } = engine("../../dist/engine/lock.js") as typeof lock;
const { duration } = engine("../../dist/engine/progress.js") as typeof progress;

/** go.mod and go.sum of the build: the module of Kubernetes, whose own parts are replaced by their published modules. */
const moduleFiles = join(import.meta.dirname, "kube-apiserver");
const neededGo = "1.26.0";

/** Lines of a build from nothing, for `about`. */
const size = { modules: 98, packages: 2028 };

type Say = (line: string) => void;

/**
 * Builds the API server where it is not there yet: about four minutes on two cores, and 3 GB while it lasts. An
 * interrupted build goes on where it was.
 */
export async function ensureApiServer(say: Say): Promise<void> {
  if (existsSync(apiServer())) return;
  mkdirSync(kubeHome(), { recursive: true });
  const onTaken = () => {
    say("Waiting for another build of the API server");
    return true;
  };
  await withLock(join(kubeHome(), "build.lock"), { onTaken }, async () => {
    if (!existsSync(apiServer())) await build(say);
  });
}

async function build(say: Say): Promise<void> {
  const found = await findGo(neededGo).catch((error: Error) => {
    throw new Error(
      `Go is needed to build the API server, and ${error.message}. ` +
        `Install Go ${neededGo} or newer from https://go.dev/dl/ and run this again.`,
    );
  });
  say(`Building kube-apiserver ${KUBE_VERSION} with Go ${found.version}; this happens once and takes some minutes`);
  const [begun, work, made] = [Date.now(), join(kubeHome(), "build"), join(kubeHome(), "kube-apiserver.partial")];
  await compile({
    go: found,
    command: "k8s.io/kubernetes/cmd/kube-apiserver",
    linkerFlags: "-s -w",
    moduleFiles,
    work,
    output: made,
    size,
    say,
  }).catch((error: Error) => {
    throw new Error(`${error.message}. Run this again; it goes on from there.`);
  });
  renameSync(made, apiServer());
  rmSync(work, { recursive: true, force: true });
  say(`built kube-apiserver in ${duration(Date.now() - begun)}`);
}
