import type { Session } from "../types.js";
import { type Kind, sdkOf } from "./objects.js";
import { models, rulesOf } from "./packages.js";

/** What is known about a type; undefined when the session's SDK has no such type. */
export function kindOf(session: Session, type: string): Kind | undefined {
  const sdk = sdkOf(session);
  const schema = sdk.resource(type);
  return schema && { sdk, schema, rules: rulesOf[session.pkg], model: models[schema.token] ?? models[type] };
}
