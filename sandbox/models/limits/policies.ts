import type { CheckFailure, CloudError, Props } from "../../types.js";
import type { CheckContext, ObjectContext } from "../model.js";
import { isRecord, isSet, texts } from "../values.js";
import { type PolicyKind, type PolicyPlace, policyPlaces } from "./policy-places.js";

type Context = Pick<CheckContext | ObjectContext, "session" | "schema" | "inputs">;

/** A document and where the program wrote it. */
interface Found {
  readonly path: string;
  readonly value: unknown;
  readonly place: PolicyPlace;
}

function documents(c: Context): Found[] {
  return (policyPlaces[c.schema.token] ?? []).flatMap((place) => {
    const [head = "", rest] = place.property.split(".");
    const value = c.inputs[head];
    if (rest === undefined) return isSet(value) ? [{ path: head, value, place }] : [];
    const items = Array.isArray(value) ? value : [];
    return items.flatMap((item, i) =>
      isRecord(item) && isSet(item[rest]) ? [{ path: `${head}[${i}].${rest}`, value: item[rest], place }] : [],
    );
  });
}

/** The provider's own check of a policy that is given as text: it must be a JSON object. */
export function policyFailures(c: Context): CheckFailure[] {
  return documents(c).flatMap(({ path, value }) => {
    const why = typeof value === "string" && value !== "" ? notAnObject(value) : undefined;
    return why === undefined ? [] : [{ property: path, reason: `"${path}" contains an invalid JSON policy: ${why}` }];
  });
}

function notAnObject(text: string): string | undefined {
  if (/^\s/.test(text.replace(/^\n/, ""))) return "leading space characters are not allowed";
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return undefined;
    if (typeof value === "string") return "contains a JSON-encoded string, not a JSON-encoded object";
    return Array.isArray(value) ? "contains a JSON array, not a JSON object" : "not a JSON object";
  } catch (error) {
    return `${(error as Error).message}; write it with JSON.stringify, or take it from aws.iam.getPolicyDocument`;
  }
}

/** The service's refusal of a policy whose statements are not what its kind needs. */
export function policyRefusal(c: Context): CloudError | undefined {
  for (const { path, value, place } of documents(c)) {
    const text = typeof value === "string" ? value : JSON.stringify(plain(value));
    const policy = parsed(text);
    if (text === undefined || policy === undefined) continue;
    const locked = place.keepsAccess === true && c.inputs.bypassPolicyLockoutSafetyCheck !== true && locksOut(policy);
    const why = problemOf(policy, place.kind) ?? (locked ? lockout : undefined);
    if (why !== undefined) return { code: place.code, message: `${why} (${path}); see ${place.address}` };
    const size = text.replace(/\s/g, "").length;
    if (place.size !== undefined && size > place.size.most)
      return { code: place.size.code, message: `${place.size.says(place.size.most)} (${path} has ${size})` };
  }
  return undefined;
}

const lockout = "The new key policy will not allow you to update the key policy in the future.";

/** Whether no statement lets a principal of AWS change the policy again. */
function locksOut(policy: Props): boolean {
  const statements = (Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement]).filter(isRecord);
  return !statements.some((s) => {
    const covers = texts(s.Action).some((action) => covered(action, "kms:PutKeyPolicy"));
    const who = isRecord(s.Principal) ? s.Principal.AWS : s.Principal;
    return s.Effect === "Allow" && (covers || isSet(s.NotAction)) && (texts(who).length > 0 || isSet(s.NotPrincipal));
  });
}

function covered(pattern: string, action: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "i").test(action);
}

/** A document with something unknown inside is not judged. */
function plain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return undefined;
  }
}

function parsed(text: string | undefined): Props | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const syntax = "Syntax errors in policy.";

