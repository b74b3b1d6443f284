import { type ResourceRule, Severity } from "../../../core/rule.js";
import { forbid } from "../../../core/verdict.js";
import { machines, metadataOf, SHARED_METADATA, saysYes, setsMetadata } from "../../../facts/gcp-machines.js";

const KEY = "serial-port-enable";

export const gcpVmSerialPort: ResourceRule = {
  id: "gcp-vm-serial-port",
  title: "Serial port open",
  severity: Severity.Medium,
  graph: false,
  judges: { ...machines("metadata"), ...SHARED_METADATA },
  controls: { "CIS GCP 4.0": ["4.5"] },
  checkov: ["CKV_GCP_35"],
  remedy: setsMetadata(KEY, "false", (entry) => saysYes(entry) === true),
  why: "The serial console takes connections from every address and no firewall rule stops them: one SSH key is all that is between the internet and the machine.",
  fix: 'Remove `serial-port-enable` from `metadata`, or set it to "false".',
  bad: [
    {
      type: "gcp:compute/instance:Instance",
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        networkInterfaces: [{ subnetwork: "app" }],
        machineType: "e2-medium",
        zone: "europe-west1-b",
        metadata: { "serial-port-enable": "true" },
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
        metadata: { "serial-port-enable": "false" },
      },
    },
  ],
  check(resource) {
    const entry = metadataOf(resource, KEY);
    return forbid(saysYes(entry), entry, "opens the serial console to every address");
  },
};
