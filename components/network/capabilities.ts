import type { Limitation } from "../core/clouds.js";

/*
 * What a cloud cannot serve, by argument. The checks and the capability table of the documentation read these tables.
 * A key is the path of an argument; `*` stands for any tier, and what follows `=` for one value of it.
 */

type Limitations = Readonly<Record<string, Limitation>>;

const delegation: Limitation = {
  why: "handing a subnet to a service is a concept of Azure",
  instead: "leave it out: the service takes its addresses from the tier without it",
};
const wholeNetworks: Limitation = {
  why: "a peering exchanges the routes of whole networks",
  instead: "leave it out, and decide by firewall rules who may reach whom",
};

export const awsUnsupported: Limitations = {
  "flowLogs.sampling": {
    why: "VPC flow logs record every flow or none",
    instead: "leave it out, or change the flow log's traffic type through aws.flowLog",
  },
  podRange: {
    why: "pods take the addresses of their subnet",
    instead: "leave it out, and make the private tier large enough for the pods",
  },
  serviceRange: {
    why: "the range of services belongs to the cluster and is no part of the VPC",
    instead: "leave it out, and set it on the cluster",
  },
  "tiers.*.serviceDelegation": delegation,
};

export const gcpUnsupported: Limitations = {
  "cidr.ipamPool": {
    why: "a VPC network has no range of its own that a pool could hand out",
    instead: 'give the range as text, such as "10.0.0.0/16"',
  },
  "flowLogs.retentionDays": {
    why: "flow logs are kept as long as the log bucket of the project that they go to",
    instead: "leave it out, and set the retention of the project's _Default log bucket or route them with a log sink",
  },
  "tiers.*.serviceDelegation": delegation,
  "peerWith.allow": wholeNetworks,
};

export const azureUnsupported: Limitations = {
  "cidr.ipamPool": {
    why: "pools of Virtual Network Manager are not offered yet by this component",
    instead: 'give the range as text, such as "10.0.0.0/16"',
  },
  "endpoints=registry": {
    why: "a registry is reached through a private endpoint of its own",
    instead: "leave it out, and give the registry a private endpoint in this network",
  },
  "endpoints=logs": {
    why: "Azure Monitor is reached through a private link scope of its own",
    instead: "leave it out, and give the scope a private endpoint in this network",
  },
  "nat=per-zone": {
    why: "a subnet spans the zones of its region and has one NAT gateway",
    instead: 'use "single"',
  },
  "nat=regional": {
    why: "the zone-redundant NAT gateway (StandardV2) is not in the provider's API version",
    instead: 'use "single"',
  },
  "flowLogs.sampling": {
    why: "virtual network flow logs record every flow or none",
    instead: "leave it out",
  },
  podRange: {
    why: "pods of a cluster with an overlay take no addresses of the network",
    instead: "leave it out, and set it on the cluster",
  },
  serviceRange: {
    why: "the range of services belongs to the cluster and is no part of the network",
    instead: "leave it out, and set it on the cluster",
  },
  "peerWith.allow": wholeNetworks,
};
