import type { CheckFailure, CloudError, WorldObject } from "../../types.js";
import { type Cidr, cidrOf, contains, overlaps, parseCidr } from "../cidr.js";
import type { CheckContext, Models, ObjectContext } from "../model.js";
import { at, isRecord, isSet, records, text, texts } from "../values.js";
import { find, here } from "./references.js";

const vnetType = "azure-native:network:VirtualNetwork";
const subnetType = "azure-native:network:Subnet";
const groupType = "azure-native:network:NetworkSecurityGroup";
const natType = "azure-native:network:NatGateway";
const ipType = "azure-native:network:PublicIPAddress";
const endpointType = "azure-native:network:PrivateEndpoint";
const peeringType = "azure-native:network:VirtualNetworkPeering";
const zoneType = "azure-native:privatedns:PrivateZone";
const linkType = "azure-native:privatedns:VirtualNetworkLink";

/** Types whose body says `subnet: { id }` and so have an address in it. */
const inSubnet = [
  { type: endpointType, properties: ["subnet.id"] },
  { type: "azure-native:network:NetworkInterface", properties: ["ipConfigurations.subnet.id"] },
  { type: "azure-native:containerservice:ManagedCluster", properties: ["agentPoolProfiles.vnetSubnetID"] },
  { type: "azure-native:network:ApplicationGateway", properties: ["gatewayIPConfigurations.subnet.id"] },
];

function cidrFailures(property: string, value: unknown): CheckFailure[] {
  const parsed = typeof value === "string" ? parseCidr(value) : undefined;
  return parsed !== undefined && "problem" in parsed
    ? [{ property, reason: `InvalidAddressPrefixFormat: "${String(value)}" ${parsed.problem}` }]
    : [];
}

function prefixesOf(inputs: unknown): Cidr[] {
  return texts([at(inputs, "addressPrefix"), at(inputs, "addressPrefixes")]).flatMap((p) => cidrOf(p) ?? []);
}

function vnetId(c: ObjectContext): string {
  return `/subscriptions/${c.account}/resourceGroups/${text(c.inputs.resourceGroupName)}/providers/Microsoft.Network/virtualNetworks/${text(c.inputs.virtualNetworkName)}`;
}

function inSameVnet(o: WorldObject, c: ObjectContext): boolean {
  const key = (inputs: Record<string, unknown>) =>
    `${inputs.resourceGroupName}/${inputs.virtualNetworkName}`.toLowerCase();
  return key(o.inputs) === key(c.inputs);
}

function refuseSubnet(c: ObjectContext): CloudError | undefined {
  const vnet = find(c, vnetId(c));
  const name = text(c.inputs.subnetName) ?? c.name;
  const space = texts(at(vnet?.inputs, "addressSpace.addressPrefixes")).flatMap((p) => cidrOf(p) ?? []);
  const where = `in virtual network '${text(c.inputs.virtualNetworkName)}'`;
  for (const prefix of prefixesOf(c.inputs)) {
    if (space.length > 0 && !space.some((s) => contains(s, prefix)))
      return {
        code: "NetcfgSubnetRangeOutsideVnet",
        message: `Subnet '${name}' is not valid ${where}: ${prefix.text} lies outside of its address space ${space.map((s) => s.text).join(", ")}`,
      };
    const other = here(c, subnetType).find(
      (o) => inSameVnet(o, c) && prefixesOf(o.inputs).some((p) => overlaps(p, prefix)),
    );
    const inline = records(vnet?.inputs.subnets).find(
      (s) => text(s.name) !== name && prefixesOf(s).some((p) => overlaps(p, prefix)),
    );
    const taken = other?.id ?? text(inline?.name);
    if (taken !== undefined)
      return {
        code: "NetcfgSubnetRangesOverlap",
        message: `Subnet '${name}' is not valid ${where} because its range ${prefix.text} overlaps with subnet '${taken}'`,
      };
  }
  return undefined;
}

