import type { CloudError, WorldObject } from "../../types.js";
import type { ObjectContext } from "../model.js";
import { at, isRecord, records, text, texts } from "../values.js";

const roleType = "aws:iam/role:Role";

/** A policy given as text or as an object. */
function parsed(policy: unknown): unknown {
  if (typeof policy !== "string") return policy;
  try {
    return JSON.parse(policy) as unknown;
  } catch {
    return undefined;
  }
}

function statements(policy: unknown): Record<string, unknown>[] {
  const found = at(parsed(policy), "Statement");
  return isRecord(found) ? [found] : records(found);
}

function roleOf(c: ObjectContext, roleArn: unknown): WorldObject | undefined {
  const value = text(roleArn);
  return value === undefined ? undefined : c.world.byIdentity(value).find((o) => o.type === roleType);
}

/** Whether the role of this ARN lets a service take it; a role of another account is not asked. */
export function trusts(c: ObjectContext, roleArn: unknown, service: string): boolean {
  const role = roleOf(c, roleArn);
  if (role === undefined) return true;
  return statements(role.inputs.assumeRolePolicy).some((statement) => {
    const services = texts(at(statement, "Principal.Service"));
    return statement.Effect === "Allow" && (services.includes(service) || statement.Principal === "*");
  });
}

/** The refusal of a role that its service may not take. */
export function notTrusted(c: ObjectContext, roleArn: unknown, service: string, code: string, words: string) {
  if (trusts(c, roleArn, service)) return undefined;
  const fix = `let ${service} assume ${String(roleArn)} in its assumeRolePolicy`;
  const error: CloudError = { code, message: `${words}; ${fix}` };
  return error;
}

/** Whether the role of this ARN is given an action by a policy of the world, or by one of AWS's own of these names. */
export function allows(c: ObjectContext, roleArn: unknown, action: string, managed: readonly string[]): boolean {
  const role = roleOf(c, roleArn);
  if (role === undefined) return true;
  const names = [role.id, role.outputs.arn];
  const onRole = (o: WorldObject) => o.account === role.account && names.includes(o.inputs.role);
  const inline = c.world.byType("aws:iam/rolePolicy:RolePolicy").filter(onRole);
  const attached = c.world.byType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").filter(onRole);
  const arns = [...attached.map((o) => o.inputs.policyArn), ...texts(role.inputs.managedPolicyArns)].map(String);
  if (arns.some((arn) => [...managed, "AdministratorAccess", "PowerUserAccess"].includes(arn.replace(/.*\//, ""))))
    return true;
  const own = arns.flatMap((arn) => c.world.byIdentity(arn).filter((o) => o.type === "aws:iam/policy:Policy"));
  const written = [...inline, ...own].map((o) => o.inputs.policy);
  const within = records(role.inputs.inlinePolicies).map((p) => p.policy);
  return [...written, ...within].some((policy) => statements(policy).some((s) => grants(s, action)));
}

function grants(statement: Record<string, unknown>, action: string): boolean {
  const covers = (pattern: string) =>
    new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`, "i").test(action);
  return statement.Effect === "Allow" && texts(statement.Action).some(covers);
}
