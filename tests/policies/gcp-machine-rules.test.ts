import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const one = (type: string, props: Props, name = "it"): ExampleResource => ({ type, name, props });
const machine = (props: Props) => one("gcp:compute/instance:Instance", props);
const template = (props: Props) => one("gcp:compute/instanceTemplate:InstanceTemplate", props);
const derived = (props: Props) => one("gcp:compute/instanceFromTemplate:InstanceFromTemplate", props);
const item = (key: string, value: string) =>
  one("gcp:compute/projectMetadataItem:ProjectMetadataItem", { key, value }, "item");
const project = (metadata: Props) => one("gcp:compute/projectMetadata:ProjectMetadata", { metadata }, "project");

describe("gcp firewalls", () => {
  const rule = (allows: unknown, props: Props = {}) =>
    one("gcp:compute/firewall:Firewall", { network: "main", sourceRanges: ["0.0.0.0/0"], allows, ...props });
  const tcp = (...ports: string[]) => [{ protocol: "tcp", ports }];

  it("gcp-fw-all-open finds protocols without ports, and database ports in ranges", () => {
    const at = (resource: ExampleResource) => verdicts("gcp-fw-all-open", resource);
    expect(at(rule([{ protocol: "udp" }]))).toEqual(["violation it"]);
    expect(at(rule(tcp("5000-6000")))).toEqual(["violation it"]);
    expect(at(rule([{ protocol: "all" }], { sourceRanges: [UNKNOWN.string, "::/0"] }))).toEqual(["violation it"]);
    expect(at(rule(tcp("443", "8080")))).toEqual([]);
    expect(at(rule([{ protocol: "icmp" }]))).toEqual([]);
    expect(at(rule([{ protocol: "all" }], { disabled: true }))).toEqual([]);
    expect(at(rule([{ protocol: "all" }], { direction: "EGRESS" }))).toEqual([]);
    expect(at(rule(tcp(UNKNOWN.string)))).toEqual(["undecided it"]);
  });

  it("gcp-fw-rdp-open and gcp-fw-http-open read rules that are listed in a policy", () => {
    const rules = (port: string, action: string) => [
      {
        action,
        priority: 1,
        match: { srcIpRanges: ["0.0.0.0/0"], layer4Configs: [{ ipProtocol: "tcp", ports: [port] }] },
      },
    ];
    const at = (id: string, port: string, action = "allow") =>
      verdicts(
        id,
        one("gcp:compute/networkFirewallPolicyWithRules:NetworkFirewallPolicyWithRules", {
          rules: rules(port, action),
        }),
      );
    expect(at("gcp-fw-rdp-open", "3300-3400")).toEqual(["violation it"]);
    expect(at("gcp-fw-rdp-open", "3389", "deny")).toEqual([]);
    expect(at("gcp-fw-http-open", "80")).toEqual(["violation it"]);
    expect(at("gcp-fw-http-open", "443")).toEqual([]);
  });
});

describe("metadata", () => {
  it("gcp-vm-serial-port reads every spelling and every place", () => {
    const at = (resource: ExampleResource) => verdicts("gcp-vm-serial-port", resource);
    for (const value of ["1", "TRUE", "yes", true, 1])
      expect(at(template({ metadata: { "serial-port-enable": value } }))).toEqual(["violation it"]);
    expect(at(machine({ metadata: { "serial-port-enable": "0" } }))).toEqual([]);
    expect(at(item("serial-port-enable", "true"))).toEqual(["violation item"]);
    expect(at(item("something-else", "true"))).toEqual([]);
    const zone = { zone: "a", metadata: { items: { "serial-port-enable": "true" } } };
    expect(at(one("gcp:compute/instanceSettings:InstanceSettings", zone))).toEqual(["violation it"]);
  });

  it("gcp-vm-project-ssh-keys counts OS Login, and leaves derived machines to their template", () => {
    const at = (resource: ExampleResource) => verdicts("gcp-vm-project-ssh-keys", resource);
    expect(at(machine({}))).toEqual(["violation it"]);
    expect(at(machine({ metadata: { "enable-oslogin": "TRUE" } }))).toEqual([]);
    expect(at(derived({}))).toEqual([]);
    expect(at(derived({ metadata: { "block-project-ssh-keys": "false" } }))).toEqual(["violation it"]);
  });

  it("gcp-vm-os-login wants it in the project, and off nowhere", () => {
    const at = (...resources: ExampleResource[]) => verdicts("gcp-vm-os-login", ...resources);
    expect(at(machine({ metadata: { "enable-oslogin": "false" } }))).toEqual(["violation it"]);
    expect(at(machine({}), project({ "enable-oslogin": "true" }))).toEqual([]);
    expect(at(project({ other: "x" }))).toEqual(["violation project"]);
    expect(at(project({ other: "x" }), item("enable-oslogin", "true"))).toEqual([]);
    expect(at(project({ "enable-oslogin": "false" }), item("enable-oslogin", "true"))).toEqual(["violation project"]);
    expect(at(item("enable-oslogin", "false"))).toEqual(["violation item"]);
  });

  it("gcp-vm-startup-secret looks at every entry", () => {
    const at = (resource: ExampleResource) => verdicts("gcp-vm-startup-secret", resource);
    const key = "-----BEGIN PRIVATE KEY-----\nMII";
    expect(at(machine({ metadata: { tls: key } }))).toEqual(["violation it"]);
    expect(at(item("tls", key))).toEqual(["violation item"]);
    expect(at(template({ metadataStartupScript: `curl -H "key: AIza${"a".repeat(35)}"` }))).toEqual(["violation it"]);
    expect(at(machine({ metadata: { "enable-oslogin": "true" } }))).toEqual([]);
  });
});

