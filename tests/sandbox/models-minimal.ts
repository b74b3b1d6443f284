import type { Member, ResourceSchema, SdkSchema, TypeRef } from "../../sandbox/schema/index.js";
import type { Props } from "../../sandbox/types.js";
import { fitted } from "./fitted.js";

/** Names that the clouds look up before they make anything. */
const texts: Readonly<Record<string, string>> = {
  region: "europe-west1",
  location: "westeurope",
  resourceGroupName: "rg",
  accountName: "account",
  applicationGatewayName: "gateway",
  containerName: "container",
  loadBalancerName: "balancer",
  networkInterfaceName: "nic",
  networkSecurityGroupName: "nsg",
  networkWatcherName: "watcher",
  privateEndpointName: "endpoint",
  privateZoneName: "zone",
  routeTableName: "table",
  vaultName: "vault",
  virtualNetworkName: "vnet",
  workspaceName: "workspace",
};

/** Inputs that give every required property a value of its type and within its limits. */
export function minimalInputs(sdk: SdkSchema, schema: ResourceSchema): Props {
  const inputs = Object.fromEntries(
    schema.required.map((name) => {
      const member = schema.inputs.get(name);
      if (member === undefined) throw new Error(`${schema.token} requires ${name} and does not take it`);
      return [name, schema.defaults.get(name) ?? sampleOf(sdk, member, member.type, 0)];
    }),
  );
  return fitted(sdk.pkg, schema, inputs);
}

/** A value for one optional input, within its limits; undefined where only an empty one can be made. */
export function sampleInput(sdk: SdkSchema, schema: ResourceSchema, member: Member): unknown {
  const sample = sampleOf(sdk, member, member.type, 0);
  return fitted(sdk.pkg, schema, { [member.name]: sample })[member.name];
}

function sampleOf(sdk: SdkSchema, member: Member, type: TypeRef, depth: number): unknown {
  switch (type.kind) {
    case "string":
      return texts[member.name] ?? `${member.name.toLowerCase()}-value`;
    case "number":
      return 16;
    case "boolean":
      return false;
    case "literal":
      return type.value;
    case "list":
      return depth > 3 ? [] : [sampleOf(sdk, member, type.of, depth + 1)];
    case "map":
      return {};
    case "union":
      return sampleOf(sdk, member, type.of[0] as TypeRef, depth);
    case "named": {
      const values = sdk.values(type);
      if (values !== undefined) return values[0];
      const required = [...(sdk.members(type)?.values() ?? [])].filter((m) => !m.optional);
      return Object.fromEntries(required.map((m) => [m.name, depth > 8 ? {} : sampleOf(sdk, m, m.type, depth + 1)]));
    }
    case "asset":
      return { __asset: "0".repeat(64), text: "" };
    default:
      return {};
  }
}
