import { z } from "zod";
import { clusterProperties } from "./cluster.js";
import { answersSchema, declared } from "./schema.js";
import { cluster } from "./tokens.js";

/** The JSON Schema of sandbox.yaml, for editors: completion, descriptions and marks under mistakes. */
export function answersJsonSchema(): object {
  const schema = jsonSchemaOf(answersSchema, ({ zodSchema, jsonSchema }) => {
    if (zodSchema === declared) Object.assign(jsonSchema, ofClusters());
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "sandbox.yaml",
    $comment: "Made by `npm run schema` from sandbox/answers/schema.ts; do not edit.",
    ...schema,
  };
}

/** What `properties` may say where an object's type is a cluster. */
function ofClusters(): object {
  return {
    if: { properties: { type: { const: cluster } }, required: ["type"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { properties: jsonSchemaOf(clusterProperties) } },
  };
}

type Override = Required<NonNullable<Parameters<typeof z.toJSONSchema>[1]>>["override"];

function jsonSchemaOf(schema: z.ZodType, override?: Override): object {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { target: "draft-7", ...(override && { override }) });
  return plain;
}
