import type { Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isSet } from "../../../core/tri.js";
import { field, get, isObject, items, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";

const INSTANCE = "gcp:compute/instance:Instance";
const PUBLIC = ["networkInterfaces[].accessConfigs", "networkInterfaces[].ipv6AccessConfigs"];

function withoutAddress(nic: unknown): unknown {
  if (!isObject(nic) || isSet(field("", nic.accessConfigs)) !== true) return nic;
  const { accessConfigs: _, ...kept } = nic;
  return kept;
}

/**
 * A template would be replaced, and a machine made from one has what the template gives where it says nothing itself.
 * Without IPv6 an interface needs another `stackType` as well: its owner's choice.
 */
const remedy: Remedy = {
  replaces: false,
  edits({ type, props }) {
    const before = props.networkInterfaces;
    if (type !== INSTANCE || !Array.isArray(before)) return [];
    const after = before.map(withoutAddress);
    return after.every((nic, i) => nic === before[i]) ? [] : [{ path: "networkInterfaces", value: after }];
  },
};

export const gcpVmPublicIp: ResourceRule = {
  id: "gcp-vm-public-ip",
  title: "Instance with a public address",
  severity: Severity.High,
  graph: false,
  judges: {
    [INSTANCE]: PUBLIC,
    "gcp:compute/instanceTemplate:InstanceTemplate": PUBLIC,
    "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate": PUBLIC,
    "gcp:compute/instanceFromTemplate:InstanceFromTemplate": PUBLIC,
  },
  controls: {
    "CIS GCP 4.0": ["4.9"],
    PCI4: ["1.2.8", "1.4.2", "1.4.5", "3.5.1", "A1.1.2", "A1.1.3", "A3.4.1"],
  },
  checkov: ["CKV_GCP_40"],
  remedy,
  why: "A machine with a public address is one wrong firewall rule away from the whole internet.",
  fix: "Remove `accessConfigs` and `ipv6AccessConfigs` from every network interface; reach the machine through Identity-Aware Proxy or behind a load balancer.",
  bad: [
    {
      type: INSTANCE,
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        machineType: "e2-medium",
        networkInterfaces: [{ network: "main", accessConfigs: [{}] }],
      },
    },
  ],
  good: [
    {
      type: INSTANCE,
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        machineType: "e2-medium",
        networkInterfaces: [{ network: "main" }],
      },
    },
  ],
  check(machine) {
    const interfaces = items(get(machine.props, "networkInterfaces"));
    // An empty access configuration asks for an address that Google chooses.
    const public4 = interfaces.map((nic) => within(nic, "accessConfigs"));
    const public6 = interfaces.map((nic) => within(nic, "ipv6AccessConfigs"));
    return every(
      [...public4, ...public6].map((configs) => forbid(isSet(configs), configs, "gives the machine a public address")),
    );
  },
};
