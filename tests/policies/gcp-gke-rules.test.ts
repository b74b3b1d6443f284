import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const CLUSTER = "gcp:container/cluster:Cluster";
const POOL = "gcp:container/nodePool:NodePool";
const found = ["violation it"];
const open = ["undecided it"];

const cluster = (rule: string) => (props: Props) => verdicts(rule, { type: CLUSTER, name: "it", props });
const pool = (rule: string) => (props: Props) => verdicts(rule, { type: POOL, name: "it", props });

describe("gcp-gke-legacy-auth", () => {
  const at = cluster("gcp-gke-legacy-auth");
  const certificate = (issueClientCertificate: unknown) => ({
    masterAuth: { clientCertificateConfig: { issueClientCertificate } },
  });

  it("wants neither, and both are off by default", () => {
    expect(at({})).toEqual([]);
    expect(at(certificate(false))).toEqual([]);
    expect(at(certificate(true))).toEqual(found);
    expect(at({ ...certificate(UNKNOWN.boolean), enableLegacyAbac: "true" })).toEqual(found);
    expect(at(certificate(UNKNOWN.boolean))).toEqual(open);
    expect(at({ masterAuth: UNKNOWN.object })).toEqual(open);
  });
});

describe("gcp-gke-binary-auth", () => {
  const at = (binaryAuthorization?: unknown) => cluster("gcp-gke-binary-auth")({ binaryAuthorization });

  it("takes every way to enforce the project's policy", () => {
    expect(at()).toEqual(found);
    expect(at({ evaluationMode: "POLICY_BINDINGS" })).toEqual(found);
    expect(at({ evaluationMode: "POLICY_BINDINGS_AND_PROJECT_SINGLETON_POLICY_ENFORCE" })).toEqual([]);
    expect(at({ enabled: true })).toEqual([]);
    expect(at({ enabled: false })).toEqual(found);
    expect(at({ evaluationMode: UNKNOWN.string })).toEqual(open);
  });
});

describe("gcp-gke-network-policy", () => {
  const at = cluster("gcp-gke-network-policy");

  it("takes each engine", () => {
    expect(at({ networkPolicy: { enabled: true, provider: "CALICO" } })).toEqual([]);
    expect(at({ networkPolicy: { enabled: false } })).toEqual(found);
    expect(at({ enableAutopilot: true })).toEqual([]);
    expect(at({ datapathProvider: "LEGACY_DATAPATH" })).toEqual(found);
    expect(at({ datapathProvider: UNKNOWN.string })).toEqual(open);
    expect(at({ datapathProvider: UNKNOWN.string, networkPolicy: { enabled: true } })).toEqual([]);
  });
});

describe("gcp-gke-node-sa", () => {
  const at = cluster("gcp-gke-node-sa");
  const nodes = (serviceAccount: unknown) => ({ nodeConfig: { serviceAccount } });
  const own = nodes("nodes@acme.iam.gserviceaccount.com");

  it("knows the default account by each of its names", () => {
    const inPool = pool("gcp-gke-node-sa");
    expect(inPool({})).toEqual(found);
    expect(inPool(own)).toEqual([]);
    for (const name of ["default", "", "123456789012-compute@developer.gserviceaccount.com"])
      expect(inPool(nodes(name))).toEqual(found);
    expect(inPool(nodes(UNKNOWN.string))).toEqual(open);
  });

  it("looks at the nodes that a cluster keeps", () => {
    expect(at({})).toEqual(found);
    expect(at(own)).toEqual([]);
    expect(at({ removeDefaultNodePool: true })).toEqual([]);
    expect(at({ removeDefaultNodePool: UNKNOWN.boolean })).toEqual(open);
    expect(at({ nodePools: [own] })).toEqual([]);
    expect(at({ nodePools: [own, {}] })).toEqual(found);
    expect(at({ nodePools: UNKNOWN.array })).toEqual(open);
  });

  it("looks at the nodes that are added by themselves", () => {
    const auto = (autoProvisioningDefaults: Props) => ({
      removeDefaultNodePool: true,
      clusterAutoscaling: { enabled: true, autoProvisioningDefaults },
    });
    expect(at(auto({}))).toEqual(found);
    expect(at(auto(own.nodeConfig))).toEqual([]);
    expect(at({ removeDefaultNodePool: true, clusterAutoscaling: { enabled: false } })).toEqual([]);
    expect(at({ enableAutopilot: true })).toEqual(found);
    const clusterAutoscaling = { autoProvisioningDefaults: own.nodeConfig };
    expect(at({ enableAutopilot: true, clusterAutoscaling })).toEqual([]);
  });
});

describe("gcp-gke-private-nodes", () => {
  it("judges the cluster, and the pools that differ from it", () => {
    const privateClusterConfig = { enablePrivateNodes: true };
    const apart = { networkConfig: { enablePrivateNodes: false } };
    const at = cluster("gcp-gke-private-nodes");
    expect(at({ privateClusterConfig: [privateClusterConfig] })).toEqual([]);
    expect(at({ privateClusterConfig: { enablePrivateEndpoint: true } })).toEqual(found);
    expect(at({ privateClusterConfig, nodePools: [{}, apart] })).toEqual(found);
    expect(at({ privateClusterConfig, nodePools: [{}] })).toEqual([]);
    expect(at({ privateClusterConfig: UNKNOWN.object })).toEqual(open);
    const inPool = pool("gcp-gke-private-nodes");
    expect(inPool({})).toEqual([]);
    expect(inPool(apart)).toEqual(found);
  });
});

