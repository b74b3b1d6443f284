import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { cloud } from "../../sandbox/models/index.js";
import { type PackageName, type Props, packageNames, type Session, type WorldObject } from "../../sandbox/types.js";
import { record } from "../support/record.js";
import { sessionOf, type TestWorld } from "./models-world.js";

const secretMark = "4dabf18193072939515e22adb298388d";

/** Values as the sandbox's server hands them to the models: secrets opened, files as hashes, nothing undefined. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (pulumi.asset.Archive.isInstance(value)) return { __archive: hash(value) };
  if (pulumi.asset.Asset.isInstance(value)) return { __asset: hash(value) };
  const entries = Object.entries(value);
  if (secretMark in value) return plain(Object.fromEntries(entries).value);
  return Object.fromEntries(entries.flatMap(([key, inner]) => (inner === undefined ? [] : [[key, plain(inner)]])));
}

function hash(value: object): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/**
 * Makes everything that a program registers in a world of the sandbox's clouds, in the order in which the engine would.
 * What a cloud refuses is thrown.
 */
export async function deploy(world: TestWorld, program: () => unknown): Promise<WorldObject[]> {
  const sessions = new Map<PackageName, Session>();
  const sessionFor = (pkg: PackageName): Session => sessions.get(pkg) ?? sessionOf(pkg);
  const made: WorldObject[] = [];
  const outputs = (type: string, name: string, inputs: Props): Props => {
    const provider = /^pulumi:providers:(.+)$/.exec(type)?.[1] as PackageName | undefined;
    const config = plain(inputs) as Props;
    if (provider !== undefined) {
      sessions.set(provider, configured(provider, config));
      return {};
    }
    const pkg = type.split(":")[0] as PackageName;
    if (!packageNames.includes(pkg) || !type.includes(":", pkg.length + 1)) return {};
    const object = world.create(sessionFor(pkg), type, name, config);
    made.push(object);
    return { ...object.outputs, id: object.id };
  };
  const call = (token: string, args: Props): Props => {
    const session = sessionFor(token.split(":")[0] as PackageName);
    const outcome = cloud.invoke({ session, token, args: plain(args) as Props, world, preview: false });
    if ("result" in outcome) return outcome.result;
    throw new Error(JSON.stringify(outcome));
  };
  await record(program, { outputs, call });
  return made;
}

/** A session as Configure would open it. */
function configured(pkg: PackageName, config: Props): Session {
  const base = sessionOf(pkg);
  const outcome = cloud.configure(pkg, config, { sdk: base.sdk, env: {} });
  if ("failures" in outcome) throw new Error(outcome.failures.map((f) => f.reason).join());
  return { ...base, config, account: outcome.account, region: outcome.region };
}
