import { afterEach, describe, expect, it } from "vitest";
import { installStackFormatter, nodeProblem } from "../../stacks/entry.js";

describe("nodeProblem", () => {
  it.each(["22.18.0", "22.21.1", "24.0.0", "25.1.0"])("accepts Node %s", (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it.each(["18.20.4", "20.20.0", "22.17.9"])("refuses Node %s in one sentence", (version) => {
    expect(nodeProblem(version)).toBe(
      `This program needs Node 22.18 or newer, but Pulumi started it with Node ${version}: install a newer Node, or use \`npm run up\`, which brings its own.`,
    );
  });
});

describe("installStackFormatter", () => {
  const original = Error.prepareStackTrace;
  afterEach(() => {
    Error.prepareStackTrace = original;
  });

  it("gives every frame a name, a path and a position, also in arrow functions", () => {
    installStackFormatter();
    const trace = (() => new Error("why").stack)() ?? "";
    const [head, ...frames] = trace.split("\n");
    expect(head).toBe("Error: why");
    expect(frames.length).toBeGreaterThan(0);
    expect(frames.filter((frame) => !/^ {4}at .+ \((.+:\d+:\d+|<anonymous>)\)$/.test(frame))).toEqual([]);
    expect(frames[0]).toContain("entry.test.ts:");
  });

  it("turns file URLs into paths, decoded", () => {
    installStackFormatter();
    const site = {
      getFunctionName: () => null,
      getMethodName: () => null,
      getFileName: () => "file:///a%20b/main.ts",
      getLineNumber: () => 3,
      getColumnNumber: () => 7,
    } as unknown as NodeJS.CallSite;
    expect(Error.prepareStackTrace?.(new Error("x"), [site])).toBe("Error: x\n    at <anonymous> (/a b/main.ts:3:7)");
  });
});
