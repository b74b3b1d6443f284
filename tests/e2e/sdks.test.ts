import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(__dirname, "../..");
const styles = join(root, "tests/sandbox/fixtures/sdk-styles");

/** A sample of `npm run sweep:sdks`: three whole SDKs, and a cut-down one of each style of older ones. */
const sample = [
  ...readdirSync(styles).map((style) => join(styles, style)),
  ...["random", "tls", "kubernetes"].map((name) => join(root, "node_modules/@pulumi", name)),
];

describe("what the sandbox reads of an SDK", () => {
  it("is what its classes do when they run, and what the compiler's parser reads of their declarations", () => {
    const args = [join(root, "tests/sdks/main.mts"), ...sample];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(stderr).toBe("");
    const swept = stdout.trim().split("\n");
    expect(swept.map((line) => line.slice(line.lastIndexOf(",") + 2))).toEqual(sample.map(() => "0 differences"));
    const types = swept.map((line) => [line.slice(0, line.indexOf(" ")), /"types":(\d+)/.exec(line)?.[1]]);
    expect(types.filter(([name]) => name === "@pulumi/kubernetes").map(([, count]) => Number(count) > 500)).toEqual([
      true,
    ]);
  });
});
