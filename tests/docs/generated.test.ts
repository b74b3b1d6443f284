import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(__dirname, "../..");

describe("pages that are generated", () => {
  it.each([
    ["docs/capabilities.md", "capability-docs.mjs"],
    ["docs/live.md", "live-docs.mjs"],
    ["docs/sandbox-model.md", "sandbox-docs.mjs"],
  ])("%s is what `npm run generate` writes", (_, script) => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts", script), "--check"], {
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});