describe("gcp-gke-shielded-nodes", () => {
  const config = (enableSecureBoot: unknown, enableIntegrityMonitoring?: unknown) => ({
    nodeConfig: { shieldedInstanceConfig: { enableSecureBoot, enableIntegrityMonitoring } },
  });

  it("wants secure boot in so many words, the rest by default", () => {
    const inPool = pool("gcp-gke-shielded-nodes");
    expect(inPool({})).toEqual(found);
    expect(inPool(config(true))).toEqual([]);
    expect(inPool(config(true, false))).toEqual(found);
    expect(inPool(config(UNKNOWN.boolean))).toEqual(open);
    expect(inPool(config(UNKNOWN.boolean, false))).toEqual(found);
  });

  it("looks at the cluster and at the nodes that it keeps", () => {
    const at = cluster("gcp-gke-shielded-nodes");
    expect(at({})).toEqual(found);
    expect(at(config(true))).toEqual([]);
    expect(at({ removeDefaultNodePool: true })).toEqual([]);
    expect(at({ ...config(true), enableShieldedNodes: false })).toEqual(found);
    expect(at({ enableAutopilot: true })).toEqual([]);
    expect(at({ nodePools: [config(true), config(false)] })).toEqual(found);
    const clusterAutoscaling = { enabled: true, autoProvisioningDefaults: {} };
    expect(at({ removeDefaultNodePool: true, clusterAutoscaling })).toEqual(found);
  });
});

describe("gcp-gke-node-upgrade", () => {
  it("minds only what is switched off", () => {
    const inPool = (management?: unknown) => pool("gcp-gke-node-upgrade")({ management });
    expect(inPool()).toEqual([]);
    expect(inPool({})).toEqual([]);
    expect(inPool({ autoRepair: false })).toEqual(found);
    expect(inPool([{ autoUpgrade: "false" }])).toEqual(found);
    expect(inPool({ autoUpgrade: UNKNOWN.boolean })).toEqual(open);
    const at = cluster("gcp-gke-node-upgrade");
    const management = { autoUpgrade: false };
    expect(at({})).toEqual([]);
    expect(at({ nodePools: [{ management }] })).toEqual(found);
    expect(at({ clusterAutoscaling: { autoProvisioningDefaults: { management } } })).toEqual(found);
  });
});

describe("gcp-gke-workload-identity", () => {
  const at = (...resources: ExampleResource[]) => verdicts("gcp-gke-workload-identity", ...resources);
  const identity = { workloadIdentityConfig: { workloadPool: "acme.svc.id.goog" } };
  const mode = (value: unknown) => ({ nodeConfig: { workloadMetadataConfig: { mode: value } } });
  const made = (props: Props): ExampleResource => ({ type: CLUSTER, name: "main", props });
  const workers = (props: Props, refs: ExampleResource["refs"] = { cluster: ["main"] }): ExampleResource => ({
    type: POOL,
    name: "workers",
    props: { cluster: UNKNOWN.string, ...props },
    refs,
  });

  it("takes what the pool says, or else what its cluster does", () => {
    expect(at(workers(mode("GKE_METADATA"), {}))).toEqual([]);
    expect(at(workers(mode("GCE_METADATA"), {}))).toEqual(["violation workers"]);
    expect(at(workers({ cluster: "elsewhere" }, {}))).toEqual(["violation workers"]);
    expect(at(made(identity), workers({}))).toEqual([]);
    expect(at(made({ ...identity, name: "m" }), workers({ cluster: "m" }, {}))).toEqual([]);
    expect(at(made({ ...identity, name: "m" }), workers({ cluster: "n" }, {}))).toEqual(["violation workers"]);
    expect(at(made(identity), workers(mode("GCE_METADATA")))).toEqual(["violation workers"]);
    expect(at(made({ enableAutopilot: true }), workers({}))).toEqual([]);
  });

  it("is undecided where the cluster of the pool is not known", () => {
    expect(at(made(identity), workers({}, {}))).toEqual(["undecided workers"]);
    const unknown = { workloadIdentityConfig: UNKNOWN.object, removeDefaultNodePool: true };
    expect(at(made(unknown), workers({}))).toEqual(["undecided main", "undecided workers"]);
    expect(at(workers(mode(UNKNOWN.string), {}))).toEqual(["undecided workers"]);
  });

  it("judges the nodes of the cluster itself", () => {
    expect(at(made({}))).toEqual(["violation main"]);
    expect(at(made(identity))).toEqual([]);
    expect(at(made({ ...identity, ...mode("MODE_UNSPECIFIED") }))).toEqual([]);
    expect(at(made({ ...identity, ...mode("GCE_METADATA") }))).toEqual(["violation main"]);
    expect(at(made(mode("GKE_METADATA")))).toEqual([]);
    expect(at(made({ ...identity, nodePools: [{}, mode("GCE_METADATA")] }))).toEqual(["violation main"]);
    expect(at(made({ workloadIdentityConfig: {} }))).toEqual(["violation main"]);
    const empty = made({ removeDefaultNodePool: true });
    expect(at(empty)).toEqual(["violation main"]);
    expect(at(empty, workers(mode("GKE_METADATA")))).toEqual([]);
    expect(at(empty, workers(mode("GCE_METADATA")))).toEqual(["violation main", "violation workers"]);
  });
});
