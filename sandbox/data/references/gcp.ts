import type { References } from "./model.js";

const inNetwork = { network: "network" };
const interfaces = { "networkInterfaces.network": "network", "networkInterfaces.subnetwork": "subnetwork" };
const machine = { ...interfaces, "serviceAccount.email": "account", resourcePolicies: "resourcePolicy" };
const backends = {
  "backends.group": "group",
  healthChecks: "healthCheck",
  securityPolicy: "securityPolicy",
};
const urlMap = {
  defaultService: "backend",
  "pathMatchers.defaultService": "backend",
  "pathMatchers.pathRules.service": "backend",
  "pathMatchers.routeRules.service": "backend",
};
const manager = { "versions.instanceTemplate": "template", "autoHealingPolicies.healthCheck": "healthCheck" };
const access = {
  "template.vpcAccess.connector": "connector",
  "template.vpcAccess.networkInterfaces.network": "network",
  "template.vpcAccess.networkInterfaces.subnetwork": "subnetwork",
  "template.serviceAccount": "account",
};
const secrets = {
  "template.containers.envs.valueSource.secretKeyRef.secret": "secret",
  "template.volumes.secret.secret": "secret",
};
const jobSecrets = {
  "template.template.containers.envs.valueSource.secretKeyRef.secret": "secret",
  "template.template.volumes.secret.secret": "secret",
};

/** IAM of a resource: the three types of a resource refer to it by the same input. */
function iam(prefix: string, input: string, target: string, upper = false): References {
  const [module = "", className = ""] = prefix.split(".");
  return Object.fromEntries(
    ["Member", "Binding", "Policy"].map((kind) => {
      const name = `${className}${upper ? "IAM" : "Iam"}${kind}`;
      return [`gcp:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`, { [input]: target }];
    }),
  );
}

/**
 * What the inputs of GCP types refer to, by path: names of `gcpTargets`. From the descriptions of the inputs in @pulumi/gcp
 * 9.37.0 and the Terraform provider's documentation (2026-11). Left out is what the service looks up only when it uses it:
 * destinations of sinks, topics of scheduler jobs, images.
 */
