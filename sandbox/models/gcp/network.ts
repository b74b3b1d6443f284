import type { CheckFailure, CloudError, WorldObject } from "../../types.js";
import { addressIn, type Cidr, cidrOf, looseCidr, overlaps, parseCidr, sizeOf } from "../cidr.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { isSet, lastSegment, records, text, texts } from "../values.js";
import { computeLink, regionOf, relative } from "./identifiers.js";
import { find, here, missingNamed } from "./references.js";

const networkType = "gcp:compute/network:Network";
const subnetworkType = "gcp:compute/subnetwork:Subnetwork";
const routerType = "gcp:compute/router:Router";
const natType = "gcp:compute/routerNat:RouterNat";
const peeringType = "gcp:compute/networkPeering:NetworkPeering";

function cidrFailures(property: string, value: unknown, min: number, max: number): CheckFailure[] {
  if (typeof value !== "string") return [];
  const parsed = parseCidr(value);
  if ("problem" in parsed) return [{ property, reason: `"${value}" ${parsed.problem}` }];
  if (parsed.version === 4 && (parsed.prefix < min || parsed.prefix > max))
    return [{ property, reason: `"${value}" has prefix length /${parsed.prefix}; use /${min} to /${max}` }];
  return [];
}

/** The provider reads a range as any address of it: Google's own examples give 10.0.0.1/16. */
function rangeFailures(property: string, value: unknown): CheckFailure[] {
  if (typeof value !== "string" || looseCidr(value) !== undefined) return [];
  return [{ property, reason: `"${value}" is not a valid IP CIDR range: invalid CIDR address: ${value}` }];
}

function checkSubnetwork(c: CheckContext): CheckFailure[] {
  return [
    ...rangeFailures("ipCidrRange", c.inputs.ipCidrRange),
    ...records(c.inputs.secondaryIpRanges).flatMap((r, i) =>
      rangeFailures(`secondaryIpRanges[${i}].ipCidrRange`, r.ipCidrRange),
    ),
  ];
}

function rangesOf(inputs: Record<string, unknown>): Cidr[] {
  const all = [inputs.ipCidrRange, ...records(inputs.secondaryIpRanges).map((r) => r.ipCidrRange)];
  return all.flatMap((value) => looseCidr(value) ?? []);
}

function sameNetwork(a: unknown, b: unknown): boolean {
  return lastSegment(String(a)) === lastSegment(String(b));
}

function refuseSubnetwork(c: ObjectContext): CloudError | undefined {
  const missing = missingNamed(c, networkType, "network");
  if (missing !== undefined) return missing;
  const own = rangesOf(c.inputs);
  const odd = own.find((r) => r.version === 4 && (r.prefix < 4 || r.prefix > 29));
  if (odd !== undefined)
    return {
      code: "Error 400",
      message: `Invalid value for field 'resource.ipCidrRange': '${odd.text}'. It has prefix length /${odd.prefix}; use /4 to /29, invalid; see https://cloud.google.com/vpc/docs/subnets`,
    };
  const others = here(c, subnetworkType).filter((o) => sameNetwork(o.inputs.network, c.inputs.network));
  for (const [i, range] of own.entries()) {
    const inner = own.slice(i + 1).find((r) => overlaps(range, r));
    const other = others.find((o) => rangesOf(o.inputs).some((r) => overlaps(range, r)));
    if (inner === undefined && other === undefined) continue;
    const whose =
      other === undefined
        ? `${inner?.text} of the same subnetwork`
        : `an existing range of '${other.id}' (${other.urn})`;
    return {
      code: "Error 400",
      message: `Invalid value for field 'resource.ipCidrRange': '${range.text}'. Invalid IPCidrRange: ${range.text} conflicts with ${whose}, invalid`,
    };
  }
  return undefined;
}

/** Google's own range for a network's internal IPv6: a /48 of fd20::/20. */
function ulaRange(c: ObjectContext): string {
  const digits = c.derive.hex("ula", 7);
  return `fd20:${digits.slice(0, 3)}:${digits.slice(3)}:0:0:0:0:0/48`.replace(/:0([0-9a-f]+)/g, ":$1");
}

function checkFirewall(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  if (!isSet(c.inputs.allows) && !isSet(c.inputs.denies))
    failures.push({ property: "", reason: 'one of "allows", "denies" must be set' });
  const priority = c.inputs.priority;
  if (typeof priority === "number" && (priority < 0 || priority > 65_535))
    failures.push({ property: "priority", reason: `${priority} is not allowed; use 0 to 65535` });
  for (const key of ["sourceRanges", "destinationRanges"])
    for (const [i, value] of texts(c.inputs[key]).entries())
      failures.push(...cidrFailures(`${key}[${i}]`, value.includes("/") ? value : `${value}/32`, 0, 32));
  for (const key of ["sourceTags", "sourceServiceAccounts"])
    if (c.inputs.direction === "EGRESS" && isSet(c.inputs[key]))
      failures.push({ property: key, reason: `an EGRESS rule takes no ${key}; use sourceRanges or targetTags` });
  return failures;
}

