import { z } from "zod";
import { answersSchema } from "./schema.js";

/** The JSON Schema of sandbox.yaml, for editors: completion, descriptions and marks under mistakes. */
export function answersJsonSchema(): object {
  const { $schema: _, ...schema } = z.toJSONSchema(answersSchema, { target: "draft-7" });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "sandbox.yaml",
    $comment: "Made by `npm run schema` from sandbox/answers/schema.ts; do not edit.",
    ...schema,
  };
}
