import { beforeEach, describe, expect, it } from "vitest";
import { UNKNOWN, type WorldObject } from "../../sandbox/types.js";
import { failures, refusal, sessionOf, TestWorld } from "./models-world.js";

const session = sessionOf("azure-native");
const root = `/subscriptions/${session.account}/resourceGroups`;
const api = (type: string) => `azure-native:network:${type}`;

let world: TestWorld;
let group: WorldObject;
let vnet: WorldObject;
let inGroup: { resourceGroupName: string };
let inVnet: { resourceGroupName: string; virtualNetworkName: string };

beforeEach(() => {
  world = new TestWorld();
  group = world.create(session, "azure-native:resources:ResourceGroup", "rg", {});
  inGroup = { resourceGroupName: String(group.outputs.name) };
  vnet = world.create(session, api("VirtualNetwork"), "main", {
    ...inGroup,
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  });
  inVnet = { ...inGroup, virtualNetworkName: String(vnet.outputs.name) };
});

describe("ids and names", () => {
  it("are the paths of the API; resources get random digits, parts of them the logical name", () => {
    expect(group.outputs.name).toMatch(/^rg[0-9a-f]{8}$/);
    expect(group.id).toBe(`${root}/${group.outputs.name}`);
    expect(vnet.id).toBe(`${group.id}/providers/Microsoft.Network/virtualNetworks/${vnet.outputs.name}`);
    const subnet = world.create(session, api("Subnet"), "private", { ...inVnet, addressPrefix: "10.0.0.0/20" });
    expect(subnet.id).toBe(`${vnet.id}/subnets/private`);
    expect(subnet.outputs).toMatchObject({
      name: "private",
      type: "Microsoft.Network/virtualNetworks/subnets",
      provisioningState: "Succeeded",
    });
  });

  it("of parts that exist once are fixed", () => {
    const account = world.create(session, "azure-native:storage:StorageAccount", "sa", {
      ...inGroup,
      accountName: "acmedata1",
      kind: "StorageV2",
      sku: { name: "Standard_ZRS" },
    });
    const part = { ...inGroup, accountName: "acmedata1" };
    expect(account.outputs.primaryEndpoints).toMatchObject({ blob: "https://acmedata1.blob.core.windows.net/" });
    const services = world.create(session, "azure-native:storage:BlobServiceProperties", "x", part);
    expect(services.id).toBe(`${account.id}/blobServices/default`);
    const container = world.create(session, "azure-native:storage:BlobContainer", "assets", part);
    expect(container.id).toBe(`${account.id}/blobServices/default/containers/assets`);
    const open = { ...part, containerName: "open", publicAccess: "Blob" };
    expect(refusal(() => world.create(session, container.type, "open", open))).toBe("PublicAccessNotPermitted");
  });

  it("of role assignments are UUIDs under their scope", () => {
    const assignment = world.create(session, "azure-native:authorization:RoleAssignment", "ra", {
      scope: vnet.id,
      principalId: "p",
      roleDefinitionId:
        "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c",
    });
    expect(assignment.id).toMatch(
      new RegExp(`^${vnet.id}/providers/Microsoft.Authorization/roleAssignments/[0-9a-f-]{36}$`),
    );
  });

  it("are unknown in a preview, while the location is the provider's", () => {
    const planned = world.preview(session, api("NetworkSecurityGroup"), "nsg", inGroup);
    expect(planned).toMatchObject({
      location: "westeurope",
      name: UNKNOWN,
      etag: UNKNOWN,
      defaultSecurityRules: UNKNOWN,
    });
  });

  it("take the location of the resource group where the provider has none", () => {
    const bare = sessionOf("azure-native", { config: {} });
    const north = world.create(session, group.type, "north", { location: "northeurope" });
    const inputs = world.check(bare, api("NetworkSecurityGroup"), "nsg", { resourceGroupName: north.outputs.name });
    expect(inputs.location).toBe("northeurope");
  });

  it("give an identity of its own a principal", () => {
    const identity = { type: "SystemAssigned" };
    const account = world.create(session, "azure-native:storage:StorageAccount", "sa", {
      ...inGroup,
      accountName: "acmedata2",
      kind: "StorageV2",
      sku: { name: "Standard_ZRS" },
      identity,
    });
    expect(account.outputs.identity).toMatchObject({
      type: "SystemAssigned",
      principalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

describe("what is refused before anything is made", () => {
  it("is an account name out of the rules", () => {
    const account = { ...inGroup, kind: "StorageV2", sku: { name: "Standard_ZRS" } };
    expect(
      failures(() =>
        world.check(session, "azure-native:storage:StorageAccount", "x", { ...account, accountName: "My-Data" }),
      ),
    ).toEqual([
      "accountName: AccountNameInvalid: My-Data is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only",
    ]);
    expect(
      failures(() => world.check(session, "azure-native:storage:StorageAccount", "my-data", account))[0],
    ).toContain("set accountName");
  });

  it("is a value that an enumeration does not have, and an unknown location", () => {
    const account = { ...inGroup, accountName: "acme1", kind: "StorageV2", sku: { name: "Standard_ZRS" } };
    expect(
      failures(() =>
        world.check(session, "azure-native:storage:StorageAccount", "x", { ...account, accessTier: "Warm" }),
      ),
    ).toEqual(['accessTier: the string "Warm" is not allowed; use one of "Hot", "Cool", "Premium", "Cold"']);
    expect(failures(() => world.check(session, group.type, "x", { location: "westeuropa" }))[0]).toContain(
      'did you mean "westeurope"?',
    );
  });

  it("is a rule with a priority out of range, and two with the same", () => {
    const rule = { name: "a", access: "Deny", direction: "Inbound", protocol: "*", priority: 90 };
    expect(
      failures(() => world.check(session, api("NetworkSecurityGroup"), "x", { ...inGroup, securityRules: [rule] })),
    ).toEqual([
      "securityRules[0].priority: SecurityRuleInvalidPriority: 90 is not allowed; use a whole number from 100 to 4096",
    ]);
    const twice = [
      { ...rule, priority: 100 },
      { ...rule, name: "b", priority: 100 },
    ];
    expect(
      failures(() => world.check(session, api("NetworkSecurityGroup"), "x", { ...inGroup, securityRules: twice }))[0],
    ).toContain("SecurityRuleConflict");
  });
});

describe("what the cloud refuses", () => {
  it("is a group, a parent or a reference that does not exist", () => {
    const ghost = { resourceGroupName: "ghost", addressSpace: { addressPrefixes: ["10.0.0.0/16"] } };
    expect(refusal(() => world.create(session, vnet.type, "x", ghost))).toBe("ResourceGroupNotFound");
    const orphan = { ...inGroup, virtualNetworkName: "ghost", addressPrefix: "10.0.0.0/24" };
    expect(refusal(() => world.create(session, api("Subnet"), "x", orphan))).toBe("ParentResourceNotFound");
    const nsg = { id: `${group.id}/providers/Microsoft.Network/networkSecurityGroups/ghost` };
    const subnet = { ...inVnet, addressPrefix: "10.0.0.0/24", networkSecurityGroup: nsg };
    expect(refusal(() => world.create(session, api("Subnet"), "x", subnet))).toBe("InvalidResourceReference");
  });

  it("finds groups in any case, and Azure's own network watchers", () => {
    const loud = { resourceGroupName: inGroup.resourceGroupName.toUpperCase() };
    const account = world.create(session, "azure-native:storage:StorageAccount", "sa", {
      ...loud,
      accountName: "flows1",
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
    });
    const log = {
      resourceGroupName: "NetworkWatcherRG",
      networkWatcherName: "NetworkWatcher_westeurope",
      storageId: account.id,
      targetResourceId: vnet.id,
    };
    const made = world.create(session, api("FlowLog"), "log", log);
    expect(made.id).toBe(
      `${root}/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope/flowLogs/log`,
    );
    expect(refusal(() => world.create(session, api("FlowLog"), "again", log))).toBe("FlowLogAlreadyExists");
  });

  it("is a subnet outside of its network or over another one", () => {
    world.create(session, api("Subnet"), "a", { ...inVnet, addressPrefix: "10.0.0.0/20" });
    const make = (addressPrefix: string) => () =>
      world.create(session, api("Subnet"), "b", { ...inVnet, addressPrefix });
    expect(refusal(make("10.1.0.0/20"))).toBe("NetcfgSubnetRangeOutsideVnet");
    expect(refusal(make("10.0.1.0/24"))).toBe("NetcfgSubnetRangesOverlap");
    expect(refusal(make("10.0.16.0/20"))).toBe("");
  });

  it("is a taken account name in another subscription, and the same resource twice", () => {
    const account = { ...inGroup, accountName: "acmedata3", kind: "StorageV2", sku: { name: "Standard_LRS" } };
    world.create(session, "azure-native:storage:StorageAccount", "a", account);
    expect(refusal(() => world.create(session, "azure-native:storage:StorageAccount", "b", account))).toBe(
      "StorageAccountAlreadyTaken",
    );
    expect(refusal(() => world.create(session, group.type, "again", inGroup))).toBe("Conflict");
  });
});

describe("a delete of what is in use", () => {
  it("is refused for group, gateway and address of a subnet until it is gone", () => {
    const nsg = world.create(session, api("NetworkSecurityGroup"), "nsg", inGroup);
    const ip = world.create(session, api("PublicIPAddress"), "ip", {
      ...inGroup,
      publicIPAllocationMethod: "Static",
      sku: { name: "Standard" },
    });
    const nat = world.create(session, api("NatGateway"), "nat", {
      ...inGroup,
      sku: { name: "Standard" },
      publicIpAddresses: [{ id: ip.id }],
    });
    const subnet = world.create(session, api("Subnet"), "a", {
      ...inVnet,
      addressPrefix: "10.0.0.0/20",
      natGateway: { id: nat.id },
      networkSecurityGroup: { id: nsg.id },
    });
    expect(refusal(() => world.remove(session, nsg))).toBe("InUseNetworkSecurityGroupCannotBeDeleted");
    expect(refusal(() => world.remove(session, nat))).toBe("InUseNatGatewayCannotBeDeleted");
    expect(refusal(() => world.remove(session, ip))).toBe("PublicIPAddressCannotBeDeleted");
    for (const object of [subnet, nat, ip, nsg]) expect(refusal(() => world.remove(session, object))).toBe("");
  });

  it("is refused for a network with an address in one of its subnets", () => {
    const subnet = world.create(session, api("Subnet"), "private", { ...inVnet, addressPrefix: "10.0.0.0/20" });
    const card = world.create(session, api("NetworkInterface"), "card", {
      ...inGroup,
      ipConfigurations: [{ name: "one", subnet: { id: subnet.id } }],
    });
    expect(refusal(() => world.remove(session, vnet))).toBe("InUseSubnetCannotBeDeleted");
    for (const object of [card, subnet, vnet]) expect(refusal(() => world.remove(session, object))).toBe("");
  });

  it("is refused for a private zone with links", () => {
    const zone = world.create(session, "azure-native:privatedns:PrivateZone", "z", {
      ...inGroup,
      privateZoneName: "a.example",
      location: "Global",
    });
    const link = world.create(session, "azure-native:privatedns:VirtualNetworkLink", "l", {
      ...inGroup,
      privateZoneName: "a.example",
      location: "Global",
      virtualNetwork: { id: vnet.id },
    });
    expect(refusal(() => world.remove(session, zone))).toBe("CannotDeleteResource");
    expect(refusal(() => world.remove(session, vnet))).toBe("InUseVirtualNetworkCannotBeDeleted");
    for (const object of [link, zone, vnet]) expect(refusal(() => world.remove(session, object))).toBe("");
  });
});
