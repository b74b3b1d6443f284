import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { download } from "../../engine/download.js";
import { type EngineError, WayFailed } from "../../engine/errors.js";
import { enginePaths } from "../../engine/paths.js";
import { temporary, write } from "./temporary.js";

const signal = new AbortController().signal;
const silent = (): void => undefined;
const reachable = (): Promise<undefined> => Promise.resolve(undefined);

/** A stand-in for the official launcher: a script that finds PULUMI_HOME in its environment. */
function launcher(home: string, body: string): string {
  write(home, {
    "launcher.js": `
      const fs = require("fs"), path = require("path");
      const bin = path.join(process.env.PULUMI_HOME, "versions", process.env.PULUMI_VERSION, "bin");
      const put = (name, text) => { fs.mkdirSync(bin, { recursive: true }); fs.writeFileSync(path.join(bin, name), text, { mode: 0o755 }); };
      ${body}`,
  });
  return path.join(home, "launcher.js");
}

describe("the download", () => {
  it("does not start the launcher when the vendor's site cannot be reached", async () => {
    const home = temporary();
    const run = launcher(home, `fs.writeFileSync("${home}/started", "")`);
    const probe = (): Promise<string> => Promise.resolve("https://get.pulumi.com cannot be reached (ENOTFOUND)");
    await expect(download(enginePaths(home), { say: silent, signal, launcher: run, probe })).rejects.toThrow(
      new WayFailed("https://get.pulumi.com cannot be reached (ENOTFOUND)"),
    );
    expect(fs.existsSync(path.join(home, "started"))).toBe(false);
  });

  it("happens away from the engine's place, and returns a verified engine with its language host", async () => {
    const home = temporary();
    const paths = enginePaths(home);
    const run = launcher(home, `put("pulumi", "#!/bin/sh\\necho v3.250.0\\n"); put("pulumi-language-nodejs", "");`);
    const root = await download(paths, { say: silent, signal, launcher: run, probe: reachable });
    expect(fs.readdirSync(path.join(root, "bin")).sort()).toEqual(["pulumi", "pulumi-language-nodejs"]);
    expect(fs.existsSync(paths.root)).toBe(false);
  });

  it.each([
    [
      "fails",
      `console.error("curl: (6) no host"); process.exit(3)`,
      "the launcher ended with exit code 3: curl: (6) no host",
    ],
    [
      "brings another version",
      `put("pulumi", "#!/bin/sh\\necho v3.1.0\\n"); put("pulumi-language-nodejs", "")`,
      "is version 3.1.0, not 3.250.0",
    ],
    ["brings half a file", `put("pulumi", ""); put("pulumi-language-nodejs", "")`, "gave no version"],
    ["brings no language host", `put("pulumi", "#!/bin/sh\\necho v3.250.0\\n")`, "left no"],
  ])("that %s is no engine", async (_, body, reason) => {
    const home = temporary();
    const options = { say: silent, signal, launcher: launcher(home, body), probe: reachable };
    const error = await download(enginePaths(home), options).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(WayFailed);
    expect((error as Error).message).toContain(reason);
  });

  it("on a full disk is ENGINE_DISK", async () => {
    const home = temporary();
    const run = launcher(home, `console.error("tar: x: No space left on device"); process.exit(2)`);
    const error = await download(enginePaths(home), { say: silent, signal, launcher: run, probe: reachable }).catch(
      (e) => e,
    );
    expect((error as EngineError).code).toBe("ENGINE_DISK");
  });
});
