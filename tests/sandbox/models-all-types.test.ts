import { describe, expect, it } from "vitest";
import { cloud } from "../../sandbox/models/index.js";
import { isSet, same } from "../../sandbox/models/values.js";
import { schemaOf } from "../../sandbox/schema/index.js";
import type { Session, WorldObject } from "../../sandbox/types.js";
import { absentOutputs, before, exceptions } from "./models-exceptions.js";
import { isNeverMade } from "./models-kubernetes-inputs.js";
import { minimalInputs } from "./models-minimal.js";
import { hasUnknown, installed, sessionOf, TestWorld, urnOf } from "./models-world.js";
import { fixturesFor } from "./reference-fixtures.js";

describe.each([
  ["aws", 1738],
  ["gcp", 1477],
  ["azure-native", 2288],
  ["kubernetes", 555],
  ["random", 10],
  ["tls", 4],
] as const)("every resource type of %s", (pkg, count) => {
  const sdk = schemaOf(pkg, installed(pkg));
  const session: Session = sessionOf(pkg);
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

  it("can be made from what it requires as planned, with an id and all outputs, and be changed, read and deleted", () => {
    const problems: string[] = [];
    for (const token of tokens.filter((name) => !isNeverMade(name))) {
      const world = new TestWorld();
      before[pkg]?.((type, name, inputs) => world.create(session, type, name, inputs));
      const id = (name: string) => world.objects.find((o) => o.urn.endsWith(`::${name}`))?.id ?? "";
      const schema = sdk.resource(token);
      if (schema === undefined) continue;
      try {
        const inputs = { ...minimalInputs(sdk, schema), ...exceptions[token]?.(id) };
        world.objects.push(...fixturesFor(session, world, token, world.check(session, token, "thing", inputs)));
        const planned = world.preview(session, token, "thing", inputs);
        const object = world.create(session, token, "thing", inputs);
        const surprises = Object.keys(planned).filter(
          (k) => !hasUnknown(planned[k]) && !same(planned[k], object.outputs[k]),
        );
        // Kubernetes adds its own fields to the metadata that a program gives; the plan has the program's.
        const wrong = surprises.filter((key) => pkg !== "kubernetes" || key !== "metadata");
        if (wrong.length > 0) problems.push(`${token} planned otherwise: ${wrong.join(", ")}`);
        const absent = schema.outputOnly.filter((name) => !isSet(object.outputs[name]));
        if (object.id === "" || absent.join() !== (absentOutputs[token] ?? []).join())
          problems.push(`${token} id "${object.id}" lacks ${absent.join(", ")}`);
        const { urn } = object;
        const read = cloud.read({
          session,
          type: token,
          urn: urnOf(session, token, "thing"),
          id: object.id,
          object,
          inputs: {},
          state: {},
          world,
        });
        if (read === undefined || "error" in read || read.id !== object.id) problems.push(`${token} cannot be read`);
        const diff = cloud.diff({
          session,
          type: token,
          urn,
          id: object.id,
          olds: object.inputs,
          oldOutputs: object.outputs,
          news: object.inputs,
          ignoreChanges: [],
        });
        if (Object.keys(diff.detailed).length > 0) problems.push(`${token} differs from itself`);
        expect(world.update(session, object, inputs)).toEqual(object.outputs);
        world.remove(session, world.objects.at(-1) as WorldObject);
      } catch (error) {
        problems.push(`${token} ${(error as Error).message}`);
      }
    }
    expect(problems).toEqual([]);
  });
});
