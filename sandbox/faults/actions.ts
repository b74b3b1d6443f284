import { paths, typeOfId } from "../models/azure/paths.js";
import type { FaultOperation, Subject } from "./model.js";

/** IAM's prefix of a service, where the SDK's module has another name. */
const awsPrefixes: Readonly<Record<string, string>> = {
  alb: "elasticloadbalancing",
  lb: "elasticloadbalancing",
  elb: "elasticloadbalancing",
  apigatewayv2: "apigateway",
  acmpca: "acm-pca",
  cfg: "config",
  cognito: "cognito-idp",
  directoryservice: "ds",
  ebs: "ec2",
  ec2clientvpn: "ec2",
  ec2transitgateway: "ec2",
  vpc: "ec2",
  efs: "elasticfilesystem",
  emr: "elasticmapreduce",
  msk: "kafka",
  mwaa: "airflow",
  opensearch: "es",
  sfn: "states",
};

/** Creating, reading and deleting, where the calls are not Create, Describe or Get, and Delete with the type's name. */
const awsActions: Readonly<Record<string, readonly [create: string, read: string, remove: string]>> = {
  "aws:cloudwatch/eventRule:EventRule": ["events:PutRule", "events:DescribeRule", "events:DeleteRule"],
  "aws:cloudwatch/eventTarget:EventTarget": ["events:PutTargets", "events:ListTargetsByRule", "events:RemoveTargets"],
  "aws:cloudwatch/logGroup:LogGroup": ["logs:CreateLogGroup", "logs:DescribeLogGroups", "logs:DeleteLogGroup"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    "cloudwatch:PutMetricAlarm",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:DeleteAlarms",
  ],
  "aws:ec2/eip:Eip": ["ec2:AllocateAddress", "ec2:DescribeAddresses", "ec2:ReleaseAddress"],
  "aws:ec2/flowLog:FlowLog": ["ec2:CreateFlowLogs", "ec2:DescribeFlowLogs", "ec2:DeleteFlowLogs"],
  "aws:ec2/instance:Instance": ["ec2:RunInstances", "ec2:DescribeInstances", "ec2:TerminateInstances"],
  "aws:ec2/keyPair:KeyPair": ["ec2:ImportKeyPair", "ec2:DescribeKeyPairs", "ec2:DeleteKeyPair"],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": [
    "ec2:AssociateRouteTable",
    "ec2:DescribeRouteTables",
    "ec2:DisassociateRouteTable",
  ],
  "aws:ec2/volumeAttachment:VolumeAttachment": ["ec2:AttachVolume", "ec2:DescribeVolumes", "ec2:DetachVolume"],
  "aws:iam/rolePolicy:RolePolicy": ["iam:PutRolePolicy", "iam:GetRolePolicy", "iam:DeleteRolePolicy"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    "iam:AttachRolePolicy",
    "iam:ListAttachedRolePolicies",
    "iam:DetachRolePolicy",
  ],
  "aws:lambda/permission:Permission": ["lambda:AddPermission", "lambda:GetPolicy", "lambda:RemovePermission"],
  "aws:s3/bucket:Bucket": ["s3:CreateBucket", "s3:ListBucket", "s3:DeleteBucket"],
  "aws:s3/bucketPolicy:BucketPolicy": ["s3:PutBucketPolicy", "s3:GetBucketPolicy", "s3:DeleteBucketPolicy"],
  "aws:ssm/parameter:Parameter": ["ssm:PutParameter", "ssm:GetParameter", "ssm:DeleteParameter"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:DescribeSecurityGroupRules",
    "ec2:RevokeSecurityGroupIngress",
  ],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:DescribeSecurityGroupRules",
    "ec2:RevokeSecurityGroupEgress",
  ],
};

/** The permission that a request needs, as its cloud calls it; made from the type's name where no table knows better. */
export function actionOf({ pkg, type, operation }: Pick<Subject, "pkg" | "type" | "operation">): string {
  if (pkg === "aws") return awsAction(type, operation);
  if (pkg === "gcp") return gcpPermission(type, operation);
  if (pkg === "azure-native") return azureAction(type, operation);
  return operation === "read" || operation === "check" ? "get" : operation;
}

function awsAction(type: string, operation: FaultOperation): string {
  const [module = "", name = ""] = partsOf(type);
  const known = awsActions[type];
  if (known !== undefined)
    return operation === "delete" ? known[2] : operation === "create" || operation === "update" ? known[0] : known[1];
  const prefix = awsPrefixes[module] ?? module;
  // A function's name is the call without its verb: getVpc reads VPCs.
  const noun = name.replace(/^get/, "");
  if (operation === "create") return `${prefix}:Create${noun}`;
  if (operation === "delete") return `${prefix}:Delete${noun}`;
  if (operation === "update")
    return `${prefix}:${prefix === "ec2" ? "Modify" : "Update"}${noun}${prefix === "ec2" ? "Attribute" : ""}`;
  return prefix === "ec2"
    ? `ec2:Describe${plural(noun)}`
    : `${prefix}:${prefix === "iam" || prefix === "lambda" ? "Get" : "Describe"}${noun}`;
}

const gcpServices: Readonly<Record<string, string>> = {
  cloudfunctionsv2: "cloudfunctions",
  cloudrunv2: "run",
  cloudrun: "run",
  kms: "cloudkms",
  organizations: "resourcemanager",
  projects: "resourcemanager",
  serviceaccount: "iam",
  sql: "cloudsql",
};

const gcpVerbs: Readonly<Record<FaultOperation, string>> = {
  check: "get",
  create: "create",
  read: "get",
  update: "update",
  delete: "delete",
  invoke: "get",
};

function gcpPermission(type: string, operation: FaultOperation): string {
  const [module = "", name = ""] = partsOf(type);
  const service = gcpServices[module] ?? module;
  const iam = /^(.*?)I[Aa][Mm](Member|Binding|Policy)$/.exec(name);
  const changes = operation !== "read" && operation !== "invoke" && operation !== "check";
  if (iam !== null) {
    const noun = module === "projects" ? "projects" : plural(lowerFirst(iam[1] || module));
    return `${service}.${noun}.${changes ? "setIamPolicy" : "getIamPolicy"}`;
  }
  const noun =
    module === "serviceaccount" && name === "Account"
      ? "serviceAccounts"
      : plural(lowerFirst(name.replace(/^get/, "")));
  return `${service}.${noun}.${gcpVerbs[operation]}`;
}

const azureVerbs: Readonly<Record<FaultOperation, string>> = {
  check: "read",
  create: "write",
  read: "read",
  update: "write",
  delete: "delete",
  invoke: "read",
};

function azureAction(type: string, operation: FaultOperation): string {
  const plain = type.replace(/\/v\d{8}\w*:/, ":");
  const path = (paths as Readonly<Record<string, string>>)[plain];
  const [, module = "", name = ""] = plain.split(":");
  const armType =
    path === undefined || path.startsWith("{")
      ? `Microsoft.${module.charAt(0).toUpperCase()}${module.slice(1)}/${plural(lowerFirst(name.replace(/^get/, "")))}`
      : typeOfId(`/providers/${path}`);
  return `${armType}/${azureVerbs[operation]}`;
}

/** Module and name of `aws:ec2/vpc:Vpc`. */
function partsOf(type: string): [string, string] {
  const [, module = "", name = ""] = type.split(":");
  return [module.split("/")[0] ?? "", name];
}

/** The plural as the clouds' own names have it: policies, addresses, subnets. */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
