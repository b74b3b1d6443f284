// What the installed SDKs say, for the tables: which paths exist, and which of Azure's inputs are part of the address.
import { join } from "node:path";
import { loadSource, root } from "../load-source.mjs";

const { SdkSchema, pathInputs } = await loadSource(`
  export { SdkSchema } from "./sandbox/schema/index.js";
  export { pathInputs } from "./sandbox/models/azure/paths.js";
`);

const sdks = Object.fromEntries(
  ["aws", "gcp", "azure-native"].map((pkg) => [pkg, new SdkSchema(pkg, join(root, "node_modules", "@pulumi", pkg))]),
);

const sdkOf = (token) => sdks[token.slice(0, token.indexOf(":"))];

/** The schema of a type of the installed SDK, or undefined. */
export const schemaOf = (token) => sdkOf(token).resource(token);

/** Types of a package without those of one API version. */
export const tokensOf = (pkg) => sdks[pkg].tokens().filter((token) => !/\/v\d{8}/.test(token));

export { pathInputs };

/** Whether a type has an input at this path: `settings.diskType`; lists and maps are looked through. */
export function hasPath(token, path) {
  const [head, ...rest] = path.split(".");
  let member = schemaOf(token)?.inputs.get(head);
  for (const key of rest) {
    member = member && membersOf(sdkOf(token), member.type)?.get(key);
  }
  return member !== undefined;
}

function membersOf(sdk, type) {
  if (type.kind === "list" || type.kind === "map") return membersOf(sdk, type.of);
  if (type.kind === "union") return type.of.map((part) => membersOf(sdk, part)).find((found) => found !== undefined);
  return sdk.members(type);
}
