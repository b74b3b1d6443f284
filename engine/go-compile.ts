import * as fs from "node:fs";
import * as path from "node:path";
import { BuildLog, type BuildSize } from "./build-log.js";
import { WayFailed } from "./errors.js";
import { sizeOf } from "./files.js";
import type { Go } from "./go.js";
import { type Say, size, withHeartbeat } from "./progress.js";
import { howEnded, run } from "./run.js";

/** How often a build is tried when only the network failed. Each try goes on where the last one stopped. */
const TRIES = 3;

/** A command to be built from public Go modules. */
export interface Compilation {
  readonly go: Go;
  /** The import path of the command. */
  readonly command: string;
  readonly linkerFlags: string;
  /** A directory with go.mod and go.sum: every module at one version with its checksum, so that no checksum server is asked. */
  readonly moduleFiles: string;
  /**
   * Where modules and compiled packages lie until the caller deletes them: what was interrupted goes on there. The user's own
   * Go caches are neither used nor filled.
   */
  readonly work: string;
  /** The file to write. */
  readonly output: string;
  readonly size: BuildSize;
  readonly say: Say;
  /** @default - nothing stops the build */
  readonly signal?: AbortSignal;
}

/** The disk was full in the middle of a build. */
export class DiskFull extends WayFailed {}

/** Builds a command, saying how far it is at least every ten seconds. @throws WayFailed with what Go complained of; DiskFull */
export async function compile(compilation: Compilation): Promise<void> {
  const { go, command, linkerFlags, moduleFiles, work, output, say, signal } = compilation;
  for (const directory of ["src", "mod", "cache", "tmp"]) fs.mkdirSync(path.join(work, directory), { recursive: true });
  for (const file of ["go.mod", "go.sum"]) fs.copyFileSync(path.join(moduleFiles, file), path.join(work, "src", file));
  const args = ["build", "-v", "-trimpath", "-ldflags", linkerFlags, "-o", output, command];
  for (let attempt = 1; ; attempt++) {
    const log = new BuildLog(compilation.size);
    const finished = await withHeartbeat(
      say,
      () => log.describe(size(sizeOf(path.join(work, "mod", "cache", "download")))),
      () =>
        run(go.command, args, {
          cwd: path.join(work, "src"),
          env: buildEnvironment(work),
          ...(signal === undefined ? {} : { signal }),
          onLine: (line) => log.add(line),
        }),
    );
    if (finished.code === 0) return;
    const reason = `go build ended with ${howEnded(finished)}: ${log.complaint()}`;
    if (log.diskFull()) throw new DiskFull(reason);
    if (attempt === TRIES || !log.worthRetrying()) throw new WayFailed(reason);
    say(`the network failed, trying again (${attempt + 1} of ${TRIES}): ${log.complaint()}`);
  }
}

/** The user's proxies and credentials stay; what would change the result or leave something elsewhere is set. */
export function buildEnvironment(work: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { GOOS: _os, GOARCH: _arch, GOEXPERIMENT: _experiment, ...rest } = env;
  return {
    ...rest,
    GOMODCACHE: path.join(work, "mod"),
    GOCACHE: path.join(work, "cache"),
    GOTMPDIR: path.join(work, "tmp"),
    GOFLAGS: "-mod=readonly -modcacherw -buildvcs=false",
    GOWORK: "off",
    GO111MODULE: "on",
    // As the vendors' releases; and so no C compiler is needed.
    CGO_ENABLED: "0",
  };
}
