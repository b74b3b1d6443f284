import type { Member, ResourceSchema, SdkSchema, TypeRef } from "../../sandbox/schema/index.js";
import type { PackageName, Props } from "../../sandbox/types.js";
import { fitted } from "./fitted.js";

/** Names that the clouds look up before they make anything. */
const texts: Readonly<Record<string, string>> = {
  region: "europe-west1",
  location: "westeurope",
  availabilityZone: "eu-west-1a",
  availabilityZones: "eu-west-1a",
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
  accountId: "123456789012",
};

/** Texts that one cloud's provider judges by itself. */
const formed: Partial<Record<PackageName, Readonly<Record<string, string>>>> = {
  aws: {
    containerDefinitions: '[{"name":"app","image":"nginx"}]',
    dashboardBody: '{"widgets":[]}',
    address: "198.51.100.7",
    instanceClass: "db.t3.medium",
    instanceType: "t3.micro",
    nodeType: "cache.t3.micro",
    redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:letters","maxReceiveCount":4}',
  },
  gcp: {
    member: "user:a@example.com",
    members: "user:a@example.com",
    policyData: '{"bindings":[]}',
    role: "roles/viewer",
    zone: "europe-west1-b",
  },
};

const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

/** What a user, a group or a role may do. */
export const identityPolicy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
/** Who may do what with a resource. */
export const resourcePolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { ...statement, Principal: { AWS: "arn:aws:iam::123456789012:root" }, Resource: "arn:aws:s3:::bucket-value/*" },
  ],
});

/** Inputs that give every required property a value of its type and within its limits. */
export function minimalInputs(sdk: SdkSchema, schema: ResourceSchema): Props {
  const inputs = Object.fromEntries(
    schema.required.map((name) => {
      const member = schema.inputs.get(name);
      if (member === undefined) throw new Error(`${schema.token} requires ${name} and does not take it`);
      return [name, schema.defaults.get(name) ?? sampleOf(sdk, member, typeOf(schema, member), 0)];
    }),
  );
  return fitted(sdk.pkg, schema, inputs);
}

/** A value for one optional input, within its limits; undefined where only an empty one can be made. */
export function sampleInput(sdk: SdkSchema, schema: ResourceSchema, member: Member): unknown {
  const sample = sampleOf(sdk, member, typeOf(schema, member), 0);
  return fitted(sdk.pkg, schema, { [member.name]: sample })[member.name];
}

function policyText(sdk: SdkSchema, member: Member): string | undefined {
  return sdk.pkg === "aws" && /^(policy|\w+Policy|policyDocument|accessPolicies)$/.test(member.name)
    ? resourcePolicy
    : undefined;
}

/** An input that takes a resource or its name (`string | Bucket`) is typed as nothing in particular; the output has the name. */
function typeOf(schema: ResourceSchema, member: Member): TypeRef {
  const { type } = member;
  const loose = type.kind === "any" || (type.kind === "list" && type.of.kind === "any");
  return loose ? (schema.properties.get(member.name)?.type ?? type) : type;
}

function sampleOf(sdk: SdkSchema, member: Member, type: TypeRef, depth: number): unknown {
  switch (type.kind) {
    case "string":
      return (
        formed[sdk.pkg]?.[member.name] ??
        policyText(sdk, member) ??
        texts[member.name] ??
        `${member.name.toLowerCase()}-value`
      );
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
