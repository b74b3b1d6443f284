/** A stack's state as `pulumi stack export` and the backends write it, checked in shape. */

import { gunzipSync } from "node:zlib";
import { isObject, type Props } from "../core/value.js";

/** A resource of a state, as far as the rules look into it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  /** Whether a provider has it; components are of the program alone. */
  readonly custom: boolean;
  readonly inputs: Props;
  readonly outputs: Props;
  readonly parent?: string;
  /** URN and id of its provider. */
  readonly provider?: string;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Where the program made it: `project:///index.ts#12,5`; several where it was made within calls. */
  readonly positions: readonly string[];
}

export interface StateFile {
  readonly resources: readonly StateResource[];
  /** How many were replaced and wait for their deletion: they are not the stack's any more. */
  readonly leaving: number;
}

/** Something that is no state, or a damaged one. The message says what it is instead, or where it is wrong. */
export class StateError extends Error {
  override readonly name = "StateError";
}

/** Versions of deployments that are read: 4 differs from 3 in what it says beside the resources. */
const VERSIONS: ReadonlySet<unknown> = new Set([3, 4]);

const EXPORT = "`pulumi stack export --file state.json` writes one";

/** The first bytes of what gzip wrote: backends may keep states compressed. */
const GZIP = [0x1f, 0x8b];

/**
 * Reads a state: what `pulumi stack export` prints, the checkpoint that a backend keeps (also compressed), or the deployment
 * alone.
 *
 * @param name  of the file, for messages
 * @throws StateError
 */
export function readState(bytes: Uint8Array, name: string): StateFile {
  const content = parsed(bytes, name);
  const { deployment, path } = deploymentOf(content, name);
  if (deployment === null) return { resources: [], leaving: 0 };
  const listed = deployment.resources ?? [];
  if (!Array.isArray(listed)) throw new StateError(`${name}: ${path}resources is no list; ${EXPORT}`);
  const resources: StateResource[] = [];
  let leaving = 0;
  listed.forEach((entry: unknown, index) => {
    const place = `${name}: ${path}resources[${index}]`;
    if (!isObject(entry)) throw new StateError(`${place} is no object: the state is damaged; ${EXPORT}`);
    if (entry.delete === true) leaving++;
    else resources.push(resourceOf(entry, place));
  });
  return { resources, leaving };
}

function parsed(bytes: Uint8Array, name: string): Props {
  let content: unknown;
  try {
    const packed = bytes[0] === GZIP[0] && bytes[1] === GZIP[1];
    const text = Buffer.from(packed ? gunzipSync(bytes) : bytes).toString("utf8");
    if (text.trim() === "") throw new StateError(`${name} is empty; ${EXPORT}`);
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (error instanceof StateError) throw error;
    throw new StateError(`${name} is no state: it is not JSON (${reasonOf(error)}); ${EXPORT}`);
  }
  if (!isObject(content)) throw new StateError(`${name} is no state: it holds no JSON object; ${EXPORT}`);
  return content;
}

/** Node quotes what it stumbled over, which may be a secret: only the place is said. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /position \d+|Unexpected end of JSON input/.exec(message)?.[0] ?? "unreadable";
}

function deploymentOf(content: Props, name: string): { deployment: Props | null; path: string } {
  for (const [key, inner, path] of [
    ["deployment", (c: Props) => c.deployment, "deployment."],
    [
      "checkpoint",
      (c: Props) => (isObject(c.checkpoint) ? (c.checkpoint.latest ?? null) : c.checkpoint),
      "checkpoint.latest.",
    ],
  ] as const) {
    if (!(key in content)) continue;
    if (!VERSIONS.has(content.version))
      throw new StateError(
        `${name}: version is ${JSON.stringify(content.version)}; allowed: 3, 4. A Pulumi CLI of version 3 brings older states ` +
          "up to date with the next update of the stack",
      );
    const deployment = inner(content);
    if (deployment !== null && !isObject(deployment))
      throw new StateError(`${name}: ${path.slice(0, -1)} is no object; ${EXPORT}`);
    return { deployment, path };
  }
  if (isObject(content.manifest)) return { deployment: content, path: "" };
  throw new StateError(`${name} is no state of Pulumi: ${instead(content)}; ${EXPORT}`);
}

/** What people mistake for a state. */
function instead(content: Props): string {
  if ("terraform_version" in content) return "it is one of Terraform";
  if ("steps" in content && "changeSummary" in content)
    return "it is a preview (`pulumi preview --json`), in which secret values are masked; name the program's directory";
  return "it has neither `deployment` nor `checkpoint`";
}

function resourceOf(entry: Props, place: string): StateResource {
  const { urn, type, id, parent, provider } = entry;
  if (typeof urn !== "string" || urn.split("::").length < 4)
    throw new StateError(
      `${place}.urn is ${JSON.stringify(urn)}; allowed: urn:pulumi:<stack>::<project>::<type>::<name>`,
    );
  if (typeof type !== "string" || type === "")
    throw new StateError(`${place}.type is ${JSON.stringify(type)}; allowed: a type token, aws:s3/bucket:Bucket`);
  return {
    urn,
    type,
    custom: entry.custom !== false,
    ...(typeof id === "string" ? { id } : {}),
    ...(typeof parent === "string" && parent !== "" ? { parent } : {}),
    ...(typeof provider === "string" && provider !== "" ? { provider } : {}),
    inputs: propsAt(entry, "inputs", place),
    outputs: propsAt(entry, "outputs", place),
    propertyDependencies: dependenciesOf(entry, place),
    positions: positionsOf(entry),
  };
}

function propsAt(entry: Props, name: "inputs" | "outputs" | "propertyDependencies", place: string): Props {
  const value = entry[name] ?? {};
  if (isObject(value)) return value;
  throw new StateError(`${place}.${name} is no object: the state is damaged; ${EXPORT}`);
}

/** An older CLI wrote null for a property that was made from nothing. */
function dependenciesOf(entry: Props, place: string): StateResource["propertyDependencies"] {
  const listed = Object.entries(propsAt(entry, "propertyDependencies", place));
  return Object.fromEntries(
    listed.map(([property, urns]) => [
      property,
      Array.isArray(urns) ? urns.filter((urn) => typeof urn === "string") : [],
    ]),
  );
}

function positionsOf({ sourcePosition, stackTrace }: Props): readonly string[] {
  const frames = Array.isArray(stackTrace)
    ? stackTrace.map((frame) => (isObject(frame) ? frame.sourcePosition : ""))
    : [];
  return [sourcePosition, ...frames].filter((one): one is string => typeof one === "string" && one !== "");
}
