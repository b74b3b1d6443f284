import { describe, expect, it } from "vitest";
import { canonicalType } from "../../policies/core/resource.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { verdicts } from "./support.js";

const judge = (rule: string, type: string) => (props: Props) => verdicts(rule, { type, name: "it", props });
const found = ["violation it"];
const open = ["undecided it"];
const halves = ["0.0.0.0/1", "128.0.0.0/1"];

describe("the API of a cluster", () => {
  it("is open on EKS unless it is closed or limited", () => {
    const at = (vpcConfig: unknown) => judge("aws-eks-public-endpoint", "aws:eks/cluster:Cluster")({ vpcConfig });
    expect(at({ subnetIds: ["a", "b"] })).toEqual(found);
    expect(at({ endpointPublicAccess: true, publicAccessCidrs: [] })).toEqual(found);
    expect(at({ publicAccessCidrs: halves })).toEqual(found);
    expect(at({ publicAccessCidrs: ["203.0.113.0/24"] })).toEqual([]);
    expect(at({ endpointPublicAccess: false, publicAccessCidrs: ["0.0.0.0/0"] })).toEqual([]);
    expect(at([{ endpointPublicAccess: false }])).toEqual([]);
    expect(at({ endpointPublicAccess: true, publicAccessCidrs: [UNKNOWN.string] })).toEqual(open);
    expect(at({ endpointPublicAccess: UNKNOWN.boolean })).toEqual(open);
    expect(at({ endpointPublicAccess: true, publicAccessCidrs: [UNKNOWN.string, "0.0.0.0/0"] })).toEqual(found);
  });

  it("is open on GKE unless its addresses are off, private or limited", () => {
    const at = judge("gcp-gke-authorized-networks", "gcp:container/cluster:Cluster");
    const networks = (...ranges: unknown[]) => ({
      masterAuthorizedNetworksConfig: { cidrBlocks: ranges.map((cidrBlock) => ({ cidrBlock })) },
    });
    expect(at({ privateClusterConfig: { enablePrivateNodes: true } })).toEqual(found);
    expect(at({ privateClusterConfig: { enablePrivateEndpoint: true } })).toEqual([]);
    expect(at({ controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled: false } } })).toEqual([]);
    expect(at({ controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: true } } })).toEqual(found);
    expect(at(networks("203.0.113.0/24"))).toEqual([]);
    expect(at(networks())).toEqual([]);
    expect(at({ masterAuthorizedNetworksConfig: {} })).toEqual([]);
    expect(at(networks(...halves))).toEqual(found);
    expect(at(networks("203.0.113.0/24", UNKNOWN.string))).toEqual(open);
    expect(at(networks(UNKNOWN.string, "0.0.0.0/0"))).toEqual(found);
    expect(at({ masterAuthorizedNetworksConfig: UNKNOWN.object })).toEqual(open);
  });

  it("is open on AKS unless it is private, off or limited", () => {
    const at = judge("az-aks-api-access", "azure-native:containerservice:ManagedCluster");
    const access = (apiServerAccessProfile: unknown) => at({ apiServerAccessProfile });
    expect(at({})).toEqual(found);
    expect(access({ enablePrivateCluster: true })).toEqual([]);
    expect(access({ authorizedIPRanges: [] })).toEqual(found);
    expect(access({ authorizedIPRanges: ["203.0.113.7"] })).toEqual([]);
    expect(access({ authorizedIPRanges: halves })).toEqual(found);
    expect(at({ publicNetworkAccess: "Disabled" })).toEqual([]);
    expect(access({ enablePrivateCluster: UNKNOWN.boolean })).toEqual(open);
    expect(access(UNKNOWN.object)).toEqual(open);
  });
});

