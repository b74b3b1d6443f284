import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const account = (props: Props = {}): ExampleResource => ({
  type: "azure-native:storage:StorageAccount",
  name: "assets",
  props: { accountName: "assets7", ...props },
});

describe("az-storage-network-deny", () => {
  const at = (props: Props) => verdicts("az-storage-network-deny", account(props));

  it("takes a closed network, a perimeter, or rules that deny", () => {
    for (const publicNetworkAccess of ["Disabled", "disabled", "SecuredByPerimeter"])
      expect(at({ publicNetworkAccess })).toEqual([]);
    expect(at({ publicNetworkAccess: "Enabled", networkRuleSet: { defaultAction: "deny" } })).toEqual([]);
    expect(at({ publicNetworkAccess: "Enabled" })).toEqual(["violation assets"]);
    expect(at({})).toEqual(["violation assets"]);
  });

  it("decides by what is known", () => {
    expect(at({ publicNetworkAccess: "Disabled", networkRuleSet: UNKNOWN.object })).toEqual([]);
    expect(at({ networkRuleSet: UNKNOWN.object })).toEqual(["undecided assets"]);
    expect(at({ publicNetworkAccess: UNKNOWN.string, networkRuleSet: { defaultAction: "Allow" } })).toEqual([
      "undecided assets",
    ]);
  });
});

describe("az-storage-shared-key", () => {
  const at = (allowSharedKeyAccess: unknown) => verdicts("az-storage-shared-key", account({ allowSharedKeyAccess }));

  it("counts silence as allowed", () => {
    for (const allowed of [undefined, true, "true"]) expect(at(allowed)).toEqual(["violation assets"]);
    for (const allowed of [false, "false"]) expect(at(allowed)).toEqual([]);
    expect(at(UNKNOWN.boolean)).toEqual(["undecided assets"]);
  });
});

describe("az-storage-soft-delete", () => {
  const blobs = (props: Props, refs: ExampleResource["refs"] = { accountName: ["assets"] }): ExampleResource => ({
    type: "azure-native:storage:BlobServiceProperties",
    name: "blobs",
    props: { accountName: UNKNOWN.string, deleteRetentionPolicy: { enabled: true, days: 7 }, ...props },
    refs,
  });
  const at = (...resources: ExampleResource[]) => verdicts("az-storage-soft-delete", ...resources);

  it("finds the properties of the account by reference or by name", () => {
    expect(at(account())).toEqual(["violation assets"]);
    expect(at(account(), blobs({}))).toEqual([]);
    expect(at(account(), blobs({ accountName: "assets7" }, {}))).toEqual([]);
    expect(at(account(), blobs({ accountName: "other" }, {}))).toEqual(["violation assets"]);
    expect(at(account(), blobs({}, {}))).toEqual(["undecided assets"]);
  });

  it("asks for the switch of blobs, not for that of containers", () => {
    const containers = { containerDeleteRetentionPolicy: { enabled: true, days: 7 }, deleteRetentionPolicy: undefined };
    expect(at(account(), blobs(containers))).toEqual(["violation blobs", "violation assets"]);
    expect(at(account(), blobs({ deleteRetentionPolicy: UNKNOWN.object }))).toEqual([
      "undecided blobs",
      "undecided assets",
    ]);
  });

  it("leaves accounts without blobs alone", () => {
    expect(at(account({ kind: "FileStorage" }))).toEqual([]);
    expect(at(account({ kind: UNKNOWN.string }))).toEqual(["undecided assets"]);
  });
});

describe("az-storage-private-endpoint", () => {
  const ID = "/subscriptions/1/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts";
  const endpoint = (
    privateLinkServiceId: unknown,
    refs: ExampleResource["refs"] = {},
    list = "privateLinkServiceConnections",
  ): ExampleResource => ({
    type: "azure-native:network:PrivateEndpoint",
    name: "link",
    props: { [list]: [{ privateLinkServiceId, groupIds: ["blob"] }] },
    refs,
  });
  const vault: ExampleResource = { type: "azure-native:keyvault:Vault", name: "vault", props: {} };
  const at = (...resources: ExampleResource[]) => verdicts("az-storage-private-endpoint", ...resources);

  it("finds the endpoint by reference or by the account's id, in both lists", () => {
    for (const list of ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]) {
      expect(at(account(), endpoint(UNKNOWN.string, { [list]: ["assets"] }, list))).toEqual([]);
      expect(at(account(), endpoint(`${ID}/Assets7`, {}, list))).toEqual([]);
    }
    expect(at(account())).toEqual(["violation assets"]);
    expect(at(account(), endpoint(`${ID}/other`))).toEqual(["violation assets"]);
  });

  it("is undecided only where the endpoint may lead to the account", () => {
    const elsewhere = { privateLinkServiceConnections: ["vault"] };
    expect(at(account(), vault, endpoint(UNKNOWN.string, elsewhere))).toEqual(["violation assets"]);
    expect(at(account(), endpoint(UNKNOWN.string))).toEqual(["undecided assets"]);
    expect(at(account({ accountName: UNKNOWN.string }), endpoint(`${ID}/assets7`))).toEqual(["undecided assets"]);
  });
});
