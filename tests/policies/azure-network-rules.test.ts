import { describe, expect, it } from "vitest";
import { Evaluator } from "../../policies/core/evaluate.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { rules } from "../../policies/rules/index.js";
import { resourcesOf, verdicts } from "./support.js";

const one = (type: string, props: Props): ExampleResource => ({
  type: `azure-native:network:${type}`,
  name: "it",
  props,
});

const VIOLATION = ["violation it"];
const UNDECIDED = ["undecided it"];

/** An inbound rule for everybody. */
const open = { access: "allow", direction: "inbound", protocol: "tcp", sourceAddressPrefix: "*" };

describe("the ports of Azure's security rules", () => {
  const alone = (rule: string, props: Props) => verdicts(rule, one("SecurityRule", props));
  const group = (rule: string, ...securityRules: readonly unknown[]) =>
    verdicts(rule, one("NetworkSecurityGroup", { securityRules }));

  it("are read alone, in ranges and lists, and within a group", () => {
    expect(alone("az-net-rdp-open", { ...open, destinationPortRange: "3000-4000" })).toEqual(VIOLATION);
    expect(alone("az-net-rdp-open", { ...open, destinationPortRanges: ["22", "3389"] })).toEqual(VIOLATION);
    expect(alone("az-net-http-open", { ...open, protocol: "*", destinationPortRange: "*" })).toEqual(VIOLATION);
    const halves = { sourceAddressPrefix: undefined, sourceAddressPrefixes: ["0.0.0.0/1", "128.0.0.0/1"] };
    expect(group("az-net-http-open", { ...open, ...halves, destinationPortRange: "80" })).toEqual(VIOLATION);
    expect(group("az-net-rdp-open", { ...open, destinationPortRange: "443" })).toEqual([]);
  });

  it("count only where traffic from everywhere is let in by the right protocol", () => {
    const rdp = { ...open, destinationPortRange: "3389" };
    expect(alone("az-net-rdp-open", { ...rdp, access: "Deny" })).toEqual([]);
    expect(alone("az-net-rdp-open", { ...rdp, direction: "Outbound" })).toEqual([]);
    expect(alone("az-net-rdp-open", { ...rdp, protocol: "Udp" })).toEqual([]);
    expect(alone("az-net-rdp-open", { ...rdp, sourceAddressPrefix: "VirtualNetwork" })).toEqual([]);
  });

  it("are of databases by a list that may be configured", () => {
    const redis = { ...open, destinationPortRange: "6379" };
    expect(alone("az-net-data-ports-open", redis)).toEqual(VIOLATION);
    expect(alone("az-net-data-ports-open", { ...open, destinationPortRange: "443" })).toEqual([]);
    expect(alone("az-net-data-ports-open", { ...open, destinationPortRange: UNKNOWN.string })).toEqual(UNDECIDED);
    const evaluator = new Evaluator(rules.filter((rule) => rule.id === "az-net-data-ports-open"));
    const conduct = { enabled: () => true, settings: () => ({ ports: [443] }) };
    const found = (port: string) =>
      resourcesOf([one("SecurityRule", { ...open, destinationPortRange: port })]).flatMap((resource) =>
        evaluator.checkResource(resource, conduct).map((finding) => finding.kind),
      );
    expect([found("6379"), found("443")]).toEqual([[], ["violation"]]);
  });

  it("name the first of several that one rule opens", () => {
    const evaluator = new Evaluator(rules.filter((rule) => rule.id === "az-net-data-ports-open"));
    const [resource] = resourcesOf([one("SecurityRule", { ...open, destinationPortRange: "3000-6000" })]);
    const [finding] = resource ? evaluator.checkResource(resource) : [];
    expect(finding).toMatchObject({
      problems: [{ path: "sourceAddressPrefix", value: "*", wrong: "lets every address reach TCP port 3306" }],
    });
  });

  it("do not matter for UDP, which * speaks, too", () => {
    const udp = { ...open, protocol: "Udp", destinationPortRange: "50000" };
    expect(alone("az-net-udp-open", udp)).toEqual(VIOLATION);
    expect(alone("az-net-udp-open", { ...udp, protocol: "*" })).toEqual(VIOLATION);
    expect(alone("az-net-udp-open", { ...udp, protocol: "Tcp" })).toEqual([]);
    expect(alone("az-net-udp-open", { ...udp, destinationPortRange: UNKNOWN.string })).toEqual(VIOLATION);
    expect(group("az-net-udp-open", UNKNOWN.object)).toEqual(UNDECIDED);
  });
});

