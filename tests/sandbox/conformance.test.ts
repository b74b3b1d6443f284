import { describe, expect, it } from "vitest";
import { judgeAll } from "./conformance/run.js";
import { serveTypes } from "./conformance/served.js";

/** One type in so many: `npm run conformance` takes all of them. */
const sample = (every: number) => (_: string, at: number) => at % every === 17 % every;

describe.each([
  ["aws", 120],
  ["gcp", 100],
  ["azure-native", 140],
] as const)("a sample of the types of %s", (pkg, every) => {
  it("lives as it should in the real store, with what it requires and with everything", () => {
    const verdicts = judgeAll(pkg, sample(every));
    expect(verdicts.length).toBeGreaterThan(13);
    expect(verdicts.flatMap((v) => [...v.problems, ...(v.ungenerated ?? [])].map((p) => `${v.token} ${p}`))).toEqual(
      [],
    );
  });

  it("lives as it should over the wire", async () => {
    const served = await serveTypes(pkg, sample(every));
    expect(served.flatMap((s) => s.problems.map((p) => `${s.token} ${p}`))).toEqual([]);
    expect(served.filter((s) => s.made).length).toBeGreaterThan(6);
  });
});
