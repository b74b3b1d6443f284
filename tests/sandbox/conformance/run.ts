import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ResourceSchema, type SdkSchema, schemaOf } from "../../../sandbox/schema/index.js";
import type { PackageName, Props } from "../../../sandbox/types.js";
import { worldFiles } from "../../../sandbox/world/directory.js";
import { WorldStore } from "../../../sandbox/world/store.js";
import { before, exceptions } from "../models-exceptions.js";
import { installed, sessionOf } from "../models-world.js";
import { fixturesFor } from "../reference-fixtures.js";
import { accepted, maximalInputs, minimalInputs } from "./inputs.js";
import { nothingChanges, steps } from "./steps.js";
import { StoreWorld } from "./world.js";

/** What came of one resource type. */
export interface Verdict {
  readonly token: string;
  /** Why no valid inputs could be generated; the steps were not tried then. */
  readonly ungenerated?: string;
  /** What is inconsistent. */
  readonly problems: readonly string[];
  /** Whether an input was found that changes in place. */
  readonly changed: boolean;
  /** Optional inputs that could be set together besides what is required, of how many. */
  readonly optional: readonly [set: number, of: number];
}

/** A world in a temporary directory, gone afterwards. */
export function withStore<T>(work: (store: WorldStore) => T): T {
  const dir = mkdtempSync(join(tmpdir(), "groundplan-conformance-"));
  const files = worldFiles(dir);
  mkdirSync(files.run, { recursive: true });
  const store = WorldStore.open(files, { throwaway: true });
  try {
    return work(store);
  } finally {
    store.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Takes every type of a package, or those that `wanted` takes, through all steps. */
export function judgeAll(pkg: PackageName, wanted: (token: string, at: number) => boolean = () => true): Verdict[] {
  const sdk = schemaOf(pkg, installed(pkg));
  return sdk
    .tokens()
    .filter(wanted)
    .flatMap((token) => {
      const schema = sdk.resource(token);
      return schema === undefined ? [] : withStore((store) => judge(store, sdk, schema));
    });
}

export function judge(store: WorldStore, sdk: SdkSchema, schema: ResourceSchema): Verdict {
  const world = new StoreWorld(store, sessionOf(sdk.pkg));
  const ids = new Map<string, string>();
  before[sdk.pkg]?.((type, name, inputs) => {
    const object = world.create(type, name, world.check(type, name, inputs));
    ids.set(name, object.id);
    return object;
  });
  const { token } = schema;
  let minimal: Props;
  try {
    minimal = { ...minimalInputs(sdk, schema), ...exceptions[token]?.((name) => ids.get(name) ?? "") };
  } catch (error) {
    return { token, ungenerated: (error as Error).message, problems: [], changed: false, optional: [0, 0] };
  }
  world.declared = fixturesFor(world.session, world, token, minimal);
  const small = steps(world, sdk, schema, minimal);
  const refused = small.find((p) => /^(check|preview|create): /.test(p) && small.length === 1);
  const large = maximal(world, sdk, schema, minimal);
  const faults = [...small, ...large.problems].filter((p) => p !== nothingChanges);
  return {
    token,
    ...(refused === undefined ? {} : { ungenerated: refused }),
    problems: refused === undefined ? [...new Set(faults)] : [],
    changed: !small.includes(nothingChanges),
    optional: large.optional,
  };
}

function maximal(
  world: StoreWorld,
  sdk: SdkSchema,
  schema: ResourceSchema,
  minimal: Props,
): { problems: string[]; optional: [number, number] } {
  const full = maximalInputs(sdk, schema, minimal);
  const of = [...schema.inputs.keys()].filter((key) => !(key in minimal)).length;
  const fixtures = world.declared;
  const outcome = accepted(full, new Set(Object.keys(minimal)), (inputs) => {
    world.declared = [...fixtures, ...fixturesFor(world.session, world, schema.token, inputs)];
    const object = world.create(schema.token, "large", world.check(schema.token, "large", inputs));
    world.remove(object);
  });
  if ("refusal" in outcome) return { problems: [], optional: [0, of] };
  const set = Object.keys(outcome.inputs).length - Object.keys(minimal).length;
  const problems = steps(world, sdk, schema, outcome.inputs).map((p) =>
    p === nothingChanges ? p : `all inputs: ${p}`,
  );
  return { problems, optional: [set, of] };
}
