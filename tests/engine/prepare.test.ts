import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { EngineError, WayFailed } from "../../engine/errors.js";
import { enginePaths } from "../../engine/paths.js";
import { prepare, type Ways } from "../../engine/prepare.js";
import { findPresent } from "../../engine/present.js";
import { temporary, until, write } from "./temporary.js";

const ENGINE = "#!/bin/sh\necho v3.250.0\n";
const HOST = "official language host";

/** Ways that record that they were tried; by default each fails, the first by really looking. */
function ways(home: string, tried: string[], replaced: Partial<Ways> = {}): Ways {
  const env = { PATH: "", PULUMI_HOME: path.join(home, "nothing") };
  return {
    present: (paths) => {
      tried.push("present");
      return findPresent(paths, env);
    },
    download: () => {
      tried.push("download");
      return Promise.reject(new WayFailed("https://get.pulumi.com cannot be reached (ENOTFOUND)"));
    },
    build: () => {
      tried.push("build");
      return Promise.reject(new WayFailed("Go is not installed"));
    },
    ...replaced,
  };
}

/** A complete engine in a directory from which it is to be adopted. */
function assemble(home: string, name: string): string {
  const directory = path.join(enginePaths(home).pulumiHome, name);
  write(directory, { "bin/pulumi": ENGINE, "bin/pulumi-language-nodejs": HOST });
  return directory;
}

const silent = (): void => undefined;

async function failure(action: Promise<unknown>): Promise<EngineError> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EngineError)) throw new Error(`expected an EngineError, got ${String(error)}`);
  return error;
}

describe("the order of the ways", () => {
  it("takes an engine that is there and tries nothing else", async () => {
    const home = temporary();
    write(enginePaths(home).root, { "bin/pulumi": ENGINE, "bin/pulumi-language-nodejs": HOST });
    const tried: string[] = [];
    const prepared = await prepare({ home, say: silent, ways: ways(home, tried) });
    expect(prepared).toEqual({ root: enginePaths(home).root, languageHost: "official", origin: "present" });
    expect(tried).toEqual(["present"]);
  });

  it("downloads before it builds", async () => {
    const home = temporary();
    const tried: string[] = [];
    const download = (): Promise<string> => Promise.resolve(assemble(home, "partial-x"));
    const prepared = await prepare({ home, say: silent, ways: ways(home, tried, { download }) });
    expect(prepared).toEqual({ root: enginePaths(home).root, languageHost: "official", origin: "downloaded" });
    expect(tried).toEqual(["present", "present"]);
    expect(fs.readFileSync(enginePaths(home).command, "utf8")).toBe(ENGINE);
  });

  it("builds when the download fails, says why, and leaves nothing but the engine", async () => {
    const home = temporary();
    const paths = enginePaths(home);
    const said: string[] = [];
    const build = (): Promise<string> => {
      write(paths.build, { "mod/x": "", "cache/y": "" });
      return Promise.resolve(assemble(home, "partial-x"));
    };
    const prepared = await prepare({ home, say: (line) => said.push(line), ways: ways(home, [], { build }) });
    expect(prepared.origin).toBe("built");
    expect(said).toEqual(["no engine by download: https://get.pulumi.com cannot be reached (ENOTFOUND)"]);
    expect(fs.readdirSync(paths.pulumiHome).sort()).toEqual(["prepare.lock", "versions"]);
  });

  it("replaces an engine of the wrong version in the tool's home", async () => {
    const home = temporary();
    const paths = enginePaths(home);
    write(paths.root, { "bin/pulumi": "#!/bin/sh\necho v3.100.0\n", "bin/pulumi-language-nodejs": HOST });
    const build = (): Promise<string> => Promise.resolve(assemble(home, "partial-x"));
    const tried: string[] = [];
    expect((await prepare({ home, say: silent, ways: ways(home, tried, { build }) })).origin).toBe("built");
    expect(tried).toEqual(["present", "present", "download"]);
    expect((await prepare({ home, say: silent, ways: ways(home, []) })).origin).toBe("present");
  });
});

