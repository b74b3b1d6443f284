import { sdkOf } from "../models/objects.js";
import { unknownFunction } from "../models/unknown.js";
import { type Declared, validate } from "../models/validate.js";
import { same } from "../models/values.js";
import { type FunctionSchema, functionSchema } from "../schema/functions.js";
import type { Member, SdkSchema, TypeRef } from "../schema/index.js";
import type { InvokeOutcome, InvokeRequest } from "../types.js";
import { type Answers, error } from "./answer.js";
import { awsAnswers } from "./aws/index.js";
import { credentials } from "./azure/credentials.js";
import { azureAnswers } from "./azure/index.js";
import { gcpAnswers } from "./gcp/index.js";
import { lookUp } from "./lookup/index.js";
import { tlsAnswers } from "./tls.js";

/** Every function (data source) with an answer of its own, by token. */
export const answers: Answers = { ...awsAnswers, ...gcpAnswers, ...azureAnswers, ...tlsAnswers };

/**
 * Answers a function: as the user's sandbox.yaml says, else from the table, else by a lookup among what exists. What none of
 * them knows fails and says how to answer it.
 */
export function invoke(request: InvokeRequest): InvokeOutcome {
  const fn = functionSchema(request.session.pkg, request.session.sdk, request.token);
  const given = ownAnswer(request);
  if (given !== undefined) return given;
  if (fn !== undefined) {
    const failures = validate(sdkOf(request.session), argumentsOf(fn), request.args);
    if (failures.length > 0) return { failures };
  }
  const answer = Object.hasOwn(answers, request.token) ? answers[request.token]?.(request) : undefined;
  if (answer !== undefined) return answer;
  if (fn === undefined)
    return error("UnknownFunction", unknownFunction(request.session.pkg, request.session.sdk, request.token));
  const sdk = sdkOf(request.session);
  return lookUp(request, sdk, fn) ?? handedOut(request, sdk, fn) ?? unmodelled(request, fn);
}

function handedOut(request: InvokeRequest, sdk: SdkSchema, fn: FunctionSchema): InvokeOutcome | undefined {
  return request.session.pkg === "azure-native" ? credentials(request, sdk, fn) : undefined;
}

function ownAnswer(request: InvokeRequest): InvokeOutcome | undefined {
  const own = request.session.answers.functions.find(
    ({ token, args }) =>
      token === request.token && Object.entries(args).every(([key, value]) => same(value, request.args[key])),
  );
  return own === undefined ? undefined : { result: { ...request.args, ...own.result }, secrets: own.secrets };
}

/** The arguments as a resource's inputs, so that one validation serves both. */
function argumentsOf({ token, args }: FunctionSchema): Declared {
  const required = [...args.values()].filter((member) => !member.optional).map((member) => member.name);
  return { token, required, inputs: args, properties: new Map(), open: false };
}

function unmodelled(request: InvokeRequest, fn: FunctionSchema): InvokeOutcome {
  const args = Object.keys(request.args).filter((key) => request.args[key] !== undefined);
  const wanted = [...fn.result.values()].filter((m) => !m.optional && m.name !== "id" && !args.includes(m.name));
  return error(
    "UnmodelledFunction",
    `the sandbox has no answer for ${fn.token}, and makes none up. Answer it in sandbox.yaml beside Pulumi.yaml, with what the program uses:\n` +
      [
        "functions:",
        `  - token: ${fn.token}`,
        ...(args.length === 0
          ? []
          : [`    args: { ${args.map((key) => `${key}: ...`).join(", ")} }   # leave out what may be anything`]),
        "    result:",
        ...wanted.map((member) => `      ${member.name}: <${typeName(member)}>`),
      ].join("\n"),
  );
}

function typeName(member: Member): string {
  const name = (type: TypeRef): string =>
    type.kind === "list"
      ? `list of ${name(type.of)}`
      : type.kind === "named" || type.kind === "map"
        ? "object"
        : type.kind;
  return name(member.type);
}
