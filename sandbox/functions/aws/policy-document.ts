import { isRecord, records, text, texts } from "../../models/values.js";
import type { Props } from "../../types.js";

/** Builds an IAM policy document from the arguments of `aws.iam.getPolicyDocument`, in the provider's order and layout. */
export function policyDocument(args: Props): Props {
  const statements = [
    ...texts(args.sourcePolicyDocuments).flatMap(statementsOf),
    ...records(args.statements).map(statement),
  ];
  const merged = texts(args.overridePolicyDocuments).flatMap(statementsOf).reduce(override, statements);
  return {
    Version: text(args.version) ?? "2012-10-17",
    ...(text(args.policyId) === undefined ? {} : { Id: args.policyId }),
    Statement: merged,
  };
}

function statementsOf(document: string): Props[] {
  const parsed: unknown = JSON.parse(document);
  const list = isRecord(parsed) ? parsed.Statement : undefined;
  return isRecord(list) ? [list] : records(list);
}

/** A statement with the same Sid is replaced in its place; others are added. */
function override(statements: Props[], next: Props): Props[] {
  const at = statements.findIndex((s) => s.Sid !== undefined && s.Sid === next.Sid);
  return at < 0 ? [...statements, next] : statements.with(at, next);
}

function statement(s: Props): Props {
  const entries: [string, unknown][] = [
    ["Sid", text(s.sid)],
    ["Effect", text(s.effect) ?? "Allow"],
    ["Action", oneOrMany(s.actions)],
    ["NotAction", oneOrMany(s.notActions)],
    ["Resource", oneOrMany(s.resources)],
    ["NotResource", oneOrMany(s.notResources)],
    ["Principal", principals(s.principals)],
    ["NotPrincipal", principals(s.notPrincipals)],
    ["Condition", conditions(s.conditions)],
  ];
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** One value stands alone; several are listed in descending order, as the provider does. */
function oneOrMany(value: unknown): unknown {
  const list = [...new Set(texts(value))].sort().reverse();
  return list.length === 0 ? undefined : list.length === 1 ? list[0] : list;
}

function principals(value: unknown): unknown {
  const list = records(value);
  if (list.length === 0) return undefined;
  if (list.length === 1 && list[0]?.type === "*" && texts(list[0]?.identifiers).join() === "*") return "*";
  const byType: Record<string, string[]> = {};
  for (const p of list) byType[String(p.type)] = [...(byType[String(p.type)] ?? []), ...texts(p.identifiers)];
  return Object.fromEntries(Object.entries(byType).map(([type, ids]) => [type, oneOrMany(ids)]));
}

function conditions(value: unknown): unknown {
  const list = records(value);
  if (list.length === 0) return undefined;
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const c of list) {
    const variables = byTest[String(c.test)] ?? {};
    byTest[String(c.test)] = {
      ...variables,
      [String(c.variable)]: [...(variables[String(c.variable)] ?? []), ...texts(c.values)],
    };
  }
  return Object.fromEntries(
    Object.entries(byTest).map(([test, variables]) => [
      test,
      Object.fromEntries(
        Object.entries(variables).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
      ),
    ]),
  );
}
