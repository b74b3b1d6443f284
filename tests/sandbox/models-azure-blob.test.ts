import { describe, expect, it } from "vitest";
import { cloud } from "../../sandbox/models/index.js";
import { sessionOf, TestWorld } from "./models-world.js";

const session = sessionOf("azure-native");

describe("a blob of Azure", () => {
  it("is made anew for a new source, under the same name", () => {
    const world = new TestWorld();
    const group = world.create(session, "azure-native:resources:ResourceGroup", "rg", {});
    const inGroup = { resourceGroupName: String(group.outputs.name) };
    const account = world.create(session, "azure-native:storage:StorageAccount", "packages", {
      ...inGroup,
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
    });
    const inAccount = { ...inGroup, accountName: String(account.outputs.name) };
    const container = world.create(session, "azure-native:storage:BlobContainer", "packages", inAccount);
    const olds = {
      ...inAccount,
      containerName: String(container.outputs.name),
      blobName: "released-package.zip",
      source: { __asset: "0".repeat(64) },
      type: "Block",
    };
    const blob = world.create(session, "azure-native:storage:Blob", "package", olds);
    expect(blob.id).toBe(`${container.id}/blobs/released-package.zip`);
    expect(blob.outputs.url).toBe(
      `https://${account.outputs.name}.blob.core.windows.net/${container.outputs.name}/released-package.zip`,
    );
    const diff = cloud.diff({
      session,
      type: blob.type,
      urn: blob.urn,
      id: blob.id,
      olds: blob.inputs,
      oldOutputs: blob.outputs,
      news: { ...blob.inputs, source: { __asset: "1".repeat(64) } },
      ignoreChanges: [],
    });
    expect(diff.detailed).toEqual({ source: { kind: "update-replace", inputDiff: true } });
  });
});
