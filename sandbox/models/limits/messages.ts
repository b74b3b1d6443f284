import type { CheckFailure, CloudError, PackageName } from "../../types.js";
import type { Breach } from "./judge.js";
import type { Bounds, TableFacts } from "./table.js";

/** Properties whose values belong in no message. */
const hidden = /(password|secret|secret_?string|token|credentials?|private_?key|connection_?string)$/i;

/** A value as a message shows it. */
export function shown(path: string, value: unknown, secret = false): string {
  if (secret || hidden.test(path)) return "***";
  const text = typeof value === "string" ? value : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** `networkInterfaces[0].stackType` as Terraform's providers say it. */
export function snake(path: string): string {
  return path.replace(/\[(\d+)\]/g, ".$1").replace(/(?<=[a-z0-9])([A-Z])/g, (c) => `_${c.toLowerCase()}`);
}

/** A refusal before anything is made, in the words of the provider's own validation. */
export function failureOf(pkg: PackageName, breach: Breach, address: string): CheckFailure {
  const { path } = breach;
  const reason = pkg === "azure-native" ? azureReason(breach) : choiceReason(breach);
  return { property: path, reason: `${reason}${meant(breach.near)}; see ${address}` };
}

function choiceReason({ path, value, rule, secret }: Breach): string {
  return expected(snake(path), rule.e ?? [], shown(path, value, secret));
}

/** What the plugin SDK of Terraform says of a value that is not one of a list. */
export function expected(name: string, known: readonly string[], value: string): string {
  const list = known.length > 20 ? [...known.slice(0, 20), "..."] : known;
  return `expected ${name} to be one of [${list.map((k) => JSON.stringify(k)).join(" ")}], got ${value}`;
}

/** azure-native's own wording of what an OpenAPI document states. */
function azureReason({ path, value, rule, limit }: Breach): string {
  const text = String(value);
  switch (limit) {
    case "length":
      return isShort(text, rule.l)
        ? `'${path}' is too short (${text.length}): at least ${rule.l?.[0]} characters required`
        : `'${path}' is too long (${text.length}): at most ${rule.l?.[1]} characters allowed`;
    case "number":
      return Number(value) < (rule.n?.[0] ?? Number.NEGATIVE_INFINITY)
        ? `'${path}' is too low (${text} < ${rule.n?.[0]})`
        : `'${path}' is too high (${text} > ${rule.n?.[1]})`;
    default:
      return `'${path}' does not match expression '${rule.p?.map(plain).join("' or '")}'`;
  }
}

function isShort(text: string, bounds: Bounds | undefined): boolean {
  return text.length < (bounds?.[0] ?? 0);
}

function plain(pattern: string): string {
  return pattern.replace(/^u:/, "").replace(/^\^\(\?:(.*)\)\$$/, "$1");
}

export function meant(near: string | undefined): string {
  return near === undefined ? "" : `; did you mean "${near}"?`;
}

/** A refusal by the API when the object is made. */
export function errorOf(pkg: PackageName, breach: Breach, address: string, facts: TableFacts): CloudError {
  const service = pkg === "aws" ? (/WebAPI\/(.+?)-\d{4}-/.exec(address)?.[1] ?? "") : "";
  const { code, message } = apiError(pkg, service, breach);
  const known = breach.limit === "values" ? ` (values as of ${facts.date})` : "";
  return { code, message: `${message}${meant(breach.near)}${known}; see ${address}` };
}

function apiError(pkg: PackageName, service: string, breach: Breach): CloudError {
  if (pkg === "aws") return awsError(service, breach);
  return pkg === "gcp" ? googleError(breach) : { code: "InvalidParameter", message: azureReason(breach) };
}

function googleError({ path, value, rule, limit, secret }: Breach): CloudError {
  const head = `Invalid value for field 'resource.${path}': '${shown(path, value, secret)}'.`;
  const why: Readonly<Record<Breach["limit"], string>> = {
    pattern: `Must be a match of regex '${rule.p?.map(plain).join("' or '")}'`,
    values: `Must be one of [${short(rule.e ?? [])}]`,
    number: `Must be ${between(rule.n)}`,
    length: `Length must be ${between(rule.l)}`,
    items: `Number of elements must be ${between(rule.i)}`,
  };
  return { code: "Error 400", message: `${head} ${why[limit]}, invalid` };
}

/** EC2 has words of its own; RDS and its relatives know one code; the others report what their model says. */
function awsError(service: string, breach: Breach): CloudError {
  const { path, value, rule, limit } = breach;
  const text = shown(path, value, breach.secret);
  if (service === "ec2")
    return {
      code: "InvalidParameterValue",
      message: `Value (${text}) for parameter ${path} is invalid. ${sentence(breach)}`,
    };
  if (/^(rds|docdb|neptune|elasticache|redshift)$/.test(service))
    return { code: "InvalidParameterValue", message: `Invalid value ${text} for ${path}. ${sentence(breach)}` };
  const code = /^(iam|sts|autoscaling|elasticloadbalancing|monitoring|sns|cloudformation)/.test(service)
    ? "ValidationError"
    : "ValidationException";
  const constraint: Readonly<Record<Breach["limit"], string>> = {
    values: `Member must satisfy enum value set: [${short(rule.e ?? [])}]`,
    pattern: `Member must satisfy regular expression pattern: ${rule.p?.map(plain).join(" or ")}`,
    length: memberBound("length", [...String(value)].length, rule.l),
    number: memberBound("value", Number(value), rule.n),
    items: memberBound("length", Array.isArray(value) ? value.length : 0, rule.i),
  };
  const what = limit === "items" ? "[...]" : text;
  return {
    code,
    message: `1 validation error detected: Value '${what}' at '${path}' failed to satisfy constraint: ${constraint[limit]}`,
  };
}

function memberBound(what: string, value: number, bounds: Bounds | undefined): string {
  const [min, max] = bounds ?? [null, null];
  return min !== null && value < min
    ? `Member must have ${what} greater than or equal to ${min}`
    : `Member must have ${what} less than or equal to ${max}`;
}

function sentence({ rule, limit }: Breach): string {
  switch (limit) {
    case "values":
      return `Use one of ${short(rule.e ?? [])}`;
    case "pattern":
      return `It must match ${rule.p?.map(plain).join(" or ")}`;
    case "length":
      return `Its length must be ${between(rule.l)}`;
    case "number":
      return `It must be ${between(rule.n)}`;
    default:
      return `The number of items must be ${between(rule.i)}`;
  }
}

function between(bounds: Bounds | undefined): string {
  const [min, max] = bounds ?? [null, null];
  if (min === null) return `at most ${max}`;
  return max === null ? `at least ${min}` : `${min} to ${max}`;
}

function short(values: readonly string[]): string {
  return values.length > 20 ? `${values.slice(0, 20).join(", ")}, ...` : values.join(", ");
}
