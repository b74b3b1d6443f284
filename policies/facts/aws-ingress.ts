import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { all, any, holds, isText, type Tri } from "../core/tri.js";
import { type Field, get, items, within } from "../core/value.js";
import { every, forbid, type Verdict } from "../core/verdict.js";
import { between } from "./ports.js";
import { openToWorld } from "./ranges.js";

/** The three forms in which a program writes what may enter a security group. */
export const INGRESS: Reads = {
  "aws:ec2/securityGroup:SecurityGroup": [
    "ingress[].protocol",
    "ingress[].fromPort",
    "ingress[].toPort",
    "ingress[].cidrBlocks",
    "ingress[].ipv6CidrBlocks",
  ],
  "aws:ec2/securityGroupRule:SecurityGroupRule": [
    "type",
    "protocol",
    "fromPort",
    "toPort",
    "cidrBlocks",
    "ipv6CidrBlocks",
  ],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    "ipProtocol",
    "fromPort",
    "toPort",
    "cidrIpv4",
    "cidrIpv6",
  ],
};

/** One rule on what may enter, whatever form it was written in. */
interface Ingress {
  readonly applies: Tri;
  readonly protocol: Field;
  readonly from: Field;
  readonly to: Field;
  readonly sources: readonly Field[];
}

/** Whether the resource lets every address reach a TCP port. */
export function tcpPortClosed(resource: Resource, port: number): Verdict {
  return every(ingressOf(resource).map((rule) => judge(rule, port)));
}

function judge(rule: Ingress, port: number): Verdict {
  const everyPort = holds(rule.protocol, (p) => ["-1", "all"].includes(String(p).toLowerCase()));
  const tcp = holds(rule.protocol, (p) => ["tcp", "6"].includes(String(p).toLowerCase()));
  const reached = any(everyPort, all(tcp, between(port, rule.from, rule.to)));
  const open = all(rule.applies, reached, openToWorld(rule.sources));
  const at = rule.sources.find((source) => openToWorld([source]) === true) ?? rule.sources[0] ?? rule.protocol;
  return forbid(open, at, `lets every address reach TCP port ${port}`);
}

function ingressOf(resource: Resource): readonly Ingress[] {
  const of = (name: string): Field => get(resource.props, name);
  if (resource.type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule") {
    const sources = [of("cidrIpv4"), of("cidrIpv6")];
    return [{ applies: true, protocol: of("ipProtocol"), from: of("fromPort"), to: of("toPort"), sources }];
  }
  if (resource.type === "aws:ec2/securityGroupRule:SecurityGroupRule") {
    const sources = [of("cidrBlocks"), of("ipv6CidrBlocks")];
    const applies = isText(of("type"), "ingress");
    return [{ applies, protocol: of("protocol"), from: of("fromPort"), to: of("toPort"), sources }];
  }
  return items(of("ingress")).map((rule) => ({
    applies: true,
    protocol: within(rule, "protocol"),
    from: within(rule, "fromPort"),
    to: within(rule, "toPort"),
    sources: [within(rule, "cidrBlocks"), within(rule, "ipv6CidrBlocks")],
  }));
}
