import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { hostFiles, installHost } from "../../engine/host-install.js";
import { temporary, write } from "./temporary.js";

const bundled = (host: string) => ({ "host.js": host, "preload.js": "" });
const PRINTS_ARGUMENTS = bundled("console.log(JSON.stringify(process.argv.slice(2)))");

function launch(root: string, args: string[], env: NodeJS.ProcessEnv = process.env): string {
  return execFileSync(path.join(root, "bin/pulumi-language-nodejs"), args, { env, encoding: "utf8" });
}

describe("installHost", () => {
  it("puts a host beside the engine that runs with the Node that installed it, wherever it is called from", () => {
    const root = path.join(temporary(), "with space's");
    expect(installHost(root, PRINTS_ARGUMENTS)).toBe(true);
    expect(JSON.parse(launch(root, ["127.0.0.1:1", "a b"], { PATH: "" }))).toEqual(["127.0.0.1:1", "a b"]);
  });

  it("does nothing when the same host is there", () => {
    const root = temporary();
    installHost(root, PRINTS_ARGUMENTS);
    expect(installHost(root, PRINTS_ARGUMENTS)).toBe(false);
  });

  it("replaces a host of other content, and one that was damaged", () => {
    const root = temporary();
    installHost(root, bundled("console.log('old')"));
    expect(installHost(root, bundled("console.log('new')"))).toBe(true);
    expect(launch(root, [])).toBe("new\n");
    fs.writeFileSync(path.join(root, hostFiles(bundled("console.log('new')"), "").directory, "host.js"), "");
    expect(installHost(root, bundled("console.log('new')"))).toBe(true);
    expect(launch(root, [])).toBe("new\n");
  });

  it("keeps the Node of another checkout as long as it is there", () => {
    const root = temporary();
    const other = path.join(root, "other-node");
    fs.symlinkSync(process.execPath, other);
    installHost(root, PRINTS_ARGUMENTS, other);
    expect(installHost(root, PRINTS_ARGUMENTS)).toBe(false);
    fs.rmSync(other);
    expect(installHost(root, PRINTS_ARGUMENTS)).toBe(true);
  });

  it("falls back to node on PATH when the recorded one is gone, and says so when there is none", () => {
    const root = temporary();
    installHost(root, PRINTS_ARGUMENTS, path.join(root, "gone"));
    write(root, { "path/node": `#!/bin/sh\nexec "${process.execPath}" "$@"\n` });
    expect(JSON.parse(launch(root, ["x"], { PATH: path.join(root, "path") }))).toEqual(["x"]);
    let stderr = "";
    try {
      execFileSync("/bin/sh", [path.join(root, "bin/pulumi-language-nodejs")], { env: { PATH: "" }, stdio: "pipe" });
    } catch (error) {
      stderr = String((error as { stderr: Buffer }).stderr);
    }
    expect(stderr).toBe(
      `pulumi-language-nodejs: no Node to run with: '${root}/gone' is gone and there is no node on PATH\n`,
    );
  });

  it("hands NODE_OPTIONS on to programs and does not obey them itself", () => {
    const root = temporary();
    installHost(
      root,
      bundled("console.log(process.title, process.env.NODE_OPTIONS, process.env.GROUNDPLAN_HOST_NODE_OPTIONS)"),
    );
    expect(launch(root, [], { PATH: "", NODE_OPTIONS: "--title=obeyed" })).toMatch(
      /^(?!obeyed).* --title=obeyed undefined\n$/,
    );
  });

  it("removes hosts that were replaced a day ago and keeps those of today", () => {
    const root = temporary();
    write(root, { "language-host-old/host.js": "", "language-host-today/host.js": "" });
    fs.utimesSync(path.join(root, "language-host-old"), 0, 0);
    installHost(root, PRINTS_ARGUMENTS);
    const directories = fs.readdirSync(root).filter((name) => name.startsWith("language-host-"));
    expect(directories.sort()).toEqual(["language-host-today", hostFiles(PRINTS_ARGUMENTS, "").directory].sort());
  });
});
