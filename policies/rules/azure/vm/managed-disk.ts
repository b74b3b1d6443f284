import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isSet } from "../../../core/tri.js";
import { type Field, items, within } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { MACHINE, machinesOf, SCALE_SET } from "../../../facts/azure-machines.js";

/** Where a disk is kept when it is a file in a storage account. Otherwise Azure makes a managed one. */
function filesOf(machine: Field): readonly Field[] {
  const storage = within(machine, "storageProfile");
  const files = items(within(storage, "dataDisks")).map((disk) => within(disk, "vhd"));
  return [within(storage, "osDisk.vhd"), within(storage, "osDisk.vhdContainers"), ...files];
}

export const azVmManagedDisk: ResourceRule = {
  id: "az-vm-managed-disk",
  title: "Unmanaged disk",
  severity: Severity.Medium,
  graph: false,
  judges: {
    [MACHINE]: ["storageProfile.osDisk.vhd", "storageProfile.dataDisks[].vhd"],
    [SCALE_SET]: ["virtualMachineProfile.storageProfile.osDisk.vhdContainers"],
  },
  controls: { PCI4: ["10.5.1", "3.2.1", "3.3.1", "3.3.2", "3.3.3", "3.5.1", "8.3.2"] },
  checkov: ["CKV_AZURE_92", "CKV2_AZURE_9"],
  why: "An unmanaged disk is a file in a storage account: whoever has the account's key copies it, and Azure has retired such disks.",
  fix: "Put `managedDisk` in place of `vhd` in `storageProfile.osDisk` and `storageProfile.dataDisks`.",
  bad: [
    {
      type: MACHINE,
      name: "web",
      props: {
        resourceGroupName: "shop",
        storageProfile: {
          osDisk: {
            name: "os",
            createOption: "FromImage",
            vhd: { uri: "https://disks.blob.core.windows.net/vhds/os.vhd" },
          },
        },
      },
    },
  ],
  good: [
    {
      type: MACHINE,
      name: "web",
      props: {
        resourceGroupName: "shop",
        storageProfile: {
          osDisk: { name: "os", createOption: "FromImage", managedDisk: { storageAccountType: "Premium_LRS" } },
        },
      },
    },
  ],
  check(resource) {
    const files = machinesOf(resource).flatMap(filesOf);
    return every(files.map((file) => forbid(isSet(file), file, "keeps the disk as a file in a storage account")));
  },
};
