import type { Resource } from "../../../core/resource.js";
import { Severity, type StackRule } from "../../../core/rule.js";
import type { Stack } from "../../../core/stack.js";
import { all, any, holds, isSet, type Tri } from "../../../core/tri.js";
import { type Field, get, items, of, within } from "../../../core/value.js";
import { every, forbid, type Verdict } from "../../../core/verdict.js";
import { parseRange, prefixLength, type Range } from "../../../facts/ranges.js";

const ROUTE = "aws:ec2/route:Route";
const VPC = "aws:ec2/vpc:Vpc";
const CONNECTION = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const FURTHER_BLOCK = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
const IN_TABLE = ["cidrBlock", "ipv6CidrBlock", "vpcPeeringConnectionId"].map((property) => `routes[].${property}`);

/** The shortest prefix that a block of a VPC may have: a route with a shorter one leads to more than any VPC. */
const SHORTEST = { 4: 16, 6: 44 } as const;

/** One route, whatever form it was written in. */
interface Hop {
  readonly connection: Field;
  readonly destinations: readonly Field[];
}

function hopsOf(resource: Resource): readonly Hop[] {
  const hop = (route: Field, ...destinations: readonly string[]): Hop => ({
    connection: within(route, "vpcPeeringConnectionId"),
    destinations: destinations.map((name) => within(route, name)),
  });
  const own: Field = { state: "known", path: "", value: resource.props };
  if (resource.type === ROUTE) return [hop(own, "destinationCidrBlock", "destinationIpv6CidrBlock")];
  return items(get(resource.props, "routes")).map((route) => hop(route, "cidrBlock", "ipv6CidrBlock"));
}

/** The peering connections of the stack that the route certainly goes through. */
function connectionsOf(resource: Resource, { connection }: Hop, stack: Stack): readonly Resource[] {
  const madeFrom = resource.type === ROUTE ? (resource.dependencies.vpcPeeringConnectionId ?? []) : [];
  const id = connection.state === "known" ? String(connection.value) : "";
  return stack.ofType(CONNECTION).filter(({ urn, identities }) => madeFrom.includes(urn) || identities.has(id));
}

/**
 * The blocks of the VPCs that a connection of the stack joins, as far as the stack makes them. One with further blocks is
 * left out: a route may rightly lead to several of them at once.
 */
function blocksOf(connection: Resource, stack: Stack): readonly Range[] {
  const joined = stack
    .ofType(VPC)
    .filter((vpc) =>
      ["vpcId", "peerVpcId"].some((property) =>
        stack
          .referring(vpc, property, CONNECTION)
          .some(({ resource, refers }) => refers === true && resource.urn === connection.urn),
      ),
    );
  const single = joined.filter((vpc) => stack.referring(vpc, "vpcId", FURTHER_BLOCK).length === 0);
  return single.flatMap((vpc) => {
    const block = of(vpc, "cidrBlock");
    const range = block.state === "known" ? parseRange(String(block.value)) : undefined;
    return range ? [range] : [];
  });
}

function isWider(destination: Range, blocks: readonly Range[]): boolean {
  if (prefixLength(destination) < SHORTEST[destination.family]) return true;
  return blocks.some(
    ({ family, first, last }) =>
      family === destination.family &&
      destination.first <= first &&
      destination.last >= last &&
      last - first < destination.last - destination.first,
  );
}

function judge(resource: Resource, hop: Hop, stack: Stack): Verdict {
  const connections = connectionsOf(resource, hop, stack);
  const blocks = connections.flatMap((connection) => blocksOf(connection, stack));
  const peered: Tri = any(connections.length > 0, isSet(hop.connection));
  return every(
    hop.destinations.map((destination) => {
      const wide = holds(destination, (text) => {
        const range = parseRange(String(text));
        return range !== undefined && isWider(range, blocks);
      });
      return forbid(all(peered, wide), destination, "leads to more addresses than the peer has");
    }),
  );
}

export const awsNetPeeringWideRoute: StackRule = {
  id: "aws-net-peering-wide-route",
  title: "Peering route that is wider than the peer",
  severity: Severity.Medium,
  graph: true,
  judges: {
    [ROUTE]: ["destinationCidrBlock", "destinationIpv6CidrBlock", "vpcPeeringConnectionId"],
    "aws:ec2/routeTable:RouteTable": IN_TABLE,
    "aws:ec2/defaultRouteTable:DefaultRouteTable": IN_TABLE,
  },
  consults: { [CONNECTION]: ["vpcId", "peerVpcId"], [VPC]: ["cidrBlock"], [FURTHER_BLOCK]: ["vpcId"] },
  controls: { "CIS AWS 5.0": ["5.6"] },
  checkov: ["CKV2_AWS_44"],
  why: "Such a route sends traffic to the peer that was meant for others, and gives the peer a way back into more than was agreed.",
  fix: "Set `destinationCidrBlock` to the block of the peer's VPC, or to the subnets of it that are needed.",
  bad: [
    {
      type: ROUTE,
      name: "to-peer",
      props: { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", vpcPeeringConnectionId: "pcx-1" },
    },
  ],
  good: [
    {
      type: ROUTE,
      name: "to-peer",
      props: { routeTableId: "rtb-1", destinationCidrBlock: "10.20.0.0/20", vpcPeeringConnectionId: "pcx-1" },
    },
  ],
  check: (resource, stack) => every(hopsOf(resource).map((hop) => judge(resource, hop, stack))),
};
