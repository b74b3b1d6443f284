import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { build } from "../../engine/build.js";
import { BuildLog } from "../../engine/build-log.js";
import { EngineError, WayFailed } from "../../engine/errors.js";
import { findGo } from "../../engine/go.js";
import { buildEnvironment } from "../../engine/go-compile.js";
import { enginePaths } from "../../engine/paths.js";
import { prepare } from "../../engine/prepare.js";
import { isRunning } from "../processes.js";
import { temporary, until, write } from "./temporary.js";

const signal = new AbortController().signal;
const host = { "host.js": "", "preload.js": "" };
const silent = (): void => undefined;

/** A stand-in for Go: `body` decides what a build does; $out is the file to make. */
function fakeGo(directory: string, body: string) {
  write(directory, {
    go: `#!/bin/sh\nwhile [ $# -gt 0 ]; do [ "$1" = -o ] && out=$2; shift; done\nmkdir -p "\${out%/*}"\n${body}\n`,
  });
  return { command: path.join(directory, "go"), version: "1.26.8" };
}

const MAKES_ENGINE = `printf '#!/bin/sh\\necho v3.250.0\\n' > "$out"; chmod +x "$out"`;

describe("a build", () => {
  it("gives an engine with our language host beside it, built from the pinned modules in directories of its own", async () => {
    const home = temporary();
    const paths = enginePaths(home);
    const go = fakeGo(home, `env > "${home}/env"; cp go.mod go.sum "${home}"; ${MAKES_ENGINE}`);
    const root = await build(paths, { say: silent, signal, go, bundle: { ...host, "host.js": "// the host" } });
    expect(fs.readdirSync(path.join(root, "bin")).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
    expect(fs.readFileSync(path.join(home, "go.sum"), "utf8")).toContain(
      "github.com/pulumi/pulumi/pkg/v3 v3.250.0 h1:",
    );
    const environment = fs.readFileSync(path.join(home, "env"), "utf8").split("\n");
    expect(environment).toContain(`GOMODCACHE=${paths.build}/mod`);
    expect(environment).toContain(`GOCACHE=${paths.build}/cache`);
    expect(environment).toContain("CGO_ENABLED=0");
    expect(fs.existsSync(paths.root)).toBe(false);
  });

  it("is refused when what it made is of another version", async () => {
    const home = temporary();
    const go = fakeGo(home, MAKES_ENGINE.replace("3.250.0", "3.1.0"));
    const built = build(enginePaths(home), { say: silent, signal, go, bundle: host });
    await expect(built).rejects.toThrow(/is version 3\.1\.0, not 3\.250\.0$/);
  });

  it("that fails says what Go complained of", async () => {
    const home = temporary();
    const go = fakeGo(home, `echo "github.com/a/b" >&2; echo "go: module lookup disabled by GOPROXY=off" >&2; exit 1`);
    const built = build(enginePaths(home), { say: silent, signal, go, bundle: host });
    await expect(built).rejects.toThrow(
      new WayFailed("go build ended with exit code 1: go: module lookup disabled by GOPROXY=off"),
    );
  });

  it("is tried again when only the network failed, and goes on", async () => {
    const home = temporary();
    const said: string[] = [];
    const go = fakeGo(
      home,
      `[ -e "${home}/tried" ] || { touch "${home}/tried"; echo "dial tcp: i/o timeout" >&2; exit 1; }\n${MAKES_ENGINE}`,
    );
    await build(enginePaths(home), { say: (line) => said.push(line), signal, go, bundle: host });
    expect(said).toContain("the network failed, trying again (2 of 3): dial tcp: i/o timeout");
  });

  it("on a full disk is ENGINE_DISK and says how to go on", async () => {
    const home = temporary();
    const go = fakeGo(home, `echo "write /x: no space left on device" >&2; exit 1`);
    const error = await build(enginePaths(home), { say: silent, signal, go, bundle: host }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).code).toBe("ENGINE_DISK");
    expect((error as EngineError).message).toContain("set GROUNDPLAN_HOME to a directory on another disk");
  });
});

