import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SdkFinder } from "../../sandbox/server/sdk.js";
import { Engine, testServer } from "./support/client.js";

describe("which SDK a program uses", () => {
  let dir: string;
  const install = (path: string, version: string, name = "@pulumi/aws"): string => {
    const at = join(dir, path);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, "package.json"), JSON.stringify({ name, version }));
    return at;
  };

  beforeEach(() => {
    dir = realpathSync(mkdtempSync(join(tmpdir(), "groundplan-sdk-")));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("is the one installed above the program", () => {
    const at = install("node_modules/@pulumi/aws", "7.1.0");
    mkdirSync(join(dir, "stacks"));
    expect(new SdkFinder([join(dir, "stacks")]).find("aws", undefined)).toEqual({ dir: at, version: "7.1.0" });
  });

  it("is the one of the provider's version among two majors in one program", () => {
    const seven = install("node_modules/@pulumi/aws", "7.1.0");
    const six = install("node_modules/aws-six", "6.83.0");
    const finder = new SdkFinder([dir]);
    expect(finder.find("aws", "6.83.0")).toEqual({ dir: six, version: "6.83.0" });
    expect(finder.find("aws", "7.1.0")).toEqual({ dir: seven, version: "7.1.0" });
  });

  it("is the nearest of the same major, else any, where the version is not installed", () => {
    install("node_modules/@pulumi/aws", "7.1.0");
    install("node_modules/@old/aws", "6.83.0");
    const finder = new SdkFinder([dir]);
    expect([finder.find("aws", "6.2.0")?.version, finder.find("aws", "5.0.0")?.version]).toEqual(["6.83.0", "7.1.0"]);
  });

  it("falls back to the directories that follow, the sandbox's own install last", () => {
    const own = mkdtempSync(join(tmpdir(), "groundplan-own-"));
    expect(new SdkFinder([dir]).find("aws", undefined)).toBeUndefined();
    expect(new SdkFinder([dir, join(__dirname)]).find("aws", undefined)?.dir).toMatch(/node_modules\/@pulumi\/aws$/);
    rmSync(own, { recursive: true });
  });

  it("differs between the sessions of one package", async () => {
    install("node_modules/@pulumi/aws", "7.1.0");
    install("node_modules/aws-six", "6.83.0");
    const server = await testServer({ sdks: new SdkFinder([dir]) });
    const versions: unknown[] = [];
    for (const version of ["6.83.0", "7.1.0"]) {
      const engine = await new Engine(server.ports.aws).open({ region: "eu-west-1", version });
      versions.push((await engine.invoke("aws:index/getRegion:getRegion")).result.sdk);
      engine.close();
    }
    expect(versions).toEqual(["6.83.0", "7.1.0"]);
    await server.end();
  });

  it("is asked for by name where none is installed", async () => {
    const server = await testServer({ sdks: new SdkFinder([dir]) });
    const engine = new Engine(server.ports.aws);
    await expect(engine.checkConfig({ version: "7.1.0" })).rejects.toThrow("run `npm install @pulumi/aws@7.1.0`");
    engine.close();
    await server.end();
  });
});
