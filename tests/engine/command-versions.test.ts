import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { versionOf } from "../../engine/language-host/versions.js";
import { temporary, write } from "./temporary.js";

/** A directory with a link `npm` to a script in a package, as package managers install one; the script prints `printed`. */
function installed(name: string, manifest: object, printed: string): string {
  const directory = temporary();
  const script = "lib/node_modules/pkg/bin/cli.js";
  write(directory, {
    [script]: `#!/bin/sh\necho ${printed}\n`,
    "lib/node_modules/pkg/package.json": JSON.stringify(manifest),
  });
  fs.chmodSync(path.join(directory, script), 0o755);
  fs.symlinkSync(path.join(directory, script), path.join(directory, name));
  return path.join(directory, name);
}

describe("the version of a command", () => {
  it("is that of its package, which is read", async () => {
    expect(await versionOf(installed("npm", { name: "npm", version: "11.1.0" }, "not asked"))).toBe("11.1.0");
  });

  it("is what it prints where its package is another's, as with Corepack", async () => {
    expect(await versionOf(installed("pnpm", { name: "corepack", version: "0.30.0" }, "10.2.0"))).toBe("10.2.0");
  });

  it("is ours for the Node that we run on", async () => {
    expect(await versionOf(process.execPath)).toBe(process.version);
  });

  it("is empty where the command is not there", async () => {
    expect(await versionOf("/nowhere/npm")).toBe("");
  });
});
