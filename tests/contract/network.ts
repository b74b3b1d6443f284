import { aws } from "../../components/aws.js";
import type { Target } from "../../components/core/clouds.js";
import { Network, type NetworkLike, type NetworkOptions } from "../../components/network/index.js";
import type { CloudRow, Make, Row } from "./table.js";

/** A program with one network of these options. */
function network(options: NetworkOptions = {}): Make {
  return (name, target, extra = {}) => {
    new Network(name, { ...options, ...extra, target });
  };
}

/** Two networks and their peering; what is added goes to the first. */
function peered(first: NetworkOptions = {}, allow?: readonly string[]): Make {
  return (name, target, extra = {}) => {
    const one = new Network(name, { ...first, ...extra, target });
    const ranges = target.cloud === "gcp" ? { podRange: "100.66.0.0/16", serviceRange: "100.67.0.0/20" } : {};
    const two = new Network(`${name}-peer`, { cidr: "10.1.0.0/16", ...ranges, target });
    one.peerWith(two, allow ? { allow } : {});
  };
}

const delegated = network({
  tiers: { data: { kind: "isolated", share: 3, slot: 6, serviceDelegation: "Microsoft.Sql/managedInstances" } },
});
const pool = network({ cidr: { ipamPool: "ipam-pool-0123456789abcdef0", prefixLength: 16 } });

const port22 = { description: "From inside", protocol: "tcp", fromPort: 22, toPort: 22 };

const awsRow: CloudRow = {
  variants: {
    defaults: network(),
    everything: network({ nat: "per-zone", ipv6: true, endpoints: ["objectStorage", "secrets"] }),
    peered: peered(),
    "peered across regions": (name, target, extra = {}) => {
      const one = new Network(name, { target });
      const two = new Network(`${name}-peer`, { cidr: "10.1.0.0/16", ...extra, target: aws({ region: "us-west-2" }) });
      one.peerWith(two as NetworkLike as NetworkLike<typeof target.cloud>);
    },
  },
  loosenings: [
    { title: "flowLogs: false", args: { flowLogs: false }, rules: ["aws-net-flow-logs"] },
    {
      title: "public addresses for whatever starts in a subnet",
      args: { aws: { subnet: { mapPublicIpOnLaunch: true } } },
      rules: ["aws-net-subnet-public-ip"],
    },
    {
      title: "a default security group that lets something in",
      args: { aws: { defaultSecurityGroup: { ingress: [{ ...port22, cidrBlocks: ["10.0.0.0/16"] }] } } },
      rules: ["aws-net-default-sg-closed"],
    },
  ],
  undecidedInPreview: [],
  unsupported: {
    "flowLogs.sampling": network({ flowLogs: { sampling: 0.5 } }),
    podRange: network({ podRange: "100.64.0.0/16" }),
    serviceRange: network({ serviceRange: "100.65.0.0/20" }),
    "tiers.*.serviceDelegation": delegated,
  },
  unprotected: {},
};

const gcpRow: CloudRow = {
  variants: {
    defaults: network(),
    everything: network({ ipv6: true, endpoints: ["objectStorage", "registry"] }),
    closed: network({ nat: "none" }),
    peered: peered(),
  },
  loosenings: [{ title: "flowLogs: false", args: { flowLogs: false }, rules: ["gcp-net-flow-logs"] }],
  undecidedInPreview: [],
  unsupported: {
    "cidr.ipamPool": pool,
    "flowLogs.retentionDays": network({ flowLogs: { retentionDays: 30 } }),
    "tiers.*.serviceDelegation": delegated,
    "peerWith.allow": peered({}, ["private"]),
  },
  unprotected: {},
};

const azureRow: CloudRow = {
  variants: { defaults: network(), everything: network({ ipv6: true, endpoints: ["secrets"] }), peered: peered() },
  loosenings: [
    { title: "flow logs for 30 days", args: { flowLogs: { retentionDays: 30 } }, rules: ["az-net-flow-logs"] },
  ],
  undecidedInPreview: [],
  unsupported: {
    "cidr.ipamPool": pool,
    "endpoints=registry": network({ endpoints: ["registry"] }),
    "endpoints=logs": network({ endpoints: ["logs"] }),
    "nat=per-zone": network({ nat: "per-zone" }),
    "nat=regional": network({ nat: "regional" }),
    "flowLogs.sampling": network({ flowLogs: { sampling: 0.5 } }),
    podRange: network({ podRange: "100.64.0.0/16" }),
    serviceRange: network({ serviceRange: "100.65.0.0/20" }),
    "peerWith.allow": peered({}, ["private"]),
  },
  unprotected: {},
};

export const networkRow: Row = {
  component: "network",
  implementation: (target: Target) => target.implementations.network,
  clouds: { aws: awsRow, gcp: gcpRow, azure: azureRow },
};