function checkVnet(c: CheckContext): CheckFailure[] {
  const space = texts(at(c.inputs, "addressSpace.addressPrefixes"));
  const failures = space.flatMap((p, i) => cidrFailures(`addressSpace.addressPrefixes[${i}]`, p));
  if (!isSet(c.inputs.addressSpace))
    failures.push({
      property: "addressSpace",
      reason: 'a virtual network needs an address space, for example { addressPrefixes: ["10.0.0.0/16"] }',
    });
  for (const [i, subnet] of records(c.inputs.subnets).entries())
    failures.push(...cidrFailures(`subnets[${i}].addressPrefix`, subnet.addressPrefix));
  return failures;
}

function checkSubnet(c: CheckContext): CheckFailure[] {
  const failures = [...cidrFailures("addressPrefix", c.inputs.addressPrefix)];
  for (const [i, prefix] of texts(c.inputs.addressPrefixes).entries())
    failures.push(...cidrFailures(`addressPrefixes[${i}]`, prefix));
  if (!["addressPrefix", "addressPrefixes", "ipamPoolPrefixAllocations"].some((key) => isSet(c.inputs[key])))
    failures.push({
      property: "addressPrefix",
      reason: 'a subnet needs addressPrefix (or addressPrefixes), for example "10.0.1.0/24"',
    });
  return failures;
}

const directions = ["Inbound", "Outbound"];
const protocols = ["Tcp", "Udp", "Icmp", "Esp", "Ah", "*"];

function checkRule(prefix: string, rule: Record<string, unknown>): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const choice = (key: string, allowed: readonly string[]) => {
    const value = rule[key];
    if (typeof value === "string" && !allowed.includes(value))
      failures.push({
        property: prefix + key,
        reason: `SecurityRuleInvalid${key}: "${value}" is not allowed; use one of ${allowed.join(", ")}`,
      });
  };
  choice("access", ["Allow", "Deny"]);
  choice("direction", directions);
  choice("protocol", protocols);
  const { priority } = rule;
  if (typeof priority === "number" && (priority < 100 || priority > 4096 || !Number.isInteger(priority)))
    failures.push({
      property: `${prefix}priority`,
      reason: `SecurityRuleInvalidPriority: ${priority} is not allowed; use a whole number from 100 to 4096`,
    });
  return failures;
}

function checkGroup(c: CheckContext): CheckFailure[] {
  const rules = records(c.inputs.securityRules);
  const failures = rules.flatMap((rule, i) => checkRule(`securityRules[${i}].`, rule));
  for (const [i, rule] of rules.entries()) {
    const twin = rules.findIndex(
      (r) => r.direction === rule.direction && r.priority === rule.priority && isSet(r.priority),
    );
    if (twin >= 0 && twin < i)
      failures.push({
        property: `securityRules[${i}].priority`,
        reason: `SecurityRuleConflict: rules ${twin} and ${i} have the same priority ${String(rule.priority)} and direction ${String(rule.direction)}`,
      });
  }
  return failures;
}

function refuseRule(c: ObjectContext): CloudError | undefined {
  const mine = (o: { inputs: Record<string, unknown> }) =>
    ["resourceGroupName", "networkSecurityGroupName", "direction", "priority"]
      .map((key) => String(o.inputs[key]))
      .join("|");
  const other = here(c, "azure-native:network:SecurityRule").find((o) => mine(o) === mine(c));
  if (other === undefined) return undefined;
  return {
    code: "SecurityRuleConflict",
    message: `Security rule ${other.id} (${other.urn}) has the same priority ${String(c.inputs.priority)} and direction ${String(c.inputs.direction)}; choose another priority`,
  };
}

function refuseFlowLog(c: ObjectContext): CloudError | undefined {
  const target = text(c.inputs.targetResourceId)?.toLowerCase();
  const other = here(c, "azure-native:network:FlowLog").find(
    (o) => text(o.inputs.targetResourceId)?.toLowerCase() === target,
  );
  if (other === undefined) return undefined;
  return {
    code: "FlowLogAlreadyExists",
    message: `A flow log of ${target} exists already: ${other.id} (${other.urn}); a resource has one`,
  };
}

