// Made by `npm run rules` from the files of this folder: one rule a file.
import { documented } from "../core/docs.js";
import type { Rule } from "../core/rule.js";
import { awsApigwAuth } from "./aws/apigw/auth.js";
import { awsApigwLogs } from "./aws/apigw/logs.js";
import { awsBackupVaultKey } from "./aws/backup/vault-key.js";
import { awsCdnHttps } from "./aws/cdn/https.js";
import { awsCdnS3Oac } from "./aws/cdn/s3-oac.js";
import { awsCdnTls } from "./aws/cdn/tls.js";
import { awsDocdbNeptuneEncrypted } from "./aws/docdb/neptune-encrypted.js";
import { awsDynamodbKey } from "./aws/dynamodb/key.js";
import { awsDynamodbPitr } from "./aws/dynamodb/pitr.js";
import { awsEc2AmiPublic } from "./aws/ec2/ami-public.js";
import { awsEc2EbsDefaultEncryption } from "./aws/ec2/ebs-default-encryption.js";
import { awsEc2EbsEncrypted } from "./aws/ec2/ebs-encrypted.js";
import { awsEc2ImdsHops } from "./aws/ec2/imds-hops.js";
import { awsEc2Imdsv2 } from "./aws/ec2/imdsv2.js";
import { awsEc2InstanceRole } from "./aws/ec2/instance-role.js";
import { awsEc2PublicIp } from "./aws/ec2/public-ip.js";
import { awsEc2UserdataSecret } from "./aws/ec2/userdata-secret.js";
import { awsEcrImmutable } from "./aws/ecr/immutable.js";
import { awsEcrPublicPolicy } from "./aws/ecr/public-policy.js";
import { awsEcrScan } from "./aws/ecr/scan.js";
import { awsEcsEnvSecret } from "./aws/ecs/env-secret.js";
import { awsEcsPrivileged } from "./aws/ecs/privileged.js";
import { awsEcsPublicIp } from "./aws/ecs/public-ip.js";
import { awsEfsAccessPoint } from "./aws/efs/access-point.js";
import { awsEfsEncrypted } from "./aws/efs/encrypted.js";
import { awsEksLogs } from "./aws/eks/logs.js";
import { awsEksNodeSsh } from "./aws/eks/node-ssh.js";
import { awsEksPublicEndpoint } from "./aws/eks/public-endpoint.js";
import { awsEksSecretsKey } from "./aws/eks/secrets-key.js";
import { awsEksVersion } from "./aws/eks/version.js";
import { awsElasticacheEncryption } from "./aws/elasticache/encryption.js";
import { awsGuarddutyOn } from "./aws/guardduty/on.js";
import { awsIamAccessKey } from "./aws/iam/access-key.js";
import { awsIamAdminAttached } from "./aws/iam/admin-attached.js";
import { awsIamAdminPolicy } from "./aws/iam/admin-policy.js";
import { awsIamOidcSubject } from "./aws/iam/oidc-subject.js";
import { awsIamPasswordPolicy } from "./aws/iam/password-policy.js";
import { awsIamPrivilegeEscalation } from "./aws/iam/privilege-escalation.js";
import { awsIamTrustAnyone } from "./aws/iam/trust-anyone.js";
import { awsIamUserDirectPolicy } from "./aws/iam/user-direct-policy.js";
import { awsIamWildcardWrite } from "./aws/iam/wildcard-write.js";
import { awsIotLogging } from "./aws/iot/logging.js";
import { awsIotPolicyWide } from "./aws/iot/policy-wide.js";
import { awsKinesisEncrypted } from "./aws/kinesis/encrypted.js";
import { awsKmsPolicyPublic } from "./aws/kms/policy-public.js";
import { awsKmsRotation } from "./aws/kms/rotation.js";
import { awsLambdaEnvSecret } from "./aws/lambda/env-secret.js";
import { awsLambdaPublicPermission } from "./aws/lambda/public-permission.js";
import { awsLambdaRuntime } from "./aws/lambda/runtime.js";
import { awsLambdaTracing } from "./aws/lambda/tracing.js";
import { awsLambdaUrlAuth } from "./aws/lambda/url-auth.js";
import { awsLbAccessLog } from "./aws/lb/access-log.js";
import { awsLbDeleteProtection } from "./aws/lb/delete-protection.js";
import { awsLbDropHeaders } from "./aws/lb/drop-headers.js";
import { awsLbHttps } from "./aws/lb/https.js";
import { awsLbTlsPolicy } from "./aws/lb/tls-policy.js";
import { awsLbWaf } from "./aws/lb/waf.js";
import { awsLogsRetention } from "./aws/logs/retention.js";
import { awsMskSecure } from "./aws/msk/secure.js";
import { awsNetAllPortsOpen } from "./aws/net/all-ports-open.js";
import { awsNetDataPortsOpen } from "./aws/net/data-ports-open.js";
import { awsNetDefaultSgClosed } from "./aws/net/default-sg-closed.js";
import { awsNetDefaultVpc } from "./aws/net/default-vpc.js";
import { awsNetEgressAll } from "./aws/net/egress-all.js";
import { awsNetFlowLogs } from "./aws/net/flow-logs.js";
import { awsNetHttpOpen } from "./aws/net/http-open.js";
import { awsNetNaclAdminOpen } from "./aws/net/nacl-admin-open.js";
import { awsNetPeeringWideRoute } from "./aws/net/peering-wide-route.js";
import { awsNetRdpOpen } from "./aws/net/rdp-open.js";
import { awsNetSgDescription } from "./aws/net/sg-description.js";
import { awsNetSgUnused } from "./aws/net/sg-unused.js";
import { awsNetSshOpen } from "./aws/net/ssh-open.js";
import { awsNetSubnetPublicIp } from "./aws/net/subnet-public-ip.js";
import { awsOpensearchSecure } from "./aws/opensearch/secure.js";
import { awsProviderStaticKeys } from "./aws/provider/static-keys.js";
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
import { awsS3AccessLog } from "./aws/s3/access-log.js";
import { awsS3AccessPointBlock } from "./aws/s3/access-point-block.js";
import { awsS3AclDisabled } from "./aws/s3/acl-disabled.js";
import { awsS3EncryptionKms } from "./aws/s3/encryption-kms.js";
import { awsS3PolicyPublic } from "./aws/s3/policy-public.js";
import { awsS3PublicAccessBlock } from "./aws/s3/public-access-block.js";
import { awsS3PublicAcl } from "./aws/s3/public-acl.js";
import { awsS3TlsOnly } from "./aws/s3/tls-only.js";
import { awsS3Versioning } from "./aws/s3/versioning.js";
import { awsSecretRotation } from "./aws/secret/rotation.js";
import { awsSnsEncrypted } from "./aws/sns/encrypted.js";
import { awsSnsPublic } from "./aws/sns/public.js";
import { awsSqsEncrypted } from "./aws/sqs/encrypted.js";
import { awsSqsPublic } from "./aws/sqs/public.js";
import { awsSsmSecureString } from "./aws/ssm/secure-string.js";
import { awsTrailComplete } from "./aws/trail/complete.js";
import { awsTrailKey } from "./aws/trail/key.js";
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
import { azPgGeoBackup } from "./azure/pg/geo-backup.js";
import { azPgPublic } from "./azure/pg/public.js";
import { azPgSecureTransport } from "./azure/pg/secure-transport.js";
import { azRedisSecure } from "./azure/redis/secure.js";
import { azRoleCustomStar } from "./azure/role/custom-star.js";
import { azRoleOwnerWide } from "./azure/role/owner-wide.js";
import { azSqlAuditing } from "./azure/sql/auditing.js";
import { azSqlEntraAdmin } from "./azure/sql/entra-admin.js";
import { azSqlFirewallAny } from "./azure/sql/firewall-any.js";
import { azSqlPublic } from "./azure/sql/public.js";
import { azSqlTde } from "./azure/sql/tde.js";
import { azSqlTls } from "./azure/sql/tls.js";
import { azStorageBlobPublic } from "./azure/storage/blob-public.js";
import { azStorageHttps } from "./azure/storage/https.js";
import { azStorageNetworkDeny } from "./azure/storage/network-deny.js";
import { azStoragePrivateEndpoint } from "./azure/storage/private-endpoint.js";
import { azStorageSharedKey } from "./azure/storage/shared-key.js";
import { azStorageSoftDelete } from "./azure/storage/soft-delete.js";
import { azStorageTls } from "./azure/storage/tls.js";
import { azVmHostEncryption } from "./azure/vm/host-encryption.js";
import { azVmManagedDisk } from "./azure/vm/managed-disk.js";
import { azVmSshKeyOnly } from "./azure/vm/ssh-key-only.js";
import { azVmTrustedLaunch } from "./azure/vm/trusted-launch.js";
import { azVmUserdataSecret } from "./azure/vm/userdata-secret.js";
import { azWebCors } from "./azure/web/cors.js";
import { azWebDebug } from "./azure/web/debug.js";
import { azWebFtp } from "./azure/web/ftp.js";
import { azWebHttps } from "./azure/web/https.js";
import { azWebIdentity } from "./azure/web/identity.js";
import { azWebTls } from "./azure/web/tls.js";
import { gcpBqPublic } from "./gcp/bq/public.js";
import { gcpDnsDnssec } from "./gcp/dns/dnssec.js";
import { gcpFnIngress } from "./gcp/fn/ingress.js";
import { gcpFwAllOpen } from "./gcp/fw/all-open.js";
import { gcpFwHttpOpen } from "./gcp/fw/http-open.js";
import { gcpFwRdpOpen } from "./gcp/fw/rdp-open.js";
import { gcpFwSshOpen } from "./gcp/fw/ssh-open.js";
import { gcpGcsLog } from "./gcp/gcs/log.js";
import { gcpGcsPublic } from "./gcp/gcs/public.js";
import { gcpGcsPublicPrevention } from "./gcp/gcs/public-prevention.js";
import { gcpGcsUniformAccess } from "./gcp/gcs/uniform-access.js";
import { gcpGcsVersioning } from "./gcp/gcs/versioning.js";
import { gcpGkeAuthorizedNetworks } from "./gcp/gke/authorized-networks.js";
import { gcpGkeBinaryAuth } from "./gcp/gke/binary-auth.js";
import { gcpGkeLegacyAuth } from "./gcp/gke/legacy-auth.js";
import { gcpGkeNetworkPolicy } from "./gcp/gke/network-policy.js";
import { gcpGkeNodeSa } from "./gcp/gke/node-sa.js";
import { gcpGkeNodeUpgrade } from "./gcp/gke/node-upgrade.js";
import { gcpGkePrivateNodes } from "./gcp/gke/private-nodes.js";
import { gcpGkeShieldedNodes } from "./gcp/gke/shielded-nodes.js";
import { gcpGkeWorkloadIdentity } from "./gcp/gke/workload-identity.js";
import { gcpIamAuditLog } from "./gcp/iam/audit-log.js";
import { gcpIamBasicRoles } from "./gcp/iam/basic-roles.js";
import { gcpIamDefaultSa } from "./gcp/iam/default-sa.js";
import { gcpIamSaAdmin } from "./gcp/iam/sa-admin.js";
import { gcpIamSaKey } from "./gcp/iam/sa-key.js";
import { gcpIamWifCondition } from "./gcp/iam/wif-condition.js";
import { gcpKmsPublic } from "./gcp/kms/public.js";
import { gcpKmsRotation } from "./gcp/kms/rotation.js";
import { gcpLogSinkBucket } from "./gcp/log/sink-bucket.js";
import { gcpNetAuto } from "./gcp/net/auto.js";
import { gcpNetFlowLogs } from "./gcp/net/flow-logs.js";
import { gcpNetPrivateGoogle } from "./gcp/net/private-google.js";
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
import { gcpSslPolicy } from "./gcp/ssl/policy.js";
import { gcpVmDefaultSa } from "./gcp/vm/default-sa.js";
import { gcpVmIpForward } from "./gcp/vm/ip-forward.js";
import { gcpVmOsLogin } from "./gcp/vm/os-login.js";
import { gcpVmProjectSshKeys } from "./gcp/vm/project-ssh-keys.js";
import { gcpVmPublicIp } from "./gcp/vm/public-ip.js";
import { gcpVmSerialPort } from "./gcp/vm/serial-port.js";
import { gcpVmShielded } from "./gcp/vm/shielded.js";
import { gcpVmStartupSecret } from "./gcp/vm/startup-secret.js";
import { k8sApparmorSelinux } from "./kubernetes/apparmor-selinux.js";
import { k8sCapsAdded } from "./kubernetes/caps-added.js";
import { k8sCapsDropAll } from "./kubernetes/caps-drop-all.js";
import { k8sDefaultNamespace } from "./kubernetes/default-namespace.js";
import { k8sDefaultSaBound } from "./kubernetes/default-sa-bound.js";
import { k8sEnvSecret } from "./kubernetes/env-secret.js";
import { k8sHelmOpaque } from "./kubernetes/helm-opaque.js";
import { k8sHostNamespaces } from "./kubernetes/host-namespaces.js";
import { k8sHostPath } from "./kubernetes/host-path.js";
import { k8sHostPort } from "./kubernetes/host-port.js";
import { k8sImageRegistry } from "./kubernetes/image-registry.js";
import { k8sImageTag } from "./kubernetes/image-tag.js";
import { k8sIngressSnippets } from "./kubernetes/ingress-snippets.js";
import { k8sIngressTls } from "./kubernetes/ingress-tls.js";
import { k8sLimits } from "./kubernetes/limits.js";
import { k8sNetworkPolicy } from "./kubernetes/network-policy.js";
import { k8sNsPssLabel } from "./kubernetes/ns-pss-label.js";
import { k8sPdbZero } from "./kubernetes/pdb-zero.js";
import { k8sPrivEscalation } from "./kubernetes/priv-escalation.js";
import { k8sPrivileged } from "./kubernetes/privileged.js";
import { k8sProbeHost } from "./kubernetes/probe-host.js";
import { k8sProbes } from "./kubernetes/probes.js";
import { k8sRbacAnonymous } from "./kubernetes/rbac-anonymous.js";
import { k8sRbacClusterAdmin } from "./kubernetes/rbac-cluster-admin.js";
import { k8sRbacEscalation } from "./kubernetes/rbac-escalation.js";
import { k8sRbacSecrets } from "./kubernetes/rbac-secrets.js";
import { k8sRbacWebhooks } from "./kubernetes/rbac-webhooks.js";
import { k8sRbacWildcard } from "./kubernetes/rbac-wildcard.js";
import { k8sReadonlyRoot } from "./kubernetes/readonly-root.js";
import { k8sRunAsNonRoot } from "./kubernetes/run-as-non-root.js";
import { k8sSaToken } from "./kubernetes/sa-token.js";
import { k8sSeccomp } from "./kubernetes/seccomp.js";
import { k8sSeccompUnconfined } from "./kubernetes/seccomp-unconfined.js";
import { k8sSvcPublic } from "./kubernetes/svc-public.js";
import { k8sSysctls } from "./kubernetes/sysctls.js";
import { k8sVolumeTypes } from "./kubernetes/volume-types.js";
import { k8sWindowsHostprocess } from "./kubernetes/windows-hostprocess.js";