describe("az-net-flow-logs", () => {
  const at = (props: Props) => verdicts("az-net-flow-logs", one("FlowLog", props));
  const kept = (retentionPolicy: unknown) => at({ enabled: true, retentionPolicy });

  it("counts days where logs are deleted at all", () => {
    expect(kept({ enabled: true, days: 89 })).toEqual(VIOLATION);
    expect(kept({ enabled: true, days: 90 })).toEqual([]);
    expect(kept({ enabled: true, days: 0 })).toEqual([]);
    expect(kept({ enabled: false, days: 7 })).toEqual([]);
    expect(kept(undefined)).toEqual([]);
    expect(kept({ enabled: UNKNOWN.boolean, days: 7 })).toEqual(UNDECIDED);
  });

  it("wants the log on", () => {
    expect(at({})).toEqual(VIOLATION);
    expect(at({ enabled: false })).toEqual(VIOLATION);
    expect(at({ enabled: UNKNOWN.boolean, retentionPolicy: { enabled: true, days: 7 } })).toEqual(VIOLATION);
  });
});

describe("az-net-ip-forwarding", () => {
  it("looks at the cards that machines write themselves, too", () => {
    const cards = { networkInterfaceConfigurations: [{ name: "a" }, { name: "b", enableIPForwarding: true }] };
    const machine = (type: string, props: Props) => verdicts("az-net-ip-forwarding", { type, name: "it", props });
    expect(machine("azure-native:compute:VirtualMachine", { networkProfile: cards })).toEqual(VIOLATION);
    const set = { virtualMachineProfile: { networkProfile: cards } };
    expect(machine("azure-native:compute:VirtualMachineScaleSet", set)).toEqual(VIOLATION);
    expect(machine("azure-native:network:NetworkInterface", {})).toEqual([]);
  });
});

describe("az-net-subnet-nsg", () => {
  const subnet = (props: Props) => verdicts("az-net-subnet-nsg", one("Subnet", props));
  const network = (...subnets: readonly unknown[]) => verdicts("az-net-subnet-nsg", one("VirtualNetwork", { subnets }));
  const networkSecurityGroup = { id: "/subscriptions/s/…/web" };

  it("reads both forms of a subnet", () => {
    expect(network({ name: "web" })).toEqual(VIOLATION);
    expect(network({ name: "web", networkSecurityGroup })).toEqual([]);
    expect(network({ name: "web", networkSecurityGroup }, { name: "data" })).toEqual(VIOLATION);
    expect(subnet({ subnetName: "web", networkSecurityGroup: {} })).toEqual(VIOLATION);
    expect(verdicts("az-net-subnet-nsg", one("VirtualNetwork", {}))).toEqual([]);
  });

  it("leaves the subnets of Azure's services alone", () => {
    expect(subnet({ subnetName: "GatewaySubnet" })).toEqual([]);
    expect(subnet({ name: "AzureFirewallSubnet" })).toEqual([]);
    expect(network({ name: "azurebastionsubnet" })).toEqual([]);
    expect(subnet({ subnetName: UNKNOWN.string })).toEqual(UNDECIDED);
    expect(subnet({ subnetName: UNKNOWN.string, networkSecurityGroup })).toEqual([]);
  });
});

describe("a security group or firewall that is yet to be made", () => {
  const made = (type: string, name: string) => ({ ...one(type, {}), name });
  const id = UNKNOWN.string;

  it("counts as given where the engine says so", () => {
    const group = made("NetworkSecurityGroup", "group");
    const guarded = { subnetName: "web", networkSecurityGroup: { id } };
    const subnet = { ...one("Subnet", guarded), refs: { networkSecurityGroup: ["group"] } };
    expect(verdicts("az-net-subnet-nsg", subnet, group)).toEqual([]);
    const other = { ...one("Subnet", guarded), refs: { networkSecurityGroup: ["other"] } };
    expect(verdicts("az-net-subnet-nsg", other, made("RouteTable", "other"))).toEqual(UNDECIDED);
    const bare = { ...one("Subnet", { subnetName: "web" }), refs: { networkSecurityGroup: ["group"] } };
    expect(verdicts("az-net-subnet-nsg", bare, group)).toEqual(VIOLATION);
    const props = { sku: { tier: "WAF_v2" }, firewallPolicy: { id } };
    const gateway = { ...one("ApplicationGateway", props), refs: { firewallPolicy: ["wall"] } };
    const wall = { ...made("WebApplicationFirewallPolicy", "wall"), props: { policySettings: { mode: "Prevention" } } };
    expect(verdicts("az-appgw-waf", gateway, wall)).toEqual([]);
  });
});