function refusePeering(c: ObjectContext): CloudError | undefined {
  const remote = text(at(c.inputs, "remoteVirtualNetwork.id"));
  if (remote === undefined) return { code: "InvalidRequestFormat", message: "a peering needs remoteVirtualNetwork.id" };
  const spaces = [find(c, vnetId(c)), find(c, remote)].map((v) =>
    texts(at(v?.inputs, "addressSpace.addressPrefixes")).flatMap((p) => cidrOf(p) ?? []),
  );
  const clash = spaces[0]?.find((a) => spaces[1]?.some((b) => overlaps(a, b)));
  if (clash === undefined) return undefined;
  return {
    code: "VnetAddressSpacesOverlap",
    message: `Cannot create or update peering: the address space of ${remote} overlaps with ${clash.text} of this virtual network`,
  };
}

function peeringState(c: ObjectContext): string {
  const own = vnetId(c).toLowerCase();
  const back = here(c, peeringType).some((o) => text(at(o.inputs, "remoteVirtualNetwork.id"))?.toLowerCase() === own);
  return back ? "Connected" : "Initiated";
}

function inUse(code: string, what: string) {
  return (object: WorldObject, by: WorldObject): CloudError => ({
    code,
    message: `${what} ${object.id} is in use by ${by.id} (${by.urn}) and cannot be deleted; delete that or take it away there first`,
  });
}

/** One watcher a region and subscription: Azure has made it already. */
function refuseWatcher(c: ObjectContext): CloudError | undefined {
  const other = here(c, "azure-native:network:NetworkWatcher").find((o) => o.inputs.location === c.inputs.location);
  if (other === undefined) return undefined;
  return {
    code: "NetworkWatcherCountLimitReached",
    message: `Cannot create more than 1 network watchers for this subscription in region ${String(c.inputs.location)}: ${other.id} (${other.urn})`,
  };
}

function endpointInterfaces(c: ObjectContext): unknown[] {
  const group = text(c.inputs.resourceGroupName);
  const id = `/subscriptions/${c.account}/resourceGroups/${group}/providers/Microsoft.Network/networkInterfaces/${text(c.inputs.privateEndpointName)}.nic.${c.derive.uuid("nic")}`;
  return [{ id }];
}

function globalOnly(c: CheckContext): CheckFailure[] {
  const location = text(c.inputs.location);
  if (location === undefined || location.toLowerCase() === "global") return [];
  return [
    {
      property: "location",
      reason: `LocationNotAvailableForResourceType: the provided location '${location}' is not available for private DNS; use "Global"`,
    },
  ];
}

const whenLinked = (user: WorldObject, zone: WorldObject) =>
  `${user.inputs.resourceGroupName}/${user.inputs.privateZoneName}`.toLowerCase() ===
  `${zone.inputs.resourceGroupName}/${zone.inputs.privateZoneName}`.toLowerCase();

