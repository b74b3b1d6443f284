import { describe, expect, it } from "vitest";
import { Network, VirtualMachine } from "../../components/index.js";
import { freePriority } from "../../components/virtual-machine/azure/priorities.js";
import { inputsOf, inventory } from "./bucket-support.js";
import { machineOn, made, optionsOf, recorded, targets } from "./virtual-machine-support.js";

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILzkA8P0x8YLk/uQP8gY86WquduzqVMEzNA3jFc1WtJl nobody";
const machine = "azure-native:compute:VirtualMachine";
const rule = "azure-native:network:SecurityRule";
const group = "azure-native:resources:ResourceGroup azure-westeurope";
const at = { resourceGroupName: "azure-westeurope-name", location: "westeurope" };

describe("a machine on Azure", () => {
  it("is private, of trusted launch, encrypted at the host, without passwords, and with an identity of its own", async () => {
    const { [group]: _, ...seen } = inventory(await made("azure"));
    expect(seen).toEqual({
      "azure-native:compute:VirtualMachine web": {
        ...at,
        zones: ["1"],
        hardwareProfile: { vmSize: "Standard_B2ls_v2" },
        identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: ["web-id"] },
        securityProfile: {
          encryptionAtHost: true,
          securityType: "TrustedLaunch",
          uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
        },
        osProfile: {
          adminUsername: "ops",
          computerName: "web",
          linuxConfiguration: {
            disablePasswordAuthentication: true,
            ssh: { publicKeys: [{ path: "/home/ops/.ssh/authorized_keys", keyData: key }] },
          },
        },
        networkProfile: { networkInterfaces: [{ id: "web-id", primary: true }] },
        storageProfile: {
          diskControllerType: "SCSI",
          imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
          osDisk: {
            createOption: "FromImage",
            deleteOption: "Delete",
            caching: "ReadWrite",
            diskSizeGB: 32,
            managedDisk: { storageAccountType: "StandardSSD_LRS" },
          },
          dataDisks: [],
        },
      },
      "azure-native:network:NetworkInterface web": {
        ...at,
        networkSecurityGroup: {
          id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/web",
        },
        ipConfigurations: [
          {
            name: "main",
            subnet: { id: "private-subnet" },
            privateIPAllocationMethod: "Dynamic",
            applicationSecurityGroups: [{ id: "web-id" }],
          },
        ],
      },
      "azure-native:network:NetworkSecurityGroup web": at,
      "azure-native:network:ApplicationSecurityGroup web": at,
      "azure-native:network:SecurityRule web-deny-all-in": {
        resourceGroupName: at.resourceGroupName,
        networkSecurityGroupName: "web-name",
        description: "Nothing comes in but what a rule before this one says, not even from the network",
        direction: "Inbound",
        access: "Deny",
        protocol: "*",
        priority: 4096,
        sourceAddressPrefix: "*",
        sourcePortRange: "*",
        destinationAddressPrefix: "*",
        destinationPortRange: "*",
      },
      "azure-native:managedidentity:UserAssignedIdentity web": at,
      "azure-native:compute:VirtualMachineExtension web-login": {
        ...at,
        vmName: "web-name",
        vmExtensionName: "AADSSHLoginForLinux",
        publisher: "Microsoft.Azure.ActiveDirectory",
        type: "AADSSHLoginForLinux",
        typeHandlerVersion: "1.0",
        autoUpgradeMinorVersion: true,
      },
    });
  });

  it("lets in ranges of one family, or a group, by a rule with a priority that follows from its name", async () => {
    const ingress = {
      web: { port: 443, from: ["10.0.0.0/8", "2001:db8::/32"] },
      range: { port: { from: 8000, to: 8099 }, protocol: "udp", from: ["192.168.0.0/16"] },
    };
    const seen = await made("azure", { ingress });
    const web = {
      resourceGroupName: at.resourceGroupName,
      networkSecurityGroupName: "web-name",
      description: "Rule web",
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "443",
    };
    const priority = (suffix: string) => freePriority(new Set(), suffix, 1000, 4095);
    expect(inputsOf(seen, rule, "web-ingress-web")).toEqual({
      ...web,
      priority: priority("web"),
      sourceAddressPrefixes: ["10.0.0.0/8"],
    });
    expect(inputsOf(seen, rule, "web-ingress-web-ipv6")).toEqual({
      ...web,
      priority: priority("web-ipv6"),
      sourceAddressPrefixes: ["2001:db8::/32"],
    });
    expect(inputsOf(seen, rule, "web-ingress-range")).toEqual({
      ...web,
      description: "Rule range",
      protocol: "Udp",
      destinationPortRange: "8000-8099",
      priority: priority("range"),
      sourceAddressPrefixes: ["192.168.0.0/16"],
    });
    const less = await made("azure", { ingress: { range: ingress.range } });
    expect(inputsOf(less, rule, "web-ingress-range").priority).toBe(priority("range"));
  });

  it("opens its tier, too, to what it lets in from the internet, and for itself alone", async () => {
    const ingress = {
      web: { port: 443, from: ["0.0.0.0/0", "10.0.0.0/8", "fd00::/8"] },
      inside: { port: 80, from: ["10.0.0.0/8"] },
    };
    const seen = await recorded(() => {
      const target = targets.azure;
      const network = new Network("net", { target });
      new VirtualMachine("web", { target, network, image: "ubuntu-24.04", public: true, ingress });
    });
    const opened = seen.filter(({ name }) => name.includes("tier-ingress"));
    expect(opened.map(({ name }) => name)).toEqual(["web-tier-ingress-web"]);
    expect(opened[0]?.inputs).toEqual({
      resourceGroupName: "g",
      networkSecurityGroupName: "net-public",
      description: "Rule web of machine web",
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      sourcePortRange: "*",
      destinationPortRange: "443",
      priority: freePriority(new Set(), "web/web", 1000, 4095),
      sourceAddressPrefixes: ["0.0.0.0/0"],
      destinationApplicationSecurityGroups: [{ id: "web-id" }],
    });
  });

  it("never gives two rules one priority", () => {
    const taken = new Set<number>();
    const given = Array.from({ length: 200 }, (_, i) => freePriority(taken, `rule-${i}`, 1000, 1199));
    expect(new Set(given).size).toBe(200);
    expect([Math.min(...given), Math.max(...given)]).toEqual([1000, 1199]);
  });

  it("keeps its image and its first steps until it is told to replace itself", async () => {
    const keptBy = async (args: object) =>
      (await made("azure", { cloudInit: { run: ["x"] }, ...args })).find(({ type }) => type === machine)?.ignoreChanges;
    const [image, customData] = ["storageProfile.imageReference", "osProfile.customData"];
    expect(await keptBy({})).toEqual([image, customData]);
    expect(await keptBy({ replaceWhenChanged: ["image"] })).toEqual([customData]);
    expect(await keptBy({ replaceWhenChanged: ["image", "cloudInit"] })).toEqual([]);
  });

  it("is replaced where Azure changes nothing, and an interface or a disk is at one machine at a time", async () => {
    const fixed = [
      "zones",
      "priority",
      "osProfile.adminUsername",
      "osProfile.linuxConfiguration.ssh",
      "securityProfile.securityType",
    ];
    const { replaceOnChanges, replacementTrigger, deleteBeforeReplace } = await optionsOf("azure", "machine");
    expect([replaceOnChanges, replacementTrigger, deleteBeforeReplace]).toEqual([fixed, "x86_64", true]);
    const both = await optionsOf("azure", "machine", { replaceWhenChanged: ["image", "cloudInit"] });
    expect(both.replaceOnChanges).toEqual([...fixed, "storageProfile.imageReference", "osProfile.customData"]);
  });

  it("reaches its disks as its size needs it, and leaves that to Azure for sizes that are not in the tables", async () => {
    const controller = async (size: unknown, arch = "x86_64") =>
      (inputsOf(await made("azure", { size, arch }), machine, "web").storageProfile as { diskControllerType?: string })
        .diskControllerType;
    expect(await controller("small", "arm64")).toBe("SCSI");
    expect(await controller("medium", "arm64")).toBe("NVMe");
    expect(await controller({ cpu: 4, memoryGiB: 8 })).toBe("NVMe");
    expect(await controller({ azure: "Standard_D2s_v5" })).toBeUndefined();
  });

  it("merges an override into what it has, at every depth", async () => {
    const override = { securityProfile: { encryptionAtHost: false } };
    const { securityProfile } = inputsOf(await made("azure", { azure: { machine: override } }), machine, "web");
    expect(securityProfile).toEqual({
      encryptionAtHost: false,
      securityType: "TrustedLaunch",
      uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
    });
  });

  it("takes a key for one user, first steps in base64, and an image of one's own", async () => {
    const image = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/images/base";
    const args = { login: { sshPublicKey: key, user: "jo" }, cloudInit: { run: ["x"] }, image: { azure: image } };
    const seen = await made("azure", args);
    const { osProfile, identity, storageProfile } = inputsOf(seen, machine, "web") as {
      osProfile: { adminUsername: string; customData: string; linuxConfiguration: { ssh: object } };
      identity: object;
      storageProfile: { imageReference: object };
    };
    expect(osProfile.adminUsername).toBe("jo");
    expect(osProfile.linuxConfiguration.ssh).toEqual({
      publicKeys: [{ path: "/home/jo/.ssh/authorized_keys", keyData: key }],
    });
    expect(Buffer.from(osProfile.customData, "base64").toString()).toContain("#cloud-config\n");
    expect(identity).toEqual({ type: "UserAssigned", userAssignedIdentities: ["web-id"] });
    expect(storageProfile.imageReference).toEqual({ id: image });
    expect(seen.filter(({ type }) => type.includes("Extension"))).toEqual([]);
  });

  it("has disks that outlive it, at numbers that follow from their names, reached by machines alone", async () => {
    const dataDisks = { data: { sizeGiB: 50, tier: "fast", mount: "/data" }, more: { sizeGiB: 20 } };
    const seen = await made("azure", { dataDisks, zone: "b" });
    expect(inputsOf(seen, "azure-native:compute:Disk", "web-disk-data")).toEqual({
      ...at,
      zones: ["2"],
      creationData: { createOption: "Empty" },
      diskSizeGB: 50,
      sku: { name: "Premium_LRS" },
      publicNetworkAccess: "Disabled",
      networkAccessPolicy: "DenyAll",
    });
    expect(seen.find(({ type }) => type === "azure-native:compute:Disk")?.ignoreChanges).toEqual(["zones"]);
    const { storageProfile } = inputsOf(seen, machine, "web") as { storageProfile: { dataDisks: object[] } };
    expect(storageProfile.dataDisks).toEqual([
      {
        lun: 4,
        createOption: "Attach",
        deleteOption: "Detach",
        caching: "None",
        managedDisk: { id: "web-disk-data-id" },
      },
      {
        lun: 0,
        createOption: "Attach",
        deleteOption: "Detach",
        caching: "None",
        managedDisk: { id: "web-disk-more-id" },
      },
    ]);
  });

  it("is protected by a lock, and copied every day into a vault of its own", async () => {
    const seen = await made("azure", { deletionProtection: true, backup: { keepDays: 14 } });
    expect(inputsOf(seen, "azure-native:authorization:ManagementLockByScope", "web-lock")).toEqual({
      scope: "web-id",
      level: "CanNotDelete",
      notes: "deletionProtection of the machine: deploy it as false to delete the machine",
    });
    expect(seen.find(({ type }) => type === machine)?.protect).toBe(true);
    const { properties } = inputsOf(seen, "azure-native:recoveryservices:ProtectionPolicy", "web-backup") as {
      properties: { policyType: string; retentionPolicy: object };
    };
    expect(properties.policyType).toBe("V2");
    expect(properties.retentionPolicy).toEqual({
      retentionPolicyType: "LongTermRetentionPolicy",
      dailySchedule: {
        retentionTimes: ["2026-01-01T03:00:00Z"],
        retentionDuration: { count: 14, durationType: "Days" },
      },
    });
    const item = inputsOf(seen, "azure-native:recoveryservices:ProtectedItem", "web-backup");
    expect([item.containerName, item.protectedItemName]).toEqual([
      "iaasvmcontainer;iaasvmcontainerv2;azure-westeurope-name;web-name",
      "vm;iaasvmcontainerv2;azure-westeurope-name;web-name",
    ]);
  });

  it("can be spot capacity; starts without trusted launch only where Azure has none", async () => {
    const { priority, evictionPolicy, billingProfile } = inputsOf(
      await made("azure", { spot: true, size: "medium" }),
      machine,
      "web",
    );
    expect([priority, evictionPolicy, billingProfile]).toEqual(["Spot", "Deallocate", { maxPrice: -1 }]);
    const security = async (size: unknown, arch: string) =>
      (inputsOf(await made("azure", { size, arch }), machine, "web").securityProfile as { securityType?: string })
        .securityType;
    expect(await security("small", "arm64")).toBeUndefined();
    expect(await security("medium", "arm64")).toBe("TrustedLaunch");
    expect(await security({ azure: "Standard_D2ps_v5" }, "arm64")).toBeUndefined();
  });

  it("is somebody whom others can let in", async () => {
    const seen = await recorded(() => {
      const one = machineOn("azure");
      machineOn("azure", { ingress: { app: { port: 80, from: one.source } } }, "other");
    });
    expect(inputsOf(seen, rule, "other-ingress-app").sourceApplicationSecurityGroups).toEqual([{ id: "web-id" }]);
  });
});
