import type { CheckFailure, CloudError, Props } from "../../types.js";
import { addressIn, cidrOf } from "../cidr.js";
import type { CheckContext, Later, Models, ObjectContext } from "../model.js";
import { at, filled, isRecord, isSet, records, text, texts } from "../values.js";
import { changeOf } from "./changes.js";
import { inUse } from "./network-types.js";
import { find, here } from "./references.js";

export const machineType = "azure-native:compute:VirtualMachine";
export const nicType = "azure-native:network:NetworkInterface";
const diskType = "azure-native:compute:Disk";
const groupType = "azure-native:network:ApplicationSecurityGroup";

/** User names that Azure refuses on Linux. */
const takenNames = [
  "admin",
  "administrator",
  "root",
  "user",
  "guest",
  "test",
  "backup",
  "sys",
  "sql",
  "owner",
  "server",
];

function checkMachine(c: CheckContext): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const user = at(c.inputs, "osProfile.adminUsername");
  if (typeof user === "string" && takenNames.includes(user.toLowerCase()))
    failures.push({
      property: "osProfile.adminUsername",
      reason: `InvalidParameter: the admin user name "${user}" is not allowed; choose another name`,
    });
  const data = at(c.inputs, "osProfile.customData");
  if (typeof data === "string" && (!/^[A-Za-z0-9+/=\s]*$/.test(data) || data.length > 87_380))
    failures.push({
      property: "osProfile.customData",
      reason: "InvalidParameter: custom data must be in Base64 encoding and with a maximum length of 87380 characters",
    });
  return failures;
}

/** Sizes with a "p" behind the number run on Arm; images say so in their SKU. */
function otherProcessor(c: ObjectContext): CloudError | undefined {
  const size = text(at(c.inputs, "hardwareProfile.vmSize")) ?? "";
  const sku = text(at(c.inputs, "storageProfile.imageReference.sku"));
  if (sku === undefined) return undefined;
  const arm = /^Standard_[A-Z]+\d+[a-z]*p/.test(size);
  const armImage = /arm64/i.test(sku);
  if (arm === armImage) return undefined;
  const [needs, has] = arm ? ["Arm64", "x64"] : ["x64", "Arm64"];
  return {
    code: "BadRequest",
    message: `Cannot create a VM of size '${size}' because this VM size only supports a CPU Architecture of '${needs}', but an image or disk given has CPU Architecture '${has}' (sku ${sku})`,
  };
}

function noLogin(c: ObjectContext): CloudError | undefined {
  const linux = at(c.inputs, "osProfile.linuxConfiguration");
  if (!isRecord(linux) || linux.disablePasswordAuthentication !== true) return undefined;
  if (records(at(linux, "ssh.publicKeys")).length > 0) return undefined;
  return {
    code: "InvalidParameter",
    message:
      "Authentication using either SSH or by user name and password must be enabled in Linux profile: disablePasswordAuthentication needs ssh.publicKeys",
  };
}

function taken(c: ObjectContext): CloudError | undefined {
  const others = here(c, machineType);
  const claim = (path: string, code: string, what: string): CloudError | undefined => {
    const mine = texts(at(c.inputs, path)).map((id) => id.toLowerCase());
    const holder = others.find((o) => texts(at(o.inputs, path)).some((id) => mine.includes(id.toLowerCase())));
    if (holder === undefined) return undefined;
    return {
      code,
      message: `${what} ${mine.join(", ")} is already used by ${holder.id} (${holder.urn}); give each machine its own`,
    };
  };
  return (
    claim("networkProfile.networkInterfaces.id", "NicInUse", "Network interface") ??
    claim("storageProfile.dataDisks.managedDisk.id", "AttachDiskWhileBeingAttached", "Disk")
  );
}

/** A disk of a zone is at machines of that zone only. */
function otherZone(c: ObjectContext): CloudError | undefined {
  const zone = texts(c.inputs.zones)[0];
  for (const id of texts(at(c.inputs, "storageProfile.dataDisks.managedDisk.id"))) {
    const disk = find(c, id);
    const own = texts(disk?.inputs.zones)[0];
    if (disk !== undefined && own !== undefined && own !== zone)
      return {
        code: "BadRequest",
        message: `Disk ${disk.id} cannot be attached to the VM because it is not in zone '${zone ?? ""}'; it is in zone '${own}'`,
      };
  }
  return undefined;
}

/** What Azure changes on no machine: the provider does not replace by itself, it is refused. */
const fixed = [
  "zones",
  "availabilitySet",
  "priority",
  "osProfile.adminUsername",
  "osProfile.computerName",
  "osProfile.customData",
  "osProfile.linuxConfiguration.disablePasswordAuthentication",
  "osProfile.linuxConfiguration.ssh",
  "securityProfile.securityType",
  "storageProfile.imageReference",
  "storageProfile.osDisk.managedDisk.diskEncryptionSet",
  "storageProfile.osDisk.name",
];

