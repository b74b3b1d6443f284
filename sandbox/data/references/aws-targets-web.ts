import type { Target } from "./model.js";

/** APIs, DNS, content delivery and what stands around them. */
export const awsWebTargets = {
  restApi: {
    types: ["aws:apigateway/restApi:RestApi"],
    code: "NotFoundException",
    text: "Invalid API identifier specified {account}:{value}",
  },
  restResource: {
    types: ["aws:apigateway/resource:Resource", "aws:apigateway/restApi:RestApi"],
    by: ["rootResourceId"],
    code: "NotFoundException",
    text: "Invalid Resource identifier specified: {value}",
  },
  restDeployment: {
    types: ["aws:apigateway/deployment:Deployment"],
    code: "BadRequestException",
    text: "Invalid Deployment identifier specified {value}",
  },
  restAuthorizer: {
    types: ["aws:apigateway/authorizer:Authorizer"],
    code: "BadRequestException",
    text: "Invalid Authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer: {value}",
  },
  usagePlan: {
    types: ["aws:apigateway/usagePlan:UsagePlan"],
    code: "NotFoundException",
    text: "Invalid Usage Plan ID specified: {value}",
  },
  apiKey: {
    types: ["aws:apigateway/apiKey:ApiKey"],
    code: "NotFoundException",
    text: "Invalid API Key identifier specified: {value}",
  },
  httpApi: {
    types: ["aws:apigatewayv2/api:Api"],
    code: "NotFoundException",
    text: "Invalid API identifier specified {account}:{value}",
  },
  httpIntegration: {
    types: ["aws:apigatewayv2/integration:Integration"],
    part: /^integrations\/(.+)$/,
    code: "NotFoundException",
    text: "Invalid Integration identifier specified: {value}",
  },
  httpAuthorizer: {
    types: ["aws:apigatewayv2/authorizer:Authorizer"],
    code: "BadRequestException",
    text: "Invalid Authorizer ID specified: {value}",
  },
  httpLink: {
    types: ["aws:apigatewayv2/vpcLink:VpcLink"],
    code: "BadRequestException",
    text: "Cannot find VPC link {value}",
  },
  domain: {
    types: ["aws:apigatewayv2/domainName:DomainName", "aws:apigateway/domainName:DomainName"],
    by: ["domainName"],
    code: "NotFoundException",
    text: "Invalid domain name identifier specified: {value}",
  },
  zone: {
    types: ["aws:route53/zone:Zone"],
    by: ["zoneId"],
    global: true,
    part: /^(?:\/hostedzone\/)?(.+)$/,
    code: "NoSuchHostedZone",
    text: "No hosted zone found with ID: {value}",
  },
  healthCheck: {
    types: ["aws:route53/healthCheck:HealthCheck"],
    global: true,
    code: "NoSuchHealthCheck",
    text: "A health check with id {value} does not exist.",
  },
  accessControl: {
    types: ["aws:cloudfront/originAccessControl:OriginAccessControl"],
    global: true,
    code: "InvalidOriginAccessControl",
    text: "The specified origin access control does not exist: {value}",
  },
  publicKey: {
    types: ["aws:cloudfront/publicKey:PublicKey"],
    global: true,
    code: "NoSuchPublicKey",
    text: "The specified public key does not exist: {value}",
  },
  keyGroup: {
    types: ["aws:cloudfront/keyGroup:KeyGroup"],
    global: true,
    code: "TrustedKeyGroupDoesNotExist",
    text: "The specified key group does not exist: {value}",
  },
  distribution: {
    types: ["aws:cloudfront/distribution:Distribution"],
    global: true,
    code: "NoSuchDistribution",
    text: "The specified distribution does not exist: {value}",
  },
  webAcl: {
    types: ["aws:wafv2/webAcl:WebAcl"],
    part: /^(arn:aws[\w-]*:wafv2:.+)$/,
    code: "WAFNonexistentItemException",
    text: "AWS WAF couldn't perform the operation because your resource doesn't exist: {value}",
  },
  ipSet: {
    types: ["aws:wafv2/ipSet:IpSet"],
    code: "WAFNonexistentItemException",
    text: "AWS WAF couldn't perform the operation because your resource doesn't exist: {value}",
  },
  userPool: {
    types: ["aws:cognito/userPool:UserPool"],
    code: "ResourceNotFoundException",
    text: "User pool {value} does not exist.",
  },
  identityPool: {
    types: ["aws:cognito/identityPool:IdentityPool"],
    code: "ResourceNotFoundException",
    text: "IdentityPool '{value}' not found.",
  },
  vault: {
    types: ["aws:backup/vault:Vault", "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"],
    by: ["name"],
    always: /^Default$/,
    code: "InvalidParameterValueException",
    text: "Backup Vault name provided does not exist: {value}",
  },
  backupPlan: {
    types: ["aws:backup/plan:Plan"],
    code: "InvalidParameterValueException",
    text: "Backup Plan ID and Version ID are not valid: {value}",
  },
  catalogDatabase: {
    types: ["aws:glue/catalogDatabase:CatalogDatabase"],
    by: ["name"],
    always: /^default$/,
    code: "EntityNotFoundException",
    text: "Database {value} not found.",
  },
  workgroup: {
    types: ["aws:athena/workgroup:Workgroup"],
    by: ["name"],
    always: /^primary$/,
    code: "InvalidRequestException",
    text: "WorkGroup {value} is not found.",
  },
  searchDomain: {
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    by: ["domainName"],
    code: "ResourceNotFoundException",
    text: "Domain not found: {value}",
  },
  deployApplication: {
    types: ["aws:codedeploy/application:Application"],
    by: ["name"],
    code: "ApplicationDoesNotExistException",
    text: "No application found for name: {value}",
  },
  window: {
    types: ["aws:ssm/maintenanceWindow:MaintenanceWindow"],
    code: "DoesNotExistException",
    text: "Maintenance window {value} does not exist",
  },
  transferServer: {
    types: ["aws:transfer/server:Server"],
    code: "ResourceNotFoundException",
    text: "Unknown server {value}",
  },
  mskCluster: {
    types: ["aws:msk/cluster:Cluster", "aws:msk/serverlessCluster:ServerlessCluster"],
    code: "NotFoundException",
    text: "The requested cluster does not exist: {value}",
  },
  mskConfiguration: {
    types: ["aws:msk/configuration:Configuration"],
    code: "BadRequestException",
    text: "The configuration ARN does not exist: {value}",
  },
  computeEnvironment: {
    types: ["aws:batch/computeEnvironment:ComputeEnvironment"],
    by: ["name"],
    code: "ClientException",
    text: "{value} does not exist",
  },
} as const satisfies Record<string, Target>;