export const gcpReferences: References = {
  "gcp:alloydb/cluster:Cluster": { "networkConfig.network": "network" },
  "gcp:alloydb/instance:Instance": { cluster: "alloyCluster" },
  "gcp:alloydb/user:User": { cluster: "alloyCluster" },
  "gcp:artifactregistry/repository:Repository": { kmsKeyName: "key" },
  "gcp:bigquery/dataset:Dataset": { "defaultEncryptionConfiguration.kmsKeyName": "key" },
  "gcp:bigquery/datasetAccess:DatasetAccess": { datasetId: "dataset" },
  "gcp:bigquery/routine:Routine": { datasetId: "dataset" },
  "gcp:bigquery/table:Table": { datasetId: "dataset" },
  "gcp:bigtable/table:Table": { instanceName: "bigtable" },
  "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry": { map: "certificateMap" },
  "gcp:cloudrunv2/job:Job": {
    ...jobSecrets,
    "template.template.serviceAccount": "account",
    "template.template.vpcAccess.connector": "connector",
  },
  "gcp:cloudrunv2/service:Service": { ...access, ...secrets },
  "gcp:cloudfunctions/function:Function": { sourceArchiveBucket: "bucket", vpcConnector: "connector" },
  "gcp:compute/address:Address": { ...inNetwork, subnetwork: "subnetwork" },
  "gcp:compute/attachedDisk:AttachedDisk": { disk: "disk", instance: "instance" },
  "gcp:compute/autoscaler:Autoscaler": { target: "manager" },
  "gcp:compute/backendBucket:BackendBucket": { bucketName: "bucket" },
  "gcp:compute/backendService:BackendService": backends,
  "gcp:compute/disk:Disk": { "diskEncryptionKey.kmsKeySelfLink": "key" },
  "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment": { disk: "disk", name: "resourcePolicy" },
  "gcp:compute/firewall:Firewall": inNetwork,
  "gcp:compute/forwardingRule:ForwardingRule": {
    ...inNetwork,
    subnetwork: "subnetwork",
    backendService: "backend",
    ipAddress: "anyAddress",
  },
  "gcp:compute/globalAddress:GlobalAddress": inNetwork,
  "gcp:compute/globalForwardingRule:GlobalForwardingRule": { target: "proxy", ipAddress: "anyAddress" },
  "gcp:compute/globalNetworkEndpoint:GlobalNetworkEndpoint": { globalNetworkEndpointGroup: "globalEndpointGroup" },
  "gcp:compute/haVpnGateway:HaVpnGateway": inNetwork,
  "gcp:compute/instance:Instance": { ...machine, "attachedDisks.source": "disk", "bootDisk.source": "disk" },
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate": { ...machine, sourceInstanceTemplate: "template" },
  "gcp:compute/instanceGroup:InstanceGroup": { ...inNetwork, instances: "instance" },
  "gcp:compute/instanceGroupManager:InstanceGroupManager": manager,
  "gcp:compute/instanceTemplate:InstanceTemplate": interfaces,
  "gcp:compute/networkEndpoint:NetworkEndpoint": { networkEndpointGroup: "endpointGroup", instance: "instance" },
  "gcp:compute/networkEndpointGroup:NetworkEndpointGroup": { ...inNetwork, subnetwork: "subnetwork" },
  "gcp:compute/networkFirewallPolicyAssociation:NetworkFirewallPolicyAssociation": {
    attachmentTarget: "network",
    firewallPolicy: "firewallPolicy",
  },
  "gcp:compute/networkFirewallPolicyRule:NetworkFirewallPolicyRule": { firewallPolicy: "firewallPolicy" },
  "gcp:compute/networkPeering:NetworkPeering": inNetwork,
  "gcp:compute/networkPeeringRoutesConfig:NetworkPeeringRoutesConfig": inNetwork,
  "gcp:compute/regionAutoscaler:RegionAutoscaler": { target: "manager" },
  "gcp:compute/regionBackendService:RegionBackendService": { ...backends, ...inNetwork },
  "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager": manager,
  "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup": {
    ...inNetwork,
    subnetwork: "subnetwork",
    "cloudRun.service": "runService",
  },
  "gcp:compute/regionTargetHttpProxy:RegionTargetHttpProxy": { urlMap: "urlMap" },
  "gcp:compute/regionTargetHttpsProxy:RegionTargetHttpsProxy": { urlMap: "urlMap", sslCertificates: "sslCertificate" },
  "gcp:compute/regionUrlMap:RegionUrlMap": urlMap,
  "gcp:compute/resourcePolicyAttachment:ResourcePolicyAttachment": { instance: "instance" },
  "gcp:compute/route:Route": { ...inNetwork, nextHopVpnTunnel: "tunnel" },
  "gcp:compute/router:Router": inNetwork,
  "gcp:compute/routerInterface:RouterInterface": { router: "router", vpnTunnel: "tunnel", subnetwork: "subnetwork" },
  "gcp:compute/routerNat:RouterNat": { router: "router", natIps: "address", "subnetworks.name": "subnetwork" },
  "gcp:compute/routerPeer:RouterPeer": { router: "router" },
  "gcp:compute/securityPolicyRule:SecurityPolicyRule": { securityPolicy: "securityPolicy" },
  "gcp:compute/snapshot:Snapshot": { sourceDisk: "disk" },
  "gcp:compute/subnetwork:Subnetwork": inNetwork,
  "gcp:compute/targetHttpProxy:TargetHttpProxy": { urlMap: "urlMap" },
  "gcp:compute/targetHttpsProxy:TargetHttpsProxy": {
    urlMap: "urlMap",
    sslCertificates: "sslCertificate",
    sslPolicy: "sslPolicy",
  },
  "gcp:compute/targetPool:TargetPool": { healthChecks: "healthCheck" },
  "gcp:compute/targetSSLProxy:TargetSSLProxy": { backendService: "backend", sslCertificates: "sslCertificate" },
  "gcp:compute/targetTCPProxy:TargetTCPProxy": { backendService: "backend" },
  "gcp:compute/uRLMap:URLMap": urlMap,
  "gcp:compute/vPNGateway:VPNGateway": inNetwork,
  "gcp:compute/vPNTunnel:VPNTunnel": {
    vpnGateway: "haVpnGateway",
    targetVpnGateway: "vpnGateway",
    peerExternalGateway: "externalGateway",
    router: "router",
  },
  "gcp:container/cluster:Cluster": { ...inNetwork, subnetwork: "subnetwork" },
  "gcp:container/nodePool:NodePool": { cluster: "cluster" },
  "gcp:dns/policy:Policy": { "networks.networkUrl": "network" },
  "gcp:dns/recordSet:RecordSet": { managedZone: "zone" },
  "gcp:filestore/instance:Instance": { "networks.network": "network" },
  "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider": { workloadIdentityPoolId: "pool" },
  "gcp:kms/cryptoKey:CryptoKey": { keyRing: "keyRing" },
  "gcp:pubsub/subscription:Subscription": { topic: "topic", "deadLetterPolicy.deadLetterTopic": "topic" },
  "gcp:pubsub/topic:Topic": { "schemaSettings.schema": "schema", kmsKeyName: "key" },
  "gcp:redis/instance:Instance": { authorizedNetwork: "network" },
  "gcp:secretmanager/secretVersion:SecretVersion": { secret: "secret" },
  "gcp:serviceaccount/key:Key": { serviceAccountId: "account" },
  "gcp:servicenetworking/connection:Connection": { ...inNetwork, reservedPeeringRanges: "globalAddress" },
  "gcp:spanner/database:Database": { instance: "spannerInstance" },
  "gcp:sql/database:Database": { instance: "sqlInstance" },
  "gcp:sql/databaseInstance:DatabaseInstance": {
    "settings.ipConfiguration.privateNetwork": "network",
    masterInstanceName: "sqlInstance",
    encryptionKeyName: "key",
  },
  "gcp:sql/sslCert:SslCert": { instance: "sqlInstance" },
  "gcp:sql/user:User": { instance: "sqlInstance" },
  "gcp:storage/bucket:Bucket": { "encryption.defaultKmsKeyName": "key" },
  "gcp:storage/bucketIAMMember:BucketIAMMember": { bucket: "bucket" },
  "gcp:storage/bucketObject:BucketObject": { bucket: "bucket" },
  "gcp:vpcaccess/connector:Connector": { ...inNetwork, "subnet.name": "subnetwork" },
  ...iam("artifactregistry.Repository", "repository", "repository"),
  ...iam("bigquery.Dataset", "datasetId", "dataset"),
  ...iam("cloudfunctions.Function", "cloudFunction", "functionV1"),
  ...iam("cloudfunctionsv2.Function", "cloudFunction", "function"),
  ...iam("cloudrunv2.Job", "name", "runJob"),
  ...iam("cloudrunv2.Service", "name", "runService"),
  ...iam("cloudrun.", "service", "runService"),
  ...iam("cloudtasks.Queue", "name", "queue"),
  ...iam("kms.CryptoKey", "cryptoKeyId", "key", true),
  ...iam("kms.KeyRing", "keyRingId", "keyRing", true),
  ...iam("pubsub.Subscription", "subscription", "subscription", true),
  ...iam("pubsub.Topic", "topic", "topic", true),
  ...iam("secretmanager.Secret", "secretId", "secret"),
  ...iam("serviceaccount.", "serviceAccountId", "account", true),
};