describe("machines", () => {
  it("gcp-vm-default-sa knows that no block means no account", () => {
    const at = (serviceAccount?: unknown) => verdicts("gcp-vm-default-sa", machine({ serviceAccount }));
    expect(at()).toEqual([]);
    expect(at({ email: "1-compute@developer.gserviceaccount.com", scopes: [] })).toEqual(["violation it"]);
    expect(at({ email: "web@acme.iam.gserviceaccount.com", scopes: ["cloud-platform"] })).toEqual([]);
    expect(at({ email: UNKNOWN.string, scopes: [] })).toEqual(["undecided it"]);
  });

  it("gcp-vm-shielded takes the defaults of the block, and the template's", () => {
    const at = (resource: ExampleResource) => verdicts("gcp-vm-shielded", resource);
    expect(at(machine({ shieldedInstanceConfig: { enableSecureBoot: true } }))).toEqual([]);
    expect(at(machine({ shieldedInstanceConfig: { enableVtpm: false } }))).toEqual(["violation it"]);
    expect(at(derived({}))).toEqual([]);
    expect(at(template({}))).toEqual(["violation it"]);
  });
});

describe("networks, TLS policies and buckets", () => {
  it("gcp-net-private-google leaves subnetworks without machines alone", () => {
    const at = (props: Props) => verdicts("gcp-net-private-google", one("gcp:compute/subnetwork:Subnetwork", props));
    expect(at({ purpose: "REGIONAL_MANAGED_PROXY" })).toEqual([]);
    expect(at({ purpose: "PRIVATE" })).toEqual(["violation it"]);
    expect(at({ purpose: UNKNOWN.string })).toEqual(["undecided it"]);
  });

  it("gcp-ssl-policy judges version, profile and suites", () => {
    const at = (props: Props) => verdicts("gcp-ssl-policy", one("gcp:compute/regionSslPolicy:RegionSslPolicy", props));
    const custom = (...customFeatures: string[]) => at({ minTlsVersion: "TLS_1_2", profile: "CUSTOM", customFeatures });
    expect(at({ minTlsVersion: "TLS_1_3", profile: "RESTRICTED" })).toEqual([]);
    expect(at({ minTlsVersion: "TLS_1_2" })).toEqual(["violation it"]);
    expect(custom("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")).toEqual([]);
    expect(custom(UNKNOWN.string, "TLS_RSA_WITH_AES_128_GCM_SHA256")).toEqual(["violation it"]);
  });

  it("gcp-gcs-versioning asks nothing beside a retention policy, with which the cloud refuses versions", () => {
    const at = (props: Props) => verdicts("gcp-gcs-versioning", one("gcp:storage/bucket:Bucket", props));
    const off = { versioning: { enabled: false } };
    const retentionPolicy = { retentionPeriod: "2592000" };
    expect([at({}), at(off), at({ ...off, retentionPolicy })]).toEqual([["violation it"], ["violation it"], []]);
    expect(at({ ...off, retentionPolicy: UNKNOWN.object })).toEqual(["undecided it"]);
    expect(at({ versioning: { enabled: true }, retentionPolicy: UNKNOWN.object })).toEqual([]);
  });

  it("gcp-gcs-log exempts targets of access logs and of sinks", () => {
    const bucket = (name: string, props: Props) => one("gcp:storage/bucket:Bucket", props, name);
    const at = (...resources: ExampleResource[]) => verdicts("gcp-gcs-log", ...resources);
    const logs = bucket("logs", { name: "logs-1" });
    const logging = { logBucket: UNKNOWN.string };
    expect(at(logs)).toEqual(["violation logs"]);
    expect(at(bucket("a", { logging: { logBucket: "logs-1" } }), logs)).toEqual([]);
    expect(at({ ...bucket("a", { logging }), refs: { logging: ["logs"] } }, logs, bucket("b", {}))).toEqual([
      "violation b",
    ]);
    expect(at(bucket("a", { logging }))).toEqual(["undecided a"]);
    const sink = one("gcp:logging/projectSink:ProjectSink", { destination: "storage.googleapis.com/logs-1" }, "sink");
    expect(at(logs, sink)).toEqual([]);
    expect(at(bucket("self", { name: "logs-2", logging: { logBucket: "logs-2" } }))).toEqual(["violation self"]);
  });

  it("gcp-net-auto finds the network that a project begins with, too", () => {
    const project = (props: Props) => verdicts("gcp-net-auto", one("gcp:organizations/project:Project", props));
    expect(project({ projectId: "acme" })).toEqual(["violation it"]);
    expect(project({ projectId: "acme", autoCreateNetwork: true })).toEqual(["violation it"]);
    expect(project({ projectId: "acme", autoCreateNetwork: false })).toEqual([]);
    expect(project({ projectId: "acme", autoCreateNetwork: UNKNOWN.boolean })).toEqual(["undecided it"]);
  });
});
