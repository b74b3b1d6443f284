// Made by `npm run rules` from the files of this folder: one rule a file.
import type { Rule } from "../core/rule.js";
import { awsApigwAuth } from "./aws/apigw/auth.js";
import { awsApigwLogs } from "./aws/apigw/logs.js";
import { awsCdnHttps } from "./aws/cdn/https.js";
import { awsCdnS3Oac } from "./aws/cdn/s3-oac.js";
import { awsCdnTls } from "./aws/cdn/tls.js";
import { awsDocdbNeptuneEncrypted } from "./aws/docdb/neptune-encrypted.js";
import { awsDynamodbKey } from "./aws/dynamodb/key.js";
import { awsDynamodbPitr } from "./aws/dynamodb/pitr.js";
import { awsEc2EbsEncrypted } from "./aws/ec2/ebs-encrypted.js";
import { awsEc2Imdsv2 } from "./aws/ec2/imdsv2.js";
import { awsEc2PublicIp } from "./aws/ec2/public-ip.js";
import { awsEksPublicEndpoint } from "./aws/eks/public-endpoint.js";
import { awsElasticacheEncryption } from "./aws/elasticache/encryption.js";
import { awsLambdaUrlAuth } from "./aws/lambda/url-auth.js";
import { awsLbAccessLog } from "./aws/lb/access-log.js";
import { awsLbDeleteProtection } from "./aws/lb/delete-protection.js";
import { awsLbDropHeaders } from "./aws/lb/drop-headers.js";
import { awsLbHttps } from "./aws/lb/https.js";
import { awsLbTlsPolicy } from "./aws/lb/tls-policy.js";
import { awsLbWaf } from "./aws/lb/waf.js";
import { awsMskSecure } from "./aws/msk/secure.js";
import { awsNetDefaultSgClosed } from "./aws/net/default-sg-closed.js";
import { awsNetFlowLogs } from "./aws/net/flow-logs.js";
import { awsNetSshOpen } from "./aws/net/ssh-open.js";
import { awsNetSubnetPublicIp } from "./aws/net/subnet-public-ip.js";
import { awsOpensearchSecure } from "./aws/opensearch/secure.js";
import { awsRdsBackup } from "./aws/rds/backup.js";
import { awsRdsDeleteProtection } from "./aws/rds/delete-protection.js";
import { awsRdsEncrypted } from "./aws/rds/encrypted.js";
import { awsRdsForceTls } from "./aws/rds/force-tls.js";
import { awsRdsLiteralPassword } from "./aws/rds/literal-password.js";
import { awsRdsLogExports } from "./aws/rds/log-exports.js";
import { awsRdsMinorUpgrade } from "./aws/rds/minor-upgrade.js";
import { awsRdsMultiAz } from "./aws/rds/multi-az.js";
import { awsRdsPublic } from "./aws/rds/public.js";
import { awsRedshiftSecure } from "./aws/redshift/secure.js";
import { awsS3PolicyPublic } from "./aws/s3/policy-public.js";
import { awsS3PublicAccessBlock } from "./aws/s3/public-access-block.js";
import { awsS3PublicAcl } from "./aws/s3/public-acl.js";
import { awsS3TlsOnly } from "./aws/s3/tls-only.js";
import { awsS3Versioning } from "./aws/s3/versioning.js";
import { azAciNetwork } from "./azure/aci/network.js";
import { azAcrAdmin } from "./azure/acr/admin.js";
import { azAcrNetwork } from "./azure/acr/network.js";
import { azAksApiAccess } from "./azure/aks/api-access.js";
import { azAksHostEncryption } from "./azure/aks/host-encryption.js";
import { azAksLocalAccounts } from "./azure/aks/local-accounts.js";
import { azAksMonitoring } from "./azure/aks/monitoring.js";
import { azAksNetworkPolicy } from "./azure/aks/network-policy.js";
import { azAksNodePublicIp } from "./azure/aks/node-public-ip.js";
import { azAksRbac } from "./azure/aks/rbac.js";
import { azAksUpgrade } from "./azure/aks/upgrade.js";
import { azAppgwTls } from "./azure/appgw/tls.js";
import { azAppgwWaf } from "./azure/appgw/waf.js";
import { azBusLocalAuth } from "./azure/bus/local-auth.js";
import { azBusNetworkTls } from "./azure/bus/network-tls.js";
import { azCosmosLocalAuth } from "./azure/cosmos/local-auth.js";
import { azCosmosNetwork } from "./azure/cosmos/network.js";
import { azDiagSettings } from "./azure/diag/settings.js";
import { azDiskCustomerKey } from "./azure/disk/customer-key.js";
import { azDiskPublicNetwork } from "./azure/disk/public-network.js";
import { azIothubNetwork } from "./azure/iothub/network.js";
import { azKvAccessAll } from "./azure/kv/access-all.js";
import { azKvExpiry } from "./azure/kv/expiry.js";
import { azKvNetwork } from "./azure/kv/network.js";
import { azKvPurgeProtection } from "./azure/kv/purge-protection.js";
import { azKvRbac } from "./azure/kv/rbac.js";
import { azLawRetention } from "./azure/law/retention.js";
import { azNetDataPortsOpen } from "./azure/net/data-ports-open.js";
import { azNetFlowLogs } from "./azure/net/flow-logs.js";
import { azNetHttpOpen } from "./azure/net/http-open.js";
import { azNetIpForwarding } from "./azure/net/ip-forwarding.js";
import { azNetNicPublicIp } from "./azure/net/nic-public-ip.js";
import { azNetRdpOpen } from "./azure/net/rdp-open.js";
import { azNetSshOpen } from "./azure/net/ssh-open.js";
import { azNetSubnetNsg } from "./azure/net/subnet-nsg.js";
import { azNetUdpOpen } from "./azure/net/udp-open.js";
import { azStorageBlobPublic } from "./azure/storage/blob-public.js";
import { azStorageHttps } from "./azure/storage/https.js";
import { azStorageTls } from "./azure/storage/tls.js";
import { gcpBqPublic } from "./gcp/bq/public.js";
import { gcpDnsDnssec } from "./gcp/dns/dnssec.js";
import { gcpFnIngress } from "./gcp/fn/ingress.js";
import { gcpFwSshOpen } from "./gcp/fw/ssh-open.js";
import { gcpGcsPublic } from "./gcp/gcs/public.js";
import { gcpGcsPublicPrevention } from "./gcp/gcs/public-prevention.js";
import { gcpGcsUniformAccess } from "./gcp/gcs/uniform-access.js";
import { gcpGkeAuthorizedNetworks } from "./gcp/gke/authorized-networks.js";
import { gcpGkeBinaryAuth } from "./gcp/gke/binary-auth.js";
import { gcpGkeLegacyAuth } from "./gcp/gke/legacy-auth.js";
import { gcpGkeNetworkPolicy } from "./gcp/gke/network-policy.js";
import { gcpGkeNodeSa } from "./gcp/gke/node-sa.js";
import { gcpGkeNodeUpgrade } from "./gcp/gke/node-upgrade.js";
import { gcpGkePrivateNodes } from "./gcp/gke/private-nodes.js";
import { gcpGkeShieldedNodes } from "./gcp/gke/shielded-nodes.js";
import { gcpGkeWorkloadIdentity } from "./gcp/gke/workload-identity.js";
import { gcpLogSinkBucket } from "./gcp/log/sink-bucket.js";
import { gcpNetFlowLogs } from "./gcp/net/flow-logs.js";
import { gcpPubsubPublic } from "./gcp/pubsub/public.js";
import { gcpRedisSecure } from "./gcp/redis/secure.js";
import { gcpRegistryPublic } from "./gcp/registry/public.js";
import { gcpRunPublic } from "./gcp/run/public.js";
import { gcpSecretRotation } from "./gcp/secret/rotation.js";
import { gcpSpannerProtect } from "./gcp/spanner/protect.js";
import { gcpSqlBackup } from "./gcp/sql/backup.js";
import { gcpSqlFlags } from "./gcp/sql/flags.js";
import { gcpSqlOpen } from "./gcp/sql/open.js";
import { gcpSqlPublicIp } from "./gcp/sql/public-ip.js";
import { gcpSqlRootHost } from "./gcp/sql/root-host.js";
import { gcpSqlTls } from "./gcp/sql/tls.js";
import { gcpVmPublicIp } from "./gcp/vm/public-ip.js";
import { k8sRunAsNonRoot } from "./kubernetes/run-as-non-root.js";

