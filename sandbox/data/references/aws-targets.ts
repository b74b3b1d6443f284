import { awsDataTargets } from "./aws-targets-data.js";
import { awsWebTargets } from "./aws-targets-web.js";
import type { Target } from "./model.js";

const arn = "arn:aws[\\w-]*";
const load = ["lb", "alb"] as const;

/** Ids whose form says what they name: any object that has the id will do, also one that came with another. */
const byForm = (code: string, text: string): Target => ({ types: [], code, text });

/**
 * What inputs of AWS types refer to. Codes and texts are those of the service that owns the target; `awsWords` has what other
 * services say. Codes: botocore 1.44.5 (2026-11), `service-2.json` of each service, and for EC2
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html.
 */
export const awsTargets = {
  vpc: byForm("InvalidVpcID.NotFound", "The vpc ID '{value}' does not exist"),
  subnet: byForm("InvalidSubnetID.NotFound", "The subnet ID '{value}' does not exist"),
  group: byForm("InvalidGroup.NotFound", "The security group '{value}' does not exist"),
  allocation: byForm("InvalidAllocationID.NotFound", "The allocation ID '{value}' does not exist"),
  table: byForm("InvalidRouteTableID.NotFound", "The routeTable ID '{value}' does not exist"),
  gateway: byForm("InvalidInternetGatewayID.NotFound", "The internetGateway ID '{value}' does not exist"),
  nat: byForm("NatGatewayNotFound", "The NAT gateway '{value}' does not exist"),
  instance: byForm("InvalidInstanceID.NotFound", "The instance ID '{value}' does not exist"),
  volume: byForm("InvalidVolume.NotFound", "The volume '{value}' does not exist."),
  nic: byForm("InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '{value}' does not exist"),
  acl: byForm("InvalidNetworkAclID.NotFound", "The networkAcl ID '{value}' does not exist"),
  dhcp: byForm("InvalidDhcpOptionID.NotFound", "The dhcpOption ID '{value}' does not exist"),
  transit: byForm("InvalidTransitGatewayID.NotFound", "Transit Gateway {value} was deleted or does not exist."),
  transitAttachment: byForm(
    "InvalidTransitGatewayAttachmentID.NotFound",
    "Transit Gateway Attachment {value} was deleted or does not exist.",
  ),
  transitTable: byForm(
    "InvalidRouteTableID.NotFound",
    "Transit Gateway Route Table {value} was deleted or does not exist.",
  ),
  egressGateway: byForm("InvalidGatewayID.NotFound", "The egress only internet gateway ID '{value}' does not exist"),
  peering: byForm("InvalidVpcPeeringConnectionID.NotFound", "The vpcPeeringConnection ID '{value}' does not exist"),
  endpoint: byForm("InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '{value}' does not exist"),
  launchTemplateId: byForm("InvalidLaunchTemplateId.NotFound", "The launch template ID '{value}' does not exist"),
  vpnGateway: byForm("InvalidVpnGatewayID.NotFound", "The vpnGateway ID '{value}' does not exist"),
  customerGateway: byForm("InvalidCustomerGatewayID.NotFound", "The customerGateway ID '{value}' does not exist"),
  keyPair: {
    types: ["aws:ec2/keyPair:KeyPair"],
    by: ["keyName"],
    code: "InvalidKeyPair.NotFound",
    text: "The key pair '{value}' does not exist",
  },
  placement: {
    types: ["aws:ec2/placementGroup:PlacementGroup"],
    by: ["name"],
    code: "InvalidPlacementGroup.Unknown",
    text: "The Placement Group '{value}' is unknown.",
  },
  launchConfiguration: {
    types: ["aws:ec2/launchConfiguration:LaunchConfiguration"],
    by: ["name"],
    code: "ValidationError",
    text: "Launch configuration name not found - {value}",
  },
  launchTemplate: {
    types: ["aws:ec2/launchTemplate:LaunchTemplate"],
    by: ["name"],
    code: "InvalidLaunchTemplateName.NotFoundException",
    text: "At least one of the launch templates specified in the request does not exist: {value}",
  },
  role: {
    types: ["aws:iam/role:Role"],
    by: ["name"],
    global: true,
    part: /^(?:arn:aws[\w-]*:iam::\d+:role\/(?:.*\/)?([^/]+)|([\w+=,.@-]+))$/,
    always: /:role\/aws-service-role\/|^AWSServiceRoleFor/,
    code: "NoSuchEntity",
    text: "The role with name {value} cannot be found.",
  },
  user: {
    types: ["aws:iam/user:User"],
    by: ["name"],
    global: true,
    code: "NoSuchEntity",
    text: "The user with name {value} cannot be found.",
  },
  iamGroup: {
    types: ["aws:iam/group:Group"],
    by: ["name"],
    global: true,
    code: "NoSuchEntity",
    text: "The group with name {value} cannot be found.",
  },
  policy: {
    types: ["aws:iam/policy:Policy"],
    global: true,
    always: /:iam::aws:policy\//,
    code: "NoSuchEntity",
    text: "Policy {value} does not exist or is not attachable.",
  },
  profile: {
    types: ["aws:iam/instanceProfile:InstanceProfile"],
    by: ["name"],
    global: true,
    part: /^(?:arn:aws[\w-]*:iam::\d+:instance-profile\/(?:.*\/)?([^/]+)|([\w+=,.@-]+))$/,
    code: "NoSuchEntity",
    text: "Instance Profile {value} cannot be found.",
  },
  key: {
    types: [
      "aws:kms/key:Key",
      "aws:kms/alias:Alias",
      "aws:kms/externalKey:ExternalKey",
      "aws:kms/replicaKey:ReplicaKey",
    ],
    by: ["name", "keyId"],
    part: new RegExp(`^(?:${arn}:kms:[\\w-]+:\\d+:(alias/.+)|(.+))$`),
    // The keys that AWS keeps for each service: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
    always: /(^|:)alias\/aws\//,
    code: "NotFoundException",
    text: "Key '{value}' does not exist",
  },
  bucket: {
    types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
    by: ["bucket"],
    global: true,
    part: new RegExp(`^(?:${arn}:s3:::([^/*]+).*|([a-z0-9][a-z0-9.-]{2,62}))$`),
    code: "NoSuchBucket",
    text: "The specified bucket does not exist: {value}",
  },
  logGroup: {
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    by: ["name"],
    part: new RegExp(`^(?:${arn}:logs:[\\w-]+:\\d+:log-group:([^:]+)(?::.*)?|([\\w./#-]+))$`),
    code: "ResourceNotFoundException",
    text: "The specified log group does not exist: {value}",
  },
  lambda: {
    types: ["aws:lambda/function:Function", "aws:lambda/alias:Alias"],
    by: ["name"],
    part: new RegExp(`^(?:${arn}:lambda:[\\w-]+:\\d+:function:([\\w-]+)(?::.+)?|([\\w-]+)(?::[\\w$-]+)?)$`),
    code: "ResourceNotFoundException",
    text: "Function not found: {value}",
  },
  layer: {
    types: ["aws:lambda/layerVersion:LayerVersion"],
    code: "InvalidParameterValueException",
    text: "Layer version {value} does not exist.",
  },
  codeSigning: {
    types: ["aws:lambda/codeSigningConfig:CodeSigningConfig"],
    code: "CodeSigningConfigNotFoundException",
    text: "The code signing configuration cannot be found: {value}",
  },
  balancer: {
    types: load.map((m) => `aws:${m}/loadBalancer:LoadBalancer`),
    code: "LoadBalancerNotFound",
    text: "Load balancer '{value}' not found",
  },
  classicBalancer: {
    types: ["aws:elb/loadBalancer:LoadBalancer"],
    by: ["name"],
    code: "LoadBalancerNotFound",
    text: "There is no ACTIVE Load Balancer named '{value}'",
  },
  listener: {
    types: load.map((m) => `aws:${m}/listener:Listener`),
    code: "ListenerNotFound",
    text: "Listener '{value}' not found",
  },
  targetGroup: {
    types: load.map((m) => `aws:${m}/targetGroup:TargetGroup`),
    code: "TargetGroupNotFound",
    text: "Target groups '{value}' not found",
  },
  certificate: {
    types: ["aws:acm/certificate:Certificate", "aws:acm/certificateValidation:CertificateValidation"],
    by: ["certificateArn"],
    part: /^(arn:aws[\w-]*:acm:.+)$/,
    code: "ResourceNotFoundException",
    text: "Could not find certificate {value}.",
  },
  autoscalingGroup: {
    types: ["aws:autoscaling/group:Group"],
    by: ["name"],
    code: "ValidationError",
    text: "AutoScalingGroup name not found - {value}",
  },
  ecsCluster: {
    types: ["aws:ecs/cluster:Cluster"],
    by: ["name"],
    part: new RegExp(`^(?:${arn}:ecs:[\\w-]+:\\d+:cluster/(.+)|(.+))$`),
    always: /^default$/,
    code: "ClusterNotFoundException",
    text: "Cluster not found: {value}.",
  },
  taskDefinition: {
    types: ["aws:ecs/taskDefinition:TaskDefinition"],
    by: ["family", "arnWithoutRevision"],
    part: /^(?:(.+\/.+)|([\w-]+)(?::\d+)?)$/,
    code: "ClientException",
    text: "Unable to describe task definition {value}.",
  },
  capacityProvider: {
    types: ["aws:ecs/capacityProvider:CapacityProvider"],
    by: ["name"],
    always: /^FARGATE(_SPOT)?$/,
    code: "InvalidParameterException",
    text: "The specified capacity provider '{value}' was not found. Specify a valid name or ARN and try again.",
  },
  ecsScalable: {
    types: ["aws:ecs/service:Service"],
    by: ["name"],
    part: /^service\/[^/]+\/(.+)$/,
    code: "ValidationException",
    text: "ECS service doesn't exist: {value}",
  },
  namespace: {
    types: [
      "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
      "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
      "aws:servicediscovery/httpNamespace:HttpNamespace",
    ],
    code: "NamespaceNotFound",
    text: "{value} can't be found.",
  },
  discovery: {
    types: ["aws:servicediscovery/service:Service"],
    code: "ServiceNotFound",
    text: "{value} can't be found.",
  },
  repository: {
    types: ["aws:ecr/repository:Repository"],
    by: ["name"],
    code: "RepositoryNotFoundException",
    text: "The repository with name '{value}' does not exist in the registry with id '{account}'",
  },
  eks: {
    types: ["aws:eks/cluster:Cluster"],
    by: ["name"],
    code: "ResourceNotFoundException",
    text: "No cluster found for name: {value}.",
  },
  ...awsDataTargets,
  ...awsWebTargets,
} as const satisfies Record<string, Target>;

export type AwsTarget = keyof typeof awsTargets;