describe("az-appgw-tls", () => {
  const at = (props: Props) =>
    verdicts(
      "az-appgw-tls",
      one("ApplicationGateway", { sslPolicy: { policyName: "AppGwSslPolicy20170401S" }, ...props }),
    );
  const policy = (sslPolicy: unknown) => at({ sslPolicy });

  it("reads each way to write the policy", () => {
    expect(policy({ policyType: "Predefined", policyName: "AppGwSslPolicy20170401" })).toEqual(VIOLATION);
    expect(policy({ policyType: "Predefined", policyName: "appgwsslpolicy20220101s" })).toEqual([]);
    expect(policy({ policyType: "Custom", minProtocolVersion: "TLSv1_1" })).toEqual(VIOLATION);
    expect(policy({ policyType: "CustomV2", minProtocolVersion: "TLSv1_3" })).toEqual([]);
    expect(policy({ disabledSslProtocols: ["TLSv1_0"] })).toEqual(VIOLATION);
    expect(policy({ disabledSslProtocols: ["TLSv1_0", "TLSv1_1"] })).toEqual([]);
    expect(policy(undefined)).toEqual(VIOLATION);
    expect(policy(UNKNOWN.object)).toEqual(UNDECIDED);
  });

  it("finds suites with 3DES", () => {
    const suites = (...cipherSuites: string[]) =>
      policy({ policyType: "Custom", minProtocolVersion: "TLSv1_2", cipherSuites });
    expect(suites("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")).toEqual([]);
    expect(suites("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA")).toEqual(VIOLATION);
    expect(suites(UNKNOWN.string)).toEqual(UNDECIDED);
  });

  it("reads the policies of profiles", () => {
    expect(at({ sslProfiles: [{ name: "old", sslPolicy: { policyName: "AppGwSslPolicy20150501" } }] })).toEqual(
      VIOLATION,
    );
    expect(at({ sslProfiles: [{ name: "clients" }] })).toEqual([]);
  });

  const listener = { name: "plain", protocol: "http" };
  const httpListener = { id: "/subscriptions/s/…/httpListeners/PLAIN" };
  const to = { id: "/subscriptions/s/…/redirectConfigurations/https" };
  const rule = (props: Props) => at({ httpListeners: [listener], requestRoutingRules: [{ httpListener, ...props }] });

  it("lets a plain listener only redirect", () => {
    expect(rule({ redirectConfiguration: to })).toEqual([]);
    expect(rule({ backendAddressPool: { id: "b" } })).toEqual(VIOLATION);
    expect(at({ httpListeners: [listener] })).toEqual([]);
    expect(rule({ httpListener: { id: UNKNOWN.string } })).toEqual(UNDECIDED);
    expect(rule({ httpListener: { id: UNKNOWN.string }, redirectConfiguration: to })).toEqual([]);
    expect(rule({ redirectConfiguration: { id: UNKNOWN.string } })).toEqual([]);
  });

  it("follows a map of paths", () => {
    const urlPathMap = { id: "/subscriptions/s/…/urlPathMaps/paths" };
    const map = (map: Props) =>
      at({
        httpListeners: [listener],
        requestRoutingRules: [{ httpListener, urlPathMap }],
        urlPathMaps: [{ name: "paths", ...map }],
      });
    expect(map({ defaultRedirectConfiguration: to, pathRules: [{ redirectConfiguration: to }] })).toEqual([]);
    expect(map({ defaultRedirectConfiguration: to, pathRules: [{ backendAddressPool: {} }] })).toEqual(VIOLATION);
    expect(map({ defaultBackendAddressPool: {} })).toEqual(VIOLATION);
  });
});

describe("az-appgw-waf", () => {
  const gateway = (props: Props) => verdicts("az-appgw-waf", one("ApplicationGateway", props));
  const policy = (policySettings: unknown) =>
    verdicts("az-appgw-waf", one("WebApplicationFirewallPolicy", { policySettings }));
  const sku = { name: "WAF_Medium", tier: "WAF" };
  const firewallPolicy = { id: "/subscriptions/s/…/web" };

  it("takes each way to attach a firewall", () => {
    const own = (firewallMode: string) => ({
      sku,
      webApplicationFirewallConfiguration: { enabled: true, firewallMode },
    });
    expect(gateway(own("Prevention"))).toEqual([]);
    expect(gateway(own("Detection"))).toEqual(VIOLATION);
    expect(gateway({ sku, firewallPolicy })).toEqual([]);
    expect(gateway({ sku })).toEqual(VIOLATION);
    expect(gateway({ sku, httpListeners: [{ firewallPolicy }] })).toEqual([]);
    expect(gateway({ sku, httpListeners: [{ firewallPolicy }, {}] })).toEqual(VIOLATION);
    expect(gateway({ sku: { tier: "Standard_v2" }, firewallPolicy })).toEqual(VIOLATION);
    expect(gateway({ sku, firewallPolicy: { id: UNKNOWN.string } })).toEqual(UNDECIDED);
  });

  it("wants a policy to stop attacks", () => {
    expect(policy({ mode: "prevention" })).toEqual([]);
    expect(policy({ mode: "Detection" })).toEqual(VIOLATION);
    expect(policy({ mode: "Prevention", state: "Disabled" })).toEqual(VIOLATION);
    expect(policy(undefined)).toEqual(VIOLATION);
  });
});
