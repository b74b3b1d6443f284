import type { Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { forbid } from "../../../core/verdict.js";
import { machines } from "../../../facts/gcp-machines.js";

const remedy: Remedy = {
  replaces: true,
  edits: ({ type, props }) =>
    isTrue(get(props, "canIpForward")) === true
      ? [{ path: "canIpForward", value: false, inPlace: type === "gcp:compute/instance:Instance" }]
      : [],
};

export const gcpVmIpForward: ResourceRule = {
  id: "gcp-vm-ip-forward",
  title: "IP forwarding on",
  severity: Severity.Medium,
  graph: false,
  judges: machines("canIpForward"),
  controls: { "CIS GCP 4.0": ["4.6"], PCI4: ["1.4.5"] },
  checkov: ["CKV_GCP_36"],
  remedy,
  why: "The machine may send packets under any address, so once it is taken over it can pose as others and route around the firewall rules.",
  fix: "Set `canIpForward` to false, unless the machine is a router; then grant it an exception.",
  bad: [
    {
      type: "gcp:compute/instance:Instance",
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        networkInterfaces: [{ subnetwork: "app" }],
        machineType: "e2-medium",
        zone: "europe-west1-b",
        canIpForward: true,
      },
    },
  ],
  good: [
    {
      type: "gcp:compute/instance:Instance",
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        networkInterfaces: [{ subnetwork: "app" }],
        machineType: "e2-medium",
        zone: "europe-west1-b",
        canIpForward: false,
      },
    },
  ],
  check(machine) {
    const field = get(machine.props, "canIpForward");
    return forbid(isTrue(field), field, "lets the machine send and take packets under foreign addresses");
  },
};