function refuseNat(c: ObjectContext): CloudError | undefined {
  const router = find(c, routerType, c.inputs.router);
  const wanted = text(c.inputs.router);
  if (router === undefined && wanted !== undefined)
    return {
      code: "Error 404",
      message: `The resource 'projects/${c.account}/regions/${regionOf(c)}/routers/${lastSegment(wanted)}' was not found, notFound (router); create it first`,
    };
  const all = (value: unknown) => String(value).startsWith("ALL_SUBNETWORKS");
  const other = here(c, natType).find(
    (o) =>
      lastSegment(String(o.inputs.router)) === lastSegment(String(wanted)) &&
      all(o.inputs.sourceSubnetworkIpRangesToNat) &&
      all(c.inputs.sourceSubnetworkIpRangesToNat),
  );
  if (other === undefined) return undefined;
  return {
    code: "Error 400",
    message: `Only one NAT of a network and region may translate all subnetworks: ${other.id} (${other.urn}) does already, invalid`,
  };
}

function inRouterRegion(user: WorldObject, router: WorldObject): boolean {
  const region = (o: WorldObject) => text(o.inputs.region) ?? o.region;
  return region(user) === region(router);
}

/** Deleting a network or a subnetwork is refused while these use it. */
const usersOfNetwork = [
  [subnetworkType, "network"],
  ["gcp:compute/firewall:Firewall", "network"],
  [routerType, "network"],
  ["gcp:compute/route:Route", "network"],
  ["gcp:compute/globalAddress:GlobalAddress", "network"],
  ["gcp:compute/address:Address", "network"],
  ["gcp:compute/instance:Instance", "networkInterfaces"],
  ["gcp:container/cluster:Cluster", "network"],
  [peeringType, "network"],
  ["gcp:servicenetworking/connection:Connection", "network"],
  ["gcp:dns/policy:Policy", "networks"],
] as const;

function internal(c: ObjectContext): boolean {
  return c.inputs.addressType === "INTERNAL";
}

function reservedAddress(c: ObjectContext): string {
  const block = cidrOf(find(c, subnetworkType, c.inputs.subnetwork)?.inputs.ipCidrRange);
  if (block !== undefined) return addressIn(block, 2 + c.derive.below("address", Number(sizeOf(block)) - 4));
  if (internal(c))
    return `10.${c.derive.below("a", 256)}.${c.derive.below("b", 256)}.${typeof c.inputs.prefixLength === "number" ? 0 : 4}`;
  return c.derive.publicIp();
}

