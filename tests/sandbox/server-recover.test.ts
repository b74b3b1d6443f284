import { describe, expect, it } from "vitest";
import { type Deployment, matchPendingCreates } from "../../sandbox/recover.js";
import type { WorldObject } from "../../sandbox/types.js";

const owner = { project: "shop", stack: "dev" };
const urn = (name: string, stack = "dev") => `urn:pulumi:${stack}::shop::aws:s3/bucket:Bucket::${name}`;

function made(name: string, id: string, created: number, stack = "dev"): WorldObject {
  return {
    pkg: "aws",
    type: "aws:s3/bucket:Bucket",
    urn: urn(name, stack),
    project: "shop",
    stack,
    account: "1",
    region: undefined,
    id,
    generation: 1,
    inputs: {},
    outputs: {},
    created,
  };
}

function state(resources: [string, string][], creating: string[]): Deployment {
  return {
    deployment: {
      resources: resources.map(([name, id]) => ({ urn: urn(name), id })),
      pending_operations: creating.map((name) => ({ type: "creating", resource: { urn: urn(name) } })),
    },
  };
}

describe("matching pending creates", () => {
  it("finds nothing to do where nothing is pending", () => {
    expect(matchPendingCreates(state([["a", "1"]], []), [made("a", "1", 1)], owner)).toEqual({
      imports: [],
      vanished: [],
      orphans: [],
      refreshArguments: [],
    });
  });

  it("imports what was made and drops what was not", () => {
    const result = matchPendingCreates(
      state([["a", "1"]], ["c", "b", "lost"]),
      [made("a", "1", 1), made("b", "2", 2), made("c", "3", 3)],
      owner,
    );
    expect(result.imports).toEqual([
      { urn: urn("b"), id: "2" },
      { urn: urn("c"), id: "3" },
    ]);
    expect(result.vanished).toEqual([urn("lost")]);
    expect(result.refreshArguments).toEqual([
      "--import-pending-creates",
      urn("b"),
      "--import-pending-creates",
      "2",
      "--import-pending-creates",
      urn("c"),
      "--import-pending-creates",
      "3",
      "--clear-pending-creates",
    ]);
  });

  it("takes the new object of an interrupted replacement, not the old one that the state lists", () => {
    const result = matchPendingCreates(state([["a", "old"]], ["a"]), [made("a", "old", 1), made("a", "new", 2)], owner);
    expect(result.imports).toEqual([{ urn: urn("a"), id: "new" }]);
  });

  it("tells two objects of one id apart by number", () => {
    const result = matchPendingCreates(
      state([["a", "none"]], ["a"]),
      [made("a", "none", 1), made("a", "none", 2)],
      owner,
    );
    expect(result.imports).toEqual([{ urn: urn("a"), id: "none" }]);
    expect(matchPendingCreates(state([["a", "none"]], ["a"]), [made("a", "none", 1)], owner).vanished).toEqual([
      urn("a"),
    ]);
  });

  it("ignores other stacks and names what nothing mentions", () => {
    const result = matchPendingCreates(state([], []), [made("a", "1", 1), made("a", "2", 2, "prod")], owner);
    expect(result.orphans).toEqual([{ urn: urn("a"), id: "1" }]);
  });

  it("reads a stack that was never deployed", () => {
    expect(matchPendingCreates({ deployment: null }, [], owner).refreshArguments).toEqual([]);
  });
});
