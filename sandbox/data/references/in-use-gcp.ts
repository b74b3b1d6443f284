import type { InUse } from "./model.js";

const doc = "https://cloud.google.com";

/** Compute Engine's answer to every delete of what is still referred to. */
const compute = (by: readonly string[]): InUse => ({
  code: "Error 400",
  text: "The resource '{id}' is already being used by '{by}', resourceInUseByAnotherResource",
  by,
  source: `${doc}/compute/docs/troubleshooting/troubleshooting-resource-in-use`,
});

const machines = ["instance:Instance", "instanceFromTemplate:InstanceFromTemplate"];
const nics = (path: string) => machines.map((type) => `gcp:compute/${type}#networkInterfaces.${path}`);
const services = ["backendService:BackendService", "regionBackendService:RegionBackendService"];
const groups = services.map((type) => `gcp:compute/${type}#backends.group`);
const urlMaps = ["uRLMap:URLMap", "regionUrlMap:RegionUrlMap"].flatMap((type) =>
  ["defaultService", "pathMatchers.defaultService", "pathMatchers.pathRules.service"].map(
    (path) => `gcp:compute/${type}#${path}`,
  ),
);
const rules = (path: string) =>
  ["forwardingRule:ForwardingRule", "globalForwardingRule:GlobalForwardingRule"].map(
    (type) => `gcp:compute/${type}#${path}`,
  );
const proxies = (path: string, types: readonly string[]) => types.map((type) => `gcp:compute/${type}#${path}`);
const http = [
  "targetHttpProxy:TargetHttpProxy",
  "targetHttpsProxy:TargetHttpsProxy",
  "regionTargetHttpProxy:RegionTargetHttpProxy",
  "regionTargetHttpsProxy:RegionTargetHttpsProxy",
];
const tls = [
  "targetHttpsProxy:TargetHttpsProxy",
  "regionTargetHttpsProxy:RegionTargetHttpsProxy",
  "targetSSLProxy:TargetSSLProxy",
];
const backend = compute([
  ...urlMaps,
  "gcp:compute/forwardingRule:ForwardingRule#backendService",
  ...proxies("backendService", ["targetTCPProxy:TargetTCPProxy", "targetSSLProxy:TargetSSLProxy"]),
]);
const health = compute([
  ...services.map((type) => `gcp:compute/${type}#healthChecks`),
  "gcp:compute/instanceGroupManager:InstanceGroupManager#autoHealingPolicies.healthCheck",
  "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager#autoHealingPolicies.healthCheck",
  "gcp:compute/targetPool:TargetPool#healthChecks",
]);
const proxy = compute(rules("target"));
const endpoints = compute(groups);