function problemOf(policy: Props, kind: PolicyKind): string | undefined {
  const { Version: version, Statement: statement } = policy;
  if (isSet(version) && version !== "2012-10-17" && version !== "2008-10-17")
    return `The policy must contain a valid version string: "2012-10-17", not ${JSON.stringify(version)}`;
  const unknown = Object.keys(policy).find((key) => !["Version", "Id", "Statement"].includes(key));
  if (unknown !== undefined) return `${syntax} "${unknown}" is no element of a policy`;
  if (!isSet(statement)) return `${syntax} It has no Statement`;
  const statements = Array.isArray(statement) ? statement : [statement];
  if (statements.length === 0) return `${syntax} Its Statement is empty`;
  for (const [i, one] of statements.entries()) {
    const why = isRecord(one) ? statementProblem(one, kind) : `${syntax} It is not an object`;
    if (why !== undefined) return statements.length === 1 ? why : `${why} (statement ${i + 1})`;
  }
  return kind === "resource" ? undefined : sidProblem(statements as Props[]);
}

const elements = new Set([
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"],
]);

function statementProblem(statement: Props, kind: PolicyKind): string | undefined {
  const unknown = Object.keys(statement).find((key) => !elements.has(key));
  if (unknown !== undefined) return `${syntax} "${unknown}" is no element of a statement`;
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny")
    return `${syntax} Effect must be "Allow" or "Deny", not ${JSON.stringify(statement.Effect) ?? "left out"}`;
  for (const [a, b] of [
    ["Action", "NotAction"],
    ["Resource", "NotResource"],
    ["Principal", "NotPrincipal"],
  ] as const)
    if (isSet(statement[a]) && isSet(statement[b])) return `${syntax} A statement has ${a} or ${b}, not both`;
  const who = isSet(statement.Principal) || isSet(statement.NotPrincipal);
  if (kind === "identity" && who) return "Policy document should not specify a principal.";
  if (kind !== "identity" && !who) return "Missing required field Principal";
  return actionProblem(statement, kind) ?? resourceProblem(statement, kind);
}

function actionProblem(statement: Props, kind: PolicyKind): string | undefined {
  const given = statement.Action ?? statement.NotAction;
  if (!isSet(given) || (Array.isArray(given) && given.length === 0)) return "Policy statement must contain actions.";
  const bad = texts(given).find((action) => action !== "*" && !/^[\w*?-]+:[\w*?.-]+$/.test(action));
  if (bad !== undefined)
    return `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: "${bad}" is not an action`;
  const other = kind === "trust" ? texts(statement.Action).find((a) => !/^sts:/i.test(a) && a !== "*") : undefined;
  return other === undefined
    ? undefined
    : `AssumeRole policy may only specify STS AssumeRole actions. It has "${other}"`;
}

function resourceProblem(statement: Props, kind: PolicyKind): string | undefined {
  const given = statement.Resource ?? statement.NotResource;
  if (kind === "trust") return isSet(given) ? "Has prohibited field Resource" : undefined;
  if (kind === "resource") return undefined;
  if (!isSet(given) || (Array.isArray(given) && given.length === 0)) return "Policy statement must contain resources.";
  const bad = texts(given).find(
    (r) => !/^\*+$/.test(r) && !/^arn:[^:]+:[^:]*:[^:]*:[^:]*:.+|^\$\{/s.test(r) && !/^arn:[*?]/.test(r),
  );
  return bad === undefined ? undefined : `Resource ${bad} must be in ARN format or "*".`;
}

function sidProblem(statements: readonly Props[]): string | undefined {
  const sids = statements.flatMap((s) => (typeof s.Sid === "string" && s.Sid !== "" ? [s.Sid] : []));
  const bad = sids.find((sid) => !/^[0-9A-Za-z]+$/.test(sid));
  if (bad !== undefined)
    return `Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*: "${bad}"`;
  const twice = sids.find((sid, i) => sids.indexOf(sid) < i);
  return twice === undefined
    ? undefined
    : `Statement IDs (SID) in a single policy must be unique: "${twice}" is there twice`;
}
