import type { PackageName } from "../types.js";
import type { Member, ResourceSchema, SdkSchema, TypeRef } from "./index.js";

/** How a package's tokens name its modules, for whoever writes code from them. */
const moduleFormats: Readonly<Partial<Record<PackageName, string>>> = {
  aws: "(.*)(?:/[^/]*)",
  gcp: "(.*)(?:/[^/]*)",
  kubernetes: "(.*)",
};

/**
 * The package's schema as far as `pulumi import` needs it to write code: the inputs of every resource type. Reads every class
 * of the SDK, which takes seconds.
 */
export function packageSchema(pkg: PackageName, version: string, sdk: SdkSchema): string {
  const resources = Object.fromEntries(
    sdk.tokens().flatMap((token) => {
      const schema = sdk.resource(token);
      return schema === undefined ? [] : [[token, resourceOf(sdk, schema)]];
    }),
  );
  const moduleFormat = moduleFormats[pkg];
  const meta = moduleFormat === undefined ? {} : { meta: { moduleFormat } };
  return JSON.stringify({ name: pkg, version, ...meta, resources, functions: {} });
}

function resourceOf(sdk: SdkSchema, schema: ResourceSchema): Readonly<Record<string, unknown>> {
  const typed = (members: Iterable<Member>) =>
    Object.fromEntries([...members].map((member) => [member.name, typeOf(sdk, member.type)]));
  return {
    inputProperties: typed(schema.inputs.values()),
    requiredInputs: schema.required,
    properties: typed(schema.properties.values()),
  };
}

function typeOf(sdk: SdkSchema, type: TypeRef): Readonly<Record<string, unknown>> {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      return { type: type.kind };
    case "list":
      return { type: "array", items: typeOf(sdk, type.of) };
    case "map":
      return { type: "object", additionalProperties: typeOf(sdk, type.of) };
    case "asset":
      return { $ref: "pulumi.json#/Asset" };
    case "named":
      return sdk.values(type) === undefined ? { $ref: "pulumi.json#/Any" } : { type: "string" };
    default:
      return { $ref: "pulumi.json#/Any" };
  }
}
