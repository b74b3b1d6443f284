import type { CloudError, Props, WorldObject } from "../../../types.js";
import { find, here } from "../../azure/references.js";
import { type Cidr, cidrOf, contains, overlaps, parseCidr, placeIn, sizeOf } from "../../cidr.js";
import type { ObjectContext } from "../../model.js";
import { at, records, strings, text, texts } from "../../values.js";

const vnetType = "azure-native:network:VirtualNetwork";
const subnetType = "azure-native:network:Subnet";
const nicType = "azure-native:network:NetworkInterface";

const subnetRules = "https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq";

/** Subnets with a fixed name, and the smallest that their service takes. */
const smallest: Readonly<Record<string, readonly [prefix: number, page: string]>> = {
  AzureBastionSubnet: [26, "https://learn.microsoft.com/azure/bastion/configuration-settings#subnet"],
  AzureFirewallSubnet: [26, "https://learn.microsoft.com/azure/firewall/firewall-faq"],
  AzureFirewallManagementSubnet: [26, "https://learn.microsoft.com/azure/firewall/management-nic"],
  GatewaySubnet: [29, "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings#gwsub"],
  RouteServerSubnet: [27, "https://learn.microsoft.com/azure/route-server/quickstart-create-route-server-portal"],
};

/** Address spaces that no virtual network may have. */
const forbidden = ["224.0.0.0/4", "255.255.255.255/32", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32"].flatMap(
  (range) => cidrOf(range) ?? [],
);

export function azureNetworkRefusal(c: ObjectContext): CloudError | undefined {
  switch (c.schema.token) {
    case vnetType:
      return vnetRefusal(c);
    case subnetType:
      return subnetSize(text(c.inputs.subnetName) ?? c.name, c.inputs);
    case nicType:
      return addressRefusal(c);
    default:
      return undefined;
  }
}

function prefixes(inputs: unknown): Cidr[] {
  return texts([at(inputs, "addressPrefix"), at(inputs, "addressPrefixes")]).flatMap((p) => cidrOf(p) ?? []);
}

/** The refusal of a prefix that is none. */
export function malformedPrefix(inputs: unknown, what: string): CloudError | undefined {
  for (const { value } of strings(inputs)) {
    const parsed = parseCidr(value);
    if (!("problem" in parsed)) continue;
    const host = parsed.problem.startsWith("has host bits");
    return {
      code: host ? "InvalidCIDRNotation" : "InvalidAddressPrefixFormat",
      message: host
        ? `The address prefix ${value} in ${what} has an invalid CIDR notation: it ${parsed.problem}`
        : `Address prefix ${value} of ${what} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24`,
    };
  }
  return undefined;
}

function vnetRefusal(c: ObjectContext): CloudError | undefined {
  const name = text(c.inputs.virtualNetworkName) ?? c.name;
  const space = texts(at(c.inputs, "addressSpace.addressPrefixes")).flatMap((p) => cidrOf(p) ?? []);
  for (const [i, range] of space.entries()) {
    const bad = forbidden.find((f) => overlaps(f, range));
    if (bad !== undefined)
      return {
        code: "InvalidAddressSpace",
        message: `The address space of '${name}' has ${range.text}, which overlaps with ${bad.text}: no virtual network may use that; see ${subnetRules}`,
      };
    const twice = space.slice(i + 1).find((other) => overlaps(other, range));
    if (twice !== undefined)
      return {
        code: "AddressSpacePrefixesOverlap",
        message: `Address prefixes ${range.text} and ${twice.text} of virtual network '${name}' overlap`,
      };
  }
  return inlineSubnets(c, name, space);
}

function inlineSubnets(c: ObjectContext, name: string, space: readonly Cidr[]): CloudError | undefined {
  const subnets = records(c.inputs.subnets).map((s) => ({ name: text(s.name) ?? "", inputs: s, ranges: prefixes(s) }));
  for (const [i, subnet] of subnets.entries()) {
    const size = subnetSize(subnet.name, subnet.inputs);
    if (size !== undefined) return size;
    for (const range of subnet.ranges) {
      if (space.length > 0 && !space.some((s) => contains(s, range)))
        return {
          code: "NetcfgSubnetRangeOutsideVnet",
          message: `Subnet '${subnet.name}' is not valid in virtual network '${name}': ${range.text} lies outside of its address space ${space.map((s) => s.text).join(", ")}`,
        };
      const other = subnets.slice(i + 1).find((o) => o.ranges.some((r) => overlaps(r, range)));
      if (other !== undefined)
        return {
          code: "NetcfgSubnetRangesOverlap",
          message: `Subnet '${subnet.name}' is not valid in virtual network '${name}' because its range ${range.text} overlaps with subnet '${other.name}'`,
        };
    }
  }
  return undefined;
}

function subnetSize(name: string, inputs: Props): CloudError | undefined {
  const [least = 29, page = subnetRules] = Object.hasOwn(smallest, name) ? (smallest[name] ?? []) : [];
  for (const range of prefixes(inputs)) {
    if (range.version === 6 && range.prefix !== 64)
      return {
        code: "InvalidIPv6SubnetPrefixLength",
        message: `Subnet '${name}' has the IPv6 range ${range.text}: it must be exactly /64; see ${subnetRules}`,
      };
    if (range.version === 4 && range.prefix > least)
      return {
        code: "NetcfgInvalidSubnet",
        message: `Subnet '${name}' is not valid: ${range.text} is too small, it must be /${least} or larger; see ${page}`,
      };
  }
  return undefined;
}

function addressRefusal(c: ObjectContext): CloudError | undefined {
  for (const config of records(c.inputs.ipConfigurations)) {
    const address = text(config.privateIPAddress);
    const id = text(at(config, "subnet.id"));
    if (address === undefined || id === undefined || config.privateIPAllocationMethod !== "Static") continue;
    const ranges = prefixes(find(c, id)?.inputs).filter((r) => r.version === 4);
    if (ranges.length === 0 || address.includes(":")) continue;
    const range = ranges.find((r) => placeIn(r, address) !== undefined);
    if (range === undefined)
      return {
        code: "PrivateIPAddressNotInSubnet",
        message: `Private static IP address ${address} does not belong to the range of subnet prefix ${ranges.map((r) => r.text).join(", ")}`,
      };
    const place = placeIn(range, address) ?? 0n;
    if (place < 4n || place === sizeOf(range) - 1n)
      return {
        code: "PrivateIPAddressInReservedRange",
        message: `Private static IP address ${address} falls within reserved IP range of subnet prefix ${range.text}: Azure keeps the first four and the last; see ${subnetRules}`,
      };
    const holder = holderOf(c, id, address);
    if (holder !== undefined)
      return {
        code: "PrivateIPAddressInUse",
        message: `IP configuration of ${c.name} has the private IP address ${address}, which ${holder.id} (${holder.urn}) has already`,
      };
  }
  return undefined;
}

function holderOf(c: ObjectContext, subnet: string, address: string): WorldObject | undefined {
  return here(c, nicType).find((o) =>
    records(o.inputs.ipConfigurations).some(
      (config) =>
        config.privateIPAddress === address && text(at(config, "subnet.id"))?.toLowerCase() === subnet.toLowerCase(),
    ),
  );
}