describe("who calls a function", () => {
  it("has signed in on AWS", () => {
    const at = (authorizationType: unknown) =>
      judge("aws-lambda-url-auth", "aws:lambda/functionUrl:FunctionUrl")({ functionName: "f", authorizationType });
    expect([at("AWS_IAM"), at("NONE"), at(undefined), at(UNKNOWN.string)]).toEqual([[], found, found, open]);
  });

  it("is somebody on GCP, in each form of a grant", () => {
    const at = (type: string, props: Props) => judge("gcp-run-public", type)(props);
    const policyData = JSON.stringify({ bindings: [{ role: "roles/run.invoker", members: ["allUsers"] }] });
    for (const place of ["cloudrun/", "cloudrunv2/service", "cloudfunctions/function", "cloudfunctionsv2/function"]) {
      const type = (kind: string) => {
        const [module, prefix] = place.split("/") as [string, string];
        const name = `${prefix}${prefix === "" ? "i" : "I"}am${kind}`;
        return `gcp:${module}/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      };
      expect(at(type("Member"), { member: "allAuthenticatedUsers" })).toEqual(found);
      expect(at(type("Member"), { member: "group:all@users.example" })).toEqual([]);
      expect(at(type("Member"), { member: UNKNOWN.string })).toEqual(open);
      expect(at(type("Binding"), { members: ["user:a@b.c", "allUsers"] })).toEqual(found);
      expect(at(type("Binding"), { members: [UNKNOWN.string, "allUsers"] })).toEqual(found);
      expect(at(type("Policy"), { policyData })).toEqual(found);
      expect(at(type("Policy"), { policyData: UNKNOWN.string })).toEqual(open);
    }
  });

  it("is anybody where the check of the caller is switched off", () => {
    const at = judge("gcp-run-public", "gcp:cloudrunv2/service:Service");
    expect(at({ invokerIamDisabled: true })).toEqual(found);
    expect(at({})).toEqual([]);
  });
});

describe("k8s-run-as-non-root", () => {
  const rule = "k8s-run-as-non-root";
  const pod = (spec: Props) => judge(rule, "kubernetes:core/v1:Pod")({ spec });
  const nonRoot = { securityContext: { runAsNonRoot: true } };

  it("counts the pod's setting unless the container has its own", () => {
    expect(pod({ containers: [{ name: "a" }] })).toEqual(found);
    expect(pod({ ...nonRoot, containers: [{ name: "a" }] })).toEqual([]);
    expect(pod({ ...nonRoot, containers: [{ name: "a", securityContext: { runAsNonRoot: false } }] })).toEqual(found);
    const loose = { securityContext: { runAsNonRoot: false } };
    expect(pod({ ...loose, containers: [{ name: "a", ...nonRoot }] })).toEqual([]);
    expect(pod({ ...loose, containers: [{ name: "a", ...nonRoot }, { name: "b" }] })).toEqual(found);
  });

  it("refuses user 0 whatever else is said", () => {
    const as = (runAsUser: unknown) => ({ securityContext: { runAsNonRoot: true, runAsUser } });
    expect(pod({ ...as(0), containers: [{ name: "a" }] })).toEqual(found);
    expect(pod({ ...as(0), containers: [{ name: "a", securityContext: { runAsUser: 10001 } }] })).toEqual([]);
    expect(pod({ ...nonRoot, containers: [{ name: "a", securityContext: { runAsUser: 0 } }] })).toEqual(found);
    expect(pod({ ...as(UNKNOWN.number), containers: [{ name: "a" }] })).toEqual(open);
  });

  it("takes no user for the refusal of root that admission asks for, and 0 least of all", () => {
    const as = (runAsUser: unknown) => ({ containers: [{ name: "a", securityContext: { runAsUser } }] });
    expect([pod(as(10001)), pod(as(0)), pod(as(UNKNOWN.number))]).toEqual([["violation it"], found, open]);
  });

  it("looks at init and ephemeral containers, and says nothing where containers are not known", () => {
    for (const list of ["initContainers", "ephemeralContainers"])
      expect(pod({ containers: [{ name: "a", ...nonRoot }], [list]: [{ name: "b" }] })).toEqual(found);
    expect(pod({ containers: UNKNOWN.array })).toEqual(open);
  });

  it("finds pods in every kind that makes some, in any version", () => {
    const template = { spec: { containers: [{ name: "a" }] } };
    for (const type of [
      "kubernetes:apps/v1:Deployment",
      "kubernetes:extensions/v1beta1:Deployment",
      "kubernetes:apps/v1beta2:StatefulSet",
      "kubernetes:apps/v1:DaemonSet",
      "kubernetes:apps/v1:ReplicaSet",
      "kubernetes:core/v1:ReplicationController",
      "kubernetes:batch/v1:Job",
    ])
      expect(judge(rule, type)({ spec: { template } }), type).toEqual(found);
    for (const version of ["v1", "v1beta1"])
      expect(
        judge(rule, `kubernetes:batch/${version}:CronJob`)({ spec: { jobTemplate: { spec: { template } } } }),
      ).toEqual(found);
    expect(judge(rule, "kubernetes:core/v1:PodTemplate")({ template })).toEqual(found);
    expect(canonicalType("kubernetes:core/v1:Service")).toBe("kubernetes:core/v1:Service");
  });
});
