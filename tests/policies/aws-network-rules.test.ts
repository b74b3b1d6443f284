import { describe, expect, it } from "vitest";
import { Evaluator } from "../../policies/core/evaluate.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { awsNetDataPortsOpen } from "../../policies/rules/aws/net/data-ports-open.js";
import { resourcesOf, verdicts } from "./support.js";

const one = (type: string, props: Props, refs: ExampleResource["refs"] = {}): ExampleResource => ({
  type,
  name: "it",
  props,
  refs,
});
const [found, open] = [["violation it"], ["undecided it"]];

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const world = { cidrBlocks: ["0.0.0.0/0"] };

describe("aws-net-all-ports-open", () => {
  const at = (props: Props, type = GROUP) =>
    verdicts("aws-net-all-ports-open", one(type, type === RULE || type === INGRESS ? props : { ingress: [props] }));

  it("finds every form in which all ports are open", () => {
    expect(at({ protocol: "all", ...world })).toEqual(found);
    expect(at({ protocol: -1, fromPort: 20, toPort: 200, ...world }, DEFAULT_GROUP)).toEqual(found);
    expect(at({ protocol: "udp", fromPort: 0, toPort: 65535, ipv6CidrBlocks: ["::/0"] })).toEqual(found);
    expect(at({ protocol: "tcp", fromPort: -1, toPort: -1, ...world })).toEqual(found);
    expect(at({ type: "ingress", protocol: "6", fromPort: 1, toPort: 65535, ...world }, RULE)).toEqual(found);
    expect(at({ ipProtocol: "-1", cidrIpv4: "10.0.0.0/0" }, INGRESS)).toEqual(found);
  });

  it("leaves alone what is narrower", () => {
    expect(at({ protocol: "tcp", fromPort: 1024, toPort: 65535, ...world })).toEqual([]);
    expect(at({ protocol: "tcp", fromPort: 0, toPort: 0, ...world })).toEqual([]);
    expect(at({ protocol: "icmp", fromPort: -1, toPort: -1, ...world })).toEqual([]);
    expect(at({ protocol: "-1", fromPort: 0, toPort: 0, self: true })).toEqual([]);
    expect(at({ protocol: "-1", cidrBlocks: ["10.0.0.0/8"] })).toEqual([]);
    expect(at({ type: "egress", protocol: "-1", ...world }, RULE)).toEqual([]);
  });

  it("is undecided only while what is known does not decide", () => {
    expect(at({ protocol: UNKNOWN.string, fromPort: 0, toPort: 0, ...world })).toEqual(open);
    expect(at({ protocol: "-1", cidrBlocks: UNKNOWN.array })).toEqual(open);
    expect(at({ protocol: "tcp", fromPort: 443, toPort: UNKNOWN.number, ...world })).toEqual([]);
  });
});

describe("aws-net-rdp-open and aws-net-data-ports-open", () => {
  const ingress = (fromPort: number, toPort: number) =>
    one(GROUP, { ingress: [{ protocol: "tcp", fromPort, toPort, ...world }] });

  it("find the port within a range", () => {
    expect(verdicts("aws-net-rdp-open", ingress(3000, 4000))).toEqual(found);
    expect(verdicts("aws-net-rdp-open", ingress(3390, 4000))).toEqual([]);
    expect(verdicts("aws-net-data-ports-open", ingress(27017, 27019))).toEqual(found);
    expect(verdicts("aws-net-data-ports-open", ingress(27018, 27019))).toEqual([]);
  });

  it("say which ports are reached, once for each rule", () => {
    const [resource] = resourcesOf([ingress(3300, 5500)]);
    const findings = resource ? new Evaluator([awsNetDataPortsOpen]).checkResource(resource) : [];
    expect(findings).toMatchObject([
      { problems: [{ path: "ingress[0].cidrBlocks", wrong: "lets every address reach TCP port 3306, 5432" }] },
    ]);
  });

  it("take other ports from the configuration", () => {
    const conduct = { enabled: () => true, settings: () => ({ ports: [8086] }) };
    const at = (port: number) =>
      resourcesOf([ingress(port, port)]).flatMap((r) => new Evaluator([awsNetDataPortsOpen]).checkResource(r, conduct));
    expect(at(8086)).toMatchObject([{ kind: "violation" }]);
    expect(at(5432)).toEqual([]);
  });
});