describe("an interrupted build", () => {
  it("ends the compiler, leaves nothing that is trusted, keeps what was fetched, and the next run goes on", async () => {
    const home = temporary();
    const paths = enginePaths(home);
    const controller = new AbortController();
    // Half a binary is written before the interruption: it must never count for an engine.
    const half = `echo fetched > "$GOMODCACHE/module"; printf '#!/bin/sh\\necho v3.2' > "$out"; chmod +x "$out"`;
    const go = fakeGo(
      home,
      `[ -e "$GOMODCACHE/module" ] && { ${MAKES_ENGINE}; exit 0; }\n${half}\nsleep 600 & echo $$ $! > "${home}/pids"\nwait`,
    );
    const ways = {
      present: () => Promise.reject(new WayFailed("none")),
      download: () => Promise.reject(new WayFailed("no network")),
      build: (p: typeof paths, options: { say: (line: string) => void; signal: AbortSignal }) =>
        build(p, { ...options, go, bundle: host }),
    };
    const first = prepare({ home, say: silent, signal: controller.signal, ways }).catch((error: unknown) => error);
    const pids = path.join(home, "pids");
    await until("the compiler runs", () => fs.existsSync(pids) && fs.readFileSync(pids, "utf8").includes("\n"));
    controller.abort();
    expect(((await first) as EngineError).code).toBe("ENGINE_INTERRUPTED");
    const started = fs.readFileSync(pids, "utf8").trim().split(" ").map(Number);
    await until("the compiler and what it started are gone", () => !started.some(isRunning));
    expect(fs.readdirSync(paths.pulumiHome).sort()).toEqual(["build", "prepare.lock"]);
    expect((await prepare({ home, say: silent, ways })).origin).toBe("built");
    expect(fs.existsSync(paths.command)).toBe(true);
    expect(fs.existsSync(paths.build)).toBe(false);
  });
});

describe("the build's log", () => {
  it("counts modules, then packages, and keeps complaints apart", () => {
    const log = new BuildLog({ modules: 249, packages: 1648 });
    log.add("go: downloading github.com/a/b v1.0.0");
    expect(log.describe("3 MB")).toBe("fetching Go modules: 1 of about 249, 3 MB");
    for (const line of [
      "internal/abi",
      "github.com/a/b/v2",
      "gopkg.in/yaml.v3",
      "# github.com/a/b",
      "x.go:1:2: undefined: y",
    ])
      log.add(line);
    expect(log.describe("3 MB")).toBe("compiling: 3 of about 1648 packages");
    expect(log.complaint()).toBe("# github.com/a/b / x.go:1:2: undefined: y");
    expect([log.diskFull(), log.worthRetrying()]).toEqual([false, false]);
  });

  it("knows that it links when all is compiled", () => {
    const log = new BuildLog({ modules: 249, packages: 1648 });
    for (let at = 0; at < 1648; at++) log.add(`github.com/a/p${at}`);
    expect(log.describe("")).toBe("linking");
  });
});

describe("the environment of a build", () => {
  it("keeps the user's proxy and credentials, and what would change the result is ours", () => {
    const paths = enginePaths("/h");
    const env = {
      GOPROXY: "https://proxy.example",
      GOFLAGS: "-mod=vendor",
      GOOS: "windows",
      GOARCH: "386",
      GOWORK: "/w",
    };
    expect(buildEnvironment(paths.build, env)).toEqual({
      GOPROXY: "https://proxy.example",
      GOMODCACHE: "/h/engine/build/3.250.0/mod",
      GOCACHE: "/h/engine/build/3.250.0/cache",
      GOTMPDIR: "/h/engine/build/3.250.0/tmp",
      GOFLAGS: "-mod=readonly -modcacherw -buildvcs=false",
      GOWORK: "off",
      GO111MODULE: "on",
      CGO_ENABLED: "0",
    });
  });
});

describe("findGo", () => {
  it("takes the Go on PATH and reads its version", async () => {
    const directory = temporary();
    write(directory, { go: `#!/bin/sh\n[ "$1" = version ] && echo "go version go1.27.1 linux/amd64" || echo local\n` });
    const go = await findGo("1.25.11", { PATH: directory });
    expect(go).toEqual({ command: path.join(directory, "go"), version: "1.27.1" });
  });

  it("says which Go is too old", async () => {
    const directory = temporary();
    write(directory, { go: `#!/bin/sh\n[ "$1" = version ] && echo "go version go1.19.8 linux/amd64" || echo\n` });
    await expect(findGo("1.25.11", { PATH: directory })).rejects.toThrow(
      new WayFailed(`Go 1.19.8 is too old; 1.25.11 or newer is needed (${directory}/go)`),
    );
  });
});
