import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const one = (type: string, props: Props): ExampleResource => ({ type, name: "it", props });

describe("aws-net-ssh-open", () => {
  const rule = "aws-net-ssh-open";
  const group = (...ingress: Props[]) => verdicts(rule, one("aws:ec2/securityGroup:SecurityGroup", { ingress }));
  const split = (props: Props) => verdicts(rule, one("aws:ec2/securityGroupRule:SecurityGroupRule", props));
  const ingress = (props: Props) =>
    verdicts(rule, one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", props));
  const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };

  it("finds every form in which the port is open", () => {
    expect(group({ ...ssh, cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] })).toEqual(["violation it"]);
    expect(group({ ...ssh, ipv6CidrBlocks: ["0::/0"] })).toEqual(["violation it"]);
    expect(group({ ...ssh, protocol: "6", cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] })).toEqual(["violation it"]);
    expect(group({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] })).toEqual(["violation it"]);
    expect(group({ protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/0"] })).toEqual(["violation it"]);
    expect(split({ ...ssh, type: "ingress", cidrBlocks: ["0.0.0.0/0"] })).toEqual(["violation it"]);
    expect(ingress({ ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" })).toEqual(["violation it"]);
    expect(ingress({ ipProtocol: "-1", cidrIpv6: "::/0" })).toEqual(["violation it"]);
  });

  it("leaves alone what is not open", () => {
    expect(group()).toEqual([]);
    expect(group({ ...ssh, cidrBlocks: ["10.0.0.0/29"] })).toEqual([]);
    expect(group({ ...ssh, cidrBlocks: ["0.0.0.0/1"] }, { ...ssh, cidrBlocks: ["128.0.0.0/2"] })).toEqual([]);
    expect(group({ protocol: "tcp", fromPort: 222, toPort: 222, cidrBlocks: ["0.0.0.0/0"] })).toEqual([]);
    expect(group({ protocol: "udp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] })).toEqual([]);
    expect(group({ ...ssh, self: true }, { ...ssh, securityGroups: ["sg-1"] })).toEqual([]);
    expect(split({ ...ssh, type: "egress", cidrBlocks: ["0.0.0.0/0"] })).toEqual([]);
    expect(ingress({ ipProtocol: "tcp", fromPort: 22, toPort: 22, referencedSecurityGroupId: "sg-1" })).toEqual([]);
  });

  it("is undecided only while what is known does not decide", () => {
    expect(group({ ...ssh, cidrBlocks: [UNKNOWN.string] })).toEqual(["undecided it"]);
    expect(group({ ...ssh, cidrBlocks: [UNKNOWN.string, "0.0.0.0/0"] })).toEqual(["violation it"]);
    expect(group({ ...ssh, fromPort: 80, toPort: 80, cidrBlocks: [UNKNOWN.string] })).toEqual([]);
    expect(verdicts(rule, one("aws:ec2/securityGroup:SecurityGroup", { ingress: UNKNOWN.array }))).toEqual([
      "undecided it",
    ]);
  });
});

describe("gcp-fw-ssh-open", () => {
  const firewall = (props: Props) => verdicts("gcp-fw-ssh-open", one("gcp:compute/firewall:Firewall", props));
  const world = { sourceRanges: ["0.0.0.0/0"] };

  it("finds every form in which the port is open", () => {
    expect(firewall({ ...world, allows: [{ protocol: "tcp", ports: [22] }] })).toEqual(["violation it"]);
    expect(firewall({ ...world, allows: [{ protocol: "tcp", ports: ["1024-65535", "20-30"] }] })).toEqual([
      "violation it",
    ]);
    expect(firewall({ ...world, allows: [{ protocol: "tcp" }] })).toEqual(["violation it"]);
    expect(firewall({ sourceRanges: ["::/0"], allows: [{ protocol: "all" }] })).toEqual(["violation it"]);
    expect(firewall({ allows: [{ protocol: "tcp", ports: ["22"] }] })).toEqual(["violation it"]);
  });

  it("leaves alone what is not open", () => {
    const ssh = { allows: [{ protocol: "tcp", ports: ["22"] }] };
    expect(firewall({ ...world, ...ssh, disabled: true })).toEqual([]);
    expect(firewall({ ...world, ...ssh, direction: "EGRESS" })).toEqual([]);
    expect(firewall({ ...ssh, sourceTags: ["bastion"] })).toEqual([]);
    expect(firewall({ ...world, denies: [{ protocol: "all" }] })).toEqual([]);
    expect(firewall({ ...world, allows: [{ protocol: "tcp", ports: ["443"] }, { protocol: "icmp" }] })).toEqual([]);
  });

  it("reads the rules of firewall policies, too", () => {
    const match = { srcIpRanges: ["0.0.0.0/0"], layer4Configs: [{ ipProtocol: "tcp", ports: ["22"] }] };
    const rule = { action: "allow", direction: "INGRESS", match };
    for (const kind of ["networkFirewallPolicyRule", "regionNetworkFirewallPolicyRule", "firewallPolicyRule"]) {
      const type = `gcp:compute/${kind}:${kind[0]?.toUpperCase()}${kind.slice(1)}`;
      expect(verdicts("gcp-fw-ssh-open", one(type, rule))).toEqual(["violation it"]);
      expect(verdicts("gcp-fw-ssh-open", one(type, { ...rule, action: "deny" }))).toEqual([]);
    }
  });
});

describe("az-net-ssh-open", () => {
  const base = { access: "Allow", direction: "Inbound", protocol: "Tcp", destinationPortRange: "22" };
  const alone = (props: Props) => verdicts("az-net-ssh-open", one("azure-native:network:SecurityRule", props));
  const inside = (props: Props, type = "azure-native:network:NetworkSecurityGroup") =>
    verdicts("az-net-ssh-open", one(type, { securityRules: [props] }));

  it("finds every form in which the port is open", () => {
    for (const sourceAddressPrefix of ["*", "Internet", "0.0.0.0/0", "::/0", "any"]) {
      expect(alone({ ...base, sourceAddressPrefix })).toEqual(["violation it"]);
      expect(inside({ ...base, sourceAddressPrefix })).toEqual(["violation it"]);
    }
    const lists = { access: "allow", direction: "inbound", protocol: "*", destinationPortRanges: ["80", "20-30"] };
    expect(alone({ ...lists, sourceAddressPrefixes: ["0.0.0.0/1", "128.0.0.0/1"] })).toEqual(["violation it"]);
    expect(alone({ ...base, destinationPortRange: "*", sourceAddressPrefix: "*" })).toEqual(["violation it"]);
    const version = "azure-native:network/v20240101:NetworkSecurityGroup";
    expect(inside({ ...base, sourceAddressPrefix: "*" }, version)).toEqual(["violation it"]);
  });

  it("leaves alone what is not open", () => {
    expect(alone({ ...base, sourceAddressPrefix: "VirtualNetwork" })).toEqual([]);
    expect(alone({ ...base, sourceAddressPrefix: "*", access: "Deny" })).toEqual([]);
    expect(alone({ ...base, sourceAddressPrefix: "*", direction: "Outbound" })).toEqual([]);
    expect(alone({ ...base, sourceAddressPrefix: "*", protocol: "Udp" })).toEqual([]);
    expect(alone({ ...base, sourceAddressPrefix: "*", destinationPortRange: "443" })).toEqual([]);
  });
});

describe("aws-net-default-sg-closed", () => {
  const vpc: ExampleResource = { type: "aws:ec2/vpc:Vpc", name: "main", props: { cidrBlock: "10.0.0.0/16" } };
  const group = (props: Props): ExampleResource => ({
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    name: "default",
    props: { vpcId: UNKNOWN.string, ...props },
    refs: { vpcId: ["main"] },
  });
  const at = (...resources: ExampleResource[]) => verdicts("aws-net-default-sg-closed", ...resources);

  it("decides at a preview by what refers to the VPC", () => {
    expect(at(vpc)).toEqual(["violation main"]);
    expect(at(vpc, group({}))).toEqual([]);
    expect(at(vpc, group({ ingress: [], egress: [] }))).toEqual([]);
    expect(at(vpc, { ...group({}), refs: { vpcId: [] }, props: { vpcId: "vpc-1" } })).toEqual(["violation main"]);
  });

  it("finds rules in the group, and rules that are attached to it", () => {
    expect(at(vpc, group({ ingress: [{ protocol: "-1", self: true }] }))).toEqual([
      "violation default",
      "violation main",
    ]);
    const rule: ExampleResource = {
      type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      name: "rule",
      props: { ipProtocol: "-1" },
      refs: { securityGroupId: ["default"] },
    };
    expect(at(vpc, group({}), rule)).toEqual(["violation default", "violation main"]);
    const somewhere = { ...rule, props: { securityGroupId: UNKNOWN.string }, refs: {} };
    expect(at(vpc, group({}), somewhere)).toEqual(["undecided default", "undecided main"]);
    expect(at(vpc, group({}), { ...somewhere, props: { securityGroupId: "sg-1" } })).toEqual([]);
  });
});

describe("aws-net-flow-logs and aws-net-subnet-public-ip", () => {
  const vpc: ExampleResource = { type: "aws:ec2/vpc:Vpc", name: "main", props: {} };
  const log = (props: Props, refs: Record<string, string[]>): ExampleResource => ({
    type: "aws:ec2/flowLog:FlowLog",
    name: "log",
    props,
    refs,
  });

  it("counts a flow log of the VPC, not one of something else", () => {
    const at = (...resources: ExampleResource[]) => verdicts("aws-net-flow-logs", ...resources);
    expect(at(vpc, log({ vpcId: UNKNOWN.string }, { vpcId: ["main"] }))).toEqual([]);
    expect(at(vpc, log({ subnetId: "subnet-1" }, { subnetId: ["main"] }))).toEqual(["violation main"]);
    expect(at(vpc, log({ vpcId: UNKNOWN.string }, {}))).toEqual(["undecided main"]);
    expect(at({ ...vpc, props: { id: "vpc-1" } }, log({ vpcId: "vpc-1" }, {}))).toEqual([]);
  });

  it("lets a subnet say nothing", () => {
    expect(verdicts("aws-net-subnet-public-ip", one("aws:ec2/subnet:Subnet", {}))).toEqual([]);
  });
});

describe("gcp-net-flow-logs", () => {
  it("exempts the subnetworks of managed proxies", () => {
    const at = (props: Props) => verdicts("gcp-net-flow-logs", one("gcp:compute/subnetwork:Subnetwork", props));
    expect(at({ purpose: "REGIONAL_MANAGED_PROXY" })).toEqual([]);
    expect(at({ purpose: "PRIVATE" })).toEqual(["violation it"]);
  });
});