describe("no Go and no network", () => {
  it("is one message: what was tried, why it failed, what helps", async () => {
    const home = temporary();
    const paths = enginePaths(home);
    const error = await failure(prepare({ home, say: silent, ways: ways(home, []) }));
    expect(error.code).toBe("ENGINE_UNAVAILABLE");
    expect(error.ways.map((way) => way.way)).toEqual(["present", "download", "build"]);
    expect(error.message).toBe(
      [
        `No Pulumi engine 3.250.0 for ${process.platform}-${process.arch}. Tried:`,
        `  1. one that is already there: none in ${paths.root}`,
        "  2. download by the official launcher: https://get.pulumi.com cannot be reached (ENOTFOUND)",
        "  3. build with Go from public modules: Go is not installed",
        "Any one of these helps:",
        "  - let this machine reach https://get.pulumi.com and run this again (behind a proxy: set HTTPS_PROXY)",
        "  - install Go 1.25.11 or newer and let it reach a Go module proxy (see `go env GOPROXY`)",
        `  - unpack the release of Pulumi 3.250.0 for ${process.platform}-${process.arch}, all its programs, into ${paths.root}/bin`,
      ].join("\n"),
    );
  });

  it("names the engines that were found and why they cannot be used", async () => {
    const home = temporary();
    const bin = path.join(home, "other/bin");
    write(home, { "other/bin/pulumi": "native", "third/bin/pulumi": "#!/usr/bin/env node\n" });
    const env = { PATH: [bin, path.join(home, "third/bin")].join(path.delimiter), PULUMI_HOME: home };
    const reason = await findPresent(enginePaths(home), env).catch((error: Error) => error.message);
    expect(reason).toBe(`none in ${enginePaths(home).root}; ${bin}/pulumi has no pulumi-language-nodejs beside it`);
  });
});

describe("stopping", () => {
  it("ends in ENGINE_INTERRUPTED and leaves nothing that a later run trusts", async () => {
    const home = temporary();
    const paths = enginePaths(home);
    const controller = new AbortController();
    const build: Ways["build"] = (_, { signal }) => {
      write(paths.pulumiHome, { "partial-x/engine/bin/pulumi": ENGINE });
      write(paths.build, { "mod/fetched": "" });
      controller.abort();
      signal.throwIfAborted();
      return Promise.reject(new Error("not reached"));
    };
    const running = prepare({ home, say: silent, signal: controller.signal, ways: ways(home, [], { build }) });
    const error = await failure(running);
    expect(error.code).toBe("ENGINE_INTERRUPTED");
    expect(fs.existsSync(paths.command)).toBe(false);
    expect(fs.readdirSync(paths.pulumiHome).sort()).toEqual(["build", "prepare.lock"]);
    expect(fs.existsSync(path.join(paths.build, "mod/fetched"))).toBe(true);
  });

  it("before it has begun tries nothing that takes long", async () => {
    const home = temporary();
    const tried: string[] = [];
    const error = await failure(prepare({ home, say: silent, signal: AbortSignal.abort(), ways: ways(home, tried) }));
    expect(error.code).toBe("ENGINE_INTERRUPTED");
    expect(tried).toEqual(["present", "present"]);
  });
});

describe("two at once", () => {
  it("one prepares, the other waits, says what for, and uses the result", async () => {
    const home = temporary();
    const said: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let builds = 0;
    const build: Ways["build"] = async (_, { say }) => {
      builds += 1;
      say("compiling: 7 of 9");
      await held;
      return assemble(home, "partial-x");
    };
    const first = prepare({ home, say: silent, ways: ways(home, [], { build }) });
    await until("the first one builds", () => builds === 1);
    const second = prepare({ home, say: (line) => said.push(line), ways: ways(home, [], { build }) });
    await until("the second one waits", () => said.length > 0);
    release();
    expect([(await first).origin, (await second).origin]).toEqual(["built", "present"]);
    expect(builds).toBe(1);
    expect(said[0]).toBe(`waiting for process ${process.pid}, which prepares the engine: compiling: 7 of 9`);
  });
});

describe("leftovers", () => {
  it("of a run that was killed after its engine was in place are removed by the next", async () => {
    const home = temporary();
    const paths = enginePaths(home);
    write(paths.root, { "bin/pulumi": ENGINE, "bin/pulumi-language-nodejs": HOST });
    write(paths.build, { "mod/x": "" });
    write(paths.pulumiHome, { "partial-1/y": "" });
    await prepare({ home, say: silent, ways: ways(home, []) });
    expect(fs.readdirSync(paths.pulumiHome).sort()).toEqual(["prepare.lock", "versions"]);
  });

  it("a home directory that cannot be written is named, with the way out", async () => {
    const home = path.join(temporary(), "file");
    fs.writeFileSync(home, "");
    const error = await failure(prepare({ home, say: silent, ways: ways(home, []) }));
    expect(error.code).toBe("ENGINE_HOME");
    expect(error.message).toMatch(
      /^The directory .*file\/engine cannot be written: .*\. Set GROUNDPLAN_HOME to one that can\.$/,
    );
  });
});
