import { describe, expect, it } from "vitest";
import { judged } from "./judge.js";

const page = "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";

/** The code of a refusal by the API, or the property that the plan complains of. */
const code = (token: string, property: string, name: string) =>
  judged(`azure-native:${token}`, { [property]: name }).replace(/:.*/s, "");

describe("names on Azure", () => {
  it("are left to the API where the provider's language cannot read the pattern", () => {
    expect(judged("azure-native:dbformysql:Server", { serverName: "main-" })).toBe(
      "InvalidParameter: 'serverName' does not match expression '^[a-z0-9][-a-z0-9]*(?<!-)$'; see https://learn.microsoft.com/azure/templates/microsoft.dbformysql/flexibleservers",
    );
  });

  it("are refused in Azure's words, with the property and the rules", () => {
    expect(judged("azure-native:network:NetworkSecurityGroup", { networkSecurityGroupName: "web-" })).toBe(
      `InvalidResourceName: Resource name web- is invalid. The name can be up to 80 characters long. It must begin with a word character, and it must end with a word character or with '_'. The name may contain word characters or '.', '-', '_'. (networkSecurityGroupName); see ${page}`,
    );
    expect(judged("azure-native:compute:VirtualMachine", { vmName: "_vm" })).toBe(
      `InvalidParameter: The entity name '_vm' is invalid according to its validation rule: ^[^_\\W][\\w-._]{0,79}(?<![-.])$. (vmName); see ${page}`,
    );
  });

  it.each([
    ["resources:ResourceGroup", "resourceGroupName", "group.", "InvalidResourceGroup"],
    ["resources:ResourceGroup", "resourceGroupName", "a/b", "InvalidResourceGroup"],
    ["resources:ResourceGroup", "resourceGroupName", "a".repeat(91), "InvalidResourceGroup"],
    ["resources:ResourceGroup", "resourceGroupName", "Prüfung (1)".replace(" ", "_"), ""],
    ["network:VirtualNetwork", "virtualNetworkName", "v", "InvalidResourceName"],
    ["network:VirtualNetwork", "virtualNetworkName", "hub_net.1_", ""],
    ["network:Subnet", "subnetName", "a b", "InvalidResourceName"],
    ["network:Subnet", "subnetName", "AzureBastionSubnet", ""],
    ["compute:Disk", "diskName", "disk-", "InvalidParameter"],
    ["compute:Disk", "diskName", "disk_1.vhd", ""],
    ["storage:BlobContainer", "containerName", "My", "containerName"],
    ["storage:BlobContainer", "containerName", "a--b", "InvalidResourceName"],
    ["storage:BlobContainer", "containerName", "$web", ""],
    ["sql:Server", "serverName", "Main", "InvalidResourceName"],
    ["sql:Server", "serverName", "main-1", ""],
    ["app:ContainerApp", "containerAppName", "1app", "InvalidResourceName"],
    ["app:ContainerApp", "containerAppName", "orders-api", ""],
    ["managedidentity:UserAssignedIdentity", "resourceName", "id", "InvalidResourceName"],
    ["managedidentity:UserAssignedIdentity", "resourceName", "my_id-1", ""],
  ])("%s %s %s: %s", (token, property, name, says) => {
    expect(code(token, property, name)).toBe(says);
  });
});
