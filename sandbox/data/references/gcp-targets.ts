import type { Target } from "./model.js";

/** A thing of Compute Engine: `{value}` of the message is its path in the project. */
function compute(
  collection: string,
  types: readonly string[],
  { more = [], ...rest }: Partial<Target> & { readonly more?: readonly string[] } = {},
): GcpTarget {
  const tokens = types.map((t) => `gcp:compute/${t.charAt(0).toLowerCase()}${t.slice(1)}:${t}`);
  return {
    types: [...tokens, ...more],
    by: ["name"],
    collection,
    code: "Error 404",
    text: "The resource '{value}' was not found, notFound",
    ...rest,
  };
}

function other(collection: string, types: readonly string[], text: string, more: Partial<Target> = {}): GcpTarget {
  return { types, by: ["name"], collection, code: "Error 404", text, ...more };
}

/** A target of GCP with the path under which short names of it lie: `{region}` and `{zone}` are those of the resource. */
export interface GcpTarget extends Target {
  readonly collection: string;
}

const regional = "regions/{region}";
const zonal = "zones/{zone}";

/**
 * What inputs of GCP types refer to: by self link, by `projects/...` path, by a partial path or by name. Words: for Compute
 * Engine https://cloud.google.com/compute/docs/reference/rest/v1 (error 404 notFound), for the others the answers that are
 * quoted in the issues of hashicorp/terraform-provider-google.
 */