export const networkModels: Models = {
  [networkType]: {
    defaults: {
      autoCreateSubnetworks: true,
      deleteDefaultRoutesOnCreate: false,
      networkFirewallPolicyEnforcementOrder: "AFTER_CLASSIC_FIREWALL",
    },
    outputs: {
      bgpAlwaysCompareMed: () => false,
      bgpBestPathSelectionMode: () => "LEGACY",
      bgpInterRegionCost: () => "",
      gatewayIpv4: () => "",
      internalIpv6Range: (c) => (c.inputs.enableUlaInternalIpv6 === true ? ulaRange(c) : ""),
      mtu: () => 0,
      networkId: (c) => c.derive.digits("number", 19),
      numericId: (c) => c.derive.digits("number", 19),
      routingMode: () => "REGIONAL",
      selfLink: computeLink,
    },
    identities: (o) => texts([o.inputs.name]),
    blockers: usersOfNetwork.map(([type, property]) => ({ type, properties: [property] })),
  },
  [subnetworkType]: {
    defaults: {},
    check: checkSubnetwork,
    refuse: refuseSubnetwork,
    outputs: {
      allowSubnetCidrRoutesOverlap: () => false,
      externalIpv6Prefix: () => "",
      gatewayAddress: (c) => {
        const block = looseCidr(c.inputs.ipCidrRange);
        return block === undefined ? "" : addressIn(block, 1);
      },
      internalIpv6Prefix: () => "",
      ipCidrRange: () => "",
      ipv6CidrRange: () => "",
      ipv6GceEndpoint: () => "",
      privateIpGoogleAccess: () => false,
      privateIpv6GoogleAccess: () => "DISABLE_GOOGLE_ACCESS",
      purpose: () => "PRIVATE",
      secondaryIpRanges: () => [],
      stackType: () => "IPV4_ONLY",
      state: () => "",
      subnetworkId: (c) => Number(c.derive.digits("number", 15)),
    },
    identities: (o) => texts([o.inputs.name]),
    blockers: [
      { type: natType, properties: ["subnetworks"] },
      { type: "gcp:compute/address:Address", properties: ["subnetwork"] },
      { type: "gcp:compute/instance:Instance", properties: ["networkInterfaces"] },
      { type: "gcp:container/cluster:Cluster", properties: ["subnetwork"] },
    ],
  },
  [routerType]: {
    defaults: { encryptedInterconnectRouter: false },
    refuse: (c) => missingNamed(c, networkType, "network"),
    identities: (o) => texts([o.inputs.name]),
    blockers: [{ type: natType, properties: ["router"], when: inRouterRegion }],
  },
  [natType]: {
    defaults: {
      icmpIdleTimeoutSec: 30,
      tcpEstablishedIdleTimeoutSec: 1200,
      tcpTimeWaitTimeoutSec: 120,
      tcpTransitoryIdleTimeoutSec: 30,
      type: "PUBLIC",
      udpIdleTimeoutSec: 30,
    },
    check: (c) => {
      const option = c.inputs.natIpAllocateOption;
      const manual = option === "MANUAL_ONLY" && !isSet(c.inputs.natIps) && !isSet(c.inputs.initialNatIps);
      return manual
        ? [{ property: "natIps", reason: "natIpAllocateOption MANUAL_ONLY needs natIps; set them, or use AUTO_ONLY" }]
        : [];
    },
    refuse: refuseNat,
    outputs: {
      autoNetworkTier: () => "PREMIUM",
      drainNatIps: () => [],
      enableDynamicPortAllocation: () => false,
      enableEndpointIndependentMapping: () => false,
      endpointTypes: () => ["ENDPOINT_TYPE_VM"],
      minPortsPerVm: () => 0,
      natIps: () => [],
    },
    id: (c) => `${c.account}/${regionOf(c)}/${lastSegment(text(c.inputs.router) ?? "")}/${text(c.inputs.name)}`,
    unique: true,
  },
  "gcp:compute/firewall:Firewall": {
    defaults: { priority: 1000 },
    check: checkFirewall,
    refuse: (c) => missingNamed(c, networkType, "network"),
    outputs: {
      destinationRanges: () => [],
      direction: () => "INGRESS",
      enableLogging: (c) => isSet(c.inputs.logConfig),
    },
  },
  "gcp:compute/address:Address": {
    defaults: { addressType: "EXTERNAL" },
    outputs: {
      address: reservedAddress,
      addressId: (c) => c.derive.digits("number", 19),
      networkTier: (c) => (internal(c) ? "" : "PREMIUM"),
      prefixLength: () => 0,
      purpose: (c) => (internal(c) ? "GCE_ENDPOINT" : ""),
      subnetwork: () => "",
      users: () => [],
    },
    identities: (o) => texts([o.inputs.name]),
    blockers: [{ type: natType, properties: ["natIps", "drainNatIps"] }],
  },
  "gcp:compute/globalAddress:GlobalAddress": {
    defaults: { addressType: "EXTERNAL" },
    outputs: { address: reservedAddress, prefixLength: () => 0 },
    identities: (o) => texts([o.inputs.name]),
    blockers: [{ type: "gcp:servicenetworking/connection:Connection", properties: ["reservedPeeringRanges"] }],
  },
  [peeringType]: {
    defaults: {
      exportCustomRoutes: false,
      exportSubnetRoutesWithPublicIp: true,
      importCustomRoutes: false,
      importSubnetRoutesWithPublicIp: false,
      stackType: "IPV4_ONLY",
    },
    check: (c) =>
      typeof c.inputs.network === "string" && c.inputs.network === c.inputs.peerNetwork
        ? [{ property: "peerNetwork", reason: "a network cannot be peered with itself" }]
        : [],
    id: (c) => `${lastSegment(relative(String(c.inputs.network)))}/${text(c.inputs.name)}`,
    outputs: {
      state: (c) => (peeredBack(c) ? "ACTIVE" : "INACTIVE"),
      stateDetails: (c) => (peeredBack(c) ? "[connected]" : "[waiting for peer network to connect]"),
    },
  },
  "gcp:compute/route:Route": {
    defaults: { priority: 1000 },
    check: (c) => cidrFailures("destRange", c.inputs.destRange, 0, 32),
    refuse: (c) => missingNamed(c, networkType, "network"),
    outputs: {
      asPaths: () => [],
      warnings: () => [],
      nextHopNetwork: (c) => String(c.inputs.network),
      nextHopIp: () => "",
      nextHopInstanceZone: () => "",
    },
  },
  "gcp:dns/policy:Policy": {
    defaults: { description: "Managed by Pulumi" },
    id: (c) => `projects/${c.account}/policies/${text(c.inputs.name)}`,
    outputs: { dns64Config: () => undefined },
  },
  "gcp:dns/recordSet:RecordSet": {
    // The documented form says `zone` for the managed zone, which would be read as a zone of Compute Engine.
    id: (c) =>
      `projects/${c.account}/managedZones/${lastSegment(String(c.inputs.managedZone))}/rrsets/${text(c.inputs.name)}/${text(c.inputs.type)}`,
  },
};

function peeredBack(c: ObjectContext): boolean {
  return here(c, peeringType).some(
    (o) => sameNetwork(o.inputs.network, c.inputs.peerNetwork) && sameNetwork(o.inputs.peerNetwork, c.inputs.network),
  );
}
