// Which API makes a resource type of @pulumi/aws.

/** Modules of the SDK whose service has another name in botocore; the first that has the operation is taken. */
const services = {
  alb: ["elbv2"],
  appautoscaling: ["application-autoscaling"],
  apigatewayv2: ["apigatewayv2"],
  applicationloadbalancing: ["elbv2"],
  autoscalingplans: ["autoscaling-plans"],
  bedrock: ["bedrock", "bedrock-agent"],
  cfg: ["config"],
  cloudformation: ["cloudformation"],
  cloudwatch: ["cloudwatch", "logs", "events"],
  cognito: ["cognito-idp", "cognito-identity"],
  costexplorer: ["ce"],
  directoryservice: ["ds"],
  ebs: ["ec2"],
  ec2clientvpn: ["ec2"],
  ec2transitgateway: ["ec2"],
  elasticsearch: ["es"],
  kinesis: ["kinesis", "firehose", "kinesisanalytics"],
  kinesisanalyticsv2: ["kinesisanalyticsv2"],
  lb: ["elbv2"],
  lex: ["lex-models", "lexv2-models"],
  msk: ["kafka"],
  mskconnect: ["kafkaconnect"],
  pinpoint: ["pinpoint"],
  servicecatalog: ["servicecatalog"],
  sfn: ["stepfunctions"],
  vpc: ["ec2"],
  vpclattice: ["vpc-lattice"],
  wafregional: ["waf-regional"],
};

/** Types whose operation is not «Create» and the name of the class, or whose class says the service too. */
const operations = {
  "aws:ec2/instance:Instance": "RunInstances",
  "aws:iam/rolePolicy:RolePolicy": "PutRolePolicy",
  "aws:iam/userPolicy:UserPolicy": "PutUserPolicy",
  "aws:iam/groupPolicy:GroupPolicy": "PutGroupPolicy",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": "UpdateAccountPasswordPolicy",
  "aws:autoscaling/group:Group": "CreateAutoScalingGroup",
  "aws:autoscaling/policy:Policy": "PutScalingPolicy",
  "aws:autoscaling/schedule:Schedule": "PutScheduledUpdateGroupAction",
  "aws:elasticache/cluster:Cluster": "CreateCacheCluster",
  "aws:elasticache/subnetGroup:SubnetGroup": "CreateCacheSubnetGroup",
  "aws:elasticache/parameterGroup:ParameterGroup": "CreateCacheParameterGroup",
  "aws:rds/instance:Instance": "CreateDBInstance",
  "aws:rds/cluster:Cluster": "CreateDBCluster",
  "aws:rds/clusterInstance:ClusterInstance": "CreateDBInstance",
  "aws:rds/proxy:Proxy": "CreateDBProxy",
  "aws:rds/subnetGroup:SubnetGroup": "CreateDBSubnetGroup",
  "aws:docdb/cluster:Cluster": "CreateDBCluster",
  "aws:docdb/clusterInstance:ClusterInstance": "CreateDBInstance",
  "aws:neptune/cluster:Cluster": "CreateDBCluster",
  "aws:neptune/clusterInstance:ClusterInstance": "CreateDBInstance",
  "aws:lambda/permission:Permission": "AddPermission",
  "aws:lambda/layerVersion:LayerVersion": "PublishLayerVersion",
  "aws:lambda/functionUrl:FunctionUrl": "CreateFunctionUrlConfig",
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": "PutFunctionEventInvokeConfig",
  "aws:ecs/taskDefinition:TaskDefinition": "RegisterTaskDefinition",
  "aws:cloudwatch/eventRule:EventRule": "PutRule",
  "aws:cloudwatch/eventBus:EventBus": "CreateEventBus",
  "aws:cloudwatch/eventArchive:EventArchive": "CreateArchive",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "PutMetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": "PutCompositeAlarm",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": "PutMetricFilter",
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": "PutSubscriptionFilter",
  "aws:acm/certificate:Certificate": "RequestCertificate",
  "aws:route53/zone:Zone": "CreateHostedZone",
  "aws:appautoscaling/target:Target": "RegisterScalableTarget",
  "aws:appautoscaling/policy:Policy": "PutScalingPolicy",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "CreateDeliveryStream",
  "aws:ssm/parameter:Parameter": "PutParameter",
  "aws:ssm/document:Document": "CreateDocument",
  "aws:eks/nodeGroup:NodeGroup": "CreateNodegroup",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "CreateVpcEndpoint",
  "aws:ec2/eip:Eip": "AllocateAddress",
  "aws:ec2/flowLog:FlowLog": "CreateFlowLogs",
  "aws:ebs/volume:Volume": "CreateVolume",
};

const verbs = ["Create", "Put", "Register", "Request", "Publish", "Allocate", "Add", "Import"];

/** Types that are part of something larger, where a name that agrees means another thing. */
const left = /^aws:(s3\/|sqs\/|sns\/topic|quicksight\/|lightsail\/|opsworks\/)/;

/** Reads a service's model at its newest date. `find(service)` gives it or undefined. */
export function operationOf(token, className, find) {
  if (left.test(token)) return undefined;
  const module = token.split(":")[1].split("/")[0];
  for (const service of services[module] ?? [module]) {
    const model = find(service);
    if (model === undefined) continue;
    const names = operations[token] ? [operations[token]] : verbs.map((verb) => verb + className);
    const byName = new Map(Object.keys(model.operations).map((name) => [name.toLowerCase(), name]));
    const name = names.map((n) => byName.get(n.toLowerCase())).find((n) => n !== undefined);
    if (name !== undefined) return { model, name };
  }
  return undefined;
}
