import type { AwsTarget } from "./aws-targets.js";
import type { Words } from "./model.js";

const parameter = (code: string) => ({
  subnet: { code, text: "The subnet ID '{value}' does not exist" },
  group: { code, text: "The security group '{value}' does not exist" },
});

const database = {
  subnet: { code: "InvalidSubnet", text: "Some input subnets in :[{value}] are invalid." },
  group: { code: "InvalidParameterValue", text: "Invalid security group , groupId= {value}, groupName=." },
  key: {
    code: "KMSKeyNotAccessibleFault",
    text: "The specified KMS key [{value}] does not exist, is not enabled or you do not have permissions to access it.",
  },
  role: {
    code: "InvalidParameterValue",
    text: "IAM role ARN value is invalid or does not include the required permissions: {value}",
  },
};

/** What a service says of a target that another service owns, by the SDK's module. */
export const awsWords: Readonly<Record<string, Readonly<Partial<Record<AwsTarget, Words>>>>> = {
  autoscaling: {
    ...parameter("ValidationError"),
    targetGroup: {
      code: "ValidationError",
      text: "Provided Target Groups may not be valid. Please ensure they exist and try again: {value}",
    },
    launchTemplate: {
      code: "ValidationError",
      text: "You must use a valid fully-formed launch template. The specified launch template, with template name {value}, does not exist.",
    },
  },
  cloudfront: {
    certificate: {
      code: "InvalidViewerCertificate",
      text: "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain: {value}",
    },
    webAcl: { code: "InvalidWebACLId", text: "The specified web ACL does not exist: {value}" },
  },
  docdb: database,
  ecs: {
    ...parameter("InvalidParameterException"),
    targetGroup: {
      code: "InvalidParameterException",
      text: "The target group with targetGroupArn {value} does not exist",
    },
  },
  efs: {
    subnet: { code: "SubnetNotFound", text: "The subnet ID '{value}' does not exist" },
    group: { code: "SecurityGroupNotFound", text: "The security group ID '{value}' does not exist" },
  },
  elasticache: {
    subnet: { code: "InvalidSubnet", text: "Subnet {value} is not valid." },
    group: { code: "InvalidParameterValue", text: "Invalid security group {value}." },
  },
  lb: {
    subnet: { code: "SubnetNotFound", text: "The subnet ID '{value}' is not valid" },
    group: { code: "InvalidSecurityGroup", text: "Security group '{value}' does not exist" },
    allocation: { code: "AllocationIdNotFound", text: "The allocation ID '{value}' is not valid" },
    vpc: { code: "ValidationError", text: "The VPC ID '{value}' is not found" },
    certificate: { code: "CertificateNotFound", text: "Certificate '{value}' not found" },
  },
  lambda: {
    subnet: {
      code: "InvalidParameterValueException",
      text: "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID '{value}' does not exist",
    },
    group: {
      code: "InvalidParameterValueException",
      text: "Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error Message: The security group '{value}' does not exist",
    },
    queue: {
      code: "InvalidParameterValueException",
      text: "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist: {value}",
    },
    stream: { code: "InvalidParameterValueException", text: "Stream not found: {value}" },
    mskCluster: { code: "InvalidParameterValueException", text: "Cluster not found: {value}" },
  },
  neptune: database,
  rds: database,
  redshift: {
    ...database,
    group: { code: "InvalidVPCNetworkStateFault", text: "The security group {value} does not exist." },
  },
  route53: {
    vpc: {
      code: "InvalidVPCId",
      text: "The VPC: {value} in region {region} that you provided is not authorized to make the association, or does not exist.",
    },
  },
};
