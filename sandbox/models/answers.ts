import type { Answers, DeclaredObject, FunctionAnswer } from "../answers/model.js";
import { meant, pathText } from "../answers/problems.js";
import { cluster } from "../answers/tokens.js";
import { functionSchema } from "../schema/functions.js";
import { type ResourceSchema, schemaOf } from "../schema/index.js";
import type { PackageName, SdkSource } from "../types.js";
import { isCustom, kindOf } from "./kubernetes/api.js";
import { unknownFunction, unknownType } from "./unknown.js";

/**
 * What sandbox.yaml says of a package and its SDK does not have: types, functions, properties. One line each, with its path,
 * what is allowed and the fix.
 */
export function answerProblems(pkg: PackageName, sdk: SdkSource, answers: Answers): string[] {
  return [
    ...answers.existing.flatMap((object, index) =>
      object.pkg === pkg && object.type !== cluster ? objectProblems(sdk, object, ["existing", index]) : [],
    ),
    ...answers.functions.flatMap((answer, index) =>
      answer.token.startsWith(`${pkg}:`) ? functionProblems(pkg, sdk, answer, ["functions", index]) : [],
    ),
  ];
}

type Path = readonly PropertyKey[];

function objectProblems(sdk: SdkSource, { pkg, type, properties }: DeclaredObject, path: Path): string[] {
  const schema = schemaOf(pkg, sdk).resource(type);
  if (schema === undefined || isMisspelt(schema))
    return [`${pathText([...path, "type"])}: ${unknownType(pkg, sdk, type)}`];
  if (schema.open) return [];
  const known = [...schema.inputs.keys(), ...schema.properties.keys(), "id"];
  return strangers(Object.keys(properties), known, [...path, "properties"], `a property of ${type}`);
}

/** What is taken for a custom resource, in a group of Kubernetes itself: a kind that the group does not have. */
function isMisspelt(schema: ResourceSchema): boolean {
  return schema.open && !isCustom(kindOf({ schema, inputs: {} }));
}

function functionProblems(
  pkg: PackageName,
  sdk: SdkSource,
  { token, args, result, secrets }: FunctionAnswer,
  path: Path,
): string[] {
  const schema = functionSchema(pkg, sdk, token);
  if (schema === undefined) return [`${pathText([...path, "token"])}: ${unknownFunction(pkg, sdk, token)}`];
  const taken = [...schema.args.keys()];
  const given = [...schema.result.keys(), ...taken];
  const ofResult = `a property of the result of ${token}`;
  return [
    ...strangers(Object.keys(args), taken, [...path, "args"], `an argument of ${token}`),
    ...strangers(Object.keys(result), given, [...path, "result"], ofResult),
    ...secrets.flatMap((name, index) =>
      stranger(name, given, [...path, "secrets", index], `${name} is not ${ofResult}`),
    ),
  ];
}

function strangers(names: readonly string[], known: readonly string[], path: Path, what: string): string[] {
  return names.flatMap((name) => stranger(name, known, [...path, name], `is not ${what}`));
}

function stranger(name: string, known: readonly string[], path: Path, said: string): string[] {
  const all = [...new Set(known)];
  return all.includes(name)
    ? []
    : [`${pathText(path)}: ${said}; ${meant(name, all, "the Pulumi Registry lists them")}`];
}