describe("aws-net-egress-all", () => {
  const at = (type: string, props: Props) => verdicts("aws-net-egress-all", one(type, props));

  it("reads every form of a rule on what may leave", () => {
    expect(at(DEFAULT_GROUP, { egress: [{ protocol: "-1", ...world }] })).toEqual(found);
    expect(at(RULE, { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, ...world })).toEqual(found);
    expect(at(EGRESS, { ipProtocol: "-1", cidrIpv6: "::/0" })).toEqual(found);
  });

  it("leaves alone what is narrower, and a group that says nothing", () => {
    expect(at(GROUP, {})).toEqual([]);
    expect(at(RULE, { type: "ingress", protocol: "-1", ...world })).toEqual([]);
    expect(at(EGRESS, { ipProtocol: "-1", referencedSecurityGroupId: "sg-1" })).toEqual([]);
    expect(at(GROUP, { egress: [{ protocol: "tcp", fromPort: 0, toPort: 65535, ...world }] })).toEqual([]);
  });
});

describe("aws-net-nacl-admin-open", () => {
  const allow = { action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" };
  const deny = { ...allow, action: "deny", protocol: "tcp", fromPort: 22, toPort: 3389 };
  const acl = (...ingress: Props[]) =>
    verdicts("aws-net-nacl-admin-open", one("aws:ec2/networkAcl:NetworkAcl", { ingress }));

  it("lets the line with the lowest number decide", () => {
    expect(acl({ ruleNo: 10, ...deny }, { ruleNo: 100, ...allow })).toEqual([]);
    expect(acl({ ruleNo: 100, ...allow }, { ruleNo: 10, ...deny })).toEqual([]);
    expect(acl({ ruleNo: 10, ...allow }, { ruleNo: 30, ...deny })).toEqual(found);
    expect(acl({ ruleNo: 10, ...deny, toPort: 22 }, { ruleNo: 100, ...allow })).toEqual(found);
    expect(acl({ ruleNo: 10, ...deny, cidrBlock: "10.0.0.0/8" }, { ruleNo: 100, ...allow })).toEqual(found);
  });

  it("does not take a denial of one family for one of the other", () => {
    const ipv6 = { ...allow, cidrBlock: undefined, ipv6CidrBlock: "::/0" };
    expect(acl({ ruleNo: 10, ...deny }, { ruleNo: 100, ...ipv6 })).toEqual(found);
    expect(acl({ ruleNo: 10, ...deny, cidrBlock: undefined, ipv6CidrBlock: "::/0" }, { ruleNo: 100, ...ipv6 })).toEqual(
      [],
    );
  });

  it("is undecided while the order or a range is not known", () => {
    expect(acl({ ruleNo: UNKNOWN.number, ...deny }, { ruleNo: 100, ...allow })).toEqual(open);
    expect(acl({ ruleNo: 100, ...allow, cidrBlock: UNKNOWN.string })).toEqual(open);
    expect(acl({ ruleNo: 100, ...allow, cidrBlock: UNKNOWN.string, action: "deny" })).toEqual([]);
  });

  it("reads lines on their own, and the default list", () => {
    const line = {
      ruleNumber: 100,
      ruleAction: "allow",
      protocol: "6",
      fromPort: 5,
      toPort: 25,
      cidrBlock: "0.0.0.0/0",
    };
    const at = (props: Props) =>
      verdicts("aws-net-nacl-admin-open", one("aws:ec2/networkAclRule:NetworkAclRule", props));
    expect(at(line)).toEqual(found);
    expect(at({ ...line, egress: "true" })).toEqual([]);
    expect(at({ ...line, ruleAction: "deny" })).toEqual([]);
    const listed = one("aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", { ingress: [{ ruleNo: 100, ...allow }] });
    expect(verdicts("aws-net-nacl-admin-open", listed)).toEqual(found);
  });
});

describe("aws-net-sg-description", () => {
  const at = (type: string, props: Props) => verdicts("aws-net-sg-description", one(type, props));

  it("wants a description of the group and of each rule", () => {
    expect(at(GROUP, {})).toEqual(found);
    expect(at(GROUP, { description: "managed by Terraform" })).toEqual(found);
    expect(at(GROUP, { description: "Shop", egress: [{ description: "Updates" }, { protocol: "-1" }] })).toEqual(found);
    expect(at(DEFAULT_GROUP, {})).toEqual([]);
    expect(at(DEFAULT_GROUP, { ingress: [{ protocol: "-1", self: true }] })).toEqual(found);
    for (const type of [RULE, INGRESS, EGRESS]) {
      expect(at(type, { description: "Load balancer" })).toEqual([]);
      expect(at(type, { description: "" })).toEqual(found);
      expect(at(type, { description: UNKNOWN.string })).toEqual(open);
    }
  });
});

describe("aws-net-http-open", () => {
  const http = { protocol: "tcp", fromPort: 80, toPort: 80, ...world };
  const group = one(GROUP, { ingress: [http] });
  const rule = (securityGroupId: string, refs: ExampleResource["refs"] = {}): ExampleResource => ({
    ...one(INGRESS, { ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0", securityGroupId }, refs),
    name: "rule",
  });
  const balancer = (securityGroups: unknown, of: readonly string[] = [], type = "lb"): ExampleResource => ({
    type: `aws:${type}/loadBalancer:LoadBalancer`,
    name: "balancer",
    props: { securityGroups },
    refs: of.length > 0 ? { securityGroups: of } : {},
  });
  const at = (...resources: ExampleResource[]) => verdicts("aws-net-http-open", ...resources);

  it("exempts groups of every kind of load balancer", () => {
    expect(at(group)).toEqual(found);
    for (const type of ["lb", "alb", "elb"]) expect(at(group, balancer([UNKNOWN.string], ["it"], type))).toEqual([]);
    expect(at(group, balancer(["sg-2"]))).toEqual(found);
    expect(at(group, balancer([UNKNOWN.string]))).toEqual(open);
  });

  it("finds the group of a rule on its own, by reference or by id", () => {
    const empty = one(GROUP, {});
    const mine = rule(UNKNOWN.string, { securityGroupId: ["it"] });
    expect(at(empty, mine)).toEqual(["violation rule"]);
    expect(at(empty, mine, balancer([UNKNOWN.string], ["it"]))).toEqual([]);
    expect(at(empty, mine, balancer(["sg-2"]))).toEqual(["violation rule"]);
    expect(at(rule("sg-1"), balancer(["sg-2", "sg-1"]))).toEqual([]);
    expect(at(rule("sg-1"), balancer(["sg-2"]))).toEqual(["violation rule"]);
    expect(at(rule("sg-1"), balancer(UNKNOWN.array))).toEqual(["undecided rule"]);
  });

  it("says nothing about other ports, whatever is balanced", () => {
    const other = one(GROUP, { ingress: [{ ...http, fromPort: 443, toPort: 443 }] });
    expect(at(other, balancer([UNKNOWN.string]))).toEqual([]);
    expect(at(one(GROUP, { ingress: [{ ...http, fromPort: 0, toPort: 0 }] }))).toEqual([]);
  });
});

describe("aws-net-peering-wide-route", () => {
  const route = (props: Props, refs: ExampleResource["refs"] = {}) => one("aws:ec2/route:Route", props, refs);
  const vpc = (name: string, cidrBlock: string): ExampleResource => ({
    type: "aws:ec2/vpc:Vpc",
    name,
    props: { cidrBlock },
  });
  const connection: ExampleResource = {
    type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    name: "peering",
    props: { vpcId: UNKNOWN.string, peerVpcId: UNKNOWN.string },
    refs: { vpcId: ["here"], peerVpcId: ["there"] },
  };
  const at = (...resources: ExampleResource[]) => verdicts("aws-net-peering-wide-route", ...resources);
  const through = (destinationCidrBlock: string, ...others: ExampleResource[]) =>
    at(
      route({ destinationCidrBlock, vpcPeeringConnectionId: UNKNOWN.string }, { vpcPeeringConnectionId: ["peering"] }),
      connection,
      ...others,
    );

  it("finds what is wider than any VPC, in each form", () => {
    const id = { vpcPeeringConnectionId: "pcx-1" };
    expect(at(route({ destinationCidrBlock: "10.0.0.0/15", ...id }))).toEqual(found);
    expect(at(route({ destinationCidrBlock: "10.0.0.0/16", ...id }))).toEqual([]);
    expect(at(route({ destinationIpv6CidrBlock: "2600::/40", ...id }))).toEqual(found);
    expect(at(route({ destinationIpv6CidrBlock: "2600:1f18::/56", ...id }))).toEqual([]);
    for (const kind of ["routeTable:RouteTable", "defaultRouteTable:DefaultRouteTable"]) {
      const table = (...routes: Props[]) => at(one(`aws:ec2/${kind}`, { routes }));
      expect(table({ cidrBlock: "0.0.0.0/0", ...id })).toEqual(found);
      expect(table({ ipv6CidrBlock: "::/0", vpcPeeringConnectionId: UNKNOWN.string })).toEqual(open);
      expect(table({ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }, { cidrBlock: "10.1.0.0/16", ...id })).toEqual([]);
    }
  });

  it("knows at a preview that a route goes through a connection of the stack", () => {
    expect(through("0.0.0.0/0")).toEqual(found);
    expect(through(UNKNOWN.string)).toEqual(open);
  });

  it("finds what is wider than the peer, where the stack makes it", () => {
    const vpcs = [vpc("here", "10.1.0.0/16"), vpc("there", "10.2.0.0/20")];
    expect(through("10.2.0.0/16", ...vpcs)).toEqual(found);
    expect(through("10.2.0.0/20", ...vpcs)).toEqual([]);
    expect(through("10.2.8.0/24", ...vpcs)).toEqual([]);
    expect(through("10.2.0.0/16", vpc("elsewhere", "10.2.0.0/20"))).toEqual([]);
    const further: ExampleResource = {
      type: "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
      name: "further",
      props: { vpcId: UNKNOWN.string, cidrBlock: "10.2.16.0/20" },
      refs: { vpcId: ["there"] },
    };
    expect(through("10.2.0.0/19", ...vpcs, further)).toEqual([]);
  });
});

describe("aws-net-sg-unused", () => {
  const group = one(GROUP, { name: "web" });
  const other = (type: string, props: Props, refs: ExampleResource["refs"] = {}): ExampleResource => ({
    type,
    name: "other",
    props,
    refs,
  });
  const at = (...resources: ExampleResource[]) => verdicts("aws-net-sg-unused", group, ...resources);

  it("counts whatever has the group, however deep", () => {
    const ids = { securityGroupIds: [UNKNOWN.string] };
    expect(at(other("aws:lambda/function:Function", { vpcConfig: ids }, { vpcConfig: ["it"] }))).toEqual([]);
    expect(at(other("aws:eks/cluster:Cluster", { vpcConfig: ids }, { vpcConfig: ["it"] }))).toEqual([]);
    expect(at(other("aws:ec2/instance:Instance", { securityGroups: ["web"] }))).toEqual([]);
    expect(at(other("aws:ec2/instance:Instance", { vpcSecurityGroupIds: UNKNOWN.array }))).toEqual(open);
  });

  it("does not count rules, nor what has another group", () => {
    expect(at(other(INGRESS, { ipProtocol: "-1" }, { securityGroupId: ["it"] }))).toEqual(found);
    expect(at(other(GROUP, { ingress: [{ securityGroups: [UNKNOWN.string] }] }, { ingress: ["it"] }))).toEqual([
      "violation it",
      "violation other",
    ]);
    expect(at(other("aws:ec2/instance:Instance", { vpcSecurityGroupIds: ["sg-2"] }))).toEqual(found);
  });
});
