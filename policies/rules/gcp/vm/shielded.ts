import type { Remedy } from "../../../core/remedy.js";
import { type ResourceRule, Severity } from "../../../core/rule.js";
import { all, isSet, isTrue, type Tri } from "../../../core/tri.js";
import { type Field, get, within } from "../../../core/value.js";
import { demand, every, pass } from "../../../core/verdict.js";
import { isDerived, machines, mayStop } from "../../../facts/gcp-machines.js";

const CONFIG = "shieldedInstanceConfig";
const SWITCHES = ["enableVtpm", "enableIntegrityMonitoring"] as const;

/** Without the block both are off; in it each is on unless it says no. */
const on = (config: Field, name: string): Tri => all(isSet(config), isTrue(within(config, name), true));

/** A machine that runs is stopped for the change, which only its owner can allow. */
const remedy: Remedy = {
  replaces: false,
  edits(machine) {
    const config = get(machine.props, CONFIG);
    if (!mayStop(machine) || (config.state === "absent" && isDerived(machine))) return [];
    const off = SWITCHES.filter((name) => on(config, name) === false);
    return off.map((name) => ({ path: `${CONFIG}.${name}`, value: true }));
  },
};

export const gcpVmShielded: ResourceRule = {
  id: "gcp-vm-shielded",
  title: "No shielded VM",
  severity: Severity.Medium,
  graph: false,
  judges: machines("shieldedInstanceConfig.enableVtpm", "shieldedInstanceConfig.enableIntegrityMonitoring"),
  controls: { "CIS GCP 4.0": ["4.8"] },
  checkov: ["CKV_GCP_39"],
  trivy: ["GCP-0045"],
  remedy,
  why: "Without a virtual TPM and integrity monitoring nobody notices that the boot loader or the kernel of the machine was changed.",
  fix: "Set `shieldedInstanceConfig` with `enableVtpm` and `enableIntegrityMonitoring` true; both need an image with UEFI.",
  bad: [
    {
      type: "gcp:compute/instance:Instance",
      name: "web",
      props: {
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
        networkInterfaces: [{ subnetwork: "app" }],
        machineType: "e2-medium",
        zone: "europe-west1-b",
        allowStoppingForUpdate: true,
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
        shieldedInstanceConfig: { enableVtpm: true, enableIntegrityMonitoring: true },
      },
    },
  ],
  check(machine) {
    const config = get(machine.props, CONFIG);
    if (config.state === "absent" && isDerived(machine)) return pass;
    return every(
      SWITCHES.map((name) => demand(on(config, name), within(config, name), "leaves changes of the boot unnoticed")),
    );
  },
};
