import type { InUse } from "./model.js";

const api = "https://docs.aws.amazon.com";
const balancers = (path: string) => ["lb", "alb"].map((m) => `aws:${m}/loadBalancer:LoadBalancer#${path}`);
const violation = (what: string, source: string, by: readonly string[]): InUse => ({
  code: "DependencyViolation",
  text: `The ${what} '{id}' has dependencies and cannot be deleted.`,
  by,
  source: `${api}${source}`,
});

/** Types that put network interfaces into subnets, with their inputs for subnets and for security groups. */
const interfaces: readonly (readonly [type: string, subnets: string, groups: string])[] = [
  ["aws:apigatewayv2/vpcLink:VpcLink", "subnetIds", "securityGroupIds"],
  ["aws:ec2/networkInterface:NetworkInterface", "subnetId", "securityGroups"],
  ["aws:ec2/spotInstanceRequest:SpotInstanceRequest", "subnetId", "vpcSecurityGroupIds"],
  ["aws:ecs/service:Service", "networkConfiguration.subnets", "networkConfiguration.securityGroups"],
  ["aws:efs/mountTarget:MountTarget", "subnetId", "securityGroups"],
  ["aws:elasticache/serverlessCache:ServerlessCache", "subnetIds", "securityGroupIds"],
  ["aws:elb/loadBalancer:LoadBalancer", "subnets", "securityGroups"],
  ["aws:mq/broker:Broker", "subnetIds", "securityGroups"],
  ["aws:msk/cluster:Cluster", "brokerNodeGroupInfo.clientSubnets", "brokerNodeGroupInfo.securityGroups"],
  ["aws:opensearch/domain:Domain", "vpcOptions.subnetIds", "vpcOptions.securityGroupIds"],
  ["aws:rds/proxy:Proxy", "vpcSubnetIds", "vpcSecurityGroupIds"],
  ["aws:route53/resolverEndpoint:ResolverEndpoint", "ipAddresses.subnetId", "securityGroupIds"],
  ["aws:transfer/server:Server", "endpointDetails.subnetIds", "endpointDetails.securityGroupIds"],
];

const inSubnets = [
  ...interfaces.map(([type, subnets]) => `${type}#${subnets}`),
  ...balancers("subnets"),
  ...balancers("subnetMappings.subnetId"),
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment#subnetIds",
  "aws:eks/nodeGroup:NodeGroup#subnetIds",
  "aws:fsx/lustreFileSystem:LustreFileSystem#subnetIds",
  "aws:networkfirewall/firewall:Firewall#subnetMappings.subnetId",
];

const withGroups = [
  ...interfaces.map(([type, , groups]) => `${type}#${groups}`),
  ...balancers("securityGroups"),
  "aws:docdb/cluster:Cluster#vpcSecurityGroupIds",
  "aws:ec2/instance:Instance#vpcSecurityGroupIds",
  "aws:ec2/securityGroupRule:SecurityGroupRule#sourceSecurityGroupId",
  "aws:elasticache/cluster:Cluster#securityGroupIds",
  "aws:elasticache/replicationGroup:ReplicationGroup#securityGroupIds",
  "aws:memorydb/cluster:Cluster#securityGroupIds",
  "aws:neptune/cluster:Cluster#vpcSecurityGroupIds",
  "aws:rds/cluster:Cluster#vpcSecurityGroupIds",
  "aws:rds/instance:Instance#vpcSecurityGroupIds",
  "aws:redshift/cluster:Cluster#vpcSecurityGroupIds",
];

const targetUsers = ["lb", "alb"].flatMap((m) => [
  `aws:${m}/listener:Listener#defaultActions.targetGroupArn`,
  `aws:${m}/listener:Listener#defaultActions.forward.targetGroups.arn`,
  `aws:${m}/listenerRule:ListenerRule#actions.targetGroupArn`,
  `aws:${m}/listenerRule:ListenerRule#actions.forward.targetGroups.arn`,
]);
const targetGroup: InUse = {
  code: "ResourceInUse",
  text: "Target group '{id}' is currently in use by a listener or a rule.",
  by: targetUsers,
  source: `${api}/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html`,
};

