import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isTrue } from "../../../core/tri.js";
import { type Field, within } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";
import { MACHINE, machineReads, machinesOf } from "../../../facts/azure-machines.js";

const SETTING = "securityProfile.encryptionAtHost";

const setting = (machine: Field): Field => within(machine, SETTING);

export const azVmHostEncryption: ResourceRule = {
  id: "az-vm-host-encryption",
  title: "No encryption at host",
  severity: Severity.Medium,
  graph: false,
  judges: machineReads(SETTING),
  controls: {},
  checkov: ["CKV_AZURE_97", "CKV_AZURE_151"],
  remedy: {
    replaces: false,
    edits: (resource) =>
      machinesOf(resource)
        .map(setting)
        .filter((encrypted) => isTrue(encrypted) === false)
        .map(({ path }) => ({ path, value: true })),
  },
  why: "Without encryption at the host the temporary disk and the disk caches lie unencrypted on the machine below.",
  fix: "Set `securityProfile.encryptionAtHost` to true; the subscription must have the feature, and a running machine must be deallocated first.",
  bad: [
    {
      type: MACHINE,
      name: "web",
      props: {
        resourceGroupName: "shop",
        hardwareProfile: { vmSize: "Standard_D2s_v5" },
        securityProfile: { encryptionAtHost: false },
      },
    },
  ],
  good: [
    {
      type: MACHINE,
      name: "web",
      props: {
        resourceGroupName: "shop",
        hardwareProfile: { vmSize: "Standard_D2s_v5" },
        securityProfile: { encryptionAtHost: true },
      },
    },
  ],
  check: (resource) =>
    every(
      machinesOf(resource)
        .map(setting)
        .map((encrypted) => demand(isTrue(encrypted), encrypted, "leaves temporary disks and caches unencrypted")),
    ),
};
