import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ResourceSchema, type SdkSchema, schemaOf } from "../../../sandbox/schema/index.js";
import type { PackageName, Props } from "../../../sandbox/types.js";
import { worldFiles } from "../../../sandbox/world/directory.js";
import { WorldStore } from "../../../sandbox/world/store.js";
import { before, exceptions } from "../models-exceptions.js";
import { isNeverMade } from "../models-kubernetes-inputs.js";
import { sampleInput } from "../models-minimal.js";
import { installed, sessionOf } from "../models-world.js";
import { fixturesFor, usualObjects } from "../reference-fixtures.js";
import { accepted, complaint, maximalInputs, minimalInputs } from "./inputs.js";
import { MemoryStore, type ObjectStore } from "./memory.js";
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

/** The version of an SDK that is judged. */
export function installedVersion(pkg: PackageName): string {
  return installed(pkg).version;
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

type Wanted = (token: string, at: number) => boolean;

/** Takes every type of a package, or those that `wanted` takes, through all steps, over the real store. */
export function judgeAll(pkg: PackageName, wanted: Wanted = () => true): Verdict[] {
  return withStore((store) => verdicts(store, pkg, wanted, maximal));
}

/** The fast version: every type with what it requires, in memory. */
export function judgeMinimal(pkg: PackageName, wanted: Wanted = () => true): Verdict[] {
  return verdicts(new MemoryStore(), pkg, wanted, () => ({ problems: [], optional: [0, 0] }));
}

type Large = typeof maximal;

function verdicts(store: ObjectStore, pkg: PackageName, wanted: Wanted, large: Large): Verdict[] {
  const sdk = schemaOf(pkg, installed(pkg));
  const tokens = sdk
    .tokens()
    .filter((token) => !isNeverMade(token))
    .filter(wanted);
  const world = new StoreWorld(store, sessionOf(pkg));
  const ids = new Map<string, string>();
  before[pkg]?.((type, name, inputs) => {
    const object = world.create(type, name, world.check(type, name, inputs));
    ids.set(name, object.id);
    return object;
  });
  const kept = store.count();
  return tokens.flatMap((token) => {
    const schema = sdk.resource(token);
    const verdict = schema === undefined ? [] : [judged({ world, sdk, ids, large }, schema)];
    for (const left of store.all().slice(kept)) store.remove(left);
    return verdict;
  });
}

interface Court {
  readonly world: StoreWorld;
  readonly sdk: SdkSchema;
  /** Of what exists before, by name. */
  readonly ids: ReadonlyMap<string, string>;
  readonly large: Large;
}

function judged(court: Court, schema: ResourceSchema): Verdict {
  try {
    return judge(court, schema);
  } catch (error) {
    const problem = `the sandbox failed: ${(error as Error).message}`;
    return { token: schema.token, problems: [problem], changed: false, optional: [0, 0] };
  }
}

function judge({ world, sdk, ids, large }: Court, schema: ResourceSchema): Verdict {
  const { token } = schema;
  const given = exceptions[token]?.((name) => ids.get(name) ?? "") ?? {};
  const generated = generate(world, sdk, schema, given);
  if ("refusal" in generated)
    return { token, ungenerated: generated.refusal, problems: [], changed: false, optional: [0, 0] };
  const minimal = generated.inputs;
  const small = steps(world, sdk, schema, minimal);
  const full = large(world, sdk, schema, minimal);
  const faults = [...small, ...full.problems].filter((p) => p !== nothingChanges);
  return {
    token,
    problems: [...new Set(faults)],
    changed: !small.includes(nothingChanges),
    optional: full.optional,
  };
}

/** Inputs that are accepted, with what they refer to declared; what is required besides is told by the refusals. */
function generate(
  world: StoreWorld,
  sdk: SdkSchema,
  schema: ResourceSchema,
  given: Props,
): { inputs: Props } | { refusal: string } {
  let inputs: Props = { ...minimalInputs(sdk, schema), ...given };
  for (let attempts = 0; ; attempts++) {
    world.declared = [];
    world.declared = usualObjects(world.session, world, inputs);
    world.declared.push(...fixturesFor(world.session, world, schema.token, inputs));
    try {
      world.remove(world.create(schema.token, "first", world.check(schema.token, "first", inputs)));
      return { inputs };
    } catch (error) {
      const more = attempts < 5 ? wanted(sdk, schema, error, inputs) : {};
      if (Object.keys(more).length === 0) return { refusal: (error as Error).message.split("\n")[0] ?? "" };
      inputs = { ...inputs, ...more };
    }
  }
}

/** Samples of the inputs that a refusal names and that are not given. */
function wanted(sdk: SdkSchema, schema: ResourceSchema, error: unknown, inputs: Props): Props {
  const names = complaint(error, Object.keys(Object.fromEntries(schema.inputs))).filter((name) => !(name in inputs));
  const members = names.flatMap((name) => schema.inputs.get(name) ?? []);
  const samples = members.map((member) => [member.name, sampleInput(sdk, schema, member)] as const);
  return Object.fromEntries(samples.filter(([, value]) => value !== undefined));
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
    world.declared = fixtures;
    world.declared = [...fixtures, ...usualObjects(world.session, world, inputs)];
    world.declared.push(...fixturesFor(world.session, world, schema.token, inputs));
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
