import { z } from "zod";
import { settingsSchema } from "./schema.ts";

/** The JSON Schema of a stack file, for editors: completion, descriptions and marks under mistakes. */
export function stackFileSchema(): object {
  const { properties, required } = z.toJSONSchema(settingsSchema, { target: "draft-7" }) as {
    properties: Record<string, object>;
    required: string[];
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A stack of groundplan",
    $comment: "Made by `npm run generate` from stacks/schema.ts; do not edit.",
    type: "object",
    properties: {
      config: {
        type: "object",
        description: "What this stack is made of.",
        properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [`groundplan:${key}`, value])),
        patternProperties: { "^pulumi:": {} },
        required: required.map((key) => `groundplan:${key}`),
        additionalProperties: false,
      },
      encryptionsalt: { type: "string", description: "Written by Pulumi." },
      encryptedkey: { type: "string", description: "Written by Pulumi." },
      secretsprovider: { type: "string", description: "What encrypts secrets. Default: a passphrase." },
      environment: { description: "Environments of Pulumi ESC. In the sandbox: what sandbox.yaml says they give." },
    },
    required: ["config"],
    additionalProperties: false,
  };
}
