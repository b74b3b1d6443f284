import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as vpc from "@pulumi/aws/vpc";
import { childKinds, type OverridesOf } from "../../core/children.js";
import type { Scope } from "../../core/scope.js";

/** Every kind of child of a network on AWS. The keys are the keys of overrides. */
export const awsNetworkChildren = childKinds({
  vpc: { type: () => ec2.Vpc, tags: "tags", nameTag: true },
  defaultSecurityGroup: { type: () => ec2.DefaultSecurityGroup, tags: "tags", nameTag: true },
  subnet: { type: () => ec2.Subnet, tags: "tags", nameTag: true },
  routeTable: { type: () => ec2.RouteTable, tags: "tags", nameTag: true },
  routeTableAssociation: { type: () => ec2.RouteTableAssociation },
  route: { type: () => ec2.Route },
  internetGateway: { type: () => ec2.InternetGateway, tags: "tags", nameTag: true },
  egressOnlyGateway: { type: () => ec2.EgressOnlyInternetGateway, tags: "tags", nameTag: true },
  eip: { type: () => ec2.Eip, tags: "tags", nameTag: true },
  natGateway: { type: () => ec2.NatGateway, tags: "tags", nameTag: true },
  flowLog: { type: () => ec2.FlowLog, tags: "tags", nameTag: true },
  flowLogGroup: { type: () => cloudwatch.LogGroup, tags: "tags" },
  flowLogRole: { type: () => iam.Role, tags: "tags", name: { limit: 64, charset: "A-Za-z0-9-_." } },
  flowLogPolicy: { type: () => iam.RolePolicy },
  endpoint: { type: () => ec2.VpcEndpoint, tags: "tags", nameTag: true },
  endpointSecurityGroup: { type: () => ec2.SecurityGroup, tags: "tags", nameTag: true },
  endpointIngress: { type: () => vpc.SecurityGroupIngressRule, tags: "tags" },
  peering: { type: () => ec2.VpcPeeringConnection, tags: "tags", nameTag: true },
  peeringAccepter: { type: () => ec2.VpcPeeringConnectionAccepter, tags: "tags", nameTag: true },
});

export type AwsNetworkOverrides = OverridesOf<typeof awsNetworkChildren>;
export type AwsNetworkScope = Scope<"aws", typeof awsNetworkChildren>;

/** The AWS resources of a network, for what the neutral outputs do not say. */
export interface AwsNetworkNative {
  readonly cloud: "aws";
  readonly vpc: ec2.Vpc;
  readonly defaultSecurityGroup: ec2.DefaultSecurityGroup;
  /** Tier, then slot of the zone. */
  readonly subnets: Readonly<Record<string, Readonly<Record<string, ec2.Subnet>>>>;
  /** By tier, and `<tier>-<slot>` for private tiers. */
  readonly routeTables: Readonly<Record<string, ec2.RouteTable>>;
  readonly internetGateway: ec2.InternetGateway | undefined;
  readonly egressOnlyGateway: ec2.EgressOnlyInternetGateway | undefined;
  /** By slot of the zone; `regional` for the gateway of the region. */
  readonly natGateways: Readonly<Record<string, ec2.NatGateway>>;
  readonly flowLog: ec2.FlowLog | undefined;
  /** By service, such as `s3` or `ecr.api`. */
  readonly endpoints: Readonly<Record<string, ec2.VpcEndpoint>>;
}
