import { LogGroup, LogMetricFilter, MetricAlarm } from "@pulumi/aws/cloudwatch/index.js";
import { Table } from "@pulumi/aws/dynamodb/index.js";
import { SecurityGroup } from "@pulumi/aws/ec2/index.js";
import { Repository } from "@pulumi/aws/ecr/index.js";
import { Cluster } from "@pulumi/aws/ecs/index.js";
import { Policy, Role, RolePolicy } from "@pulumi/aws/iam/index.js";
import { Key } from "@pulumi/aws/kms/index.js";
import { BucketPublicAccessBlock, Bucket as S3Bucket } from "@pulumi/aws/s3/index.js";
import { Secret, SecretVersion } from "@pulumi/aws/secretsmanager/index.js";
import { Topic } from "@pulumi/aws/sns/index.js";
import { Queue } from "@pulumi/aws/sqs/index.js";
import { Parameter } from "@pulumi/aws/ssm/index.js";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/index.js";
import { NetworkSecurityGroup, PublicIPAddress } from "@pulumi/azure-native/network/index.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/index.js";
import { BlobContainer, StorageAccount } from "@pulumi/azure-native/storage/index.js";
import { Dataset } from "@pulumi/gcp/bigquery/index.js";
import { Topic as GcpTopic, Subscription } from "@pulumi/gcp/pubsub/index.js";
import { Secret as GcpSecret } from "@pulumi/gcp/secretmanager/index.js";
import { Account } from "@pulumi/gcp/serviceaccount/index.js";
import { BucketObject, Bucket as GcsBucket } from "@pulumi/gcp/storage/index.js";
import { ConfigMap, Secret as KubeSecret, Namespace, ServiceAccount } from "@pulumi/kubernetes/core/v1/index.js";
import { Role as KubeRole, RoleBinding } from "@pulumi/kubernetes/rbac/v1/index.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomId, RandomPassword, RandomPet } from "@pulumi/random";

/*
 * Resources of 40 types of five SDKs, in sets of one each: with tags, nested blocks, policy documents, secrets and references
 * to each other, as programs have them. GROUNDPLAN_BENCH_SETS sets are made, 25 (1,000 resources) unless it says otherwise.
 */

const sets = Number(process.env.GROUNDPLAN_BENCH_SETS ?? 25);
const trust = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
const allow = (arn: pulumi.Input<string>, ...actions: string[]) =>
  pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: arn }] });

function aws(n: number): void {
  const tags = { index: String(n), team: "platform", stage: "bench" };
  const key = new Key(`key-${n}`, { description: `Key ${n}`, enableKeyRotation: true, tags });
  const bucket = new S3Bucket(`bucket-${n}`, { forceDestroy: true, tags });
  new BucketPublicAccessBlock(`block-${n}`, { bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true });
  const queue = new Queue(`queue-${n}`, { visibilityTimeoutSeconds: 60, kmsMasterKeyId: key.arn, tags });
  new Topic(`topic-${n}`, { displayName: `Topic ${n}`, tags });
  new Table(`table-${n}`, {
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    rangeKey: "at",
    attributes: [
      { name: "id", type: "S" },
      { name: "at", type: "N" },
    ],
    tags,
  });
  const role = new Role(`role-${n}`, { assumeRolePolicy: trust("lambda.amazonaws.com"), tags });
  new RolePolicy(`inline-${n}`, { role: role.id, policy: allow(queue.arn, "sqs:SendMessage", "sqs:ReceiveMessage") });
  new Policy(`policy-${n}`, { policy: allow(bucket.arn, "s3:ListBucket"), tags });
  const logs = new LogGroup(`logs-${n}`, { retentionInDays: 14, tags });
  new LogMetricFilter(`filter-${n}`, {
    logGroupName: logs.name,
    pattern: "ERROR",
    metricTransformation: { name: `errors-${n}`, namespace: "bench", value: "1" },
  });
  new MetricAlarm(`alarm-${n}`, {
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 2,
    metricName: "ApproximateNumberOfMessagesVisible",
    namespace: "AWS/SQS",
    period: 300,
    statistic: "Sum",
    threshold: 100,
    dimensions: { QueueName: queue.name },
    tags,
  });
  new Repository(`repository-${n}`, { imageScanningConfiguration: { scanOnPush: true }, tags });
  new Cluster(`cluster-${n}`, { settings: [{ name: "containerInsights", value: "enabled" }], tags });
  new Parameter(`parameter-${n}`, { type: "SecureString", value: pulumi.secret(`hidden-value-${n}`), tags });
  const secret = new Secret(`secret-${n}`, { description: `Secret ${n}`, tags });
  new SecretVersion(`version-${n}`, { secretId: secret.id, secretString: pulumi.secret(`hidden-text-${n}`) });
  new SecurityGroup(`group-${n}`, {
    description: "Bench",
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"], description: "HTTPS" }],
    tags,
  });
}

function gcp(n: number): void {
  const labels = { index: String(n), team: "platform" };
  const bucket = new GcsBucket(`gcs-${n}`, { location: "EU", uniformBucketLevelAccess: true, labels });
  new BucketObject(`object-${n}`, { bucket: bucket.name, name: "hello.txt", content: "hello" });
  const topic = new GcpTopic(`events-${n}`, { labels, messageRetentionDuration: "86400s" });
  new Subscription(`subscription-${n}`, { topic: topic.id, ackDeadlineSeconds: 30, labels });
  new Account(`account-${n}`, { accountId: `bench-${n}`, displayName: `Bench ${n}` });
  new GcpSecret(`gcp-secret-${n}`, { secretId: `bench-${n}`, replication: { auto: {} }, labels });
  new Dataset(`dataset-${n}`, { datasetId: `bench_${n}`, location: "EU", labels });
}

function azure(n: number): void {
  const tags = { index: String(n), team: "platform" };
  const resourceGroupName = new ResourceGroup(`rg-${n}`, { location: "westeurope", tags }).name;
  const accountName = new StorageAccount(`sa${n}`, {
    resourceGroupName,
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
    tags,
  }).name;
  new BlobContainer(`container-${n}`, { resourceGroupName, accountName });
  new UserAssignedIdentity(`identity-${n}`, { resourceGroupName, tags });
  new PublicIPAddress(`ip-${n}`, {
    resourceGroupName,
    publicIPAllocationMethod: "Static",
    sku: { name: "Standard" },
    tags,
  });
  new NetworkSecurityGroup(`nsg-${n}`, { resourceGroupName, tags });
}

function kubernetes(n: number): void {
  const namespace = new Namespace(`ns-${n}`, { metadata: { labels: { index: String(n) } } }).metadata.name;
  const labels = { app: `app-${n}` };
  const metadata = { namespace, labels };
  new ConfigMap(`config-${n}`, { metadata, data: { "app.conf": "port = 8080\n", index: String(n) } });
  new KubeSecret(`kube-secret-${n}`, { metadata, stringData: { token: `hidden-token-${n}` } });
  const account = new ServiceAccount(`sa-${n}`, { metadata });
  const role = new KubeRole(`kube-role-${n}`, {
    metadata,
    rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list", "watch"] }],
  });
  new RoleBinding(`binding-${n}`, {
    metadata,
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name },
    subjects: [{ kind: "ServiceAccount", name: account.metadata.name, namespace }],
  });
}

for (let n = 0; n < sets; n++) {
  aws(n);
  gcp(n);
  azure(n);
  kubernetes(n);
  new RandomId(`id-${n}`, { byteLength: 8 });
  new RandomPassword(`password-${n}`, { length: 24 });
  new RandomPet(`pet-${n}`, { length: 2 });
}
