import type { CheckFailure, CloudError, WorldObject } from "../../types.js";
import { type CheckContext, known, type Models, need, type ObjectContext } from "../model.js";
import { text } from "../values.js";

import { arn } from "./identifiers.js";
import { here } from "./references.js";

export const permissionType = "aws:lambda/permission:Permission";
const urlType = "aws:lambda/functionUrl:FunctionUrl";

/** `orders` of a name, an ARN or a qualified ARN. */
export function functionName(value: unknown): string {
  const full = text(value) ?? "";
  return /^arn:aws[\w-]*:lambda:[\w-]+:\d+:function:([\w-]+)/.exec(full)?.[1] ?? full.replace(/:.*$/, "");
}

function functionOf(c: ObjectContext, property: string): WorldObject | undefined {
  const name = functionName(c.inputs[property]);
  return here(c, "aws:lambda/function:Function").find((o) => o.id === name);
}

function noFunction(c: ObjectContext, property: string): CloudError | undefined {
  if (functionOf(c, property) !== undefined) return undefined;
  const name = functionName(c.inputs[property]);
  return {
    code: "ResourceNotFoundException",
    message: `Function not found: ${arn(c, "lambda", `function:${name}`)} (${property}); pass the function's own name, or create it first`,
  };
}

function checkPermission(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const { statementId, action } = c.inputs;
  if (typeof statementId === "string" && !/^[\w-]{1,100}$/.test(statementId))
    failures.push({
      property: "statementId",
      reason: `"${statementId}" must have 1 to 100 letters, digits, hyphens and underscores`,
    });
  if (typeof action === "string" && !/^(lambda:(\*|[a-zA-Z]+)|\*)$/.test(action))
    failures.push({ property: "action", reason: `"${action}" is not an action of Lambda; use lambda:InvokeFunction` });
  return failures;
}

const sid = (c: ObjectContext) =>
  text(c.inputs.statementId) ?? `${text(c.inputs.statementIdPrefix) ?? "terraform-"}${c.derive.digits("sid", 26)}`;

function refusePermission(c: ObjectContext): CloudError | undefined {
  const missing = noFunction(c, "function");
  if (missing !== undefined) return missing;
  const name = functionName(c.inputs.function);
  const other = here(c, permissionType).find((o) => o.id === sid(c) && functionName(o.inputs.function) === name);
  if (other === undefined) return undefined;
  return {
    code: "ResourceConflictException",
    message: `The statement id (${sid(c)}) provided already exists: it belongs to ${other.urn}. Please provide a new statement id, or remove the existing statement.`,
  };
}

function refuseUrl(c: ObjectContext): CloudError | undefined {
  const missing = noFunction(c, "functionName");
  if (missing !== undefined) return missing;
  const other = here(c, urlType).find(
    (o) =>
      functionName(o.inputs.functionName) === functionName(c.inputs.functionName) &&
      o.inputs.qualifier === c.inputs.qualifier,
  );
  if (other === undefined) return undefined;
  return {
    code: "ResourceConflictException",
    message: `Failed to create function url config for [functionArn = ${arn(c, "lambda", `function:${functionName(c.inputs.functionName)}`)}]. Error message: FunctionUrlConfig exists for this Lambda function: ${other.urn}`,
  };
}

function checkUrl(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const choice = (property: string, allowed: readonly string[]) => {
    const value = c.inputs[property];
    if (typeof value === "string" && !allowed.includes(value))
      failures.push({ property, reason: `"${value}" is not allowed; use ${allowed.join(" or ")}` });
  };
  choice("authorizationType", ["AWS_IAM", "NONE"]);
  choice("invokeMode", ["BUFFERED", "RESPONSE_STREAM"]);
  return failures;
}

const urlId = (c: ObjectContext) => c.derive.draw("url", 32, "abcdefghijklmnopqrstuvwxyz234567");

/** Who may call a function, and the address that it answers at. */
export const lambdaAccessModels: Models = {
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    id: (c) => c.derive.uuid("id"),
    outputs: {
      uuid: (_, id) => known(id),
      arn: (c, id) => arn(c, "lambda", `event-source-mapping:${known(id)}`),
      functionArn: (c) => arn(c, "lambda", `function:${functionName(need(c, "functionName"))}`),
      lastModified: (c) => c.derive.time(),
      lastProcessingResult: () => "",
      state: (c) => (c.inputs.enabled === false ? "Disabled" : "Enabled"),
      stateTransitionReason: () => "USER_INITIATED",
      amazonManagedKafkaEventSourceConfig: () => undefined,
      selfManagedKafkaEventSourceConfig: () => undefined,
    },
  },
  [permissionType]: {
    check: checkPermission,
    refuse: refusePermission,
    id: sid,
    unique: false,
    outputs: { statementId: (_, id) => id, statementIdPrefix: () => "" },
  },
  [urlType]: {
    defaults: { invokeMode: "BUFFERED" },
    check: checkUrl,
    refuse: refuseUrl,
    deleteBeforeReplace: true,
    id: (c) => [c.inputs.functionName, c.inputs.qualifier].flatMap((v) => text(v) ?? []).join("/"),
    unique: true,
    outputs: {
      functionArn: (c) => arn(c, "lambda", `function:${functionName(c.inputs.functionName)}`),
      functionUrl: (c) => `https://${urlId(c)}.lambda-url.${c.region}.on.aws/`,
      urlId,
    },
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    refuse: (c) => noFunction(c, "functionName"),
    id: (c) => [c.inputs.functionName, c.inputs.qualifier].flatMap((v) => text(v) ?? []).join(":"),
    unique: true,
    outputs: {},
  },
};
