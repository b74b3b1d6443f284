import type { CheckFailure, CloudError, Props, WorldObject } from "../../types.js";
import { clusterCertificate } from "../certificate.js";
import { minorOf, upgradeProblem } from "../kubernetes-versions.js";
import type { CheckContext, Later, Models, ObjectContext } from "../model.js";
import { at, filled, isRecord, isSet, records, text, texts } from "../values.js";
import { clusterType, gkeVersion, locationOf } from "./gke-clusters.js";
import { nodePoolModels } from "./gke-nodes.js";
import { projectNumber } from "./identifiers.js";
import { find } from "./references.js";
import { checkLocation } from "./zones.js";

function checkCluster(c: CheckContext): CheckFailure[] {
  const failures = checkLocation(c);
  const name = text(c.inputs.name);
  if (name !== undefined && !/^[a-z](?:[-a-z0-9]{0,38}[a-z0-9])?$/.test(name))
    failures.push({
      property: "name",
      reason: `invalid name "${name}": use at most 40 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen`,
    });
  const pool = at(c.inputs, "workloadIdentityConfig.workloadPool");
  const project = text(c.inputs.project) ?? c.session.account;
  if (typeof pool === "string" && pool !== `${project}.svc.id.goog`)
    failures.push({
      property: "workloadIdentityConfig.workloadPool",
      reason: `"${pool}" is not the pool of project ${project}; use ${project}.svc.id.goog`,
    });
  const version = c.inputs.minMasterVersion;
  if (typeof version === "string" && minorOf(version) === undefined && version !== "latest")
    failures.push({
      property: "minMasterVersion",
      reason: `"${version}" is not a version of GKE; use for example 1.34`,
    });
  if (c.inputs.enableAutopilot === true)
    for (const key of ["removeDefaultNodePool", "nodePools", "nodeConfig", "networkPolicy"])
      if (isSet(c.inputs[key]) && c.inputs[key] !== false)
        failures.push({ property: key, reason: `conflicts with enableAutopilot: remove ${key}` });
  return failures;
}

/** The secondary ranges that a cluster names must be those of its subnetwork. */
function noRange(c: ObjectContext): CloudError | undefined {
  const subnet = find(c, "gcp:compute/subnetwork:Subnetwork", c.inputs.subnetwork);
  if (subnet === undefined) return undefined;
  const names = records(subnet.outputs.secondaryIpRanges).map((r) => r.rangeName);
  for (const [key, what] of [
    ["clusterSecondaryRangeName", "Pod"],
    ["servicesSecondaryRangeName", "Services"],
  ] as const) {
    const wanted = text(at(c.inputs, `ipAllocationPolicy.${key}`));
    if (wanted !== undefined && !names.includes(wanted))
      return {
        code: "Error 400",
        message: `${what} secondary range "${wanted}" does not exist in network, subnetwork "${subnet.id}" (it has ${names.join(", ") || "none"}), badRequest`,
      };
  }
  return undefined;
}

function refuseCluster(c: ObjectContext): CloudError | undefined {
  const own = isSet(c.inputs.nodePools) || Number(c.inputs.initialNodeCount ?? 0) > 0;
  if (c.self === undefined && !own && c.inputs.enableAutopilot !== true)
    return {
      code: "Error 400",
      message:
        "Cluster.initial_node_count must be greater than zero, badRequest: set initialNodeCount to 1, with removeDefaultNodePool where pools are resources of their own",
    };
  const range = noRange(c);
  if (range !== undefined || c.self === undefined) return range;
  const [from, to] = [c.self.outputs.masterVersion, c.inputs.minMasterVersion];
  // A lower minimum changes nothing: the control plane stays where it is.
  if (Number(minorOf(to)) < Number(minorOf(from))) return undefined;
  const problem = upgradeProblem(from, to);
  if (problem === undefined) return undefined;
  return {
    code: "Error 400",
    message: `Master cannot be upgraded to "${String(to)}": cannot upgrade the master more than a minor version at a time, badRequest: ${problem}`,
  };
}

function masterVersion(c: ObjectContext): string {
  const was = text(c.self?.outputs.masterVersion);
  const wanted = minorOf(c.inputs.minMasterVersion);
  if (was !== undefined && (wanted === undefined || wanted <= Number(minorOf(was)))) return was;
  return gkeVersion(wanted);
}

const address = (c: ObjectContext, label: string) => `172.16.${c.derive.below(label, 16)}.2`;

function dnsEndpoint(c: ObjectContext): string {
  return `gke-${c.derive.hex("dns endpoint", 40)}-${projectNumber(c.account)}.${locationOf(c.inputs, c.region)}.gke.goog`;
}