/** What GCP refuses to delete while others use it, beside what the models of the types say. */
export const gcpInUse: Readonly<Record<string, InUse>> = {
  "gcp:bigquery/dataset:Dataset": {
    code: "Error 400",
    text: "Dataset {id} is still in use, resourceInUse",
    by: ["gcp:bigquery/table:Table#datasetId", "gcp:bigquery/routine:Routine#datasetId"],
    unless: "deleteContentsOnDestroy",
    source: `${doc}/bigquery/docs/managing-datasets#delete-datasets`,
  },
  "gcp:certificatemanager/certificateMap:CertificateMap": {
    code: "Error 400",
    text: "can't delete certificate map that is referenced by a CertificateMapEntry or a proxy: {id}, failedPrecondition",
    by: [
      "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry#map",
      "gcp:compute/targetHttpsProxy:TargetHttpsProxy#certificateMap",
    ],
    source: `${doc}/certificate-manager/docs/maps`,
  },
  "gcp:compute/address:Address": compute([
    ...rules("ipAddress"),
    ...nics("accessConfigs.natIp"),
    ...nics("networkIp"),
    "gcp:compute/vPNTunnel:VPNTunnel#peerIp",
  ]),
  "gcp:compute/backendBucket:BackendBucket": compute(urlMaps),
  "gcp:compute/backendService:BackendService": backend,
  "gcp:compute/disk:Disk": compute(machines.map((type) => `gcp:compute/${type}#attachedDisks.source`)),
  "gcp:compute/externalVpnGateway:ExternalVpnGateway": compute(["gcp:compute/vPNTunnel:VPNTunnel#peerExternalGateway"]),
  "gcp:compute/globalAddress:GlobalAddress": compute(rules("ipAddress")),
  "gcp:compute/globalNetworkEndpointGroup:GlobalNetworkEndpointGroup": endpoints,
  "gcp:compute/haVpnGateway:HaVpnGateway": compute(["gcp:compute/vPNTunnel:VPNTunnel#vpnGateway"]),
  "gcp:compute/healthCheck:HealthCheck": health,
  "gcp:compute/instanceGroup:InstanceGroup": endpoints,
  "gcp:compute/instanceGroupManager:InstanceGroupManager": compute([
    ...groups,
    "gcp:compute/autoscaler:Autoscaler#target",
  ]),
  "gcp:compute/instanceTemplate:InstanceTemplate": compute([
    "gcp:compute/instanceGroupManager:InstanceGroupManager#versions.instanceTemplate",
    "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager#versions.instanceTemplate",
  ]),
  "gcp:compute/managedSslCertificate:ManagedSslCertificate": compute(proxies("sslCertificates", tls)),
  "gcp:compute/network:Network": compute([
    ...nics("network"),
    "gcp:compute/haVpnGateway:HaVpnGateway#network",
    "gcp:compute/vPNGateway:VPNGateway#network",
    "gcp:compute/forwardingRule:ForwardingRule#network",
    "gcp:compute/networkEndpointGroup:NetworkEndpointGroup#network",
    "gcp:compute/networkFirewallPolicyAssociation:NetworkFirewallPolicyAssociation#attachmentTarget",
    "gcp:vpcaccess/connector:Connector#network",
    "gcp:filestore/instance:Instance#networks.network",
  ]),
  "gcp:compute/networkEndpointGroup:NetworkEndpointGroup": endpoints,
  "gcp:compute/networkFirewallPolicy:NetworkFirewallPolicy": compute([
    "gcp:compute/networkFirewallPolicyAssociation:NetworkFirewallPolicyAssociation#firewallPolicy",
  ]),
  "gcp:compute/regionBackendService:RegionBackendService": backend,
  "gcp:compute/regionHealthCheck:RegionHealthCheck": health,
  "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager": compute([
    ...groups,
    "gcp:compute/regionAutoscaler:RegionAutoscaler#target",
  ]),
  "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup": endpoints,
  "gcp:compute/regionTargetHttpProxy:RegionTargetHttpProxy": proxy,
  "gcp:compute/regionTargetHttpsProxy:RegionTargetHttpsProxy": proxy,
  "gcp:compute/regionUrlMap:RegionUrlMap": compute(proxies("urlMap", http)),
  "gcp:compute/resourcePolicy:ResourcePolicy": compute([
    "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment#name",
    "gcp:compute/instance:Instance#resourcePolicies",
  ]),
  "gcp:compute/router:Router": compute([
    "gcp:compute/vPNTunnel:VPNTunnel#router",
    "gcp:compute/interconnectAttachment:InterconnectAttachment#router",
  ]),
  "gcp:compute/sSLCertificate:SSLCertificate": compute(proxies("sslCertificates", tls)),
  "gcp:compute/sSLPolicy:SSLPolicy": compute(["gcp:compute/targetHttpsProxy:TargetHttpsProxy#sslPolicy"]),
  "gcp:compute/securityPolicy:SecurityPolicy": compute(services.map((type) => `gcp:compute/${type}#securityPolicy`)),
  "gcp:compute/subnetwork:Subnetwork": compute([
    ...nics("subnetwork"),
    "gcp:compute/forwardingRule:ForwardingRule#subnetwork",
    "gcp:compute/networkEndpointGroup:NetworkEndpointGroup#subnetwork",
    "gcp:vpcaccess/connector:Connector#subnet.name",
  ]),
  "gcp:compute/targetHttpProxy:TargetHttpProxy": proxy,
  "gcp:compute/targetHttpsProxy:TargetHttpsProxy": proxy,
  "gcp:compute/targetSSLProxy:TargetSSLProxy": proxy,
  "gcp:compute/targetTCPProxy:TargetTCPProxy": proxy,
  "gcp:compute/uRLMap:URLMap": compute(proxies("urlMap", http)),
  "gcp:compute/vPNGateway:VPNGateway": compute(["gcp:compute/vPNTunnel:VPNTunnel#targetVpnGateway"]),
  "gcp:dns/managedZone:ManagedZone": {
    code: "Error 400",
    text: "The resource named '{id}' cannot be deleted because it contains one or more 'resource records'., containerNotEmpty",
    by: ["gcp:dns/recordSet:RecordSet#managedZone"],
    unless: "forceDestroy",
    source: `${doc}/dns/docs/zones#delete-zone`,
  },
  "gcp:spanner/instance:Instance": {
    code: "Error 400",
    text: "Cannot delete instance {id} because it contains databases, failedPrecondition",
    by: ["gcp:spanner/database:Database#instance"],
    unless: "forceDestroy",
    source: `${doc}/spanner/docs/create-manage-instances#delete-instance`,
  },
};
