import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const one = (type: string, props: Props, refs: ExampleResource["refs"] = {}): ExampleResource => ({
  type,
  name: "it",
  props,
  refs,
});
const found = ["violation it"];
const open = ["undecided it"];

describe("aws-ec2-imdsv2", () => {
  const at = (type: string, props: Props) => verdicts("aws-ec2-imdsv2", one(type, props));
  const instance = "aws:ec2/instance:Instance";
  const template = "aws:ec2/launchTemplate:LaunchTemplate";

  it("wants tokens, or no endpoint, on machines and what they are started from", () => {
    const spot = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
    for (const type of [instance, spot, template, "aws:ec2/launchConfiguration:LaunchConfiguration"]) {
      expect(at(type, {})).toEqual(found);
      expect(at(type, { metadataOptions: { httpEndpoint: "enabled" } })).toEqual(found);
      expect(at(type, { metadataOptions: { httpTokens: "required" } })).toEqual([]);
      expect(at(type, { metadataOptions: [{ httpTokens: "required" }] })).toEqual([]);
      expect(at(type, { metadataOptions: { httpEndpoint: "disabled" } })).toEqual([]);
      expect(at(type, { metadataOptions: { httpTokens: UNKNOWN.string } })).toEqual(open);
    }
  });

  it("leaves it to the launch template where the machine says nothing", () => {
    expect(at(instance, { launchTemplate: { id: "lt-1" } })).toEqual([]);
    expect(at(instance, { launchTemplate: { id: "lt-1" }, metadataOptions: { httpTokens: "optional" } })).toEqual(
      found,
    );
    expect(at(template, { launchTemplate: { id: "lt-1" } })).toEqual(found);
    expect(at("aws:ec2/spotInstanceRequest:SpotInstanceRequest", { launchTemplate: { id: "lt-1" } })).toEqual([]);
  });
});

describe("aws-ec2-public-ip", () => {
  const machine = one("aws:ec2/instance:Instance", { subnetId: UNKNOWN.string }, { subnetId: ["subnet"] });
  const other = (type: string, props: Props, refs: ExampleResource["refs"] = {}) => ({
    type,
    name: "other",
    props,
    refs,
  });
  const at = (...resources: ExampleResource[]) => verdicts("aws-ec2-public-ip", ...resources);

  it("reads machines, templates and configurations", () => {
    expect(at(one("aws:ec2/instance:Instance", {}))).toEqual([]);
    expect(at(one("aws:ec2/instance:Instance", { associatePublicIpAddress: UNKNOWN.boolean }))).toEqual(open);
    expect(at(one("aws:ec2/launchConfiguration:LaunchConfiguration", { associatePublicIpAddress: true }))).toEqual(
      found,
    );
    const template = (...switches: unknown[]) =>
      at(
        one("aws:ec2/launchTemplate:LaunchTemplate", {
          networkInterfaces: switches.map((associatePublicIpAddress) => ({ associatePublicIpAddress })),
        }),
      );
    expect([template("false"), template("false", "true"), template(UNKNOWN.string)]).toEqual([[], found, open]);
  });

  it("counts an elastic address of the machine, and no other one", () => {
    const eip = (props: Props, refs: ExampleResource["refs"] = {}) =>
      at(machine, other("aws:ec2/eip:Eip", props, refs));
    expect(eip({ instance: UNKNOWN.string }, { instance: ["it"] })).toEqual(found);
    expect(eip({ networkInterface: UNKNOWN.string }, { networkInterface: ["it"] })).toEqual(found);
    expect(eip({ domain: "vpc" })).toEqual([]);
    expect(eip({ instance: UNKNOWN.string })).toEqual(open);
    const association = other("aws:ec2/eipAssociation:EipAssociation", { instanceId: "i-1" });
    expect(at(one("aws:ec2/instance:Instance", { id: "i-1" }), association)).toEqual(found);
    expect(at(one("aws:ec2/instance:Instance", { id: "i-2" }), association)).toEqual([]);
  });

  it("counts what the subnet gives a machine that says nothing", () => {
    const subnet = (mapPublicIpOnLaunch: unknown) => ({
      ...one("aws:ec2/subnet:Subnet", { mapPublicIpOnLaunch }),
      name: "subnet",
    });
    expect(at(machine, subnet(true))).toEqual(found);
    expect(at(machine, subnet(false))).toEqual([]);
    expect(at(machine, subnet(UNKNOWN.boolean))).toEqual(open);
    expect(at({ ...machine, props: { ...machine.props, associatePublicIpAddress: false } }, subnet(true))).toEqual([]);
  });
});

describe("public addresses of machines on GCP and Azure", () => {
  it("finds them on every interface, in both families", () => {
    const at = (...networkInterfaces: unknown[]) =>
      verdicts("gcp-vm-public-ip", one("gcp:compute/instanceTemplate:InstanceTemplate", { networkInterfaces }));
    expect(at({ network: "a" })).toEqual([]);
    expect(at({ network: "a", accessConfigs: [] })).toEqual([]);
    expect(at({ network: "a" }, { network: "b", accessConfigs: [{}] })).toEqual(found);
    expect(at({ network: "a", ipv6AccessConfigs: [{ networkTier: "PREMIUM" }] })).toEqual(found);
    expect(at({ network: "a", accessConfigs: UNKNOWN.array })).toEqual(open);
  });

  it("finds them on network cards, and on those that a machine brings itself", () => {
    const at = (type: string, props: Props) => verdicts("az-net-nic-public-ip", one(type, props));
    const nic = "azure-native:network:NetworkInterface";
    const address = { publicIPAddress: { id: UNKNOWN.string } };
    expect(at(nic, { ipConfigurations: [{ name: "a" }, { name: "b", ...address }] })).toEqual(found);
    expect(at("azure-native:network/v20240501:NetworkInterface", { ipConfigurations: [address] })).toEqual(found);
    expect(at(nic, { ipConfigurations: [{ publicIPAddress: UNKNOWN.object }] })).toEqual(open);
    expect(at(nic, { ipConfigurations: [{ name: "a", subnet: { id: "s" } }] })).toEqual([]);
    const cards = [{ name: "a", ipConfigurations: [{ name: "a", publicIPAddressConfiguration: { name: "p" } }] }];
    const networkProfile = { networkInterfaceConfigurations: cards };
    expect(at("azure-native:compute:VirtualMachine", { networkProfile })).toEqual(found);
    const set = "azure-native:compute:VirtualMachineScaleSet";
    expect(at(set, { virtualMachineProfile: { networkProfile } })).toEqual(found);
    expect(at(set, { virtualMachineProfile: { networkProfile: {} } })).toEqual([]);
  });
});
