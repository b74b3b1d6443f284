import type { EngineEvent } from "@pulumi/pulumi/automation";
import { nearest } from "../../components/core/nearest.js";
import { CliError, usageError } from "../errors.js";
import { nameOf, typeOf } from "../run/record.js";
import { cloudNames, type InvokeCloud } from "./protocol.js";

/** A function of the program, as a preview of it says. */
export interface FoundFunction {
  readonly name: string;
  readonly urn: string;
  readonly cloud: InvokeCloud;
  /** Of its target, where that has a provider of ours. */
  readonly targetKey: string | undefined;
  readonly runtime: string;
  /** File without extension, a dot, and what it exports. */
  readonly entry: string;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly triggers: readonly { readonly key: string; readonly kind: string }[];
  /** The archive of its code, relative to the program's directory. */
  readonly archive: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** Variables of the program whose values nobody knows before the cloud does, or that are secret. */
  readonly hiddenEnv: readonly string[];
}

const componentType = "groundplan:index:Function";

/** Where each cloud's own resource has the variables. */
const carriers: Readonly<Record<string, { readonly cloud: InvokeCloud; readonly env: readonly string[] }>> = {
  "aws:lambda/function:Function": { cloud: "aws", env: ["environment", "variables"] },
  "gcp:cloudfunctionsv2/function:Function": { cloud: "gcp", env: ["serviceConfig", "environmentVariables"] },
  "azure-native:web:WebApp": { cloud: "azure", env: ["siteConfig", "appSettings"] },
};

interface Seen {
  readonly urn: string;
  readonly parent: string;
  /** URN of its provider, two colons, and an id. */
  readonly provider: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Gathers the functions of a program from the events of its preview. */
export class FunctionFinder {
  readonly #seen = new Map<string, Seen>();

  take(event: EngineEvent): void {
    const state = event.resourcePreEvent?.metadata.new;
    if (state === undefined || state === null) return;
    const { urn, parent, provider, inputs } = state;
    this.#seen.set(urn, { urn, parent, provider: provider ?? "", inputs: inputs ?? {} });
  }

  get found(): FoundFunction[] {
    const components = [...this.#seen.values()].filter(({ urn }) => typeOf(urn) === componentType);
    return components
      .flatMap((component) => this.#functionOf(component) ?? [])
      .sort((a, b) => (a.urn < b.urn ? -1 : 1));
  }

  #functionOf({ urn, inputs }: Seen): FoundFunction | undefined {
    const children = [...this.#seen.values()].filter(({ parent }) => parent === urn);
    const own = children.find((child) => carriers[typeOf(child.urn)] !== undefined);
    const carrier = own === undefined ? undefined : carriers[typeOf(own.urn)];
    if (own === undefined || carrier === undefined) return undefined;
    const archives = children.flatMap((child) => archivesIn(child.inputs));
    const env = knownIn(carrier.env.reduce<unknown>((value, key) => property(value, key), own.inputs));
    return {
      name: nameOf(urn),
      urn,
      cloud: carrier.cloud,
      targetKey: targetKeyOf(own.provider, carrier.cloud),
      runtime: String(inputs.runtime),
      entry: String(inputs.entry),
      memoryMiB: Number(inputs.memoryMiB),
      timeoutSeconds: Number(inputs.timeoutSeconds),
      triggers: triggersOf(inputs.triggers),
      archive: archives[0],
      env,
      hiddenEnv: textsIn(inputs.env).filter((name) => env[name] === undefined),
    };
  }
}

/** Providers of ours are called `<cloud>-<key>`. */
function targetKeyOf(provider: string, cloud: InvokeCloud): string | undefined {
  const name = nameOf(provider.slice(0, provider.lastIndexOf("::")));
  return name.startsWith(`${cloud}-`) ? name.slice(cloud.length + 1) : undefined;
}

function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** The mark of a value with a meaning of its own, and those of files and archives. */
const mark = "4dabf18193072939515e22adb298388d";
const fileMarks: readonly unknown[] = ["c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"];

/** Paths of the files and archives in a resource's inputs. */
function archivesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { path } = value as { readonly path?: unknown };
  if (fileMarks.includes(property(value, mark)) && typeof path === "string") return [path];
  return Object.values(value).flatMap(archivesIn);
}

/** The variables whose values the preview knows, of a map of texts or a list of names and values. */
function knownIn(given: unknown): Readonly<Record<string, string>> {
  const entries: [string, unknown][] = Array.isArray(given)
    ? given.map((item) => [String(property(item, "name")), property(item, "value")])
    : Object.entries(typeof given === "object" && given !== null ? given : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => isKnown(entry[1])));
}

/** How the engine writes a secret in its events, and what only the cloud will know. */
const hidden: readonly unknown[] = ["[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"];

function isKnown(value: unknown): value is string {
  return typeof value === "string" && !hidden.includes(value);
}

function textsIn(given: unknown): string[] {
  return Array.isArray(given) ? given.map(String) : [];
}

/** The component lists them as `<key>: <kind>`. */
function triggersOf(given: unknown): FoundFunction["triggers"] {
  return textsIn(given).map((text) => {
    const at = text.lastIndexOf(": ");
    return { key: text.slice(0, at), kind: text.slice(at + 2) };
  });
}

/**
 * The function that is meant: by its name, or by its name without the key of its target, which programs for several
 * targets end names with.
 *
 * @throws CliError `unknown-function` with the names there are; `bad-argument` where a name stands for several
 */
export function chooseFunction(
  found: readonly FoundFunction[],
  name: string,
  cloud: InvokeCloud | undefined,
  stack: string,
): FoundFunction {
  const onCloud = found.filter((one) => cloud === undefined || one.cloud === cloud);
  const exact = onCloud.filter((one) => one.name === name);
  const named = exact.length > 0 ? exact : onCloud.filter((one) => shortName(one) === name);
  const [first] = named;
  if (first === undefined) throw unknownFunction(found, name, cloud, stack);
  if (named.length === 1) return first;
  const clouds = [...new Set(named.map((one) => one.cloud))];
  const way =
    clouds.length === named.length
      ? "say which with --cloud"
      : "give the whole name, or a --cloud that has one of them";
  throw usageError(
    "bad-argument",
    `stack ${stack} has ${named.length} functions ${JSON.stringify(name)}: ${listed(named)}; ${way}`,
  );
}

/** Without the key of its target. */
function shortName({ name, targetKey }: FoundFunction): string {
  const end = `-${targetKey}`;
  return name.endsWith(end) ? name.slice(0, -end.length) : name;
}

function listed(found: readonly FoundFunction[]): string {
  return [...new Set(found.map(({ name, cloud }) => `${name} (${cloud})`))].join(", ");
}

function unknownFunction(
  found: readonly FoundFunction[],
  name: string,
  cloud: InvokeCloud | undefined,
  stack: string,
): CliError {
  const known = found.length === 0 ? "it has no functions" : `it has ${listed(found)}`;
  const where = cloud === undefined ? "" : ` on ${cloud}`;
  const meant = nearest(
    name,
    found.flatMap((one) => [one.name, shortName(one)]),
  );
  const hint = meant === undefined || meant === name ? "" : `; did you mean ${meant}?`;
  return new CliError(
    "unknown-function",
    `stack ${stack} has no function ${JSON.stringify(name)}${where}: ${known}${hint}`,
  );
}

export function asCloud(text: string | undefined): InvokeCloud | undefined {
  const found = cloudNames.find((one) => one === text);
  if (text !== undefined && found === undefined)
    throw usageError("bad-argument", `--cloud is ${JSON.stringify(text)}; use ${cloudNames.join(", ")}`);
  return found;
}
