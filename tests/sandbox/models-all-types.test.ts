import { describe, expect, it } from "vitest";
import { schemaOf } from "../../sandbox/schema/index.js";
import { countsOf, share } from "./conformance/report.js";
import { judgeMinimal } from "./conformance/run.js";
import { installed } from "./models-world.js";

describe.each([
  ["aws", 1738],
  ["gcp", 1477],
  ["azure-native", 2288],
  ["kubernetes", 554],
  ["random", 10],
  ["tls", 4],
] as const)("every resource type of %s", (pkg, count) => {
  const sdk = schemaOf(pkg, installed(pkg));
  const tokens = sdk.tokens();

  it(`is read from the SDK: ${count} besides the provider, each with the lists of its class`, () => {
    expect(tokens).toHaveLength(count);
    const wrong = tokens.filter((token) => {
      const schema = sdk.resource(token);
      return (
        schema === undefined || schema.token !== token || [...schema.required].some((name) => !schema.inputs.has(name))
      );
    });
    expect(wrong).toEqual([]);
  });

  it("can be made from what it requires as planned, be read, changed, deleted and made again", () => {
    // Every second type, and every fourth of Kubernetes, whose objects are judged as an API server does:
    // `npm run conformance` takes all of them, with all of their inputs besides.
    const verdicts = judgeMinimal(pkg, (_, at) => at % (pkg === "kubernetes" ? 4 : 2) === 0);
    expect(verdicts.flatMap((v) => v.problems.map((problem) => `${v.token} ${problem}`))).toEqual([]);
    expect(share(countsOf("", verdicts))).toBeGreaterThan(0.99);
  });
});