export const networkModels: Models = {
  [vnetType]: {
    check: checkVnet,
    outputs: {
      flowLogs: () => [],
      virtualNetworkPeerings: () => [],
      subnets: (c) => (isSet(c.inputs.subnets) ? c.inputs.subnets : []),
    },
    notReferences: ["subnets"],
    identities: (o) =>
      records(o.inputs.subnets).flatMap((s) => (text(s.name) ? [`${o.id}/subnets/${text(s.name)}`.toLowerCase()] : [])),
    blockers: [
      { type: peeringType, properties: ["remoteVirtualNetwork.id"] },
      { type: linkType, properties: ["virtualNetwork.id"] },
    ],
    blocked: inUse("InUseVirtualNetworkCannotBeDeleted", "Virtual network"),
    canDelete: (vnet, world) => {
      const inside = `${vnet.id.toLowerCase()}/subnets/`;
      const user = world
        .byType(endpointType)
        .find((o) => text(at(o.inputs, "subnet.id"))?.toLowerCase().startsWith(inside));
      return user && inUse("InUseSubnetCannotBeDeleted", "A subnet of virtual network")(vnet, user);
    },
  },
  [subnetType]: {
    check: checkSubnet,
    refuse: refuseSubnet,
    outputs: {
      ipConfigurationProfiles: () => [],
      ipConfigurations: () => [],
      privateEndpoints: () => [],
      purpose: () => "",
      resourceNavigationLinks: () => [],
      serviceAssociationLinks: () => [],
      privateEndpointNetworkPolicies: () => "Disabled",
      privateLinkServiceNetworkPolicies: () => "Enabled",
    },
    blockers: inSubnet,
    blocked: inUse("InUseSubnetCannotBeDeleted", "Subnet"),
  },
  [groupType]: {
    check: checkGroup,
    outputs: { defaultSecurityRules: defaultRules, flowLogs: () => [], networkInterfaces: () => [], subnets: () => [] },
    notReferences: ["securityRules"],
    blockers: [
      { type: subnetType, properties: ["networkSecurityGroup.id"] },
      { type: vnetType, properties: ["subnets.networkSecurityGroup.id"] },
      { type: "azure-native:network:NetworkInterface", properties: ["networkSecurityGroup.id"] },
    ],
    blocked: inUse("InUseNetworkSecurityGroupCannotBeDeleted", "Network security group"),
  },
  "azure-native:network:SecurityRule": { check: (c) => checkRule("", c.inputs), refuse: refuseRule },
  [natType]: {
    check: (c) => {
      const zones = texts(c.inputs.zones);
      return zones.length > 1 && at(c.inputs, "sku.name") === "Standard"
        ? [
            {
              property: "zones",
              reason: `a Standard NAT gateway lies in one zone, and zones lists ${zones.length}; give one, or none`,
            },
          ]
        : [];
    },
    refuse: (c) => {
      const wanted = texts(at(c.inputs, "publicIpAddresses.id")).map((id) => id.toLowerCase());
      const other = here(c, natType).find((o) =>
        texts(at(o.inputs, "publicIpAddresses.id")).some((id) => wanted.includes(id.toLowerCase())),
      );
      return (
        other && {
          code: "PublicIPAddressInUse",
          message: `Resource ${wanted.join(", ")} is already allocated to ${other.id} (${other.urn}); give each NAT gateway its own address`,
        }
      );
    },
    outputs: { subnets: () => [], idleTimeoutInMinutes: () => 4 },
    replaceOn: ["zones", "sku"],
    blockers: [
      { type: subnetType, properties: ["natGateway.id"] },
      { type: vnetType, properties: ["subnets.natGateway.id"] },
    ],
    blocked: inUse("InUseNatGatewayCannotBeDeleted", "NAT gateway"),
  },
  [ipType]: {
    check: (c) => {
      const dynamic =
        c.inputs.publicIPAllocationMethod === "Dynamic" || c.inputs.publicIPAllocationMethod === undefined;
      return at(c.inputs, "sku.name") === "Standard" && dynamic
        ? [
            {
              property: "publicIPAllocationMethod",
              reason:
                'StandardSkuPublicIPAddressesMustUseStaticAllocation: sku Standard needs publicIPAllocationMethod "Static"',
            },
          ]
        : [];
    },
    outputs: { ipAddress: (c) => c.derive.publicIp(), ipConfiguration: () => undefined, idleTimeoutInMinutes: () => 4 },
    replaceOn: ["zones", "sku", "publicIPAddressVersion"],
    blockers: [
      { type: natType, properties: ["publicIpAddresses.id"] },
      { type: "azure-native:network:NetworkInterface", properties: ["ipConfigurations.publicIPAddress.id"] },
      { type: "azure-native:network:LoadBalancer", properties: ["frontendIPConfigurations.publicIPAddress.id"] },
    ],
    blocked: inUse("PublicIPAddressCannotBeDeleted", "Public IP address"),
  },
  "azure-native:network:NetworkWatcher": { refuse: refuseWatcher },
  "azure-native:network:FlowLog": {
    refuse: refuseFlowLog,
    outputs: { targetResourceGuid: (c) => c.derive.uuid("target") },
    replaceOn: ["targetResourceId"],
  },
  [peeringType]: {
    refuse: refusePeering,
    replaceOn: ["remoteVirtualNetwork"],
    outputs: {
      peeringState,
      peeringSyncLevel: () => "FullyInSync",
      remoteVirtualNetworkEncryption: () => undefined,
    },
  },
  [endpointType]: {
    check: (c) =>
      isRecord(c.inputs.subnet) && !isSet(c.inputs.subnet.id)
        ? [{ property: "subnet.id", reason: "a private endpoint needs the id of its subnet" }]
        : [],
    outputs: {
      networkInterfaces: endpointInterfaces,
      customDnsConfigs: () => [],
      manualPrivateLinkServiceConnections: () => [],
    },
    replaceOn: ["subnet", "privateLinkServiceConnections"],
  },
  [zoneType]: {
    check: globalOnly,
    outputs: {
      maxNumberOfRecordSets: () => 25_000,
      maxNumberOfVirtualNetworkLinks: () => 1_000,
      maxNumberOfVirtualNetworkLinksWithRegistration: () => 100,
      numberOfRecordSets: () => 1,
      numberOfVirtualNetworkLinks: () => 0,
      numberOfVirtualNetworkLinksWithRegistration: () => 0,
      internalId: (c) => c.derive.base64("internal", 24),
    },
    canDelete: (zone, world) => {
      const link = world.byType(linkType).find((o) => o.account === zone.account && whenLinked(o, zone));
      return (
        link && {
          code: "CannotDeleteResource",
          message: `Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '${link.id}' (${link.urn}). Delete all nested resources first`,
        }
      );
    },
  },
  [linkType]: {
    check: globalOnly,
    replaceOn: ["virtualNetwork"],
    refuse: (c) => {
      const vnet = text(at(c.inputs, "virtualNetwork.id"))?.toLowerCase();
      const other = here(c, linkType).find(
        (o) =>
          o.inputs.privateZoneName === c.inputs.privateZoneName &&
          o.inputs.resourceGroupName === c.inputs.resourceGroupName &&
          text(at(o.inputs, "virtualNetwork.id"))?.toLowerCase() === vnet,
      );
      return (
        other && {
          code: "Conflict",
          message: `The virtual network ${vnet} is already linked to zone ${String(c.inputs.privateZoneName)} by ${other.id} (${other.urn})`,
        }
      );
    },
    outputs: { virtualNetworkLinkState: () => "Completed" },
  },
};

function defaultRules(c: ObjectContext, id: string): unknown[] {
  const rule = (
    name: string,
    priority: number,
    direction: string,
    access: string,
    source: string,
    destination: string,
  ) => ({
    access,
    description: "",
    destinationAddressPrefix: destination,
    destinationPortRange: "*",
    direction,
    etag: `W/"${c.derive.uuid("etag")}"`,
    id: `${id}/defaultSecurityRules/${name}`,
    name,
    priority,
    protocol: "*",
    provisioningState: "Succeeded",
    sourceAddressPrefix: source,
    sourcePortRange: "*",
    type: "Microsoft.Network/networkSecurityGroups/defaultSecurityRules",
  });
  return [
    rule("AllowVnetInBound", 65_000, "Inbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
    rule("AllowAzureLoadBalancerInBound", 65_001, "Inbound", "Allow", "AzureLoadBalancer", "*"),
    rule("DenyAllInBound", 65_500, "Inbound", "Deny", "*", "*"),
    rule("AllowVnetOutBound", 65_000, "Outbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
    rule("AllowInternetOutBound", 65_001, "Outbound", "Allow", "*", "Internet"),
    rule("DenyAllOutBound", 65_500, "Outbound", "Deny", "*", "*"),
  ];
}
