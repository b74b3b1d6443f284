import { isSet, same, text, texts } from "../values.js";
import {
  anyOf,
  type Condition,
  comesOrGoes,
  downgraded,
  list,
  olderThan,
  removed,
  smaller,
  switchedOff,
} from "./common.js";

const balancer: Condition = (olds, news) => {
  const fewer =
    Number(news.secondaryIpsAutoAssignedPerSubnet ?? 0) < Number(olds.secondaryIpsAutoAssignedPerSubnet ?? 0);
  const secondary = fewer ? ["secondaryIpsAutoAssignedPerSubnet"] : [];
  if (news.loadBalancerType !== "network") return secondary;
  const kept = (key: string) => list(olds[key]).every((old) => list(news[key]).some((value) => same(old, value)));
  const some = (props: Parameters<Condition>[0]) => texts(props.securityGroups).length > 0;
  return [
    ...secondary,
    ...["subnets", "subnetMappings"].filter((key) => !kept(key)),
    ...(some(olds) === some(news) ? [] : ["securityGroups"]),
  ];
};

/** One kind of source may take another value, and not the place of another kind. */
const ruleSource = comesOrGoes("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId");

/** It is deprecated: that the own account is written down where nothing was said changes nothing. */
const bucketOwner: Condition = (olds) => (isSet(olds.expectedBucketOwner) ? ["expectedBucketOwner"] : []);

const cognito = "COGNITO_USER_POOLS";

/** By type, from the same sources as the table. */
export const awsConditions: Readonly<Record<string, Condition>> = {
  "aws:alb/loadBalancer:LoadBalancer": balancer,
  "aws:lb/loadBalancer:LoadBalancer": balancer,
  "aws:apigateway/authorizer:Authorizer": (olds, news) =>
    olds.type === cognito || news.type === cognito ? ["type"] : [],
  "aws:cognito/userPoolDomain:UserPoolDomain": comesOrGoes("certificateArn"),
  "aws:docdb/cluster:Cluster": removed("serverlessV2ScalingConfiguration"),
  "aws:dynamodb/table:Table": anyOf(
    (_, news) => ["restoreSourceName", "restoreSourceTableArn"].filter((path) => isSet(news[path])),
    smaller("warmThroughput.readUnitsPerSecond", "warmThroughput.writeUnitsPerSecond"),
  ),
  "aws:ec2/instance:Instance": anyOf(switchedOff("enablePrimaryIpv6"), (_, news) =>
    news.userDataReplaceOnChange === true ? ["userData", "userDataBase64"] : [],
  ),
  "aws:ec2/natGateway:NatGateway": (olds, news) =>
    list(olds.availabilityZoneAddresses).length > 0 === list(news.availabilityZoneAddresses).length > 0
      ? []
      : ["availabilityZoneAddresses"],
  "aws:ec2/subnet:Subnet": (olds) => (olds.assignIpv6AddressOnCreation === true ? ["ipv6CidrBlock"] : []),
  "aws:ec2/vpc:Vpc": (olds, news) =>
    olds.instanceTenancy === "dedicated" && (news.instanceTenancy ?? "default") === "default"
      ? []
      : ["instanceTenancy"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": (_, news) => (news.vpcEndpointType === "Interface" ? [] : ["privateDnsEnabled"]),
  "aws:ec2transitgateway/transitGateway:TransitGateway": (olds, news) =>
    ["defaultRouteTableAssociation", "defaultRouteTablePropagation"].filter(
      (path) => olds[path] === "disable" && news[path] !== "disable",
    ),
  "aws:eks/cluster:Cluster": removed("encryptionConfig"),
  "aws:elasticache/cluster:Cluster": anyOf(downgraded("engineVersion"), (_, news) =>
    news.engine === "memcached" ? ["nodeType"] : [],
  ),
  "aws:elasticache/replicationGroup:ReplicationGroup": anyOf(downgraded("engineVersion"), (olds, news) => [
    ...(olds.engine === "valkey" && news.engine === "redis" ? ["engine"] : []),
    ...(olderThan(text(olds.engineVersion), "7.0.5") ? ["transitEncryptionEnabled"] : []),
  ]),
  "aws:msk/cluster:Cluster": downgraded("kafkaVersion"),
  "aws:opensearch/domain:Domain": anyOf(
    switchedOff("advancedSecurityOptions.enabled", "encryptAtRest.enabled", "nodeToNodeEncryption.enabled"),
    comesOrGoes("vpcOptions"),
  ),
  "aws:rds/cluster:Cluster": (_, news) => (text(news.engine)?.startsWith("aurora") === true ? [] : ["storageType"]),
  "aws:s3/bucketAcl:BucketAcl": bucketOwner,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": bucketOwner,
  "aws:ssm/parameter:Parameter": (olds, news) => (olds.tier === "Advanced" && news.tier === "Standard" ? ["tier"] : []),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ruleSource,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ruleSource,
};
