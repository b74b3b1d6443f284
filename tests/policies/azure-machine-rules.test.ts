import { describe, expect, it } from "vitest";
import type { ExampleResource, Rule } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { azVmHostEncryption } from "../../policies/rules/azure/vm/host-encryption.js";
import { azVmSshKeyOnly } from "../../policies/rules/azure/vm/ssh-key-only.js";
import { findings, resourcesOf, verdicts } from "./support.js";

const machine = (props: Props): ExampleResource => ({
  type: "azure-native:compute:VirtualMachine",
  name: "web",
  props,
});
const scaleSet = (virtualMachineProfile: unknown): ExampleResource => ({
  type: "azure-native:compute:VirtualMachineScaleSet",
  name: "web",
  props: { sku: { name: "Standard_D2s_v5" }, virtualMachineProfile },
});
const both = (props: Props) => [machine(props), scaleSet(props)];
const edits = (rule: Rule, resource: ExampleResource) =>
  resourcesOf([resource]).flatMap((one) => rule.remedy?.edits(one, {}) ?? []);

describe.each([
  "az-vm-host-encryption",
  "az-vm-managed-disk",
  "az-vm-ssh-key-only",
  "az-vm-trusted-launch",
  "az-vm-userdata-secret",
])("%s", (rule) => {
  it("leaves a scale set without a profile alone, and does not decide on an unknown one", () => {
    expect(verdicts(rule, scaleSet(undefined))).toEqual([]);
    expect(verdicts(rule, scaleSet(UNKNOWN.object))).toEqual(["undecided web"]);
  });
});

describe("az-vm-ssh-key-only", () => {
  const at = (resource: ExampleResource) => verdicts("az-vm-ssh-key-only", resource);
  const image = (publisher: string) => ({ imageReference: { publisher, offer: "x", sku: "y", version: "latest" } });

  it("finds passwords on machines and in scale sets", () => {
    for (const linuxConfiguration of [{}, { disablePasswordAuthentication: false }])
      for (const resource of both({ osProfile: { linuxConfiguration } }))
        expect(at(resource)).toEqual(["violation web"]);
    for (const resource of both({ osProfile: { linuxConfiguration: { disablePasswordAuthentication: true } } }))
      expect(at(resource)).toEqual([]);
  });

  it("knows Linux by its disk or its image where nothing is configured", () => {
    const osProfile = { computerName: "web", adminPassword: "x" };
    expect(at(machine({ osProfile, storageProfile: image("Canonical") }))).toEqual(["violation web"]);
    expect(at(machine({ osProfile, storageProfile: { osDisk: { osType: "Linux" } } }))).toEqual(["violation web"]);
    expect(at(machine({ osProfile, storageProfile: image("MicrosoftWindowsServer") }))).toEqual([]);
    expect(at(machine({ osProfile }))).toEqual([]);
    expect(at(machine({ storageProfile: { osDisk: { osType: "Linux", createOption: "Attach" } } }))).toEqual([]);
  });

  it("decides by what is known", () => {
    const linuxConfiguration = UNKNOWN.object;
    expect(at(machine({ osProfile: { linuxConfiguration } }))).toEqual(["undecided web"]);
    expect(at(machine({ osProfile: { linuxConfiguration, windowsConfiguration: {} } }))).toEqual([]);
  });

  it("repairs only a machine that has a key", () => {
    const ssh = { publicKeys: [{ keyData: "ssh-ed25519 AAAA" }] };
    expect(edits(azVmSshKeyOnly, scaleSet({ osProfile: { linuxConfiguration: { ssh } } }))).toEqual([
      { path: "virtualMachineProfile.osProfile.linuxConfiguration.disablePasswordAuthentication", value: true },
    ]);
    expect(edits(azVmSshKeyOnly, machine({ osProfile: { linuxConfiguration: {} } }))).toEqual([]);
  });
});

