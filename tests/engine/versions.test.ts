import * as fs from "node:fs";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { neededGo } from "../../engine/build.js";
import { atLeast, parseGoVersion, tooOld } from "../../engine/go.js";
import { parseVersion } from "../../engine/verify.js";
import { ENGINE_VERSION } from "../../engine/version.js";

const root = path.join(__dirname, "..", "..");

describe("the engine's version", () => {
  it("equals that of the launcher that the package pins, which looks for an engine of its own version", () => {
    const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
    expect(manifest.devDependencies.pulumi).toBe(ENGINE_VERSION);
  });

  it("equals that of the Go module that a build asks for", () => {
    const modules = fs.readFileSync(path.join(root, "engine/go-build/go.mod"), "utf8");
    expect(/^require github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)$/m.exec(modules)?.[1]).toBe(ENGINE_VERSION);
    expect(modules).toContain(
      "replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e",
    );
  });

  it.each([
    ["v3.250.0", "3.250.0"],
    ["3.250.0\n", "3.250.0"],
    ["v3.251.0-alpha.1", "3.251.0-alpha.1"],
    ["warning: new version", undefined],
    ["", undefined],
  ])("is read from the output %j", (output, version) => {
    expect(parseVersion(output)).toBe(version);
  });
});

describe("the version of Go", () => {
  it.each([
    ["go version go1.26.8 linux/amd64", "1.26.8"],
    ["go version go1.26 darwin/arm64", "1.26.0"],
    ["go version go1.25rc1 linux/amd64", "1.25.0"],
    ["command not found", undefined],
  ])("is read from %j", (output, version) => {
    expect(parseGoVersion(output)).toBe(version);
  });

  it("is compared number by number", () => {
    expect(atLeast("1.26.8", "1.25.11")).toBe(true);
    expect(atLeast("1.25.9", "1.25.11")).toBe(false);
    expect(atLeast("1.25.11", "1.25.11")).toBe(true);
    expect(atLeast("2.0.0", "1.25.11")).toBe(true);
  });

  it("that the modules ask for is known", () => {
    expect(neededGo()).toBe("1.25.11");
  });

  it("may be older where Go may fetch a newer one of itself, and not otherwise", () => {
    expect(tooOld("1.26.8", "1.25.11", "local")).toBeUndefined();
    expect(tooOld("1.22.1", "1.25.11", "auto")).toBeUndefined();
    expect(tooOld("1.22.1", "1.25.11", "local")).toBe(
      "Go 1.22.1 is older than 1.25.11, and GOTOOLCHAIN=local keeps it from fetching a newer one",
    );
    expect(tooOld("1.19.8", "1.25.11", "auto")).toBe("Go 1.19.8 is too old; 1.25.11 or newer is needed");
  });
});
