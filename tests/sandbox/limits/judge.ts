import { inputRefusal, limitFailures } from "../../../sandbox/models/limits/index.js";
import { schemaOf } from "../../../sandbox/schema/index.js";
import type { PackageName, Props } from "../../../sandbox/types.js";
import { installed, sessionOf } from "../models-world.js";

/** What the limits say of some inputs: `path: reason` in the plan, else `code: message` of the creation; "" where they accept. */
export function judged(token: string, inputs: Props): string {
  const pkg = token.split(":")[0] as PackageName;
  const schema = schemaOf(pkg, installed(pkg)).resource(token);
  if (schema === undefined) throw new Error(`${token} is no type of @pulumi/${pkg}`);
  const c = { session: sessionOf(pkg), schema, inputs, name: "thing" };
  const [failure] = limitFailures(c);
  if (failure !== undefined) return `${failure.property}: ${failure.reason}`;
  const error = inputRefusal(c);
  return error === undefined ? "" : `${error.code}: ${error.message}`;
}

/** A policy document of one statement. */
export function policy(statement: Props, more: Props = {}): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement], ...more });
}
