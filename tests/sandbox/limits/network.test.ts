import { beforeEach, describe, expect, it } from "vitest";
import type { Props, WorldObject } from "../../../sandbox/types.js";
import { refusal, sessionOf, TestWorld } from "../models-world.js";

let world: TestWorld;

beforeEach(() => {
  world = new TestWorld();
});

describe("ranges and addresses on AWS", () => {
  const session = sessionOf("aws");
  const make = (type: string, name: string, inputs: Props) => world.create(session, type, name, inputs);
  const subnetType = "aws:ec2/subnet:Subnet";
  const secondary = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
  let vpc: WorldObject;
  let subnet: WorldObject;

  beforeEach(() => {
    vpc = make("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
    subnet = make(subnetType, "a", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", availabilityZone: "eu-west-1a" });
  });

  it.each([
    ["10.0.128.0/20", "InvalidVpc.Range"],
    ["172.16.0.0/16", "InvalidVpc.Range"],
    ["192.168.0.0/16", "InvalidVpc.Range"],
    ["10.1.0.0/16", ""],
    ["100.64.0.0/16", ""],
    ["203.0.112.0/24", ""],
  ])("a second block %s of 10.0.0.0/16: %s", (cidrBlock, code) => {
    expect(refusal(() => make(secondary, "more", { vpcId: vpc.id, cidrBlock }))).toBe(code);
  });

  it("lets a subnet lie in a second block, and nowhere else", () => {
    const within = () => make(subnetType, "b", { vpcId: vpc.id, cidrBlock: "100.64.1.0/24" });
    expect(refusal(within)).toBe("InvalidSubnet.Range");
    make(secondary, "more", { vpcId: vpc.id, cidrBlock: "100.64.0.0/16" });
    expect(refusal(within)).toBe("");
  });

  it.each([
    ["10.0.1.0", "InvalidParameterValue"],
    ["10.0.1.3", "InvalidParameterValue"],
    ["10.0.1.255", "InvalidParameterValue"],
    ["10.0.2.4", "InvalidParameterValue"],
    ["10.0.1.4", ""],
    ["10.0.1.254", ""],
  ])("an interface at %s of 10.0.1.0/24: %s", (address, code) => {
    const nic = { subnetId: subnet.id, privateIps: [address] };
    expect(refusal(() => make("aws:ec2/networkInterface:NetworkInterface", "nic", nic))).toBe(code);
  });

  it("needs a block for a VPC only when it is made", () => {
    expect(world.preview(session, "aws:ec2/vpc:Vpc", "none", {}).enableDnsSupport).toBe(true);
    expect(refusal(() => make("aws:ec2/vpc:Vpc", "none", {}))).toBe("MissingParameter");
  });

  it("does not peer VPCs whose blocks overlap", () => {
    const peer = (name: string, cidrBlock: string) => ({
      vpcId: vpc.id,
      peerVpcId: make("aws:ec2/vpc:Vpc", name, { cidrBlock }).id,
    });
    const type = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
    expect(refusal(() => make(type, "p", peer("inner", "10.0.64.0/18")))).toBe("OverlappingCidr");
    expect(refusal(() => make(type, "q", peer("other", "10.1.0.0/16")))).toBe("");
  });

  it("asks for two zones for a load balancer and a database, and one subnet a zone for an endpoint", () => {
    const b = make(subnetType, "b", { vpcId: vpc.id, cidrBlock: "10.0.2.0/24", availabilityZone: "eu-west-1b" });
    const a2 = make(subnetType, "a2", { vpcId: vpc.id, cidrBlock: "10.0.3.0/24", availabilityZone: "eu-west-1a" });
    const balancer = (...subnets: string[]) =>
      refusal(() => make("aws:lb/loadBalancer:LoadBalancer", "lb", { subnets }));
    expect(balancer(subnet.id)).toBe("ValidationError");
    expect(balancer(subnet.id, a2.id)).toBe("InvalidConfigurationRequest");
    expect(balancer(subnet.id, b.id)).toBe("");
    const group = (...subnetIds: string[]) =>
      refusal(() => make("aws:rds/subnetGroup:SubnetGroup", "g", { subnetIds }));
    expect(group(subnet.id, a2.id)).toBe("DBSubnetGroupDoesNotCoverEnoughAZs");
    expect(group(subnet.id, b.id)).toBe("");
  });

  it("knows the zones of a region, and lets local zones through", () => {
    const volume = (availabilityZone: string) =>
      refusal(() => make("aws:ebs/volume:Volume", "v", { availabilityZone, size: 8 }));
    expect(volume("eu-west-1z")).not.toBe("");
    expect(volume("eu-west-1c")).toBe("");
    expect(volume("eu-west-1-xyz-1a")).toBe("");
  });
});

describe("ranges and addresses on Google Cloud", () => {
  const session = sessionOf("gcp");
  const make = (type: string, name: string, inputs: Props) => world.create(session, type, name, inputs);
  const subnetType = "gcp:compute/subnetwork:Subnetwork";
  const network = (name: string) =>
    make("gcp:compute/network:Network", name, { name, autoCreateSubnetworks: false }).id;

  it.each([
    ["10.0.0.0/29", ""],
    ["10.0.0.0/30", "Error 400"],
    ["10.0.0.1/16", ""],
    ["169.254.10.0/24", "Error 400"],
    ["127.0.0.0/16", "Error 400"],
    ["199.36.153.0/24", "Error 400"],
    ["240.0.0.0/16", ""],
  ])("a subnet of %s: %s", (ipCidrRange, code) => {
    expect(refusal(() => make(subnetType, "s", { network: network("n"), ipCidrRange }))).toBe(code);
  });

  it("wants a proxy's subnet to be /26 or larger", () => {
    const proxy = { network: network("n"), purpose: "REGIONAL_MANAGED_PROXY", role: "ACTIVE" };
    expect(refusal(() => make(subnetType, "s", { ...proxy, ipCidrRange: "10.0.0.0/27" }))).toBe("Error 400");
    expect(refusal(() => make(subnetType, "s", { ...proxy, ipCidrRange: "10.0.0.0/26" }))).toBe("");
  });

  it("does not peer networks whose subnets overlap, nor lets them overlap later", () => {
    const [a, b] = [network("a"), network("b")];
    make(subnetType, "a1", { network: a, ipCidrRange: "10.0.0.0/24" });
    make("gcp:compute/networkPeering:NetworkPeering", "p", { network: a, peerNetwork: b });
    make("gcp:compute/networkPeering:NetworkPeering", "q", { network: b, peerNetwork: a });
    expect(refusal(() => make(subnetType, "b1", { network: b, ipCidrRange: "10.0.0.128/25" }))).toBe("Error 400");
    const c = network("c");
    make(subnetType, "c1", { network: c, ipCidrRange: "10.0.0.0/20" });
    const peering = { network: a, peerNetwork: c };
    expect(refusal(() => make("gcp:compute/networkPeering:NetworkPeering", "r", peering))).toBe("Error 400");
  });

  it.each([
    ["10.0.0.1", "Error 400"],
    ["10.0.0.254", "Error 400"],
    ["10.0.1.5", "Error 400"],
    ["10.0.0.2", ""],
    ["10.0.0.253", ""],
  ])("an internal address %s of 10.0.0.0/24: %s", (address, code) => {
    const subnetwork = make(subnetType, "s", { network: network("n"), ipCidrRange: "10.0.0.0/24" }).id;
    const inputs = { addressType: "INTERNAL", subnetwork, address, region: "europe-west1" };
    expect(refusal(() => make("gcp:compute/address:Address", "ip", inputs))).toBe(code);
  });

  it("knows zones and regions, and takes places that are none", () => {
    const disk = (zone: string) => refusal(() => make("gcp:compute/disk:Disk", "d", { zone, size: 10 }));
    expect([disk("europe-west1-a"), disk("europe-west1-b"), disk("us-central1-ai1a")]).toEqual(["Error 400", "", ""]);
    const bucket = (location: string) =>
      refusal(() => make("gcp:storage/bucket:Bucket", "b", { name: `b-${location.toLowerCase()}`, location }));
    expect([bucket("EU"), bucket("US-EAST1"), bucket("europe-wets1")]).toEqual(["", "", "Error 400"]);
  });
});

describe("ranges and addresses on Azure", () => {
  const session = sessionOf("azure-native");
  const make = (type: string, name: string, inputs: Props) => world.create(session, type, name, inputs);
  const inGroup = { resourceGroupName: "rg" };
  const vnet = (space: readonly string[], subnets: readonly Props[] = []) =>
    make("azure-native:network:VirtualNetwork", "vnet", {
      ...inGroup,
      virtualNetworkName: "vnet",
      addressSpace: { addressPrefixes: space },
      ...(subnets.length > 0 ? { subnets } : {}),
    });
  const subnet = (subnetName: string, addressPrefix: string) =>
    make("azure-native:network:Subnet", subnetName, {
      ...inGroup,
      virtualNetworkName: "vnet",
      subnetName,
      addressPrefix,
    });

  beforeEach(() => {
    make("azure-native:resources:ResourceGroup", "rg", { resourceGroupName: "rg" });
  });

  it.each([
    [["10.0.0.1/16"], "InvalidCIDRNotation"],
    [["10.0.0/16"], "InvalidAddressPrefixFormat"],
    [["169.254.0.0/16"], "InvalidAddressSpace"],
    [["10.0.0.0/16", "10.0.4.0/24"], "AddressSpacePrefixesOverlap"],
    [["10.0.0.0/16", "fd00::/48"], ""],
  ])("an address space of %s: %s", (space, code) => {
    expect(refusal(() => vnet(space))).toBe(code);
  });

  it("shows a bad range when the network is made, as Azure does, and not in a preview", () => {
    const inputs = { ...inGroup, virtualNetworkName: "v", addressSpace: { addressPrefixes: ["10.0.0.1/16"] } };
    const planned = world.preview(session, "azure-native:network:VirtualNetwork", "v", inputs);
    expect(planned.addressSpace).toMatchObject({ addressPrefixes: ["10.0.0.1/16"] });
    expect(refusal(() => make("azure-native:network:VirtualNetwork", "v", inputs))).toBe("InvalidCIDRNotation");
  });

  it.each([
    ["small", "10.0.0.0/29", ""],
    ["small", "10.0.0.0/30", "NetcfgInvalidSubnet"],
    ["AzureBastionSubnet", "10.0.0.0/27", "NetcfgInvalidSubnet"],
    ["AzureBastionSubnet", "10.0.0.0/26", ""],
    ["AzureFirewallSubnet", "10.0.0.0/27", "NetcfgInvalidSubnet"],
    ["GatewaySubnet", "10.0.0.0/29", ""],
    ["six", "fd00::/80", "InvalidIPv6SubnetPrefixLength"],
    ["six", "fd00::/64", ""],
  ])("subnet %s of %s: %s", (name, prefix, code) => {
    vnet(["10.0.0.0/16", "fd00::/48"]);
    expect(refusal(() => subnet(name, prefix))).toBe(code);
  });

  it("judges the subnets that a network is made with", () => {
    const inline = (...prefixes: string[]) =>
      refusal(() =>
        vnet(
          ["10.0.0.0/16"],
          prefixes.map((addressPrefix, i) => ({ name: `s${i}`, addressPrefix })),
        ),
      );
    expect(inline("10.0.0.0/24", "10.0.0.128/25")).toBe("NetcfgSubnetRangesOverlap");
    expect(inline("10.1.0.0/24")).toBe("NetcfgSubnetRangeOutsideVnet");
    expect(inline("10.0.0.0/24", "10.0.1.0/24")).toBe("");
  });

  it.each([
    ["10.0.0.3", "PrivateIPAddressInReservedRange"],
    ["10.0.0.255", "PrivateIPAddressInReservedRange"],
    ["10.0.1.4", "PrivateIPAddressNotInSubnet"],
    ["10.0.0.4", ""],
  ])("a static address %s of 10.0.0.0/24: %s", (privateIPAddress, code) => {
    vnet(["10.0.0.0/16"]);
    const { id } = subnet("a", "10.0.0.0/24");
    const config = { name: "ip", privateIPAddress, privateIPAllocationMethod: "Static", subnet: { id } };
    const nic = (name: string) =>
      refusal(() => make("azure-native:network:NetworkInterface", name, { ...inGroup, ipConfigurations: [config] }));
    expect(nic("nic")).toBe(code);
    if (code === "") expect(nic("second")).toBe("PrivateIPAddressInUse");
  });

  it("knows which regions have zones", () => {
    const address = (location: string, zones: string[]) =>
      refusal(() => make("azure-native:network:PublicIPAddress", `ip-${location}`, { ...inGroup, location, zones }));
    expect(address("westeurope", ["1", "2", "3"])).toBe("");
    expect(address("westeurope", ["4"])).toBe("AvailabilityZoneNotSupported");
    expect(address("northcentralus", ["1"])).toBe("AvailabilityZoneNotSupported");
  });
});
