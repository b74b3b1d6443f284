import { describe, expect, it } from "vitest";
import { type Deployment, recoverDeployment } from "../../sandbox/recover.js";
import type { InventoryObject } from "../../sandbox/world/inventory.js";

const owner = { project: "shop", stack: "dev" };
const urn = (name: string, stack = "dev") => `urn:pulumi:${stack}::shop::aws:s3/bucket:Bucket::${name}`;

function made(name: string, id: string, created: number, stack = "dev"): InventoryObject {
  return {
    pkg: "aws",
    type: "aws:s3/bucket:Bucket",
    urn: urn(name, stack),
    project: "shop",
    stack,
    account: "1",
    region: undefined,
    provider: "urn:pulumi:dev::shop::pulumi:providers:aws::p",
    answered: true,
    settled: false,
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

describe("recovering a deployment", () => {
  it("finds nothing to do where nothing is pending, and gives the very same deployment back", () => {
    const before = state([["a", "1"]], []);
    const result = recoverDeployment(before, [made("a", "1", 1)], owner);
    expect(result).toEqual({ imports: [], vanished: [], orphans: [], kept: [], deployment: before });
    expect(result.deployment).toBe(before);
  });

  it("takes in what was made and drops what was not", () => {
    const result = recoverDeployment(
      state([["a", "1"]], ["c", "b", "lost"]),
      [made("a", "1", 1), made("b", "2", 2), made("c", "3", 3)],
      owner,
    );
    expect(result.imports).toEqual([
      { urn: urn("b"), id: "2" },
      { urn: urn("c"), id: "3" },
    ]);
    expect(result.vanished).toEqual([urn("lost")]);
    expect(result.deployment.deployment).toEqual({
      resources: [
        { urn: urn("a"), id: "1" },
        { urn: urn("b"), id: "2", outputs: {} },
        { urn: urn("c"), id: "3", outputs: {} },
      ],
    });
  });

  it("keeps everything else: the pending resource's inputs and options, and the rest of the export", () => {
    const pending = { urn: urn("b"), custom: true, inputs: { tags: { a: "b" } }, protect: true, parent: urn("a") };
    const before = {
      version: 3,
      deployment: {
        manifest: { magic: "m" },
        resources: [{ urn: urn("a") }],
        pending_operations: [
          { type: "creating", resource: pending },
          { type: "updating", resource: { urn: urn("a") } },
        ],
      },
    };
    expect(recoverDeployment(before, [made("b", "2", 2)], owner).deployment).toEqual({
      version: 3,
      deployment: {
        manifest: { magic: "m" },
        resources: [{ urn: urn("a") }, { ...pending, id: "2", outputs: {} }],
      },
    });
  });

  it("puts the new side of an interrupted replacement before the old, which is left to be deleted", () => {
    const before = state(
      [
        ["a", "old"],
        ["user", "2"],
      ],
      ["a"],
    );
    const result = recoverDeployment(before, [made("a", "old", 1), made("user", "2", 2), made("a", "new", 3)], owner);
    expect(result.imports).toEqual([{ urn: urn("a"), id: "new" }]);
    expect(result.deployment.deployment?.resources).toEqual([
      { urn: urn("a"), id: "new", outputs: {} },
      { urn: urn("a"), id: "old", delete: true },
      { urn: urn("user"), id: "2" },
    ]);
  });

  it("removes the side that was deleted to make room", () => {
    const before: Deployment = {
      deployment: {
        resources: [{ urn: urn("a"), id: "old", pendingReplacement: true }],
        pending_operations: [{ type: "creating", resource: { urn: urn("a") } }],
      },
    };
    expect(recoverDeployment(before, [made("a", "new", 2)], owner).deployment.deployment?.resources).toEqual([
      { urn: urn("a"), id: "new", outputs: {} },
    ]);
  });

  it("puts a resource after everything it depends on", () => {
    const provider = "urn:pulumi:dev::shop::pulumi:providers:aws::p";
    const before: Deployment = {
      deployment: {
        resources: [
          { urn: urn("a"), id: "old" },
          { urn: provider, id: "uuid" },
          { urn: urn("dep"), id: "d" },
        ],
        pending_operations: [
          {
            type: "creating",
            resource: { urn: urn("a"), provider: `${provider}::uuid`, propertyDependencies: { tags: [urn("dep")] } },
          },
        ],
      },
    };
    const objects = [made("a", "old", 1), made("dep", "d", 2), made("a", "new", 3)];
    const resources = recoverDeployment(before, objects, owner).deployment.deployment?.resources ?? [];
    expect(resources.map((resource) => resource.id)).toEqual(["uuid", "d", "new", "old"]);
  });

  it("tells two objects of one id apart by number", () => {
    const before = state([["a", "none"]], ["a"]);
    const two = [made("a", "none", 1), made("a", "none", 2)];
    expect(recoverDeployment(before, two, owner).imports).toEqual([{ urn: urn("a"), id: "none" }]);
    expect(recoverDeployment(before, two.slice(1), owner).vanished).toEqual([urn("a")]);
  });

  it("takes in an object whose creation the server could not answer, with its provider and without a pending operation", () => {
    const stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
    const provider = "urn:pulumi:dev::shop::pulumi:providers:aws::p";
    const before: Deployment = { deployment: { resources: [{ urn: stack }, { urn: provider, id: "uuid" }] } };
    const lost = { ...made("a", "1", 1), answered: false };
    const result = recoverDeployment(before, [lost], owner);
    expect([result.imports, result.orphans]).toEqual([[{ urn: urn("a"), id: "1" }], []]);
    expect(result.deployment.deployment?.resources?.at(-1)).toEqual({
      urn: urn("a"),
      id: "1",
      custom: true,
      type: "aws:s3/bucket:Bucket",
      inputs: {},
      outputs: {},
      parent: stack,
      provider: `${provider}::uuid`,
    });
  });

  it("gives such an object the parent that its URN tells of", () => {
    const component = (name: string) => ({ urn: `urn:pulumi:dev::shop::x:y:Site::${name}` });
    const child = "urn:pulumi:dev::shop::x:y:Site$aws:s3/bucket:Bucket::blog-assets";
    const before: Deployment = { deployment: { resources: [component("shop"), component("blog")] } };
    const lost = { ...made("a", "1", 1), urn: child, answered: false };
    const result = recoverDeployment(before, [lost], owner);
    expect(result.deployment.deployment?.resources?.at(-1)?.parent).toBe(component("blog").urn);
  });

  it("ignores other stacks and names what nothing mentions", () => {
    const result = recoverDeployment(state([], []), [made("a", "1", 1), made("a", "2", 2, "prod")], owner);
    expect([result.orphans, result.kept]).toEqual([[{ urn: urn("a"), id: "1" }], []]);
  });

  it("tells what has left the state on purpose from what has never been in it", () => {
    const kept = { ...made("a", "1", 1), settled: true };
    const result = recoverDeployment(state([], []), [kept, made("b", "2", 2)], owner);
    expect([result.orphans, result.kept]).toEqual([[{ urn: urn("b"), id: "2" }], [{ urn: urn("a"), id: "1" }]]);
  });

  it("does not take for kept what the state lists under another URN, unless it only reads it", () => {
    const moved = { ...made("a", "1", 1), settled: true };
    expect(recoverDeployment(state([["b", "1"]], []), [moved], owner).kept).toEqual([]);
    const read = { deployment: { resources: [{ urn: urn("b"), id: "1", external: true }] } };
    expect(recoverDeployment(read, [moved], owner).kept).toEqual([{ urn: urn("a"), id: "1" }]);
    const other = { deployment: { resources: [{ urn: urn("b"), id: "1", type: "aws:ec2/vpc:Vpc" }] } };
    expect(recoverDeployment(other, [moved], owner).kept).toEqual([{ urn: urn("a"), id: "1" }]);
  });

  it("does not take what was kept on purpose for what a lost creation under its URN made", () => {
    const kept = { ...made("a", "1", 1), settled: true };
    expect(recoverDeployment(state([], ["a"]), [kept], owner)).toMatchObject({ imports: [], vanished: [urn("a")] });
    const both = recoverDeployment(state([], ["a"]), [kept, made("a", "2", 2)], owner);
    expect([both.imports, both.kept]).toEqual([[{ urn: urn("a"), id: "2" }], [{ urn: urn("a"), id: "1" }]]);
  });

  it("reads a stack that was never deployed", () => {
    const never: Deployment = { deployment: null };
    expect(recoverDeployment(never, [], owner).deployment).toBe(never);
  });
});