/** The range of the subnetwork that a cluster names for pods or services. */
function secondary(c: ObjectContext, key: string, otherwise: string): string {
  const subnet = find(c, "gcp:compute/subnetwork:Subnetwork", c.inputs.subnetwork);
  const name = at(c.inputs, `ipAllocationPolicy.${key}`);
  const range = records(subnet?.outputs.secondaryIpRanges).find((r) => isSet(name) && r.rangeName === name);
  return text(range?.ipCidrRange) ?? otherwise;
}

const pods = (c: ObjectContext) => secondary(c, "clusterSecondaryRangeName", "10.4.0.0/14");
const services = (c: ObjectContext) => secondary(c, "servicesSecondaryRangeName", "34.118.224.0/20");

function completeCluster(c: ObjectContext, outputs: Props, later: Later): Props {
  const dns = at(outputs, "controlPlaneEndpointsConfig.dnsEndpointConfig");
  const control = filled(outputs.controlPlaneEndpointsConfig, {
    ipEndpointsConfig: later(() => ({ enabled: true })),
    dnsEndpointConfig: later(() => ({ allowExternalTraffic: false, endpoint: dnsEndpoint(c) })),
  });
  const allocation = { clusterIpv4CidrBlock: later(() => pods(c)), servicesIpv4CidrBlock: later(() => services(c)) };
  const privacy = {
    enablePrivateEndpoint: false,
    privateEndpoint: later(() => address(c, "private")),
    publicEndpoint: later(() => c.derive.publicIp()),
    peeringName: later(() => ""),
  };
  return {
    ...outputs,
    controlPlaneEndpointsConfig: isRecord(dns)
      ? { ...(control as Props), dnsEndpointConfig: filled(dns, { endpoint: later(() => dnsEndpoint(c)) }) }
      : control,
    ipAllocationPolicy: filled(outputs.ipAllocationPolicy, allocation),
    privateClusterConfig: filled(outputs.privateClusterConfig, privacy),
    masterAuth: filled(outputs.masterAuth, {
      clientCertificate: later(() => ""),
      clientKey: later(() => ""),
      clusterCaCertificate: later(() => clusterCertificate(c)),
    }),
  };
}

const isPrivate = (c: ObjectContext) => at(c.inputs, "privateClusterConfig.enablePrivateEndpoint") === true;

function protectedCluster(cluster: WorldObject): CloudError | undefined {
  if (cluster.inputs.deletionProtection === false) return undefined;
  return {
    code: "Error",
    message: `Cannot destroy cluster ${cluster.id} because deletionProtection is set to true. Set it to false and update to proceed with cluster deletion`,
  };
}

/** GKE: a control plane and its node pools. */
export const gkeModels: Models = {
  ...nodePoolModels,
  [clusterType]: {
    name: { property: "name", limit: 40 },
    defaults: {
      deletionProtection: true,
      enableKubernetesAlpha: false,
      enableLegacyAbac: false,
      enableShieldedNodes: true,
      network: "default",
    },
    check: checkCluster,
    refuse: refuseCluster,
    id: (c) => `projects/${c.account}/locations/${locationOf(c.inputs, c.region)}/clusters/${String(c.inputs.name)}`,
    complete: completeCluster,
    outputs: {
      clusterIpv4Cidr: pods,
      controlPlaneEndpointsConfig: (c) => ({
        dnsEndpointConfig: { allowExternalTraffic: false, endpoint: dnsEndpoint(c) },
        ipEndpointsConfig: { enabled: true },
      }),
      databaseEncryption: () => ({ keyName: "", state: "DECRYPTED" }),
      datapathProvider: () => "",
      defaultMaxPodsPerNode: () => 110,
      emulatedVersion: () => "",
      endpoint: (c) => (isPrivate(c) ? address(c, "private") : c.derive.publicIp()),
      location: (c) => locationOf(c.inputs, c.region),
      masterAuth: (c) => ({
        clientCertificate: "",
        clientCertificateConfig: { issueClientCertificate: false },
        clientKey: "",
        clusterCaCertificate: clusterCertificate(c),
      }),
      masterVersion,
      nodeLocations: () => [],
      nodePools: () => [],
      nodeVersion: masterVersion,
      operation: () => "",
      releaseChannel: () => ({ channel: "REGULAR" }),
      selfLink: (_, id) => `https://container.googleapis.com/v1beta1/${id}`,
      servicesIpv4Cidr: services,
      subnetwork: () => "default",
      tpuIpv4CidrBlock: () => "",
    },
    unsettled: ["masterVersion"],
    identities: (o) =>
      texts([
        o.inputs.name,
        o.outputs.endpoint,
        at(o.outputs, "privateClusterConfig.privateEndpoint"),
        at(o.outputs, "controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint"),
      ]),
    canDelete: protectedCluster,
  },
};
