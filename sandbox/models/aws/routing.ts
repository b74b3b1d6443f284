import { createHash } from "node:crypto";
import type { CloudError } from "../../types.js";
import { parseCidr } from "../cidr.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { isSet, text } from "../values.js";
import { resourceId } from "./identifiers.js";
import { here } from "./references.js";

const routeTableType = "aws:ec2/routeTable:RouteTable";
const routeType = "aws:ec2/route:Route";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const mainAssociationType = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";

const destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"];
const targets = [
  "carrierGatewayId",
  "coreNetworkArn",
  "egressOnlyGatewayId",
  "gatewayId",
  "localGatewayId",
  "natGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
];

function checkRoute(c: CheckContext) {
  const failures = [...exactlyOne(c, destinations, "destination"), ...exactlyOne(c, targets, "target")];
  for (const property of destinations.slice(0, 2)) {
    const value = c.inputs[property];
    const parsed = typeof value === "string" ? parseCidr(value) : undefined;
    if (parsed !== undefined && "problem" in parsed)
      failures.push({ property, reason: `"${String(value)}" ${parsed.problem}` });
  }
  return failures;
}

function exactlyOne(c: CheckContext, properties: readonly string[], what: string) {
  const present = properties.filter((key) => isSet(c.inputs[key]));
  if (present.length === 1) return [];
  const said = present.length === 0 ? "none is" : `${present.join(" and ")} are`;
  return [
    { property: "", reason: `a route has one ${what}: one of ${properties.join(", ")} must be set, and ${said}` },
  ];
}

function destination(c: { inputs: Record<string, unknown> }): string {
  return destinations.flatMap((key) => text(c.inputs[key]) ?? [])[0] ?? "";
}

function refuseRoute(c: ObjectContext): CloudError | undefined {
  const other = here(c, routeType).find(
    (o) => o.inputs.routeTableId === c.inputs.routeTableId && destination(o) === destination(c),
  );
  if (other === undefined) return undefined;
  const message = `The route identified by ${destination(c)} already exists in ${String(c.inputs.routeTableId)}: ${other.urn}`;
  return { code: "RouteAlreadyExists", message };
}

function refuseAssociation(c: ObjectContext): CloudError | undefined {
  for (const property of ["subnetId", "gatewayId"]) {
    const value = text(c.inputs[property]);
    const other = here(c, associationType).find((o) => value !== undefined && o.inputs[property] === value);
    if (other === undefined) continue;
    const message = `the specified association for route table ${String(c.inputs.routeTableId)} conflicts with an existing association: ${String(value)} already has ${String(other.inputs.routeTableId)} (${other.urn}); a subnet has one route table`;
    return { code: "Resource.AlreadyAssociated", message };
  }
  return undefined;
}

/** The provider's own hash of a destination in a route's id: shortened here to the same alphabet and length. */
function routeId(c: ObjectContext): string {
  const hash = createHash("sha256").update(destination(c)).digest().readUInt32BE(0);
  return `r-${String(c.inputs.routeTableId)}${hash}`;
}

export const routingModels: Models = {
  [routeTableType]: {
    id: (c) => resourceId(c, "rtb"),
    outputs: { propagatingVgws: () => [], routes: () => [] },
    blockers: [
      { type: associationType, properties: ["routeTableId"] },
      { type: mainAssociationType, properties: ["routeTableId"] },
    ],
    blocked: (table, by) => ({
      code: "DependencyViolation",
      message: `The routeTable '${table.id}' has dependencies and cannot be deleted: ${by.urn} associates it; delete that first`,
    }),
  },
  [routeType]: {
    check: checkRoute,
    refuse: refuseRoute,
    deleteBeforeReplace: true,
    unique: false,
    id: routeId,
    outputs: {
      instanceId: () => "",
      instanceOwnerId: () => "",
      networkInterfaceId: () => "",
      origin: () => "CreateRoute",
      state: () => "active",
    },
  },
  [associationType]: {
    check: (c) =>
      isSet(c.inputs.subnetId) === isSet(c.inputs.gatewayId)
        ? [{ property: "", reason: "one of subnetId, gatewayId must be set, and not both" }]
        : [],
    refuse: refuseAssociation,
    deleteBeforeReplace: true,
    id: (c) => resourceId(c, "rtbassoc"),
  },
  [mainAssociationType]: {
    id: (c) => resourceId(c, "rtbassoc"),
    outputs: {
      originalRouteTableId: (c) =>
        text(c.world.byIdentity(String(c.inputs.vpcId))[0]?.outputs.defaultRouteTableId) ?? "",
    },
  },
};
