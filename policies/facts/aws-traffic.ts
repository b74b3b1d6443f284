/** What security groups let in and out, in every form in which a program writes it. */

import type { Resource } from "../core/resource.js";
import type { Reads } from "../core/rule.js";
import { all, any, holds, isText, type Tri } from "../core/tri.js";
import { type Field, get, items, within } from "../core/value.js";
import { forbid, nowhere, type Verdict } from "../core/verdict.js";
import { joined, openTogether } from "./openings.js";
import { between } from "./ports.js";
import { openToWorld } from "./ranges.js";

export const GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const INLINE = ["protocol", "fromPort", "toPort", "cidrBlocks", "ipv6CidrBlocks"];
const ONE_RANGE = ["ipProtocol", "fromPort", "toPort", "cidrIpv4", "cidrIpv6"];

type Direction = "ingress" | "egress";

function inGroups(direction: Direction): Reads {
  const inline = INLINE.map((property) => `${direction}[].${property}`);
  return { [GROUP]: inline, [DEFAULT_GROUP]: inline, [GROUP_RULE]: ["type", ...INLINE] };
}

/** The forms in which a program writes what may enter a security group. */
export const INGRESS: Reads = { ...inGroups("ingress"), [INGRESS_RULE]: ONE_RANGE };

/** The same for what may leave it. */
export const EGRESS: Reads = { ...inGroups("egress"), [EGRESS_RULE]: ONE_RANGE };

/** What names a protocol and ports: a rule of a security group or of a network ACL. */
export interface Ports {
  readonly protocol: Field;
  readonly from: Field;
  readonly to: Field;
}

/** One rule on what may enter or leave, whatever form it was written in. */
interface Traffic extends Ports {
  readonly applies: Tri;
  readonly addresses: readonly Field[];
}

/** Whether the resource lets no TCP port of these be reached from every address. */
export function tcpPortsClosed(resource: Resource, ports: readonly number[]): Verdict {
  const rules = trafficOf(resource, "ingress");
  const open = (named: readonly number[]) => `lets every address reach TCP port ${named.join(", ")}`;
  const alone = rules.map((rule) => {
    const reached = ports.map((port) => ({ port, is: reachesTcp(rule, port) }));
    const certain = reached.filter(({ is }) => is === true).map(({ port }) => port);
    return closed([rule], () => any(...reached.map(({ is }) => is)), open(certain.length > 0 ? certain : ports));
  });
  return joined(
    alone,
    ports.map((port) => closed(rules, (rule) => reachesTcp(rule, port), open([port]))),
  );
}

/** Whether no rule of the resource lets every address reach every port of TCP or UDP. */
export function everyPortClosed(resource: Resource): Verdict {
  const whole = (rule: Traffic): Tri =>
    all(
      isProtocol(rule, "tcp", "6", "udp", "17"),
      holds(rule.from, (port) => Number(port) <= 1, true),
      holds(rule.to, (port) => Number(port) >= 65535, true),
    );
  const meant = (rule: Traffic): Tri => any(isEverything(rule), whole(rule));
  return eachClosed(trafficOf(resource, "ingress"), meant, "lets every address reach every port");
}

/** Whether no rule of the resource lets everything out to every address. */
export function egressNarrowed(resource: Resource): Verdict {
  const wrong = "lets every kind of traffic out to every address";
  return eachClosed(trafficOf(resource, "egress"), isEverything, wrong);
}

/** Whether the protocol and ports hold this TCP port. */
export function reachesTcp(ports: Ports, port: number): Tri {
  return any(isEverything(ports), all(isProtocol(ports, "tcp", "6"), between(port, ports.from, ports.to)));
}

/** Whether all protocols and ports are meant. EC2 refuses -1 as a port of TCP; who writes it means every port. */
function isEverything(ports: Ports): Tri {
  const whole = [ports.from, ports.to].map((port) => holds(port, (value) => Number(value) === -1));
  return any(isProtocol(ports, "-1", "all"), all(isProtocol(ports, "tcp", "6", "udp", "17"), ...whole));
}

function isProtocol({ protocol }: Ports, ...names: readonly string[]): Tri {
  return holds(protocol, (value) => names.includes(String(value).toLowerCase()));
}

/** The rules one by one, and where none of them is wrong alone, all of them: each may let in a part of the world. */
function eachClosed(rules: readonly Traffic[], meant: (rule: Traffic) => Tri, wrong: string): Verdict {
  const alone = rules.map((rule) => closed([rule], meant, wrong));
  return joined(alone, [closed(rules, meant, wrong)]);
}

/** What is wrong with rules that let the world in together. */
function closed(rules: readonly Traffic[], meant: (rule: Traffic) => Tri, wrong: string): Verdict {
  const openings = rules.map((rule) => ({ meant: all(rule.applies, meant(rule)), addresses: rule.addresses }));
  const named = openings.filter((opening) => opening.meant !== false).flatMap(({ addresses }) => addresses);
  const at = named.find((list) => openToWorld([list]) === true) ?? named[0] ?? rules[0]?.protocol ?? nowhere;
  return forbid(openTogether(openings), at, wrong);
}

function trafficOf(resource: Resource, direction: Direction): readonly Traffic[] {
  const own: Field = { state: "known", path: "", value: resource.props };
  switch (resource.type) {
    case INGRESS_RULE:
    case EGRESS_RULE:
      return [traffic(own, true, "ipProtocol", "cidrIpv4", "cidrIpv6")];
    case GROUP_RULE:
      return [traffic(own, isText(get(resource.props, "type"), direction), "protocol", "cidrBlocks", "ipv6CidrBlocks")];
    default:
      return items(get(resource.props, direction)).map((rule) =>
        traffic(rule, true, "protocol", "cidrBlocks", "ipv6CidrBlocks"),
      );
  }
}

function traffic(rule: Field, applies: Tri, protocol: string, ...addresses: readonly string[]): Traffic {
  return {
    applies,
    protocol: within(rule, protocol),
    from: within(rule, "fromPort"),
    to: within(rule, "toPort"),
    addresses: addresses.map((list) => within(rule, list)),
  };
}
