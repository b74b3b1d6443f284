import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stackFileSchema } from "../../stacks/json-schema.ts";
import { stackNames, stacksDir } from "./support.js";

describe("the JSON Schema of stack files", () => {
  it("is current: `npm run generate` would write the same", () => {
    const written = readFileSync(join(stacksDir, "Pulumi.schema.json"), "utf8");
    expect(written).toBe(`${JSON.stringify(stackFileSchema(), null, 2)}\n`);
  });

  it.each(stackNames)("is named in the first line of %s", (stack) => {
    const [first] = readFileSync(join(stacksDir, `Pulumi.${stack}.yaml`), "utf8").split("\n");
    expect(first).toBe("# yaml-language-server: $schema=./Pulumi.schema.json");
  });

  it("refuses unknown keys, and requires the ones without a default", () => {
    const { properties } = stackFileSchema() as {
      properties: {
        config: { additionalProperties: boolean; required: string[]; properties: Record<string, unknown> };
      };
    };
    const aws = properties.config.properties["groundplan:aws"] as { required: string[]; additionalProperties: boolean };
    expect(properties.config.additionalProperties).toBe(false);
    expect(properties.config.required).toEqual(["groundplan:protect"]);
    expect(aws.additionalProperties).toBe(false);
    expect(aws.required).toEqual(["accountId", "region", "network"]);
  });
});