describe("az-vm-host-encryption", () => {
  it("reads machines and scale sets, and repairs each in its place", () => {
    for (const resource of both({ securityProfile: { encryptionAtHost: true } }))
      expect(verdicts("az-vm-host-encryption", resource)).toEqual([]);
    for (const resource of both({})) expect(verdicts("az-vm-host-encryption", resource)).toEqual(["violation web"]);
    expect(edits(azVmHostEncryption, scaleSet({}))).toEqual([
      { path: "virtualMachineProfile.securityProfile.encryptionAtHost", value: true },
    ]);
    expect(edits(azVmHostEncryption, machine({ securityProfile: UNKNOWN.object }))).toEqual([]);
  });
});

describe("az-vm-managed-disk", () => {
  const at = (resource: ExampleResource) => verdicts("az-vm-managed-disk", resource);

  it("finds files as system and data disks, and containers of a scale set", () => {
    const managed = { managedDisk: { storageAccountType: "Premium_LRS" } };
    const vhd = { uri: "https://disks.blob.core.windows.net/vhds/1.vhd" };
    expect(at(machine({ storageProfile: { osDisk: managed, dataDisks: [{ lun: 0, ...managed }] } }))).toEqual([]);
    expect(at(machine({ storageProfile: { osDisk: managed, dataDisks: [{ lun: 0, vhd }] } }))).toEqual([
      "violation web",
    ]);
    expect(at(machine({ storageProfile: { osDisk: { createOption: "FromImage" } } }))).toEqual([]);
    const vhdContainers = ["https://disks.blob.core.windows.net/vhds"];
    expect(at(scaleSet({ storageProfile: { osDisk: { vhdContainers } } }))).toEqual(["violation web"]);
    expect(at(scaleSet({ storageProfile: { osDisk: managed } }))).toEqual([]);
  });
});

describe("az-vm-trusted-launch", () => {
  const at = (securityProfile: unknown) => verdicts("az-vm-trusted-launch", machine({ securityProfile }));
  const uefiSettings = { secureBootEnabled: true, vTpmEnabled: true };

  it("takes both types, and asks for both switches", () => {
    expect(at({ securityType: "trustedlaunch", uefiSettings })).toEqual([]);
    expect(at({ securityType: "ConfidentialVM", uefiSettings })).toEqual([]);
    expect(at({ securityType: "Standard", uefiSettings })).toEqual(["violation web"]);
    expect(at({ securityType: "TrustedLaunch", uefiSettings: { vTpmEnabled: true } })).toEqual(["violation web"]);
    expect(at({ securityType: "TrustedLaunch", uefiSettings: { secureBootEnabled: true } })).toEqual(["violation web"]);
    expect(at({ securityType: UNKNOWN.string, uefiSettings })).toEqual(["undecided web"]);
  });

  it("names the type alone where that is missing", () => {
    const problems = findings([machine({})]).flatMap((finding) =>
      finding.rule.id === "az-vm-trusted-launch" && finding.kind === "violation" ? finding.problems : [],
    );
    expect(problems.map((problem) => problem.path)).toEqual(["securityProfile.securityType"]);
  });
});

describe("az-vm-userdata-secret", () => {
  const at = (resource: ExampleResource) => verdicts("az-vm-userdata-secret", resource);
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA\n";

  it("reads both properties, encoded or not, on machines and in scale sets", () => {
    for (const text of [KEY, base64(KEY)]) {
      for (const resource of both({ osProfile: { customData: text } })) expect(at(resource)).toEqual(["violation web"]);
      for (const resource of both({ userData: text })) expect(at(resource)).toEqual(["violation web"]);
    }
    expect(at(machine({ osProfile: { customData: base64("#cloud-config\npackages: [nginx]\n") } }))).toEqual([]);
    expect(at(machine({ osProfile: {} }))).toEqual([]);
    expect(at(machine({ userData: UNKNOWN.string }))).toEqual(["undecided web"]);
    expect(at(machine({ userData: UNKNOWN.string, osProfile: { customData: KEY } }))).toEqual(["violation web"]);
  });

  it("does not print the credential", () => {
    const found = findings([machine({ userData: KEY })]).filter(({ rule }) => rule.id === "az-vm-userdata-secret");
    expect(found.map((finding) => finding.kind === "violation" && finding.problems)).toEqual([
      [{ path: "", wrong: "userData holds a private key" }],
    ]);
  });
});
