import type { VirtualMachine, VirtualMachineArgs } from "@pulumi/azure-native/compute";
import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity";
import { resourceGroupName } from "../core/azure.js";
import { implementation } from "../core/implementation.js";
import { identityKey } from "../core/names.js";
import { azureSizes } from "../core/sizes/azure.js";
import { mapInput } from "../core/values.js";
import { DiskTier } from "./args.js";
import { createBackup } from "./azure/backup.js";
import { type AzureMachineContext, azureMachineChildren } from "./azure/children.js";
import { attached, createDisks, diskSku, mountCommands } from "./azure/disks.js";
import { createNetwork, zonesOf } from "./azure/network.js";
import { keyOfNobody } from "./azure/nobody.js";
import { azureUnsupported } from "./capabilities.js";
import { cloudConfig } from "./cloud-init/index.js";
import { azureImages } from "./images.js";
import { usualUser } from "./plan.js";
import type {
  VirtualMachineImplementation,
  VirtualMachineParts,
  VirtualMachinePlan,
  VirtualMachineRules,
} from "./types.js";

export { type AzureMachineNative, type AzureMachineOverrides, azureMachineChildren } from "./azure/children.js";

const rules: VirtualMachineRules = {
  sizes: azureSizes,
  images: azureImages,
  image: {
    pattern:
      /^([A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+|\/subscriptions\/[^/]+\/resourceGroups\/.+)$/,
    example: "Canonical:ubuntu-24_04-lts:server:latest",
  },
  // The images have 30 GiB; a system's disk has at most 4 TiB.
  disk: { usual: 32, least: 30, most: 4095 },
  dataDisk: { least: 4, leastFast: 4, most: 32_767 },
  cloudInitBytes: 65_535,
  keyTypes: ["ssh-ed25519", "ssh-rsa"],
  zonal: false,
  source: {
    property: "applicationSecurityGroupId",
    pattern: /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/.+\/applicationSecurityGroups\/[^/]+$/i,
    example: "/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.Network/applicationSecurityGroups/<name>",
  },
  keepDays: { least: 7, most: 9999 },
  // https://learn.microsoft.com/azure/virtual-machines/linux/faq#what-are-the-username-requirements-when-creating-a-vm-
  reservedUsers: [
    ...["administrator", "admin", "user", "user1", "test", "user2", "test1", "user3", "admin1", "1", "123", "a"],
    ...["actuser", "adm", "admin2", "aspnet", "backup", "console", "david", "guest", "john", "owner", "root"],
    ...["server", "sql", "support", "support_388945a0", "sys", "test2", "test3", "user4", "user5"],
  ],
  noSpot: (machineType) => /^(Standard|Basic)_B\d/.test(machineType),
};

function build(context: AzureMachineContext, plan: VirtualMachinePlan<"azure">): VirtualMachineParts<"azure"> {
  const { scope, at } = context;
  const reached = createNetwork(context, plan);
  const identity = scope.child("identity", "", { ...at });
  const dataDisks = createDisks(context, plan);
  const machine = scope.child(
    "machine",
    "",
    {
      ...at,
      ...machineArgs(plan, identity),
      osProfile: systemProfile(context, plan),
      networkProfile: { networkInterfaces: [{ id: reached.networkInterface.id, primary: true }] },
      storageProfile: {
        ...diskController(plan.machine.type),
        imageReference: imageReference(plan.image),
        osDisk: {
          createOption: "FromImage",
          deleteOption: "Delete",
          caching: "ReadWrite",
          diskSizeGB: plan.diskGiB,
          managedDisk: { storageAccountType: diskSku(DiskTier.Balanced) },
        },
        dataDisks: attached(plan, dataDisks),
      },
    },
    {
      ignoreChanges: byReplacing(plan, false),
      // An interface is at one machine at a time, and so is a disk.
      deleteBeforeReplace: true,
      replaceOnChanges: [...fixed, ...byReplacing(plan, true)],
      replacementTrigger: plan.machine.arch,
      ...(plan.deletionProtection ? { protect: true } : {}),
    },
  );
  createLogin(context, plan, machine);
  createLock(context, plan, machine);
  const backupVault = createBackup(context, plan, machine);
  return {
    id: machine.id,
    privateIp: reached.networkInterface.ipConfigurations.apply((list) => list?.[0]?.privateIPAddress ?? ""),
    publicIp: reached.publicIp?.ipAddress.apply((address) => address ?? ""),
    identity: { key: identityKey(scope.name), principalId: identity.principalId },
    source: { applicationSecurityGroupId: reached.applicationGroup.id },
    native: { cloud: "azure", machine, ...reached, identity, dataDisks, backupVault },
  };
}

/** What Azure changes on no machine, and the provider does not replace one for. */
const fixed = [
  "zones",
  "priority",
  "osProfile.adminUsername",
  "osProfile.linuxConfiguration.ssh",
  "securityProfile.securityType",
];

/**
 * What an image and the first steps are, where their changes replace the machine, or do not. Those that do not are ignored:
 * newer images and other first steps reach new machines only.
 */
function byReplacing({ replaceOn }: VirtualMachinePlan, replacing: boolean): string[] {
  return [
    ...(replaceOn.image === replacing ? ["storageProfile.imageReference"] : []),
    ...(replaceOn.cloudInit === replacing ? ["osProfile.customData"] : []),
  ];
}

function machineArgs(
  plan: VirtualMachinePlan<"azure">,
  identity: UserAssignedIdentity,
): Omit<VirtualMachineArgs, "resourceGroupName"> {
  const args: Omit<VirtualMachineArgs, "resourceGroupName"> = {
    hardwareProfile: { vmSize: plan.machine.type },
    // Entra login works with the identity that the machine has from Azure, grants with the one of its own.
    identity: {
      type: plan.ssh === undefined ? "SystemAssigned, UserAssigned" : "UserAssigned",
      userAssignedIdentities: [identity.id],
    },
    securityProfile: {
      encryptionAtHost: true,
      ...(hasTrustedLaunch(plan.machine.type)
        ? { securityType: "TrustedLaunch", uefiSettings: { secureBootEnabled: true, vTpmEnabled: true } }
        : {}),
    },
    ...zonesOf(plan),
  };
  if (plan.spot)
    Object.assign(args, { priority: "Spot", evictionPolicy: "Deallocate", billingProfile: { maxPrice: -1 } });
  return args;
}

/** Arm machines before the sixth generation start without it. */
function hasTrustedLaunch(machineType: string): boolean {
  return !/^Standard_(B\d+p[a-z]*_v2|[DE]\d+p[a-z]*_v5)$/.test(machineType);
}

/**
 * How the machine reaches its disks. Azure decides it by the size when it makes a machine, but does not change it with the
 * size, so it is stated for the families that the sizes are of.
 */
function diskController(machineType: string): { diskControllerType?: string } {
  if (/^Standard_[DE]\d+[a-z]*_v6$/.test(machineType)) return { diskControllerType: "NVMe" };
  return /^Standard_B\d+[a-z]*_v2$/.test(machineType) ? { diskControllerType: "SCSI" } : {};
}

/** A password is never possible. */
function systemProfile({ scope }: AzureMachineContext, plan: VirtualMachinePlan<"azure">) {
  const user = plan.ssh?.user ?? usualUser;
  const keyData = plan.ssh === undefined ? keyOfNobody.line : mapInput(plan.ssh.publicKey, (key) => key.trim());
  const init = cloudConfig(plan.cloudInit, { defaultUser: undefined, first: mountCommands(plan) });
  return {
    adminUsername: user,
    computerName: hostName(scope.name),
    linuxConfiguration: {
      disablePasswordAuthentication: true,
      ssh: { publicKeys: [{ path: `/home/${user}/.ssh/authorized_keys`, keyData }] },
    },
    ...(init === undefined ? {} : { customData: mapInput(init, (text) => Buffer.from(text).toString("base64")) }),
  };
}

/** A label of the domain name system, which a computer's name is. */
function hostName(name: string): string {
  const label = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return label === "" || /^\d+$/.test(label) ? `vm-${label}`.replace(/-$/, "") : label;
}

function imageReference(image: string) {
  if (image.startsWith("/")) return { id: image };
  const [publisher = "", offer = "", sku = "", version = ""] = image.split(":");
  return { publisher, offer, sku, version };
}

/** Login over SSH with Entra; who may is decided by the roles Virtual Machine User Login and Administrator Login. */
function createLogin({ scope, at }: AzureMachineContext, plan: VirtualMachinePlan, machine: VirtualMachine): void {
  if (plan.ssh !== undefined) return;
  scope.child("login", "login", {
    ...at,
    vmName: machine.name,
    vmExtensionName: "AADSSHLoginForLinux",
    publisher: "Microsoft.Azure.ActiveDirectory",
    type: "AADSSHLoginForLinux",
    typeHandlerVersion: "1.0",
    autoUpgradeMinorVersion: true,
  });
}

/** Machines have no flag of their own against being deleted. */
function createLock({ scope }: AzureMachineContext, plan: VirtualMachinePlan, machine: VirtualMachine): void {
  if (!plan.deletionProtection) return;
  scope.child("lock", "lock", {
    scope: machine.id,
    level: "CanNotDelete",
    notes: "deletionProtection of the machine: deploy it as false to delete the machine",
  });
}

/** Virtual machines on Azure. */
export const azureVirtualMachine: VirtualMachineImplementation<"azure"> = {
  ...implementation<"azure", typeof azureMachineChildren, VirtualMachinePlan<"azure">, VirtualMachineParts<"azure">>({
    children: azureMachineChildren,
    unsupported: azureUnsupported,
    build: (scope, plan) =>
      build({ scope, at: { resourceGroupName: resourceGroupName(scope.target), location: scope.target.region } }, plan),
  }),
  rules,
};
