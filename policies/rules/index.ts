// Made by `npm run rules` from the files of this folder: one rule a file.
import type { Rule } from "../core/rule.js";
import { awsEc2EbsEncrypted } from "./aws/ec2/ebs-encrypted.js";
import { awsEc2Imdsv2 } from "./aws/ec2/imdsv2.js";
import { awsEc2PublicIp } from "./aws/ec2/public-ip.js";
import { awsEksPublicEndpoint } from "./aws/eks/public-endpoint.js";
import { awsLambdaUrlAuth } from "./aws/lambda/url-auth.js";
import { awsNetDefaultSgClosed } from "./aws/net/default-sg-closed.js";
import { awsNetFlowLogs } from "./aws/net/flow-logs.js";
import { awsNetSshOpen } from "./aws/net/ssh-open.js";
import { awsNetSubnetPublicIp } from "./aws/net/subnet-public-ip.js";
import { awsS3PolicyPublic } from "./aws/s3/policy-public.js";
import { awsS3PublicAccessBlock } from "./aws/s3/public-access-block.js";
import { awsS3PublicAcl } from "./aws/s3/public-acl.js";
import { awsS3TlsOnly } from "./aws/s3/tls-only.js";
import { awsS3Versioning } from "./aws/s3/versioning.js";
import { azAksApiAccess } from "./azure/aks/api-access.js";
import { azNetNicPublicIp } from "./azure/net/nic-public-ip.js";
import { azNetSshOpen } from "./azure/net/ssh-open.js";
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
  awsEc2EbsEncrypted,
  awsEc2Imdsv2,
  awsEc2PublicIp,
  awsEksPublicEndpoint,
  awsLambdaUrlAuth,
  awsNetDefaultSgClosed,
  awsNetFlowLogs,
  awsNetSshOpen,
  awsNetSubnetPublicIp,
  awsS3PolicyPublic,
  awsS3PublicAccessBlock,
  awsS3PublicAcl,
  awsS3TlsOnly,
  awsS3Versioning,
  azAksApiAccess,
  azNetNicPublicIp,
  azNetSshOpen,
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
