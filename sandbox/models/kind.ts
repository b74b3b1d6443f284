import type { Session } from "../types.js";
import type { Model } from "./model.js";
import { type Kind, sdkOf } from "./objects.js";
import { models, rulesOf } from "./packages.js";

/** What is known about a type; undefined when the session's SDK has no such type. */
export function kindOf(session: Session, type: string): Kind | undefined {
  const sdk = sdkOf(session);
  const schema = sdk.resource(type);
  const model = modelOf(schema?.token) ?? modelOf(type);
  return schema && { sdk, schema, rules: rulesOf[session.pkg], model };
}

function modelOf(type: string | undefined): Model | undefined {
  return type !== undefined && Object.hasOwn(models, type) ? models[type] : undefined;
}
