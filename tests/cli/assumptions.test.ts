import type { EngineEvent } from "@pulumi/pulumi/automation";
import { describe, expect, it } from "vitest";
import { assumptionLines, assumptionsOf } from "../../cli/run/assumptions.js";
import { newRecord, take } from "../../cli/run/record.js";
import { assumedPaths, assumptionText } from "../../sandbox/models/assumption.js";

const urn = (name: string) => `urn:pulumi:dev::shop::aws:sqs/queue:Queue::${name}`;

function recordOf(...said: [name: string, paths: string[]][]) {
  const record = newRecord();
  for (const [name, paths] of said) {
    const diagnostic = { urn: urn(name), message: `${assumptionText(paths)}\n`, severity: "info", color: "never" };
    take(record, { sequence: 1, timestamp: 1, diagnosticEvent: diagnostic } as unknown as EngineEvent);
  }
  return record;
}

describe("assumed changes", () => {
  it("are read from the line that the sandbox writes, and from no other", () => {
    expect(assumptionText(["a.b", "c"])).toBe(
      "the sandbox assumes that a.b, c can be changed in place: no published source says either way",
    );
    expect(assumedPaths(assumptionText(["a.b", "c"]))).toEqual(["a.b", "c"]);
    expect(assumedPaths("the sandbox assumes nothing")).toBeUndefined();
    expect(recordOf(["x", ["a"]])).toMatchObject({ warnings: [], errors: [] });
  });

  it("of a preview and its update are summed up once, a line each", () => {
    const all = assumptionsOf(recordOf(["x", ["a", "b.c"]]), recordOf(["x", ["a"]], ["y", ["a"]]));
    expect(all).toEqual([
      { urn: urn("x"), property: "a" },
      { urn: urn("x"), property: "b.c" },
      { urn: urn("y"), property: "a" },
    ]);
    expect(assumptionLines(all)).toEqual([
      "3 changes rest on an assumption (made in place here; no published source says whether it replaces):",
      "  aws:sqs/queue:Queue x a",
      "  aws:sqs/queue:Queue x b.c",
      "  aws:sqs/queue:Queue y a",
      "",
    ]);
    expect(assumptionLines(all.slice(0, 1))[0]).toBe(
      "1 change rests on an assumption (made in place here; no published source says whether it replaces):",
    );
    expect(assumptionLines([])).toEqual([]);
  });
});
