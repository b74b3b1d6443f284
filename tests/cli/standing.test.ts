import { describe, expect, it } from "vitest";
import { standings } from "../../cli/run/standing.js";
import type { InventoryObject } from "../../sandbox/index.js";

const type = "gcp:projects/iAMMember:IAMMember";
const urn = (name: string, stack: string) => `urn:pulumi:${stack}::shop::${type}::${name}`;

function made(created: number, more: Partial<InventoryObject> = {}): InventoryObject {
  return {
    pkg: "gcp",
    type,
    urn: urn("events", "dev"),
    project: "shop",
    stack: "dev",
    account: "acme",
    region: undefined,
    provider: "",
    answered: true,
    settled: true,
    id: "acme/publisher",
    generation: created,
    inputs: {},
    outputs: {},
    created,
    ...more,
  };
}

const stateOf = (stack: string, ...names: string[]) => ({
  project: "shop",
  stack,
  state: { deployment: { resources: names.map((name) => ({ urn: urn(name, stack), id: "acme/publisher", type })) } },
});
const told = async (objects: InventoryObject[], ...states: ReturnType<typeof stateOf>[]) => [
  ...(await standings(objects, states)).values(),
];

describe("how objects stand to the states", () => {
  it("is told for each of several with one URN and id: as many as the state lists are not kept", async () => {
    const three = [made(1), made(2), made(3)];
    expect(await told(three, stateOf("dev", "events"))).toEqual(["listed", "kept", "kept"]);
    expect(await told(three, stateOf("dev"))).toEqual(["kept", "kept", "kept"]);
  });

  it("is that of the resource that lists an object, whichever resource or stack made it", async () => {
    expect(await told([made(1)], stateOf("dev", "renamed"))).toEqual(["listed"]);
    expect(await told([made(1)], stateOf("dev"), stateOf("prod", "events"))).toEqual(["listed"]);
    expect(await told([made(1)], stateOf("prod", "events"))).toEqual(["listed"]);
    expect(await told([made(1, { id: "acme/viewer" })], stateOf("prod", "events"))).toEqual(["orphan"]);
  });
});
