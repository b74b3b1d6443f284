import type { CloudError, WorldObject } from "../../../types.js";
import { type Cidr, contains, looseCidr, overlaps, placeIn, sizeOf } from "../../cidr.js";
import { find, here } from "../../gcp/references.js";
import type { ObjectContext } from "../../model.js";
import { lastSegment, records, text } from "../../values.js";

const subnetworkType = "gcp:compute/subnetwork:Subnetwork";
const peeringType = "gcp:compute/networkPeering:NetworkPeering";
const globalAddressType = "gcp:compute/globalAddress:GlobalAddress";

const rules = "https://cloud.google.com/vpc/docs/subnets";

/** Ranges that no subnet may have: https://cloud.google.com/vpc/docs/subnets#prohibited-ranges */
const prohibited = [
  ...["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32"],
  ...["199.36.153.4/30", "199.36.153.8/30"],
].flatMap((range) => looseCidr(range) ?? []);

export function gcpNetworkRefusal(c: ObjectContext): CloudError | undefined {
  switch (c.schema.token) {
    case subnetworkType:
      return prohibitedRange(c) ?? smallProxyRange(c) ?? peeredRange(c) ?? allocatedRange(c);
    case peeringType:
      return peeringRefusal(c);
    case "gcp:compute/address:Address":
      return addressRefusal(c);
    default:
      return undefined;
  }
}

function error(field: string, value: string, why: string, page = rules): CloudError {
  return {
    code: "Error 400",
    message: `Invalid value for field 'resource.${field}': '${value}'. ${why}, invalid; see ${page}`,
  };
}

function fieldsOf(inputs: Record<string, unknown>): { field: string; range: Cidr }[] {
  const all = [
    { field: "ipCidrRange", value: inputs.ipCidrRange },
    ...records(inputs.secondaryIpRanges).map((r, i) => ({
      field: `secondaryIpRanges[${i}].ipCidrRange`,
      value: r.ipCidrRange,
    })),
  ];
  return all.flatMap(({ field, value }) => {
    const range = looseCidr(value);
    return range === undefined ? [] : [{ field, range }];
  });
}

function prohibitedRange(c: ObjectContext): CloudError | undefined {
  for (const { field, range } of fieldsOf(c.inputs)) {
    const bad = prohibited.find((p) => overlaps(p, range));
    if (bad !== undefined) return error(field, range.text, `It overlaps with ${bad.text}, which no subnet may use`);
  }
  return undefined;
}

/** A proxy-only subnet has at least 64 addresses. */
function smallProxyRange(c: ObjectContext): CloudError | undefined {
  const range = looseCidr(c.inputs.ipCidrRange);
  const proxy = /_MANAGED_PROXY$|^INTERNAL_HTTPS_LOAD_BALANCER$/.test(String(c.inputs.purpose));
  if (!proxy || range === undefined || range.version !== 4 || range.prefix <= 26) return undefined;
  const page = "https://cloud.google.com/load-balancing/docs/proxy-only-subnets";
  return error("ipCidrRange", range.text, "A proxy-only subnet must be /26 or larger", page);
}

const sameNetwork = (a: unknown, b: unknown) => lastSegment(String(a)) === lastSegment(String(b));

function subnetsOf(c: ObjectContext, network: unknown): WorldObject[] {
  return here(c, subnetworkType).filter((o) => sameNetwork(o.inputs.network, network));
}

/** Networks with which the network has a peering, on either side. */
function peersOf(c: ObjectContext, network: unknown): unknown[] {
  return here(c, peeringType).flatMap((o) => (sameNetwork(o.inputs.network, network) ? [o.inputs.peerNetwork] : []));
}

function peeredRange(c: ObjectContext): CloudError | undefined {
  for (const peer of peersOf(c, c.inputs.network))
    for (const { field, range } of fieldsOf(c.inputs))
      for (const other of subnetsOf(c, peer)) {
        const clash = fieldsOf(other.inputs).find((o) => overlaps(o.range, range));
        if (clash !== undefined)
          return error(field, range.text, `It conflicts with ${clash.range.text} of '${other.id}' in the peer network`);
      }
  return undefined;
}

/** A range that was reserved for services of Google's, in the same network. */
function allocatedRange(c: ObjectContext): CloudError | undefined {
  const reserved = here(c, globalAddressType).filter(
    (o) => o.inputs.purpose === "VPC_PEERING" && sameNetwork(o.inputs.network, c.inputs.network),
  );
  for (const { field, range } of fieldsOf(c.inputs))
    for (const o of reserved) {
      const taken = looseCidr(`${text(o.inputs.address)}/${String(o.inputs.prefixLength)}`);
      if (taken !== undefined && overlaps(taken, range))
        return error(field, range.text, `It conflicts with the allocated range '${o.id}' (${taken.text})`);
    }
  return undefined;
}

function peeringRefusal(c: ObjectContext): CloudError | undefined {
  const [mine, theirs] = [c.inputs.network, c.inputs.peerNetwork].map((n) =>
    subnetsOf(c, n).flatMap((o) => fieldsOf(o.inputs).map(({ range }) => ({ range, id: o.id }))),
  );
  for (const own of mine ?? []) {
    const clash = theirs?.find((other) => overlaps(own.range, other.range));
    if (clash !== undefined)
      return {
        code: "Error 400",
        message: `An IP range in the local network (${own.range.text} of '${own.id}') overlaps with an IP range (${clash.range.text} of '${clash.id}') in the peer network, invalid; see https://cloud.google.com/vpc/docs/vpc-peering`,
      };
  }
  return undefined;
}

/** An internal address lies in its subnet, and is not one of the four that Google keeps. */
function addressRefusal(c: ObjectContext): CloudError | undefined {
  const address = text(c.inputs.address);
  const range = looseCidr(find(c, subnetworkType, c.inputs.subnetwork)?.inputs.ipCidrRange);
  if (address === undefined || range === undefined || range.version !== 4 || address.includes(":")) return undefined;
  const single = looseCidr(`${address}/32`);
  if (single === undefined || !contains(range, single))
    return error(
      "address",
      address,
      `Requested internal IP address is outside the subnetwork CIDR range (${range.text})`,
    );
  const place = placeIn(range, address) ?? 0n;
  if (place > 1n && place < sizeOf(range) - 2n) return undefined;
  return error("address", address, "The first two and the last two addresses of a subnet are reserved by Google");
}
