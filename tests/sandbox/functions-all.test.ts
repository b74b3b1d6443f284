import { describe, expect, it } from "vitest";
import { answers } from "../../sandbox/functions/index.js";
import { subjectOf } from "../../sandbox/functions/lookup/subject.js";
import { cloud } from "../../sandbox/models/index.js";
import { isSet } from "../../sandbox/models/values.js";
import { type FunctionSchema, functionSchema, functionTokens } from "../../sandbox/schema/functions.js";
import { type SdkSchema, schemaOf } from "../../sandbox/schema/index.js";
import type { Props, Session, WorldObject } from "../../sandbox/types.js";
import { before, exceptions } from "./models-exceptions.js";
import { minimalInputs } from "./models-minimal.js";
import { installed, sessionOf, TestWorld } from "./models-world.js";

/** Arguments that mean one object: what it was made with, else its id or name. */
function argumentsFor(fn: FunctionSchema, object: WorldObject): Props {
  const last = object.id.slice(object.id.lastIndexOf("/") + 1);
  const entries = [...fn.args.values()].flatMap((member) => {
    const own = object.inputs[member.name] ?? (member.optional ? undefined : object.outputs[member.name]);
    if (isSet(own) && member.type.kind === typeof own) return [[member.name, own] as const];
    if (member.name === "id" || member.name === `${object.type.split(":")[1]?.split("/")[1]}Id`)
      return [[member.name, object.id] as const];
    if (member.name === "mostRecent") return [["mostRecent", true] as const];
    return member.optional || member.type.kind !== "string" ? [] : [[member.name, last] as const];
  });
  return Object.fromEntries(entries);
}

function made(sdk: SdkSchema, session: Session, type: string, world: TestWorld): WorldObject {
  before[session.pkg]?.((token, name, inputs) => world.create(session, token, name, inputs));
  const id = (name: string) => world.objects.find((o) => o.urn.endsWith(`::${name}`))?.id ?? "";
  const schema = sdk.resource(type);
  if (schema === undefined) throw new Error(`${type} is no type`);
  return world.create(session, type, "thing", { ...minimalInputs(sdk, schema), ...exceptions[type]?.(id) });
}

/** What cannot be made from its required inputs alone is another test's matter. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** Functions whose arguments cannot be told from the object: tests of their own are in functions.test.ts. */
const otherwise = new Set([
  "aws:connect/getBotAssociation:getBotAssociation",
  "aws:s3/getBucketObject:getBucketObject",
  "aws:s3/getObject:getObject",
  "azure-native:cloudngfw:getPostRule",
  "gcp:cloudbuild/getTrigger:getTrigger",
  "gcp:compute/getRouter:getRouter",
  "gcp:firestore/getDocument:getDocument",
]);

describe.each([
  ["aws", 684, 260],
  ["gcp", 500, 250],
  ["azure-native", 2803, 280],
] as const)("every function of %s", (pkg, count, least) => {
  const session = sessionOf(pkg);
  const sdk = schemaOf(pkg, installed(pkg));
  const tokens = functionTokens(installed(pkg).dir);

  it("that is named after a resource type finds an object of it, with all that the SDK says the result has", () => {
    expect(tokens).toHaveLength(count);
    const problems: string[] = [];
    let found = 0;
    // Azure's are alike: every sixth says as much as all of them.
    for (const token of tokens.filter((_, i) => pkg !== "azure-native" || i % 6 === 0)) {
      const fn = functionSchema(pkg, installed(pkg), token);
      const subject = fn && answers[token] === undefined ? subjectOf(sdk, fn) : undefined;
      if (fn === undefined || subject === undefined || subject.plural || otherwise.has(token)) continue;
      const world = new TestWorld();
      const object = attempt(() => made(sdk, session, subject.types[0] ?? "", world));
      if (object === undefined) continue;
      const args = argumentsFor(fn, object);
      const outcome = cloud.invoke({ session, token, args, world, preview: false });
      if (!("result" in outcome)) {
        problems.push(`${token} ${JSON.stringify(outcome).slice(0, 200)}`);
        continue;
      }
      const lacking = [...fn.result.values()].filter((m) => !m.optional && !isSet(outcome.result[m.name]));
      if (lacking.length > 0) problems.push(`${token} lacks ${lacking.map((m) => m.name).join()}`);
      found++;
    }
    expect(problems).toEqual([]);
    expect(found).toBeGreaterThan(least);
  });
});
