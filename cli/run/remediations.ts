import { SECRET, SIGNATURE } from "../../policies/core/resource.js";
import { isObject } from "../../policies/core/value.js";
import { changes } from "../../sandbox/models/changes.js";
import { count } from "../words.js";
import { nameOf, typeOf } from "./record.js";

/** What the remedy of a rule set in a resource before the engine made or changed it. */
export interface Remediation {
  readonly rule: string;
  readonly pack: string;
  readonly urn: string;
  /** The properties and what they are now; without a value where one was taken away. None where all of it is secret. */
  readonly set: readonly { readonly path: string; readonly value?: unknown }[];
}

/** The engine's own event, which the types of the Automation API leave out. */
export interface RemediationEvent {
  readonly resourceUrn: string;
  readonly policyName: string;
  readonly policyPackName: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

export function remediationOf({
  resourceUrn,
  policyName,
  policyPackName,
  before = {},
  after = {},
}: RemediationEvent): Remediation {
  const set = [...changes(before, after)].map((change) => ({
    path: change.path,
    ...(change.kind === "delete" ? {} : { value: withoutSecrets(change.new) }),
  }));
  return { rule: policyName, pack: policyPackName, urn: resourceUrn, set };
}

/** What a program has to say for itself to be right without the remedies. */
export function remediationLines(remediated: readonly Remediation[]): string[] {
  if (remediated.length === 0) return [];
  const resources = new Set(remediated.map(({ urn }) => urn)).size;
  return [
    `Remediated: ${count(resources, "resource")} that the program does not describe as the policies want; to make it permanent, write into the program:`,
    ...remediated.flatMap(({ rule, urn, set }) => [
      `  ${rule}: ${nameOf(urn)} (${typeOf(urn)})`,
      ...(set.length === 0 ? ["    write: a value that is secret"] : set.map(writeLine)),
    ]),
  ];
}

function writeLine({ path, value }: Remediation["set"][number]): string {
  return value === undefined ? `    remove: ${path}` : `    write: ${path} = ${JSON.stringify(value)}`;
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner)]));
}
