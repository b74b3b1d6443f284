import type { FunctionSchema } from "../../schema/functions.js";
import type { SdkSchema } from "../../schema/index.js";
import type { CloudError, InvokeOutcome, InvokeRequest, WorldObject } from "../../types.js";
import { describe, list } from "./answer.js";
import { find } from "./find.js";
import { type Subject, subjectOf } from "./subject.js";

/**
 * The answer of a function that is named after a resource type: the one object that has what its arguments ask for, or, of
 * a plural, all of them. Undefined where it is named otherwise.
 */
export function lookUp(r: InvokeRequest, sdk: SdkSchema, fn: FunctionSchema): InvokeOutcome | undefined {
  const subject = subjectOf(sdk, fn);
  if (subject === undefined) return undefined;
  const found = find(r, subject);
  if (!Array.isArray(found)) return found.error.code === "UnmodelledArgument" ? undefined : found;
  if (subject.plural) return { result: list(r, fn, found) };
  const one = single(r, subject, found);
  return "error" in one ? one : { result: describe(r, fn, one) };
}

function single(r: InvokeRequest, subject: Subject, found: WorldObject[]): WorldObject | { error: CloudError } {
  const [first] = found;
  if (first === undefined) return { error: missing(r, subject) };
  if (found.length === 1) return first;
  return {
    error: {
      code: "TooManyResults",
      message: `multiple objects matched (${found.map((o) => o.id).join(", ")}); use additional constraints to reduce matches to a single ${subject.types[0]}`,
    },
  };
}

const codes = { aws: "NotFound", gcp: "Error 404", "azure-native": "ResourceNotFound" } as const;

/** What is not there, with the two ways to have it. Values of arguments are left out: some are secret. */
function missing(r: InvokeRequest, subject: Subject): CloudError {
  const { pkg } = r.session;
  const type = subject.types[0] ?? "";
  const by = Object.keys(r.args).filter((key) => r.args[key] !== undefined);
  const where = pkg === "aws" ? `account ${r.session.account}, ${r.session.region ?? "no region"}` : r.session.account;
  const properties = by.filter((key) => key !== "id").map((key) => `${key}: ...`);
  return {
    code: pkg in codes ? codes[pkg as keyof typeof codes] : "NotFound",
    message: [
      `no matching ${type} found${by.length === 0 ? "" : ` by ${by.join(", ")}`} in the sandbox (${where}): create it first, correct the search, or declare it in sandbox.yaml as already existing:`,
      "existing:",
      `  - type: ${type}`,
      "    id: ...",
      ...(properties.length === 0 ? [] : [`    properties: { ${properties.join(", ")} }`]),
    ].join("\n"),
  };
}
