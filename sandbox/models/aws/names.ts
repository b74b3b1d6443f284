import type { ResourceSchema } from "../../schema/index.js";
import type { Props } from "../../types.js";
import type { NameRule } from "../model.js";

const letters = "abcdefghijklmnopqrstuvwxyz";

/** Limits of names, from the provider's own settings and the documentation of each service; elsewhere 255, its default. */
const nameLimits: Readonly<Record<string, number>> = {
  "aws:lb/loadBalancer:LoadBalancer": 32,
  "aws:alb/loadBalancer:LoadBalancer": 32,
  "aws:lb/targetGroup:TargetGroup": 32,
  "aws:alb/targetGroup:TargetGroup": 32,
  "aws:elasticbeanstalk/environment:Environment": 40,
  "aws:iam/role:Role": 64,
  "aws:iam/user:User": 64,
  "aws:iam/policy:Policy": 128,
  "aws:iam/group:Group": 128,
  "aws:iam/instanceProfile:InstanceProfile": 128,
  "aws:iam/rolePolicy:RolePolicy": 128,
  "aws:lambda/function:Function": 64,
  "aws:sns/topic:Topic": 80,
  "aws:sqs/queue:Queue": 80,
  "aws:cloudwatch/logGroup:LogGroup": 512,
};

const lexName: NameRule = { property: "name", limit: 100, separator: "_", random: 8, charset: letters };
const glueName: NameRule = { property: "name", limit: 255, separator: "_", random: 8, charset: letters, lower: true };

/**
 * Types whose physical name is another property or is made otherwise, as the provider's own mapping has it (pulumi-aws,
 * provider/resources.go, 7.x).
 */
const madeOtherwise: Readonly<Record<string, NameRule>> = {
  "aws:appsync/dataSource:DataSource": { property: "name", limit: 255, separator: "_" },
  "aws:appsync/function:Function": { property: "name", limit: 255, separator: "_" },
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": { property: "name", limit: 255, separator: "_" },
  "aws:cloudwatch/eventTarget:EventTarget": { property: "targetId", limit: 255 },
  "aws:codedeploy/deploymentConfig:DeploymentConfig": { property: "deploymentConfigName", limit: 100, separator: "_" },
  "aws:ec2/keyPair:KeyPair": { property: "keyName", limit: 255, prefixProperty: "keyNamePrefix" },
  "aws:efs/fileSystem:FileSystem": { property: "creationToken", limit: 255 },
  "aws:eks/fargateProfile:FargateProfile": { property: "fargateProfileName", limit: 255 },
  "aws:elasticache/cluster:Cluster": { property: "clusterId", limit: 50, lower: true },
  "aws:elasticache/replicationGroup:ReplicationGroup": { property: "replicationGroupId", limit: 40, lower: true },
  "aws:elasticsearch/domain:Domain": { property: "domainName", limit: 28, lower: true },
  "aws:glue/catalogDatabase:CatalogDatabase": glueName,
  "aws:glue/catalogTable:CatalogTable": glueName,
  "aws:iot/topicRule:TopicRule": { property: "name", limit: 128, random: 0 },
  "aws:lambda/permission:Permission": { property: "statementId", limit: 100, prefixProperty: "statementIdPrefix" },
  "aws:lex/bot:Bot": lexName,
  "aws:lex/botAlias:BotAlias": lexName,
  "aws:lex/intent:Intent": lexName,
  "aws:lex/slotType:SlotType": lexName,
  "aws:mq/broker:Broker": { property: "brokerName", limit: 55 },
  "aws:msk/cluster:Cluster": { property: "clusterName", limit: 255 },
  "aws:msk/serverlessCluster:ServerlessCluster": { property: "clusterName", limit: 255 },
  "aws:opensearch/domain:Domain": { property: "domainName", limit: 255 },
  "aws:rds/instance:Instance": {
    property: "identifier",
    limit: 63,
    separator: "",
    prefixProperty: "identifierPrefix",
    // SQL Server takes 15 characters.
    tighter: (inputs) => (/sqlserver/i.test(String(inputs.engine)) ? { limit: 15, random: 3 } : undefined),
  },
};

/** The provider auto-names every type with an optional `name` that the cloud always returns. */
export function nameRule(schema: ResourceSchema): NameRule | undefined {
  const otherwise = madeOtherwise[schema.token];
  if (otherwise !== undefined) return schema.inputs.has(otherwise.property) ? otherwise : undefined;
  const input = schema.inputs.get("name");
  if (input?.optional !== true || input.type.kind !== "string" || schema.properties.get("name")?.optional !== false)
    return undefined;
  const limit = nameLimits[schema.token] ?? 255;
  const prefix = schema.inputs.has("namePrefix") ? { prefixProperty: "namePrefix" } : {};
  const fifo = schema.inputs.has("fifoTopic") || schema.inputs.has("fifoQueue");
  const suffix = (inputs: Props) => (inputs.fifoTopic === true || inputs.fifoQueue === true ? ".fifo" : "");
  return { property: "name", limit, ...prefix, ...(fifo ? { suffix } : {}) };
}
