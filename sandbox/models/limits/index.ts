import type { CheckFailure, CloudError } from "../../types.js";
import type { CheckContext, ObjectContext } from "../model.js";
import { sdkOf } from "../objects.js";
import { azureNameRefusal } from "./azure-names.js";
import { undocumented } from "./documented.js";
import { documentFailures, documentRefusal } from "./documents.js";
import { type Breach, breaches } from "./judge.js";
import { machineRefusal } from "./machines/index.js";
import { errorOf, failureOf } from "./messages.js";
import { networkFailures, networkRefusal } from "./network/index.js";
import { placeRefusal } from "./places.js";
import { policyFailures, policyRefusal } from "./policies.js";
import { factsOf, limitsOfType, type TypeLimits } from "./table.js";

export {
  type Bounds,
  factsOf,
  limitedTypes,
  limitsOfType,
  type Rule,
  type TableFacts,
  type TypeLimits,
} from "./table.js";

/** What the tables of limits hold, for the documentation. */
export const limits = () =>
  (["aws", "gcp", "azure-native"] as const).map((pkg) => {
    const { rows, types, sources, sdk, date } = factsOf(pkg);
    return { cloud: pkg, rows, types, sources, sdk, date };
  });

type Context = Pick<CheckContext | ObjectContext, "session" | "schema" | "inputs" | "name">;

/** What the provider refuses before anything is made: the failures of a check. */
export function limitFailures(c: Context): CheckFailure[] {
  return [...policyFailures(c), ...documentFailures(c), ...networkFailures(c), ...tableFailures(c)];
}

function tableFailures(c: Context): CheckFailure[] {
  const known = limitsOf(c);
  const pkg = c.session.pkg;
  if (pkg === "gcp") {
    const given = Object.fromEntries(Object.entries(c.inputs).filter(([, value]) => !autonamed(c, value)));
    return undocumented(sdkOf(c.session), c.schema.inputs, given, known);
  }
  if (known === undefined) return [];
  return found(c, known)
    .filter((breach) => atPlan(c, breach))
    .map((breach) => failureOf(pkg, breach, known.address));
}

/** What the API refuses when the object is made or changed. */
export function limitRefusal(c: ObjectContext): CloudError | undefined {
  return placeRefusal(c) ?? networkRefusal(c) ?? inputRefusal(c);
}

/** The part of it that the inputs alone decide. */
export function inputRefusal(c: Context): CloudError | undefined {
  return policyRefusal(c) ?? documentRefusal(c) ?? machineRefusal(c) ?? azureNameRefusal(c) ?? tableRefusal(c);
}

function tableRefusal(c: Context): CloudError | undefined {
  const known = limitsOf(c);
  const first = known && found(c, known).find((breach) => !atPlan(c, breach));
  const { pkg } = c.session;
  if (known === undefined || first === undefined || pkg === "kubernetes" || pkg === "random" || pkg === "tls")
    return undefined;
  return errorOf(pkg, first, known.address, factsOf(pkg));
}

function limitsOf(c: Context): TypeLimits | undefined {
  return limitsOfType(c.session.pkg, c.schema.token);
}

/**
 * azure-native checks what its API's documents state, apart from patterns that look ahead, which its language cannot read;
 * Terraform's providers check the lists that their own texts give.
 */
function atPlan(c: Context, breach: Breach): boolean {
  if (c.session.pkg !== "azure-native") return breach.limit === "values" && breach.rule.c === 1;
  return breach.limit !== "pattern" || breach.rule.p?.some((pattern) => /\(\?[=!<]/.test(pattern)) !== true;
}

/** A list of values is complete for the SDK that it was made with and for older ones. */
function found(c: Context, known: TypeLimits): Breach[] {
  const { pkg, sdk } = c.session;
  if (pkg === "kubernetes" || pkg === "random" || pkg === "tls") return [];
  const all = breaches(c.inputs, known, !newer(sdk.version, known.sdk));
  const secrets = [...c.schema.secretInputs, ...c.schema.secretOutputs];
  return all
    .filter((breach) => !autonamed(c, breach.value))
    .map((breach) => ({ ...breach, secret: secrets.includes(/^\w+/.exec(breach.path)?.[0] ?? "") }));
}

/**
 * A name that a bridged provider made up: how it does so for types with rules of their own is not known well enough. What
 * azure-native makes up it checks itself.
 */
function autonamed(c: Context, value: unknown): boolean {
  if (c.session.pkg === "azure-native") return false;
  return typeof value === "string" && value.startsWith(c.name) && /^-?[0-9a-f]{7,8}$/.test(value.slice(c.name.length));
}

function newer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((v) => v.split(".").map(Number));
  for (const i of [0, 1, 2]) if (a?.[i] !== b?.[i]) return (a?.[i] ?? 0) > (b?.[i] ?? 0);
  return false;
}
