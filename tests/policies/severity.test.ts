import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, it } from "vitest";
import { type Finding, severityOf } from "../../policies/core/evaluate.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { PackAnalyzer } from "../../policies/pack/analyzer.js";
import { rules } from "../../policies/rules/index.js";
import { findings, urnOf } from "./support.js";

const facts = { name: "groundplan", version: "1.2.3", title: "Groundplan", description: "Rules." };
const LEVEL = ["advisory", "mandatory", "disabled", "remediate"];
const SEVERITY = ["unspecified", "low", "medium", "high", "critical"];

const pod = (spec: Props): ExampleResource => ({
  type: "kubernetes:core/v1:Pod",
  name: "agent",
  props: { metadata: { namespace: "agents" }, spec: { containers: [{ name: "agent", image: "agent:1" }], ...spec } },
});
const mounts = (...paths: string[]) =>
  pod({ volumes: paths.map((path, i) => ({ name: `v${i}`, hostPath: { path } })) });
const adds = (...add: string[]) => pod({ containers: [{ name: "agent", securityContext: { capabilities: { add } } }] });

const found = (rule: string, resource: ExampleResource): readonly Finding[] =>
  findings([resource]).filter((finding) => finding.rule.id === rule);
const severities = (rule: string, resource: ExampleResource) => found(rule, resource).map(severityOf);

describe("the severity of a finding", () => {
  it("is that of its gravest problem, and the rule's where a problem has none", () => {
    expect(severities("k8s-host-path", mounts("/var/log"))).toEqual(["high"]);
    expect(severities("k8s-host-path", mounts("/var/log", "/run/containerd/containerd.sock"))).toEqual(["critical"]);
    expect(severities("k8s-caps-added", adds("NET_ADMIN"))).toEqual(["high"]);
    expect(severities("k8s-caps-added", adds("NET_ADMIN", "SYS_ADMIN"))).toEqual(["critical"]);
  });

  it("is what the gravest may be where nothing is certain", () => {
    expect(severities("k8s-caps-added", adds(UNKNOWN.string))).toEqual(["critical"]);
  });

  it("may be less than the rule's", () => {
    const grant = (role: string): ExampleResource => ({
      type: "gcp:projects/iAMMember:IAMMember",
      name: "it",
      props: { project: "acme", role, member: "user:a@example.com" },
    });
    expect(severities("gcp-iam-basic-roles", grant("roles/viewer"))).toEqual(["medium"]);
    expect(severities("gcp-iam-basic-roles", grant("roles/reader"))).toEqual(["medium"]);
    expect(severities("gcp-iam-basic-roles", grant("roles/writer"))).toEqual(["high"]);
    const dropped = pod({ containers: [{ name: "a", securityContext: { capabilities: { drop: ["all"] } } }] });
    expect(severities("k8s-caps-drop-all", dropped)).toEqual(["low"]);
  });

  it("is critical where a secret is open to everybody, and high where images are", () => {
    const secret = {
      type: "gcp:secretmanager/secretIamMember:SecretIamMember",
      name: "it",
      props: { secretId: "token", role: "roles/secretmanager.secretAccessor", member: "allUsers" },
    };
    expect(severities("gcp-secret-rotation", secret)).toEqual(["critical"]);
    const registry = (props: Props) => ({ type: "azure-native:containerregistry:Registry", name: "it", props });
    const closed = { sku: { name: "Premium" }, publicNetworkAccess: "Disabled" };
    expect(severities("az-acr-network", registry({ ...closed, anonymousPullEnabled: true }))).toEqual(["high"]);
    expect(severities("az-acr-network", registry({ sku: { name: "Premium" } }))).toEqual(["medium"]);
  });

  it("is low where Azure's own default for TLS is modern in all but old versions of its API", () => {
    const gateway = (props: Props) => ({ type: "azure-native:network:ApplicationGateway", name: "it", props });
    expect(severities("az-appgw-tls", gateway({}))).toEqual(["low"]);
    const sslPolicy = { policyType: "Predefined", policyName: "AppGwSslPolicy20150501" };
    expect(severities("az-appgw-tls", gateway({ sslPolicy }))).toEqual(["high"]);
  });

  it("is low where only an old storage account would be open", () => {
    const account = (props: Props) => ({ type: "azure-native:storage:StorageAccount", name: "it", props });
    expect(severities("az-storage-blob-public", account({}))).toEqual(["low"]);
    expect(severities("az-storage-blob-public", account({ allowBlobPublicAccess: true }))).toEqual(["critical"]);
    expect(severities("az-storage-blob-public", account({ allowBlobPublicAccess: false }))).toEqual([]);
  });

  it("is one that the rule names", () => {
    for (const rule of rules)
      for (const finding of found(rule.id, rule.bad[0] as ExampleResource))
        expect([rule.severity, ...(rule.severities ?? [])]).toContain(severityOf(finding));
  });
});

describe("the level of a finding", () => {
  const report = (resource: ExampleResource, settings: Record<string, struct.JavaScriptValue> = {}) => {
    const pack = new PackAnalyzer(facts, rules);
    const configuration = new analyzer.ConfigureAnalyzerRequest();
    for (const policy of pack.info().getPoliciesList()) {
      const config = new analyzer.PolicyConfig();
      config.setEnforcementlevel(policy.getEnforcementlevel());
      if (policy.getName() === "meta-profile") config.setProperties(struct.Struct.fromJavaScript(settings));
      configuration.getPolicyconfigMap().set(policy.getName(), config);
    }
    pack.configure(configuration);
    const request = new analyzer.AnalyzeRequest();
    request.setType(resource.type);
    request.setUrn(urnOf(resource));
    request.setName(resource.name);
    request.setProperties(struct.Struct.fromJavaScript(resource.props as Record<string, struct.JavaScriptValue>));
    return analyzer.AnalyzeResponse.deserializeBinary(pack.analyze(request))
      .getDiagnosticsList()
      .filter((d) => d.getPolicyname() === "k8s-host-path")
      .map((d) => `${LEVEL[d.getEnforcementlevel()]} ${SEVERITY[d.getSeverity()]}`);
  };

  it("follows the profile by the finding's severity", () => {
    expect(report(mounts("/var/log"))).toEqual(["mandatory high"]);
    expect(report(mounts("/var/log"), { profiles: ["baseline"] })).toEqual(["advisory high"]);
    expect(report(mounts("/var/run/docker.sock"), { profiles: ["baseline"] })).toEqual(["mandatory critical"]);
  });

  it("follows a selection of severities, too", () => {
    expect(report(mounts("/var/log"), { severities: ["critical"] })).toEqual([]);
    expect(report(mounts("/var/run/docker.sock"), { severities: ["critical"] })).toEqual(["mandatory critical"]);
    expect(report(mounts("/var/run/docker.sock"), { severities: ["high"] })).toEqual([]);
  });
});
