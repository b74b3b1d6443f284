import { describe, expect, it } from "vitest";
import { checkNode } from "../../cli/node-version.js";

describe("the Node that runs the command", () => {
  it.each(["22.18.0", "24.0.0"])("%s will do", (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  it.each(["20.20.2", "22.17.9"])("%s is refused in one sentence that says what is needed", (version) => {
    expect(() => checkNode(version)).toThrow(
      `groundplan needs Node 22.18 or newer, and this is Node ${version}: install a newer one`,
    );
  });
});