const rds = `${api}/AmazonRDS/latest/APIReference`;
const cache = `${api}/AmazonElastiCache/latest/APIReference`;
const iam = `${api}/IAM/latest/APIReference`;
const memberPaths = (input: string) => [
  `aws:iam/userPolicyAttachment:UserPolicyAttachment#${input}`,
  `aws:iam/userPolicy:UserPolicy#${input}`,
  `aws:iam/accessKey:AccessKey#${input}`,
  `aws:iam/userLoginProfile:UserLoginProfile#${input}`,
  `aws:iam/userGroupMembership:UserGroupMembership#${input}`,
];

/** What AWS refuses to delete while others use it, beside what the models of the types say. */
export const awsInUse: Readonly<Record<string, InUse>> = {
  "aws:acm/certificate:Certificate": {
    code: "ResourceInUseException",
    text: "Certificate {id} in account is in use.",
    by: [
      "aws:lb/listener:Listener#certificateArn",
      "aws:alb/listener:Listener#certificateArn",
      "aws:lb/listenerCertificate:ListenerCertificate#certificateArn",
      "aws:cloudfront/distribution:Distribution#viewerCertificate.acmCertificateArn",
      "aws:apigatewayv2/domainName:DomainName#domainNameConfiguration.certificateArn",
      "aws:apigateway/domainName:DomainName#regionalCertificateArn",
      "aws:apigateway/domainName:DomainName#certificateArn",
    ],
    source: `${api}/acm/latest/APIReference/API_DeleteCertificate.html`,
  },
  "aws:alb/targetGroup:TargetGroup": targetGroup,
  "aws:lb/targetGroup:TargetGroup": targetGroup,
  "aws:athena/workgroup:Workgroup": {
    code: "InvalidRequestException",
    text: "WorkGroup {id} is not empty.",
    by: ["aws:athena/namedQuery:NamedQuery#workgroup"],
    unless: "forceDestroy",
    source: `${api}/athena/latest/APIReference/API_DeleteWorkGroup.html`,
  },
  "aws:backup/plan:Plan": {
    code: "InvalidRequestException",
    text: "Related backup plan selections must be deleted prior to backup plan deletion: {id}",
    by: ["aws:backup/selection:Selection#planId"],
    source: `${api}/aws-backup/latest/devguide/API_DeleteBackupPlan.html`,
  },
  "aws:batch/computeEnvironment:ComputeEnvironment": {
    code: "ClientException",
    text: "Cannot delete, found existing JobQueue relationship: {id}",
    by: ["aws:batch/jobQueue:JobQueue#computeEnvironmentOrders.computeEnvironment"],
    source: `${api}/batch/latest/APIReference/API_DeleteComputeEnvironment.html`,
  },
  "aws:cloudfront/cachePolicy:CachePolicy": {
    code: "CachePolicyInUse",
    text: "Cannot delete the cache policy {id} because it is attached to one or more cache behaviors.",
    by: [
      "aws:cloudfront/distribution:Distribution#defaultCacheBehavior.cachePolicyId",
      "aws:cloudfront/distribution:Distribution#orderedCacheBehaviors.cachePolicyId",
    ],
    source: `${api}/cloudfront/latest/APIReference/API_DeleteCachePolicy.html`,
  },
  "aws:cloudfront/function:Function": {
    code: "FunctionInUse",
    text: "Cannot delete the function {id} because it's attached to one or more cache behaviors.",
    by: [
      "aws:cloudfront/distribution:Distribution#defaultCacheBehavior.functionAssociations.functionArn",
      "aws:cloudfront/distribution:Distribution#orderedCacheBehaviors.functionAssociations.functionArn",
    ],
    source: `${api}/cloudfront/latest/APIReference/API_DeleteFunction.html`,
  },
  "aws:cloudfront/originAccessControl:OriginAccessControl": {
    code: "OriginAccessControlInUse",
    text: "Cannot delete the origin access control {id} because it's in use by one or more distributions.",
    by: ["aws:cloudfront/distribution:Distribution#origins.originAccessControlId"],
    source: `${api}/cloudfront/latest/APIReference/API_DeleteOriginAccessControl.html`,
  },
  "aws:cloudwatch/eventBus:EventBus": {
    code: "ValidationException",
    text: "Event bus {id} can't be deleted since it has rules.",
    by: ["aws:cloudwatch/eventRule:EventRule#eventBusName"],
    source: `${api}/eventbridge/latest/APIReference/API_DeleteEventBus.html`,
  },
  "aws:cognito/userPool:UserPool": {
    code: "InvalidParameterException",
    text: "User pool {id} cannot be deleted. It has a domain configured that should be deleted first.",
    by: ["aws:cognito/userPoolDomain:UserPoolDomain#userPoolId"],
    source: `${api}/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html`,
  },
  "aws:ec2/customerGateway:CustomerGateway": {
    code: "IncorrectState",
    text: "The customer gateway '{id}' is in use.",
    by: ["aws:ec2/vpnConnection:VpnConnection#customerGatewayId"],
    source: `${api}/AWSEC2/latest/APIReference/API_DeleteCustomerGateway.html`,
  },
  "aws:ec2/eip:Eip": {
    code: "InvalidIPAddress.InUse",
    text: "Address {id} is in use.",
    by: [...balancers("subnetMappings.allocationId")],
    source: `${api}/AWSEC2/latest/APIReference/API_ReleaseAddress.html`,
  },
  "aws:ec2/launchConfiguration:LaunchConfiguration": {
    code: "ResourceInUse",
    text: "Cannot delete launch configuration {id} because it is attached to AutoScalingGroup.",
    by: ["aws:autoscaling/group:Group#launchConfiguration"],
    source: `${api}/autoscaling/ec2/APIReference/API_DeleteLaunchConfiguration.html`,
  },
  "aws:ec2/managedPrefixList:ManagedPrefixList": violation(
    "prefixList",
    "/vpc/latest/userguide/delete-customer-managed-prefix-list.html",
    [
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule#prefixListId",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule#prefixListId",
      "aws:ec2/route:Route#destinationPrefixListId",
    ],
  ),
  "aws:ec2/networkInterface:NetworkInterface": {
    code: "InvalidParameterValue",
    text: "Network interface '{id}' is currently in use.",
    by: ["aws:ec2/instance:Instance#networkInterfaces.networkInterfaceId"],
    source: `${api}/AWSEC2/latest/APIReference/API_DeleteNetworkInterface.html`,
  },
  "aws:ec2/placementGroup:PlacementGroup": {
    code: "InvalidPlacementGroup.InUse",
    text: "The placement group '{id}' is in use and may not be deleted.",
    by: ["aws:ec2/instance:Instance#placementGroup", "aws:autoscaling/group:Group#placementGroup"],
    source: `${api}/AWSEC2/latest/APIReference/API_DeletePlacementGroup.html`,
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    code: "DependencyViolation",
    text: "resource {id} has a dependent object",
    by: withGroups,
    source: `${api}/vpc/latest/userguide/deleting-security-groups.html`,
  },
  "aws:ec2/subnet:Subnet": violation("subnet", "/vpc/latest/userguide/subnet-deleting.html", inSubnets),
  "aws:ec2/vpc:Vpc": violation("vpc", "/vpc/latest/userguide/delete-vpc.html", [
    "aws:ec2/carrierGateway:CarrierGateway#vpcId",
    "aws:ec2/vpnGateway:VpnGateway#vpcId",
    "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment#vpcId",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment#vpcId",
  ]),
  "aws:ec2/vpcDhcpOptions:VpcDhcpOptions": violation(
    "dhcpOptions",
    "/AWSEC2/latest/APIReference/API_DeleteDhcpOptions.html",
    ["aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation#dhcpOptionsId"],
  ),
  "aws:ec2/networkAcl:NetworkAcl": violation("networkAcl", "/AWSEC2/latest/APIReference/API_DeleteNetworkAcl.html", [
    "aws:ec2/networkAclAssociation:NetworkAclAssociation#networkAclId",
  ]),
  "aws:ec2/vpnGateway:VpnGateway": {
    code: "IncorrectState",
    text: "The vpnGateway '{id}' is in use.",
    by: [
      "aws:ec2/vpnConnection:VpnConnection#vpnGatewayId",
      "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment#vpnGatewayId",
    ],
    source: `${api}/AWSEC2/latest/APIReference/API_DeleteVpnGateway.html`,
  },
  "aws:ec2transitgateway/transitGateway:TransitGateway": {
    code: "IncorrectState",
    text: "{id} has non-deleted VPC Attachments",
    by: [
      "aws:ec2transitgateway/vpcAttachment:VpcAttachment#transitGatewayId",
      "aws:ec2/vpnConnection:VpnConnection#transitGatewayId",
    ],
    source: `${api}/AWSEC2/latest/APIReference/API_DeleteTransitGateway.html`,
  },
  "aws:ecs/capacityProvider:CapacityProvider": {
    code: "ClientException",
    text: "The capacity provider {id} cannot be deleted because it is associated with cluster. Remove the capacity provider from the cluster and try again.",
    by: ["aws:ecs/clusterCapacityProviders:ClusterCapacityProviders#capacityProviders"],
    source: `${api}/AmazonECS/latest/APIReference/API_DeleteCapacityProvider.html`,
  },
  "aws:ecs/cluster:Cluster": {
    code: "ClusterContainsServicesException",
    text: "The Cluster cannot be deleted while Services are active: {id}",
    by: ["aws:ecs/service:Service#cluster"],
    source: `${api}/AmazonECS/latest/APIReference/API_DeleteCluster.html`,
  },
  "aws:efs/fileSystem:FileSystem": {
    code: "FileSystemInUse",
    text: "File system '{id}' has mount targets.",
    by: ["aws:efs/mountTarget:MountTarget#fileSystemId"],
    source: `${api}/efs/latest/ug/API_DeleteFileSystem.html`,
  },
  "aws:eks/cluster:Cluster": {
    code: "ResourceInUseException",
    text: "Cluster has nodegroups attached: {id}",
    by: ["aws:eks/nodeGroup:NodeGroup#clusterName", "aws:eks/fargateProfile:FargateProfile#clusterName"],
    source: `${api}/eks/latest/APIReference/API_DeleteCluster.html`,
  },
  "aws:elasticache/parameterGroup:ParameterGroup": {
    code: "InvalidCacheParameterGroupState",
    text: "One or more cache clusters are still members of this parameter group {id}, so the group cannot be deleted.",
    by: [
      "aws:elasticache/cluster:Cluster#parameterGroupName",
      "aws:elasticache/replicationGroup:ReplicationGroup#parameterGroupName",
    ],
    source: `${cache}/API_DeleteCacheParameterGroup.html`,
  },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    code: "CacheSubnetGroupInUse",
    text: "Cache subnet group {id} is currently in use by a cache cluster.",
    by: [
      "aws:elasticache/cluster:Cluster#subnetGroupName",
      "aws:elasticache/replicationGroup:ReplicationGroup#subnetGroupName",
    ],
    source: `${cache}/API_DeleteCacheSubnetGroup.html`,
  },
  "aws:iam/group:Group": {
    code: "DeleteConflict",
    text: "Cannot delete entity, must remove users from group and detach all policies first: {id}",
    by: [
      "aws:iam/groupMembership:GroupMembership#group",
      "aws:iam/groupPolicyAttachment:GroupPolicyAttachment#group",
      "aws:iam/groupPolicy:GroupPolicy#group",
      "aws:iam/userGroupMembership:UserGroupMembership#groups",
    ],
    source: `${iam}/API_DeleteGroup.html`,
  },
  "aws:iam/policy:Policy": {
    code: "DeleteConflict",
    text: "Cannot delete a policy attached to entities: {id}",
    by: ["aws:iam/policyAttachment:PolicyAttachment#policyArn"],
    source: `${iam}/API_DeletePolicy.html`,
  },
  "aws:iam/role:Role": {
    code: "DeleteConflict",
    text: "Cannot delete entity, must detach all policies first: {id}",
    by: ["aws:iam/policyAttachment:PolicyAttachment#roles"],
    unless: "forceDetachPolicies",
    source: `${iam}/API_DeleteRole.html`,
  },
  "aws:iam/user:User": {
    code: "DeleteConflict",
    text: "Cannot delete entity, must delete access keys, login profile and policies and leave groups first: {id}",
    by: memberPaths("user"),
    unless: "forceDestroy",
    source: `${iam}/API_DeleteUser.html`,
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    code: "InvalidDBParameterGroupState",
    text: "One or more database instances are still members of this parameter group {id}, so the group cannot be deleted",
    by: ["aws:rds/cluster:Cluster#dbClusterParameterGroupName"],
    source: `${rds}/API_DeleteDBClusterParameterGroup.html`,
  },
  "aws:rds/cluster:Cluster": {
    code: "InvalidDBClusterStateFault",
    text: "Cluster cannot be deleted, it still contains DB instances in non-deleting state: {id}",
    by: ["aws:rds/clusterInstance:ClusterInstance#clusterIdentifier"],
    source: `${rds}/API_DeleteDBCluster.html`,
  },
  "aws:rds/optionGroup:OptionGroup": {
    code: "InvalidOptionGroupStateFault",
    text: "The option group '{id}' cannot be deleted because it is in use.",
    by: ["aws:rds/instance:Instance#optionGroupName"],
    source: `${rds}/API_DeleteOptionGroup.html`,
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    code: "InvalidDBParameterGroupState",
    text: "One or more database instances are still members of this parameter group {id}, so the group cannot be deleted",
    by: [
      "aws:rds/instance:Instance#parameterGroupName",
      "aws:rds/clusterInstance:ClusterInstance#dbParameterGroupName",
    ],
    source: `${rds}/API_DeleteDBParameterGroup.html`,
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    code: "InvalidDBSubnetGroupStateFault",
    text: "Cannot delete the subnetGroup '{id}' because at least one database instance is still using it.",
    by: ["aws:rds/instance:Instance#dbSubnetGroupName", "aws:rds/cluster:Cluster#dbSubnetGroupName"],
    source: `${rds}/API_DeleteDBSubnetGroup.html`,
  },
  "aws:redshift/subnetGroup:SubnetGroup": {
    code: "InvalidClusterSubnetGroupStateFault",
    text: "Cluster subnet group {id} cannot be deleted because it is in use.",
    by: ["aws:redshift/cluster:Cluster#clusterSubnetGroupName"],
    source: `${api}/redshift/latest/APIReference/API_DeleteClusterSubnetGroup.html`,
  },
  "aws:route53/healthCheck:HealthCheck": {
    code: "HealthCheckInUse",
    text: "The health check {id} can't be deleted because it is referenced by a resource record set.",
    by: ["aws:route53/record:Record#healthCheckId"],
    source: `${api}/Route53/latest/APIReference/API_DeleteHealthCheck.html`,
  },
  "aws:route53/zone:Zone": {
    code: "HostedZoneNotEmpty",
    text: "The specified hosted zone contains non-required resource record sets and so cannot be deleted: {id}",
    by: ["aws:route53/record:Record#zoneId"],
    unless: "forceDestroy",
    source: `${api}/Route53/latest/APIReference/API_DeleteHostedZone.html`,
  },
  "aws:servicediscovery/service:Service": {
    code: "ResourceInUse",
    text: "Service {id} contains registered instances; delete the instances before deleting the service",
    by: ["aws:servicediscovery/instance:Instance#serviceId", "aws:ecs/service:Service#serviceRegistries.registryArn"],
    unless: "forceDestroy",
    source: `${api}/cloud-map/latest/api/API_DeleteService.html`,
  },
  ...Object.fromEntries(
    [
      "privateDnsNamespace:PrivateDnsNamespace",
      "publicDnsNamespace:PublicDnsNamespace",
      "httpNamespace:HttpNamespace",
    ].map((name) => [
      `aws:servicediscovery/${name}`,
      {
        code: "ResourceInUse",
        text: "Namespace {id} has associated services; delete the services before deleting the namespace",
        by: [
          "aws:servicediscovery/service:Service#dnsConfig.namespaceId",
          "aws:servicediscovery/service:Service#namespaceId",
        ],
        source: `${api}/cloud-map/latest/api/API_DeleteNamespace.html`,
      },
    ]),
  ),
  "aws:wafv2/ipSet:IpSet": {
    code: "WAFAssociatedItemException",
    text: "AWS WAF couldn't perform the operation because your resource is being used by another resource or it's associated with another resource: {id}",
    by: ["aws:wafv2/webAcl:WebAcl#rules.statement.ipSetReferenceStatement.arn"],
    source: `${api}/waf/latest/APIReference/API_DeleteIPSet.html`,
  },
  "aws:wafv2/webAcl:WebAcl": {
    code: "WAFAssociatedItemException",
    text: "AWS WAF couldn't perform the operation because your resource is being used by another resource or it's associated with another resource: {id}",
    by: [
      "aws:wafv2/webAclAssociation:WebAclAssociation#webAclArn",
      "aws:cloudfront/distribution:Distribution#webAclId",
    ],
    source: `${api}/waf/latest/APIReference/API_DeleteWebACL.html`,
  },
};
