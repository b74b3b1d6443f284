import type { RouteTable, SecurityGroup, Vpc, VpcEndpoint } from "@pulumi/aws/ec2";
import type { Endpoint } from "../args.js";
import type { NetworkPlan } from "../types.js";
import type { AwsNetworkScope } from "./children.js";
import type { RouteTables } from "./routes.js";
import type { SubnetsByTier } from "./subnets.js";

/** The services behind each entry; a gateway is free and is reached by a route, an interface has an address in each zone. */
const services: Readonly<
  Record<Endpoint, { readonly gateway?: readonly string[]; readonly interfaces?: readonly string[] }>
> = {
  objectStorage: { gateway: ["s3"] },
  registry: { interfaces: ["ecr.api", "ecr.dkr"] },
  secrets: { interfaces: ["secretsmanager"] },
  keys: { interfaces: ["kms"] },
  logs: { interfaces: ["logs"] },
};

export function createEndpoints(
  scope: AwsNetworkScope,
  plan: NetworkPlan,
  vpc: Vpc,
  subnets: SubnetsByTier,
  tables: RouteTables,
): Record<string, VpcEndpoint> {
  const wanted = plan.endpoints.map((endpoint) => services[endpoint]);
  const endpoints: Record<string, VpcEndpoint> = {};
  const allTables = Object.values(tables).flatMap((tier) => Object.values(tier));
  for (const service of wanted.flatMap(({ gateway = [] }) => gateway))
    endpoints[service] = createGateway(scope, vpc, service, allTables);
  const interfaces = wanted.flatMap(({ interfaces = [] }) => interfaces);
  if (interfaces.length === 0) return endpoints;
  const group = createGroup(scope, vpc);
  const tier = homeOf(plan);
  const subnetIds = Object.values(subnets[tier] ?? {}).map((subnet) => subnet.id);
  for (const service of interfaces)
    endpoints[service] = scope.child("endpoint", suffixOf(service), {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${scope.target.region}.${service}`,
      vpcEndpointType: "Interface",
      subnetIds,
      securityGroupIds: [group.id],
      privateDnsEnabled: true,
    });
  return endpoints;
}

function createGateway(scope: AwsNetworkScope, vpc: Vpc, service: string, tables: readonly RouteTable[]): VpcEndpoint {
  return scope.child("endpoint", suffixOf(service), {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${scope.target.region}.${service}`,
    vpcEndpointType: "Gateway",
    routeTableIds: tables.map((table) => table.id),
  });
}

/** TLS from inside the network; an endpoint opens no connections itself. */
function createGroup(scope: AwsNetworkScope, vpc: Vpc): SecurityGroup {
  const group = scope.child("endpointSecurityGroup", "endpoints", {
    vpcId: vpc.id,
    description: "Interface endpoints: TLS from inside the network",
  });
  scope.child("endpointIngress", "endpoints-https", {
    securityGroupId: group.id,
    description: "TLS from inside the network",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: vpc.cidrBlock,
  });
  return group;
}

/** Interfaces live where the workloads are: the first private tier, or the first isolated one, or the only one. */
function homeOf(plan: NetworkPlan): string {
  const { tiers } = plan.addresses;
  const byKind = (kind: string) => tiers.find((tier) => tier.kind === kind);
  return (byKind("private") ?? byKind("isolated") ?? tiers[0])?.name ?? "";
}

function suffixOf(service: string): string {
  return `endpoint-${service.replace(".", "-")}`;
}