/** Every rule of the pack, by id. */
export const rules: readonly Rule[] = [
  awsApigwAuth,
  awsApigwLogs,
  awsCdnHttps,
  awsCdnS3Oac,
  awsCdnTls,
  awsDocdbNeptuneEncrypted,
  awsDynamodbKey,
  awsDynamodbPitr,
  awsEc2EbsEncrypted,
  awsEc2Imdsv2,
  awsEc2PublicIp,
  awsEksPublicEndpoint,
  awsElasticacheEncryption,
  awsLambdaUrlAuth,
  awsLbAccessLog,
  awsLbDeleteProtection,
  awsLbDropHeaders,
  awsLbHttps,
  awsLbTlsPolicy,
  awsLbWaf,
  awsMskSecure,
  awsNetDefaultSgClosed,
  awsNetFlowLogs,
  awsNetSshOpen,
  awsNetSubnetPublicIp,
  awsOpensearchSecure,
  awsRdsBackup,
  awsRdsDeleteProtection,
  awsRdsEncrypted,
  awsRdsForceTls,
  awsRdsLiteralPassword,
  awsRdsLogExports,
  awsRdsMinorUpgrade,
  awsRdsMultiAz,
  awsRdsPublic,
  awsRedshiftSecure,
  awsS3PolicyPublic,
  awsS3PublicAccessBlock,
  awsS3PublicAcl,
  awsS3TlsOnly,
  awsS3Versioning,
  azAciNetwork,
  azAcrAdmin,
  azAcrNetwork,
  azAksApiAccess,
  azAksHostEncryption,
  azAksLocalAccounts,
  azAksMonitoring,
  azAksNetworkPolicy,
  azAksNodePublicIp,
  azAksRbac,
  azAksUpgrade,
  azAppgwTls,
  azAppgwWaf,
  azBusLocalAuth,
  azBusNetworkTls,
  azCosmosLocalAuth,
  azCosmosNetwork,
  azDiagSettings,
  azDiskCustomerKey,
  azDiskPublicNetwork,
  azIothubNetwork,
  azKvAccessAll,
  azKvExpiry,
  azKvNetwork,
  azKvPurgeProtection,
  azKvRbac,
  azLawRetention,
  azNetDataPortsOpen,
  azNetFlowLogs,
  azNetHttpOpen,
  azNetIpForwarding,
  azNetNicPublicIp,
  azNetRdpOpen,
  azNetSshOpen,
  azNetSubnetNsg,
  azNetUdpOpen,
  azStorageBlobPublic,
  azStorageHttps,
  azStorageTls,
  gcpBqPublic,
  gcpDnsDnssec,
  gcpFnIngress,
  gcpFwSshOpen,
  gcpGcsPublic,
  gcpGcsPublicPrevention,
  gcpGcsUniformAccess,
  gcpGkeAuthorizedNetworks,
  gcpGkeBinaryAuth,
  gcpGkeLegacyAuth,
  gcpGkeNetworkPolicy,
  gcpGkeNodeSa,
  gcpGkeNodeUpgrade,
  gcpGkePrivateNodes,
  gcpGkeShieldedNodes,
  gcpGkeWorkloadIdentity,
  gcpLogSinkBucket,
  gcpNetFlowLogs,
  gcpPubsubPublic,
  gcpRedisSecure,
  gcpRegistryPublic,
  gcpRunPublic,
  gcpSecretRotation,
  gcpSpannerProtect,
  gcpSqlBackup,
  gcpSqlFlags,
  gcpSqlOpen,
  gcpSqlPublicIp,
  gcpSqlRootHost,
  gcpSqlTls,
  gcpVmPublicIp,
  k8sRunAsNonRoot,
];
