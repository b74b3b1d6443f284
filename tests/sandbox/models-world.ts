import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { noAnswers } from "../../sandbox/answers/model.js";
import { cloud } from "../../sandbox/models/index.js";
import { isRecord, strings } from "../../sandbox/models/values.js";
import {
  type CheckFailure,
  type PackageName,
  type Props,
  type SdkSource,
  type Session,
  UNKNOWN,
  type WorldObject,
  type WorldView,
} from "../../sandbox/types.js";
import { servesAll } from "./models-kubernetes-inputs.js";

/** The SDKs that this repository installs. */
export function installed(pkg: PackageName): SdkSource {
  const dir = join(process.cwd(), "node_modules", "@pulumi", pkg);
  return { dir, version: JSON.parse(readFileSync(join(dir, "package.json"), "utf8")).version };
}

const places: Readonly<Record<PackageName, readonly [account: string, region: string | undefined]>> = {
  aws: ["123456789012", "eu-west-1"],
  gcp: ["groundplan-sandbox", "europe-west1"],
  "azure-native": ["5ab5c21b-0000-4000-8000-000000000001", "westeurope"],
  kubernetes: ["https://cluster.example", undefined],
  random: ["local", undefined],
  tls: ["local", undefined],
};

export function sessionOf(pkg: PackageName, over: Partial<Session> = {}): Session {
  const [account, region] = places[pkg];
  const config: Props = pkg === "azure-native" ? { location: region } : region === undefined ? {} : { region };
  return {
    pkg,
    project: "p",
    stack: "dev",
    organization: "organization",
    sdk: installed(pkg),
    config,
    account,
    region,
    seed: "seed",
    answers: pkg === "kubernetes" ? servesAll(account) : noAnswers,
    ...over,
  };
}

/** Raised where the cloud refuses; `code` is the cloud's own. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Raised where the inputs are refused. */
export class BadInputs extends Error {
  readonly failures: readonly CheckFailure[];
  constructor(failures: readonly CheckFailure[]) {
    super(failures.map((f) => `${f.property}: ${f.reason}`).join("\n"));
    this.failures = failures;
  }
}

/** A world in memory that does what the server does with the models: check, create, update, delete. */
export class TestWorld implements WorldView {
  readonly objects: WorldObject[] = [];
  private readonly generations = new Map<string, number>();
  private readonly kept = new Map<string, string>();
  private readonly names = new WeakMap<WorldObject, ReadonlySet<string>>();
  private sequence = 0;

  find(type: string, id: string): WorldObject | undefined {
    return this.byType(type).findLast((o) => o.id === id);
  }
  byType(type: string): WorldObject[] {
    return this.objects.filter((o) => o.type === type);
  }
  count(type: string): number {
    return this.byType(type).length;
  }
  keptName(value: string): string | undefined {
    return this.kept.get(value);
  }
  byIdentity(value: string): WorldObject[] {
    return this.objects.filter((o) => this.namesOf(o).has(value));
  }
  /** The identities of an object, which never changes: a change puts another in its place. */
  private namesOf(object: WorldObject): ReadonlySet<string> {
    const names = this.names.get(object) ?? new Set(cloud.identities(object));
    this.names.set(object, names);
    return names;
  }
  users(object: WorldObject): WorldObject[] {
    const names = cloud.identities(object);
    return this.objects.filter((o) => o !== object && [...strings(o.inputs)].some((s) => names.includes(s.value)));
  }

  /** Inputs as Check leaves them. Throws `BadInputs`. */
  check(session: Session, type: string, name: string, news: Props, olds?: Props): Props {
    const urn = urnOf(session, type, name);
    const randomSeed = createHash("sha256").update(`random ${urn}`).digest();
    const { inputs, failures } = cloud.check({ session, type, urn, name, news, olds, world: this, randomSeed });
    if (failures.length > 0) throw new BadInputs(failures);
    return inputs;
  }

  /** What a preview says. */
  preview(session: Session, type: string, name: string, news: Props): Props {
    const inputs = this.check(session, type, name, news);
    const outcome = cloud.create({
      session,
      type,
      urn: urnOf(session, type, name),
      name,
      inputs,
      generation: 1,
      preview: true,
      world: this,
    });
    if ("error" in outcome) throw new Refused(outcome.error.code, outcome.error.message);
    return outcome.outputs;
  }

  create(session: Session, type: string, name: string, news: Props): WorldObject {
    const inputs = this.check(session, type, name, news);
    const urn = urnOf(session, type, name);
    const generation = (this.generations.get(urn) ?? 0) + 1;
    const outcome = cloud.create({ session, type, urn, name, inputs, generation, preview: false, world: this });
    if ("error" in outcome) throw new Refused(outcome.error.code, outcome.error.message);
    this.generations.set(urn, generation);
    const { pkg, project, stack, account, region } = session;
    const object: WorldObject = {
      pkg,
      type,
      urn,
      project,
      stack,
      account,
      region,
      generation,
      inputs,
      id: outcome.id,
      outputs: outcome.outputs,
      created: ++this.sequence,
    };
    this.objects.push(object);
    return object;
  }

  /** Changes an object in place and returns its new outputs. */
  update(session: Session, object: WorldObject, inputs: Props, preview = false): Props {
    const name = object.urn.slice(object.urn.lastIndexOf("::") + 2);
    const news = this.check(session, object.type, name, inputs, object.inputs);
    const { type, urn, id } = object;
    const outcome = cloud.update({
      session,
      type,
      urn,
      id,
      olds: object.inputs,
      oldOutputs: object.outputs,
      news,
      object,
      preview,
      world: this,
    });
    if ("error" in outcome) throw new Refused(outcome.error.code, outcome.error.message);
    if (!preview)
      this.objects.splice(this.objects.indexOf(object), 1, { ...object, inputs: news, outputs: outcome.outputs });
    return outcome.outputs;
  }

  remove(session: Session, object: WorldObject): void {
    const error = cloud.canDelete({ session, object, world: this });
    if (error !== undefined) throw new Refused(error.code, error.message);
    for (const name of cloud.keeps?.(object) ?? []) this.kept.set(name, object.urn);
    this.objects.splice(this.objects.indexOf(object), 1);
  }
}

export function urnOf(session: Session, type: string, name: string): string {
  return `urn:pulumi:${session.stack}::${session.project}::${type}::${name}`;
}

/** The cloud's code of a refusal, or "" where nothing was refused. */
export function refusal(action: () => unknown): string {
  try {
    action();
    return "";
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

/** The failures of a check, as `property: reason`. */
export function failures(action: () => unknown): string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof BadInputs) return error.failures.map((f) => `${f.property}: ${f.reason}`);
    throw error;
  }
}

/** Whether a value is or contains something unknown. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
}
