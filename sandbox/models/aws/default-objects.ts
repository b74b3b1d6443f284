import type { DeclaredObject } from "../../answers/model.js";
import type { Session } from "../../types.js";
import { defaultNetwork } from "./always.js";

/** The default VPC of the session's account and region with what it comes with, as objects that a program can look up. */
export function defaultObjects(session: Session): DeclaredObject[] {
  const { account, region } = session;
  if (region === undefined) return [];
  const net = defaultNetwork({ session, account, region });
  const { vpcId, cidrBlock } = net;
  const common = { pkg: "aws", account, region } as const;
  const dns = { enableDnsHostnames: true, enableDnsSupport: true, instanceTenancy: "default" };
  const ids = {
    mainRouteTableId: net.routeTableId,
    defaultRouteTableId: net.routeTableId,
    defaultSecurityGroupId: net.securityGroupId,
    defaultNetworkAclId: net.networkAclId,
    dhcpOptionsId: net.dhcpOptionsId,
  };
  return [
    {
      ...common,
      type: "aws:ec2/vpc:Vpc",
      id: vpcId,
      properties: { cidrBlock, default: true, ownerId: account, ...dns, ...ids },
    },
    ...net.subnets.map(({ id, zone, cidrBlock }) => ({
      ...common,
      type: "aws:ec2/subnet:Subnet",
      id,
      properties: { vpcId, cidrBlock, availabilityZone: zone, mapPublicIpOnLaunch: true, defaultForAz: true },
    })),
    {
      ...common,
      type: "aws:ec2/securityGroup:SecurityGroup",
      id: net.securityGroupId,
      properties: { vpcId, name: "default", description: "default VPC security group" },
    },
    {
      ...common,
      type: "aws:ec2/internetGateway:InternetGateway",
      id: net.internetGatewayId,
      properties: { vpcId },
    },
    {
      ...common,
      type: "aws:ec2/routeTable:RouteTable",
      id: net.routeTableId,
      properties: { vpcId, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: net.internetGatewayId }] },
    },
  ];
}
