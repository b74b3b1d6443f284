import type { Rule } from "../core/rule.js";
import { awsEc2EbsEncrypted } from "./aws/ec2-ebs-encrypted.js";
import { awsNetDefaultSgClosed } from "./aws/net-default-sg-closed.js";
import { awsNetFlowLogs } from "./aws/net-flow-logs.js";
import { awsNetSshOpen } from "./aws/net-ssh-open.js";
import { awsNetSubnetPublicIp } from "./aws/net-subnet-public-ip.js";
import { awsS3PolicyPublic } from "./aws/s3-policy-public.js";
import { awsS3PublicAccessBlock } from "./aws/s3-public-access-block.js";
import { awsS3PublicAcl } from "./aws/s3-public-acl.js";
import { awsS3TlsOnly } from "./aws/s3-tls-only.js";
import { awsS3Versioning } from "./aws/s3-versioning.js";
import { azNetSshOpen } from "./azure/net-ssh-open.js";
import { azStorageBlobPublic } from "./azure/storage-blob-public.js";
import { azStorageHttps } from "./azure/storage-https.js";
import { azStorageTls } from "./azure/storage-tls.js";
import { gcpFwSshOpen } from "./gcp/fw-ssh-open.js";
import { gcpGcsPublic } from "./gcp/gcs-public.js";
import { gcpGcsPublicPrevention } from "./gcp/gcs-public-prevention.js";
import { gcpGcsUniformAccess } from "./gcp/gcs-uniform-access.js";
import { gcpNetFlowLogs } from "./gcp/net-flow-logs.js";
import { gcpSqlTls } from "./gcp/sql-tls.js";

/** Every rule of the pack, by cloud and service. */
export const rules: readonly Rule[] = [
  awsEc2EbsEncrypted,
  awsNetDefaultSgClosed,
  awsNetFlowLogs,
  awsNetSshOpen,
  awsNetSubnetPublicIp,
  awsS3PolicyPublic,
  awsS3PublicAccessBlock,
  awsS3PublicAcl,
  awsS3TlsOnly,
  awsS3Versioning,
  gcpFwSshOpen,
  gcpGcsPublicPrevention,
  gcpGcsPublic,
  gcpGcsUniformAccess,
  gcpNetFlowLogs,
  gcpSqlTls,
  azNetSshOpen,
  azStorageBlobPublic,
  azStorageHttps,
  azStorageTls,
];
