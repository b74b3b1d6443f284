import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";
import { isGiven } from "../../../facts/azure-references.js";

const DISK = "azure-native:compute:Disk";
const KEYS = ["encryption.diskEncryptionSetId", "securityProfile.secureVMDiskEncryptionSetId"] as const;

export const azDiskCustomerKey: ResourceRule = {
  id: "az-disk-customer-key",
  title: "Disk without a customer key",
  severity: Severity.Low,
  graph: false,
  judges: { [DISK]: KEYS, "azure-native:compute:Snapshot": KEYS },
  controls: {},
  checkov: ["CKV_AZURE_93"],
  groups: ["customer-keys"],
  why: "With Azure's own key the data is encrypted, but who must be able to withdraw the key, or to prove who used it, cannot.",
  fix: "Set `encryption.diskEncryptionSetId` to a disk encryption set with your key.",
  bad: [
    {
      type: DISK,
      name: "data",
      props: { resourceGroupName: "shop", diskSizeGB: 64, creationData: { createOption: "Empty" } },
    },
  ],
  good: [
    {
      type: DISK,
      name: "data",
      props: {
        resourceGroupName: "shop",
        diskSizeGB: 64,
        creationData: { createOption: "Empty" },
        encryption: { diskEncryptionSetId: "/subscriptions/s/…/diskEncryptionSets/main" },
      },
    },
  ],
  check(disk) {
    const [own, confidential] = [get(disk.props, KEYS[0]), get(disk.props, KEYS[1])];
    const given = any(
      isGiven(own, disk, "encryption", "DiskEncryptionSet"),
      isGiven(confidential, disk, "securityProfile", "DiskEncryptionSet"),
    );
    return demand(given, own, "encrypts with a key of Azure's only");
  },
};
