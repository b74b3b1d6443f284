import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(__dirname, "../..");

describe("verify:live, against the sandbox", () => {
  it("deletes what it has begun to make when it is interrupted", async () => {
    const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
    const child = spawn(process.execPath, [join(root, "tests/live/main.mts"), "gcp", "--sandbox"], { env });
    const ended = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      ended.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      const before = ended.stderr.includes("Updating");
      ended.stderr += chunk;
      if (!before && ended.stderr.includes("Updating")) child.kill("SIGINT");
    });
    const code = await new Promise((done) => child.on("close", done));
    expect({ code, stderr: ended.stderr }).toEqual({
      code: 130,
      stderr: expect.stringContaining("Deleting everything"),
    });
    expect(ended.stdout).toMatch(/not tried +everything is made\n +stopped by Ctrl-C/);
    expect(ended.stdout).toContain("Everything is deleted.");
  });
});
