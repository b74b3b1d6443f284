import type { Resource } from "../../../core/resource.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any } from "../../../core/tri.js";
import type { Field } from "../../../core/value.js";
import { demand, pass } from "../../../core/verdict.js";
import { isDerived, machines, metadataOf, saysYes, setsMetadata } from "../../../facts/gcp-machines.js";

const KEY = "block-project-ssh-keys";
/** With OS Login the machine looks at no key in metadata. */
const OS_LOGIN = "enable-oslogin";

/** What a derived machine does not set is set in its template, which is judged itself. */
const inherits = (entry: Field, machine: Resource): boolean => entry.state === "absent" && isDerived(machine);

export const gcpVmProjectSshKeys: ResourceRule = {
  id: "gcp-vm-project-ssh-keys",
  title: "Project-wide SSH keys accepted",
  severity: Severity.Medium,
  graph: false,
  judges: machines("metadata"),
  controls: { "CIS GCP 4.0": ["4.3"], PCI4: ["8.2.5"] },
  checkov: ["CKV_GCP_32"],
  remedy: setsMetadata(
    KEY,
    "true",
    (entry, machine) =>
      saysYes(entry) === false && !inherits(entry, machine) && saysYes(metadataOf(machine, OS_LOGIN)) === false,
  ),
  why: "A key in the project's metadata opens every machine of the project: whoever loses it loses all of them.",
  fix: 'Set `block-project-ssh-keys` to "true" in `metadata`, or use OS Login, which ignores keys in metadata.',
  bad: [
    {
      type: "gcp:compute/instance:Instance",
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        networkInterfaces: [{ subnetwork: "app" }],
        machineType: "e2-medium",
        zone: "europe-west1-b",
        metadata: { "startup-script": "apt-get update" },
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
        metadata: { "block-project-ssh-keys": "true" },
      },
    },
  ],
  check(machine) {
    const entry = metadataOf(machine, KEY);
    if (inherits(entry, machine)) return pass;
    const blocked = any(saysYes(entry), saysYes(metadataOf(machine, OS_LOGIN)));
    return demand(blocked, entry, "lets in whoever has an SSH key of the project");
  },
};
