import { awsNames } from "./names-aws.js";
import { gcpNames } from "./names-gcp.js";
import type { UniqueName } from "./references/model.js";

const azure = "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";

/** Azure names that are part of a host name: one space for all subscriptions. */
const host = (property: string, code: string, text: string): UniqueName => ({
  code,
  text,
  properties: [property],
  within: "everything",
  anyCase: true,
  source: azure,
});

/** Names that only one object may have, where another one is refused; what overwrites without a word is in `overwritten`. */
export const uniqueNames: Readonly<Record<string, UniqueName>> = {
  ...awsNames,
  ...gcpNames,
  "azure-native:apimanagement:ApiManagementService": host(
    "serviceName",
    "ServiceAlreadyExists",
    "Api service already exists: {name}",
  ),
  "azure-native:appconfiguration:ConfigurationStore": host(
    "configStoreName",
    "NameUnavailable",
    "The specified name is already in use: {name}",
  ),
  "azure-native:cdn:AFDEndpoint": host("endpointName", "Conflict", "That resource name isn't available: {name}"),
  "azure-native:containerregistry:Registry": host(
    "registryName",
    "AlreadyInUse",
    "The registry DNS name {name}.azurecr.io is already in use. You can check if the name is already claimed using following API",
  ),
  "azure-native:cosmosdb:DatabaseAccount": host(
    "accountName",
    "BadRequest",
    "DatabaseAccount name '{name}' already exists.",
  ),
  "azure-native:dbformysql:Server": host(
    "serverName",
    "ServerNameAlreadyExists",
    "Specified server name is already used: {name}",
  ),
  "azure-native:dbforpostgresql:Server": host(
    "serverName",
    "ServerNameAlreadyExists",
    "Specified server name is already used: {name}",
  ),
  "azure-native:eventhub:Namespace": host(
    "namespaceName",
    "NamespaceUnavailable",
    "The specified name is not available. Namespace {name} is already in use",
  ),
  "azure-native:keyvault:Vault": host(
    "vaultName",
    "VaultAlreadyExists",
    "The vault name '{name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.",
  ),
  "azure-native:network:PublicIPAddress": {
    code: "DnsRecordInUse",
    text: "DNS record {name} is already used by another public IP.",
    properties: ["dnsSettings.domainNameLabel", "location"],
    within: "everything",
    anyCase: true,
    source: "https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#domain-name-label",
  },
  "azure-native:redis:Redis": host(
    "name",
    "NameNotAvailable",
    "An error occurred when trying to reserve the DNS name {name} for the cache. The name may already be in use.",
  ),
  "azure-native:search:Service": host(
    "searchServiceName",
    "ServiceNameUnavailable",
    "Service name {name} is already used.",
  ),
  "azure-native:servicebus:Namespace": host(
    "namespaceName",
    "NamespaceUnavailable",
    "The specified name is not available. Namespace {name} is already in use",
  ),
  "azure-native:sql:Server": host(
    "serverName",
    "NameAlreadyExists",
    "The name '{name}.database.windows.net' already exists. Choose a different name.",
  ),
  "azure-native:trafficmanager:Profile": host(
    "dnsConfig.relativeName",
    "Conflict",
    "Domain name {name}.trafficmanager.net already exists. Please choose a different DNS prefix.",
  ),
  "azure-native:web:WebApp": host("name", "Conflict", "Website with given name {name} already exists."),
};

/** Types of which a second one of the same name silently takes the place of the first. */
export const overwritten: ReadonlySet<string> = new Set([
  "aws:appautoscaling/policy:Policy",
  "aws:appautoscaling/scheduledAction:ScheduledAction",
  "aws:appautoscaling/target:Target",
  "aws:autoscaling/policy:Policy",
  "aws:autoscaling/schedule:Schedule",
  "aws:cloudwatch/dashboard:Dashboard",
  "aws:cloudwatch/eventPermission:EventPermission",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:ecs/cluster:Cluster",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
  "aws:sns/topic:Topic",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription",
  "aws:sqs/queuePolicy:QueuePolicy",
]);