function completeMachine(c: ObjectContext, outputs: Props, later: Later): Props {
  const group = text(c.inputs.resourceGroupName);
  const name = `${text(c.inputs.vmName)}_OsDisk_1_${c.derive.hex("os disk", 32)}`;
  const id = `/subscriptions/${c.account}/resourceGroups/${group?.toUpperCase()}/providers/Microsoft.Compute/disks/${name}`;
  const storage = outputs.storageProfile;
  if (!isRecord(storage)) return outputs;
  const disk = filled(storage.osDisk, {
    name: later(() => name),
    diskSizeGB: later(() => 30),
    osType: later(() => "Linux"),
  });
  const managed = isRecord(disk)
    ? { ...disk, managedDisk: filled(disk.managedDisk ?? {}, { id: later(() => id) }) }
    : disk;
  return { ...outputs, storageProfile: { ...storage, ...(managed === undefined ? {} : { osDisk: managed }) } };
}

function subnetAddress(c: ObjectContext, subnetId: unknown, i: number): string {
  const subnet = find(c, text(subnetId) ?? "");
  const block = cidrOf(texts([at(subnet?.inputs, "addressPrefix"), at(subnet?.inputs, "addressPrefixes")])[0]);
  if (block === undefined) return `10.0.0.${4 + c.derive.below(`ip ${i}`, 250)}`;
  return addressIn(block, 4 + c.derive.below(`ip ${i}`, 2 ** Math.min(8, 32 - block.prefix) - 6));
}

function completeNic(c: ObjectContext, outputs: Props, later: Later): Props {
  if (!Array.isArray(outputs.ipConfigurations)) return outputs;
  const configurations = outputs.ipConfigurations.map((config: unknown, i) =>
    filled(config, {
      primary: later(() => i === 0),
      privateIPAddress: later(() => subnetAddress(c, at(config, "subnet.id"), i)),
      privateIPAddressVersion: later(() => "IPv4"),
      privateIPAllocationMethod: later(() => "Dynamic"),
    }),
  );
  return { ...outputs, ipConfigurations: configurations };
}

function sharedAddress(c: ObjectContext): CloudError | undefined {
  const path = "ipConfigurations.publicIPAddress.id";
  const mine = texts(at(c.inputs, path)).map((id) => id.toLowerCase());
  const holder = here(c, nicType).find((o) => texts(at(o.inputs, path)).some((id) => mine.includes(id.toLowerCase())));
  if (holder === undefined) return undefined;
  return {
    code: "PublicIPAddressInUse",
    message: `Resource ${mine.join(", ")} is already allocated to ${holder.id} (${holder.urn}); give each network interface its own address`,
  };
}

/** Machines, their network interfaces and disks. */
export const computeModels: Models = {
  [machineType]: {
    check: checkMachine,
    refuse: (c) => changeOf(c, fixed) ?? otherProcessor(c) ?? noLogin(c) ?? otherZone(c) ?? taken(c),
    complete: completeMachine,
    outputs: {
      managedBy: () => "",
      resources: () => [],
      timeCreated: (c) => c.derive.time(),
      vmId: (c) => c.derive.uuid("vm"),
    },
    notReferences: ["osProfile.customData"],
  },
  [diskType]: {
    refuse: (c) => {
      const was = Number(c.self?.inputs.diskSizeGB);
      if (!(Number(c.inputs.diskSizeGB) < was)) return undefined;
      return {
        code: "PropertyChangeNotAllowed",
        message: `Changing property 'disk.diskSizeGB' is not allowed: a disk only grows, and it has ${was} GiB`,
      };
    },
    outputs: {
      diskSizeBytes: (c) => Number(c.inputs.diskSizeGB ?? 4) * 2 ** 30,
      diskState: () => "Unattached",
      managedBy: () => "",
      managedByExtended: () => [],
      timeCreated: (c) => c.derive.time(),
      uniqueId: (c) => c.derive.uuid("disk"),
    },
    blockers: [{ type: machineType, properties: ["storageProfile.dataDisks.managedDisk.id"] }],
    blocked: inUse("OperationNotAllowed", "Disk"),
  },
  [nicType]: {
    refuse: sharedAddress,
    complete: completeNic,
    outputs: {
      dnsSettings: () => ({ appliedDnsServers: [], dnsServers: [] }),
      macAddress: (c) => `00-0D-3A-${["a", "b", "c"].map((l) => c.derive.hex(`mac ${l}`, 2).toUpperCase()).join("-")}`,
      primary: () => true,
    },
    blockers: [{ type: machineType, properties: ["networkProfile.networkInterfaces.id"] }],
    blocked: inUse("NicInUse", "Network interface"),
  },
  [groupType]: {
    blockers: [
      { type: nicType, properties: ["ipConfigurations.applicationSecurityGroups.id"] },
      {
        type: "azure-native:network:SecurityRule",
        properties: ["sourceApplicationSecurityGroups.id", "destinationApplicationSecurityGroups.id"],
      },
    ],
    blocked: inUse("InUseApplicationSecurityGroupCannotBeDeleted", "Application security group"),
  },
  "azure-native:compute:VirtualMachineExtension": {
    check: (c) =>
      ["publisher", "type", "typeHandlerVersion"]
        .filter((key) => !isSet(c.inputs[key]))
        .map((property) => ({ property, reason: `an extension needs ${property}` })),
  },
};
