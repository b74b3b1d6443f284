import { describe, expect, it } from "vitest";
import { nextRefresh } from "../../cli/commands/sandbox-drift.js";
import { listLines } from "../../cli/commands/sandbox-server.js";
import type { DriftChange, InventoryObject } from "../../sandbox/index.js";

describe("changes by hand on the command line", () => {
  const change = (stack: string): DriftChange => ({
    number: 1,
    what: "changed",
    type: "aws:ec2/vpc:Vpc",
    id: "vpc-1",
    urn: `urn:pulumi:${stack}::shop::aws:ec2/vpc:Vpc::main`,
    stack,
    properties: ["tags"],
    holds: true,
  });
  const random = { action: "random", seed: 1, count: 3 } as const;

  it("end with who is going to see what was just changed, and nobody where no stack has it", () => {
    const remove = { action: "delete", target: "main", force: false } as const;
    expect(nextRefresh(remove, 1, [change("prod"), change("dev")])).toEqual([
      expect.stringMatching(/^The next refresh of stack dev sees the change: .*refresh$/),
    ]);
    expect(nextRefresh(random, 3, [change("dev"), change("prod"), change("prod"), change("dev")])).toEqual([
      expect.stringMatching(/^The next refresh of stack prod sees 2 changes: .*refresh .*prod$/),
      expect.stringMatching(/^The next refresh of stack dev sees the change: .*refresh$/),
    ]);
    expect(nextRefresh(random, 0, [change("dev")])).toEqual([]);
    expect(nextRefresh(remove, 1, [change("")])).toEqual([]);
    expect(nextRefresh({ action: "undo" }, 1, [change("dev")])).toEqual([]);
  });
});

describe("the list of what exists", () => {
  it("has stack, type, name and id of each, and how it stands where it is in no state", () => {
    const object = (stack: string, name: string) =>
      ({
        stack,
        type: "aws:ec2/vpc:Vpc",
        urn: `urn:pulumi:${stack}::shop::aws:ec2/vpc:Vpc::${name}`,
        id: `vpc-${name}`,
      }) as InventoryObject;
    const [main, theirs] = [object("dev", "main"), object("", "by-hand-1")];
    expect(listLines([main, theirs], new Map([[theirs, "by hand"]]))).toEqual([
      "  dev  aws:ec2/vpc:Vpc  main  vpc-main",
      "  -  aws:ec2/vpc:Vpc  by-hand-1  vpc-by-hand-1  (by hand)",
    ]);
  });
});
