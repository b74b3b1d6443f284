import { type ResourceRule, Severity } from "../../../core/rule.js";
import { any, isText } from "../../../core/tri.js";
import { get, items } from "../../../core/value.js";
import { demand } from "../../../core/verdict.js";

const CLUSTER = "aws:eks/cluster:Cluster";

const cluster = (settings: object) => ({
  roleArn: "arn:aws:iam::123456789012:role/eks",
  vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], endpointPublicAccess: false, endpointPrivateAccess: true },
  ...settings,
});

export const awsEksSecretsKey: ResourceRule = {
  id: "aws-eks-secrets-key",
  title: "Cluster secrets not under a KMS key",
  severity: Severity.Medium,
  graph: false,
  judges: { [CLUSTER]: ["encryptionConfig.resources"] },
  controls: { FSBP: ["EKS.3"], PCI4: ["3.5.1", "8.3.2"] },
  checkov: ["CKV_AWS_58"],
  trivy: ["AWS-0039"],
  groups: ["customer-keys"],
  why: "EKS encrypts secrets with a key of its own; only under yours can you see who reads them and take the key away.",
  fix: 'Set `encryptionConfig` to `{ provider: { keyArn }, resources: ["secrets"] }` with a KMS key of your own.',
  bad: [{ type: CLUSTER, name: "main", props: cluster({}) }],
  good: [
    {
      type: CLUSTER,
      name: "main",
      props: cluster({
        encryptionConfig: {
          provider: { keyArn: "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d" },
          resources: ["secrets"],
        },
      }),
    },
  ],
  check({ props }) {
    const resources = get(props, "encryptionConfig.resources");
    const covered = any(...items(resources).map((resource) => isText(resource, "secrets")));
    return demand(covered, resources, "leaves the cluster's secrets without a key of yours");
  },
};