export const gcpTargets = {
  network: compute("global/networks", ["Network"], { always: /(^|\/)default$/ }),
  subnetwork: compute(`${regional}/subnetworks`, ["Subnetwork"], { always: /(^|\/)default$/ }),
  router: compute(`${regional}/routers`, ["Router"]),
  address: compute(`${regional}/addresses`, ["Address"]),
  globalAddress: compute("global/addresses", ["GlobalAddress"]),
  anyAddress: compute(`${regional}/addresses`, ["Address", "GlobalAddress"], {
    part: /^(.*\/addresses\/.+|[a-z][-a-z0-9]{0,62})$/,
  }),
  instance: compute(`${zonal}/instances`, ["Instance", "InstanceFromTemplate", "InstanceFromMachineImage"]),
  disk: compute(`${zonal}/disks`, ["Disk", "RegionDisk", "Instance"]),
  template: compute("global/instanceTemplates", ["InstanceTemplate", "RegionInstanceTemplate"], {
    by: ["name", "selfLinkUnique"],
  }),
  manager: compute(`${zonal}/instanceGroupManagers`, ["InstanceGroupManager", "RegionInstanceGroupManager"]),
  group: compute(
    `${zonal}/instanceGroups`,
    [
      "InstanceGroup",
      "InstanceGroupManager",
      "RegionInstanceGroupManager",
      "NetworkEndpointGroup",
      "RegionNetworkEndpointGroup",
      "GlobalNetworkEndpointGroup",
    ],
    {
      by: ["name", "instanceGroup"],
      // The groups of a cluster's node pools are among its outputs.
      more: ["gcp:container/cluster:Cluster", "gcp:container/nodePool:NodePool"],
    },
  ),
  endpointGroup: compute(`${zonal}/networkEndpointGroups`, ["NetworkEndpointGroup", "RegionNetworkEndpointGroup"]),
  globalEndpointGroup: compute("global/networkEndpointGroups", ["GlobalNetworkEndpointGroup"]),
  healthCheck: compute("global/healthChecks", [
    "HealthCheck",
    "RegionHealthCheck",
    "HttpHealthCheck",
    "HttpsHealthCheck",
  ]),
  backend: compute("global/backendServices", [
    "BackendService",
    "RegionBackendService",
    "BackendBucket",
    "RegionBackendBucket",
  ]),
  backendBucket: compute("global/backendBuckets", ["BackendBucket"]),
  urlMap: compute("global/urlMaps", ["URLMap", "RegionUrlMap"], {
    types: ["gcp:compute/uRLMap:URLMap", "gcp:compute/regionUrlMap:RegionUrlMap"],
  }),
  proxy: compute(
    "global/targetHttpsProxies",
    [
      "TargetHttpProxy",
      "TargetHttpsProxy",
      "TargetTCPProxy",
      "TargetSSLProxy",
      "TargetGrpcProxy",
      "RegionTargetHttpProxy",
      "RegionTargetHttpsProxy",
      "RegionTargetTcpProxy",
      "TargetPool",
      "TargetInstance",
      "VPNGateway",
      "ServiceAttachment",
    ],
    {
      // Bundles of Google's APIs stand where a proxy may stand: https://cloud.google.com/vpc/docs/about-accessing-google-apis-endpoints
      always: /^(all-apis|vpc-sc)$/,
    },
  ),
  sslCertificate: compute("global/sslCertificates", [
    "SSLCertificate",
    "RegionSslCertificate",
    "ManagedSslCertificate",
    "MangedSslCertificate",
  ]),
  sslPolicy: compute("global/sslPolicies", ["SSLPolicy", "RegionSslPolicy"]),
  securityPolicy: compute("global/securityPolicies", ["SecurityPolicy", "RegionSecurityPolicy"]),
  resourcePolicy: compute(`${regional}/resourcePolicies`, ["ResourcePolicy"]),
  haVpnGateway: compute(`${regional}/vpnGateways`, ["HaVpnGateway"]),
  vpnGateway: compute(`${regional}/targetVpnGateways`, ["VPNGateway"]),
  externalGateway: compute("global/externalVpnGateways", ["ExternalVpnGateway"]),
  tunnel: compute(`${regional}/vpnTunnels`, ["VPNTunnel"]),
  firewallPolicy: compute("global/firewallPolicies", ["NetworkFirewallPolicy", "RegionNetworkFirewallPolicy"]),
  topic: other("topics", ["gcp:pubsub/topic:Topic"], "Resource not found (resource={name})., notFound", {
    always: /_deleted-topic_/,
  }),
  subscription: other(
    "subscriptions",
    ["gcp:pubsub/subscription:Subscription"],
    "Resource not found (resource={name})., notFound",
  ),
  schema: other("schemas", ["gcp:pubsub/schema:Schema"], "Schema not found: {name}, notFound"),
  zone: other(
    "managedZones",
    ["gcp:dns/managedZone:ManagedZone"],
    "The 'parameters.managedZone' resource named '{name}' does not exist., notFound",
  ),
  sqlInstance: other(
    "instances",
    ["gcp:sql/databaseInstance:DatabaseInstance"],
    "The Cloud SQL instance does not exist: {name}, instanceDoesNotExist",
  ),
  dataset: other("datasets", ["gcp:bigquery/dataset:Dataset"], "Not found: Dataset {account}:{name}, notFound", {
    by: ["datasetId"],
  }),
  secret: other("secrets", ["gcp:secretmanager/secret:Secret"], "Secret [{value}] not found., notFound", {
    by: ["secretId", "name"],
  }),
  keyRing: other("", ["gcp:kms/keyRing:KeyRing"], "KeyRing {value} not found., notFound"),
  key: other("", ["gcp:kms/cryptoKey:CryptoKey"], "CryptoKey {value} not found., notFound"),
  account: other(
    "serviceAccounts",
    ["gcp:serviceaccount/account:Account"],
    "Service account {value} does not exist., notFound",
    {
      by: ["email", "accountId", "uniqueId"],
      part: /^((?:projects\/[^/]+\/serviceAccounts\/)?[\w.-]+@[\w-]+\.iam\.gserviceaccount\.com)$/,
    },
  ),
  repository: other(
    "repositories",
    ["gcp:artifactregistry/repository:Repository"],
    "Requested entity was not found: {value}, notFound",
    { by: ["repositoryId", "name"] },
  ),
  cluster: other("clusters", ["gcp:container/cluster:Cluster"], "Not found: {value}., notFound"),
  anyCluster: other(
    "",
    ["gcp:container/cluster:Cluster", "gcp:alloydb/cluster:Cluster", "gcp:vmwareengine/cluster:Cluster"],
    "Not found: {value}., notFound",
    { by: [] },
  ),
  connector: other(
    "connectors",
    ["gcp:vpcaccess/connector:Connector"],
    "VPC connector {value} does not exist, or Cloud Run does not have permission to use it., badRequest",
    {
      code: "Error 400",
    },
  ),
  runService: other(
    "services",
    // A function of the second generation is a service of Cloud Run under the same name.
    ["gcp:cloudrunv2/service:Service", "gcp:cloudrun/service:Service", "gcp:cloudfunctionsv2/function:Function"],
    "Resource '{name}' of kind 'SERVICE' in region '{region}' in project '{account}' does not exist., notFound",
  ),
  runJob: other(
    "jobs",
    ["gcp:cloudrunv2/job:Job"],
    "Resource '{name}' of kind 'JOB' in region '{region}' in project '{account}' does not exist., notFound",
  ),
  function: other(
    "functions",
    ["gcp:cloudfunctionsv2/function:Function"],
    "Resource '{value}' was not found, notFound",
  ),
  functionV1: other("functions", ["gcp:cloudfunctions/function:Function"], "Function {value} does not exist, notFound"),
  queue: other("queues", ["gcp:cloudtasks/queue:Queue"], "Requested entity was not found: {value}., notFound"),
  spannerInstance: other("instances", ["gcp:spanner/instance:Instance"], "Instance not found: {value}, notFound"),
  bigtable: other("instances", ["gcp:bigtable/instance:Instance"], "Instance not found: {value}, notFound"),
  alloyCluster: other("", ["gcp:alloydb/cluster:Cluster"], "Resource '{value}' was not found, notFound"),
  pool: other(
    "workloadIdentityPools",
    ["gcp:iam/workloadIdentityPool:WorkloadIdentityPool"],
    "Requested entity was not found: {value}, notFound",
    { by: ["workloadIdentityPoolId"] },
  ),
  certificateMap: other(
    "certificateMaps",
    ["gcp:certificatemanager/certificateMap:CertificateMap"],
    "Resource '{value}' was not found, notFound",
  ),
  bucket: other("", ["gcp:storage/bucket:Bucket"], "The specified bucket does not exist: {name}, notFound", {
    part: /^(?:gs:\/\/|b\/|projects\/_\/buckets\/)?([a-z0-9][\w.-]{1,61}[a-z0-9])$/,
  }),
} as const satisfies Record<string, GcpTarget>;