/** Every rule of the pack, by id. */
export const rules: readonly Rule[] = documented([
  awsApigwAuth,
  awsApigwLogs,
  awsBackupVaultKey,
  awsCdnHttps,
  awsCdnS3Oac,
  awsCdnTls,
  awsDocdbNeptuneEncrypted,
  awsDynamodbKey,
  awsDynamodbPitr,
  awsEc2AmiPublic,
  awsEc2EbsDefaultEncryption,
  awsEc2EbsEncrypted,
  awsEc2ImdsHops,
  awsEc2Imdsv2,
  awsEc2InstanceRole,
  awsEc2PublicIp,
  awsEc2UserdataSecret,
  awsEcrImmutable,
  awsEcrPublicPolicy,
  awsEcrScan,
  awsEcsEnvSecret,
  awsEcsPrivileged,
  awsEcsPublicIp,
  awsEfsAccessPoint,
  awsEfsEncrypted,
  awsEksLogs,
  awsEksNodeSsh,
  awsEksPublicEndpoint,
  awsEksSecretsKey,
  awsEksVersion,
  awsElasticacheEncryption,
  awsGuarddutyOn,
  awsIamAccessKey,
  awsIamAdminAttached,
  awsIamAdminPolicy,
  awsIamOidcSubject,
  awsIamPasswordPolicy,
  awsIamPrivilegeEscalation,
  awsIamTrustAnyone,
  awsIamUserDirectPolicy,
  awsIamWildcardWrite,
  awsIotLogging,
  awsIotPolicyWide,
  awsKinesisEncrypted,
  awsKmsPolicyPublic,
  awsKmsRotation,
  awsLambdaEnvSecret,
  awsLambdaPublicPermission,
  awsLambdaRuntime,
  awsLambdaTracing,
  awsLambdaUrlAuth,
  awsLbAccessLog,
  awsLbDeleteProtection,
  awsLbDropHeaders,
  awsLbHttps,
  awsLbTlsPolicy,
  awsLbWaf,
  awsLogsRetention,
  awsMskSecure,
  awsNetAllPortsOpen,
  awsNetDataPortsOpen,
  awsNetDefaultSgClosed,
  awsNetDefaultVpc,
  awsNetEgressAll,
  awsNetFlowLogs,
  awsNetHttpOpen,
  awsNetNaclAdminOpen,
  awsNetPeeringWideRoute,
  awsNetRdpOpen,
  awsNetSgDescription,
  awsNetSgUnused,
  awsNetSshOpen,
  awsNetSubnetPublicIp,
  awsOpensearchSecure,
  awsProviderStaticKeys,
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
  awsS3AccessLog,
  awsS3AccessPointBlock,
  awsS3AclDisabled,
  awsS3EncryptionKms,
  awsS3PolicyPublic,
  awsS3PublicAccessBlock,
  awsS3PublicAcl,
  awsS3TlsOnly,
  awsS3Versioning,
  awsSecretRotation,
  awsSnsEncrypted,
  awsSnsPublic,
  awsSqsEncrypted,
  awsSqsPublic,
  awsSsmSecureString,
  awsTrailComplete,
  awsTrailKey,
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
  azPgGeoBackup,
  azPgPublic,
  azPgSecureTransport,
  azRedisSecure,
  azRoleCustomStar,
  azRoleOwnerWide,
  azSqlAuditing,
  azSqlEntraAdmin,
  azSqlFirewallAny,
  azSqlPublic,
  azSqlTde,
  azSqlTls,
  azStorageBlobPublic,
  azStorageHttps,
  azStorageNetworkDeny,
  azStoragePrivateEndpoint,
  azStorageSharedKey,
  azStorageSoftDelete,
  azStorageTls,
  azVmHostEncryption,
  azVmManagedDisk,
  azVmSshKeyOnly,
  azVmTrustedLaunch,
  azVmUserdataSecret,
  azWebCors,
  azWebDebug,
  azWebFtp,
  azWebHttps,
  azWebIdentity,
  azWebTls,
  gcpBqPublic,
  gcpDnsDnssec,
  gcpFnIngress,
  gcpFwAllOpen,
  gcpFwHttpOpen,
  gcpFwRdpOpen,
  gcpFwSshOpen,
  gcpGcsLog,
  gcpGcsPublic,
  gcpGcsPublicPrevention,
  gcpGcsUniformAccess,
  gcpGcsVersioning,
  gcpGkeAuthorizedNetworks,
  gcpGkeBinaryAuth,
  gcpGkeLegacyAuth,
  gcpGkeNetworkPolicy,
  gcpGkeNodeSa,
  gcpGkeNodeUpgrade,
  gcpGkePrivateNodes,
  gcpGkeShieldedNodes,
  gcpGkeWorkloadIdentity,
  gcpIamAuditLog,
  gcpIamBasicRoles,
  gcpIamDefaultSa,
  gcpIamSaAdmin,
  gcpIamSaKey,
  gcpIamWifCondition,
  gcpKmsPublic,
  gcpKmsRotation,
  gcpLogSinkBucket,
  gcpNetAuto,
  gcpNetFlowLogs,
  gcpNetPrivateGoogle,
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
  gcpSslPolicy,
  gcpVmDefaultSa,
  gcpVmIpForward,
  gcpVmOsLogin,
  gcpVmProjectSshKeys,
  gcpVmPublicIp,
  gcpVmSerialPort,
  gcpVmShielded,
  gcpVmStartupSecret,
  k8sApparmorSelinux,
  k8sCapsAdded,
  k8sCapsDropAll,
  k8sDefaultNamespace,
  k8sDefaultSaBound,
  k8sEnvSecret,
  k8sHelmOpaque,
  k8sHostNamespaces,
  k8sHostPath,
  k8sHostPort,
  k8sImageRegistry,
  k8sImageTag,
  k8sIngressSnippets,
  k8sIngressTls,
  k8sLimits,
  k8sNetworkPolicy,
  k8sNsPssLabel,
  k8sPdbZero,
  k8sPrivEscalation,
  k8sPrivileged,
  k8sProbeHost,
  k8sProbes,
  k8sRbacAnonymous,
  k8sRbacClusterAdmin,
  k8sRbacEscalation,
  k8sRbacSecrets,
  k8sRbacWebhooks,
  k8sRbacWildcard,
  k8sReadonlyRoot,
  k8sRunAsNonRoot,
  k8sSaToken,
  k8sSeccomp,
  k8sSeccompUnconfined,
  k8sSvcPublic,
  k8sSysctls,
  k8sVolumeTypes,
  k8sWindowsHostprocess,
]);
