import { fixedUuid } from "../../models/derive.js";
import { records, text, texts } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest, Props } from "../../types.js";
import { result } from "../answer.js";

/** The policy's JSON as the provider writes it: members sorted, bindings by role and condition. */
export function iamPolicy(r: InvokeRequest): InvokeOutcome {
  const bindings = records(r.args.bindings)
    .map(binding)
    .sort((a, b) => compare(keyOf(a), keyOf(b)));
  const auditConfigs = records(r.args.auditConfigs).map((config) => ({
    auditLogConfigs: records(config.auditLogConfigs).map((log) => ({
      ...(texts(log.exemptedMembers).length > 0 ? { exemptedMembers: texts(log.exemptedMembers).sort() } : {}),
      logType: log.logType,
    })),
    service: config.service,
  }));
  const policy = {
    ...(auditConfigs.length > 0 ? { auditConfigs } : {}),
    ...(bindings.length > 0 ? { bindings } : {}),
  };
  const policyData = JSON.stringify(policy);
  return result({ ...r.args, id: fixedUuid(policyData).replace(/\D/g, "").slice(0, 10), policyData });
}

function binding(b: Props): Props {
  const [condition] = Array.isArray(b.condition) ? records(b.condition) : records([b.condition]);
  const when = condition && {
    ...(text(condition.description) === undefined ? {} : { description: condition.description }),
    expression: condition.expression,
    title: condition.title,
  };
  return {
    ...(when === undefined ? {} : { condition: when }),
    members: [...new Set(texts(b.members))].sort(),
    role: b.role,
  };
}

function keyOf(b: Props): string {
  return `${String(b.role)} ${JSON.stringify(b.condition ?? "")}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
