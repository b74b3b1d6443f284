import type { RouteTable, Vpc } from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { ArgumentsError } from "../../core/errors.js";
import type { PeerOptions } from "../args.js";
import type { NetworkLike, PeerLink } from "../types.js";
import type { AwsNetworkScope } from "./children.js";
import type { RouteTables } from "./routes.js";

/** What this side of a peering is made with. */
export interface PeeringSide {
  readonly scope: AwsNetworkScope;
  readonly vpc: Vpc;
  readonly tables: RouteTables;
}

/** Asks for the connection and routes this side's tiers to it. Within one account and region it agrees by itself. */
export function peer(side: PeeringSide, other: NetworkLike<"aws">, options: PeerOptions): PeerLink {
  checkTiers(side, other, options);
  const { scope, vpc } = side;
  const [here, there] = [scope.target, other.target];
  const [account, otherAccount] = [here.settings.accountId, there.settings.accountId];
  const pending = here.region !== there.region || account !== otherAccount;
  const connection = scope.child("peering", `peer-${other.networkName}`, {
    vpcId: vpc.id,
    peerVpcId: other.id,
    ...(pending ? {} : { autoAccept: true }),
    ...(here.region !== there.region && { peerRegion: there.region }),
    ...(account !== otherAccount && otherAccount !== undefined && { peerOwnerId: otherAccount }),
  });
  createRoutes(side, other, connection.id, options);
  return { resource: connection, id: connection.id, pending };
}

/** Agrees to the connection where that takes a resource, and routes this side's tiers to it. */
export function accept(side: PeeringSide, other: NetworkLike<"aws">, link: PeerLink, options: PeerOptions): void {
  const name = `peer-${other.networkName}`;
  const id = link.pending
    ? side.scope.child("peeringAccepter", name, { vpcPeeringConnectionId: link.id, autoAccept: true }).id
    : link.id;
  createRoutes(side, other, id, options);
}

/** From each table of an allowed tier to each allowed tier of the other network, never to all of it. */
function createRoutes(
  { scope, tables }: PeeringSide,
  other: NetworkLike<"aws">,
  vpcPeeringConnectionId: pulumi.Output<string>,
  options: PeerOptions,
): void {
  const allowed = allowedTiers(options);
  for (const tier of allowed)
    for (const [name, table] of Object.entries<RouteTable>(tables[tier] ?? {}))
      for (const otherTier of allowed) {
        const destinationCidrBlock = other.tierCidrs[otherTier];
        if (destinationCidrBlock === undefined) continue;
        scope.child("route", `${name}-peer-${other.networkName}-${otherTier}`, {
          routeTableId: table.id,
          destinationCidrBlock,
          vpcPeeringConnectionId,
        });
      }
}

function allowedTiers(options: PeerOptions): readonly string[] {
  return options.allow ?? ["private"];
}

function checkTiers({ scope, tables }: PeeringSide, other: NetworkLike<"aws">, options: PeerOptions): void {
  const [own, others] = [Object.keys(tables), Object.keys(other.tierCidrs)];
  const problems = allowedTiers(options).flatMap((tier, i) =>
    own.includes(tier) || others.includes(tier)
      ? []
      : [
          {
            propertyPath: `allow[${i}]`,
            reason: `"${tier}" is a tier of neither network; use ${[...new Set([...own, ...others])].join(", ")}`,
          },
        ],
  );
  if (problems.length > 0) throw new ArgumentsError(`Network "${scope.name}"`, problems);
}
