import { describe, expect, it } from "vitest";
import { awsReferences } from "../../../sandbox/data/references/aws.js";
import { awsTargets } from "../../../sandbox/data/references/aws-targets.js";
import { awsWords } from "../../../sandbox/data/references/aws-words.js";
import { azureReferences } from "../../../sandbox/data/references/azure-native.js";
import { gcpReferences } from "../../../sandbox/data/references/gcp.js";
import { gcpTargets } from "../../../sandbox/data/references/gcp-targets.js";
import type { Target, Words } from "../../../sandbox/data/references/model.js";
import { defaultNetwork, managedKey } from "../../../sandbox/models/aws/always.js";
import { sessionOf } from "../models-world.js";
import { fixtureFor } from "../reference-fixtures.js";
import { inputsAt, madeObject, missing } from "./place.js";

const aws = sessionOf("aws");
const gcp = sessionOf("gcp");
const azure = sessionOf("azure-native");
const group = `/subscriptions/${azure.account}/resourceGroups/rg`;
const network = `${group}/providers/Microsoft.Network`;
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:123456789012:${rest}`;
const hex = "0123456789abcdef0";

describe("what does not exist is refused in the service's own words", () => {
  it.each([
    [
      "aws:acm/certificateValidation:CertificateValidation",
      "certificateArn",
      arn("acm", "certificate/1"),
      "ResourceNotFoundException",
    ],
    ["aws:apigateway/deployment:Deployment", "restApi", "abc123", "NotFoundException"],
    ["aws:apigatewayv2/route:Route", "target", "integrations/abc", "NotFoundException"],
    ["aws:appautoscaling/target:Target", "resourceId", "service/main/web", "ValidationException"],
    ["aws:autoscaling/group:Group", "vpcZoneIdentifiers", `subnet-${hex}`, "ValidationError"],
    ["aws:autoscaling/policy:Policy", "autoscalingGroupName", "web", "ValidationError"],
    [
      "aws:cloudfront/distribution:Distribution",
      "viewerCertificate.acmCertificateArn",
      arn("acm", "certificate/1"),
      "InvalidViewerCertificate",
    ],
    ["aws:cloudwatch/eventRule:EventRule", "eventBusName", "orders", "ResourceNotFoundException"],
    ["aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "logGroup", "/app", "ResourceNotFoundException"],
    ["aws:ec2/instance:Instance", "subnetId", `subnet-${hex}`, "InvalidSubnetID.NotFound"],
    ["aws:ec2/instance:Instance", "vpcSecurityGroupIds", `sg-${hex}`, "InvalidGroup.NotFound"],
    [
      "aws:ec2/networkAclAssociation:NetworkAclAssociation",
      "networkAclId",
      `acl-${hex}`,
      "InvalidNetworkAclID.NotFound",
    ],
    [
      "aws:ec2transitgateway/route:Route",
      "transitGatewayRouteTableId",
      `tgw-rtb-${hex}`,
      "InvalidRouteTableID.NotFound",
    ],
    ["aws:ecs/service:Service", "cluster", "main", "ClusterNotFoundException"],
    ["aws:ecs/service:Service", "taskDefinition", "web:3", "ClientException"],
    ["aws:ecs/service:Service", "networkConfiguration.subnets", `subnet-${hex}`, "InvalidParameterException"],
    ["aws:efs/mountTarget:MountTarget", "subnetId", `subnet-${hex}`, "SubnetNotFound"],
    ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role", "deployer", "NoSuchEntity"],
    ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "user", "ops", "NoSuchEntity"],
    ["aws:kms/grant:Grant", "keyId", "alias/app", "NotFoundException"],
    [
      "aws:lambda/eventSourceMapping:EventSourceMapping",
      "functionName",
      arn("lambda", "function:worker:live"),
      "ResourceNotFoundException",
    ],
    ["aws:lambda/function:Function", "vpcConfig.subnetIds", `subnet-${hex}`, "InvalidParameterValueException"],
    [
      "aws:lb/listener:Listener",
      "defaultActions.targetGroupArn",
      arn("elasticloadbalancing", "targetgroup/web/1"),
      "TargetGroupNotFound",
    ],
    [
      "aws:alb/listenerRule:ListenerRule",
      "listenerArn",
      arn("elasticloadbalancing", "listener/app/web/1/2"),
      "ListenerNotFound",
    ],
    ["aws:lb/loadBalancer:LoadBalancer", "subnets", `subnet-${hex}`, "SubnetNotFound"],
    ["aws:rds/instance:Instance", "dbSubnetGroupName", "main", "DBSubnetGroupNotFoundFault"],
    ["aws:rds/instance:Instance", "parameterGroupName", "tuned", "DBParameterGroupNotFound"],
    ["aws:rds/subnetGroup:SubnetGroup", "subnetIds", `subnet-${hex}`, "InvalidSubnet"],
    ["aws:route53/record:Record", "zoneId", "Z0123456789ABC", "NoSuchHostedZone"],
    ["aws:secretsmanager/secretVersion:SecretVersion", "secretId", "db", "ResourceNotFoundException"],
    ["aws:sns/topicSubscription:TopicSubscription", "topic", arn("sns", "orders"), "NotFound"],
    [
      "aws:sqs/queuePolicy:QueuePolicy",
      "queueUrl",
      "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs",
      "AWS.SimpleQueueService.NonExistentQueue",
    ],
    [
      "aws:wafv2/webAclAssociation:WebAclAssociation",
      "webAclArn",
      arn("wafv2", "regional/webacl/a/1"),
      "WAFNonexistentItemException",
    ],
  ])("%s: %s", (type, path, value, code) => {
    expect(missing("aws", type, inputsAt(path, value))?.code).toBe(code);
  });

  it.each([
    [
      "gcp:compute/instance:Instance",
      "networkInterfaces.network",
      "main",
      "The resource 'projects/groundplan-sandbox/global/networks/main' was not found, notFound",
    ],
    [
      "gcp:compute/uRLMap:URLMap",
      "defaultService",
      "projects/groundplan-sandbox/global/backendServices/web",
      "The resource 'projects/groundplan-sandbox/global/backendServices/web' was not found, notFound",
    ],
    [
      "gcp:compute/router:Router",
      "network",
      "global/networks/main",
      "The resource 'projects/groundplan-sandbox/global/networks/main' was not found, notFound",
    ],
    [
      "gcp:compute/address:Address",
      "subnetwork",
      "a",
      "The resource 'projects/groundplan-sandbox/regions/europe-west1/subnetworks/a' was not found, notFound",
    ],
    ["gcp:pubsub/subscription:Subscription", "topic", "orders", "Resource not found (resource=orders)., notFound"],
    [
      "gcp:dns/recordSet:RecordSet",
      "managedZone",
      "example",
      "The 'parameters.managedZone' resource named 'example' does not exist., notFound",
    ],
    ["gcp:sql/user:User", "instance", "db", "The Cloud SQL instance does not exist: db, instanceDoesNotExist"],
    ["gcp:bigquery/table:Table", "datasetId", "events", "Not found: Dataset groundplan-sandbox:events, notFound"],
    [
      "gcp:secretmanager/secretVersion:SecretVersion",
      "secret",
      "projects/groundplan-sandbox/secrets/db",
      "Secret [projects/groundplan-sandbox/secrets/db] not found., notFound",
    ],
  ])("%s: %s as %s", (type, path, value, said) => {
    const error = missing("gcp", type, inputsAt(path, value));
    expect([error?.code, error?.message.split(` (${path})`)[0]]).toEqual(["Error 404", said]);
  });

  it.each([
    [
      "azure-native:network:NetworkInterface",
      "ipConfigurations.subnet.id",
      `${network}/virtualNetworks/v/subnets/s`,
      "InvalidResourceReference",
    ],
    [
      "azure-native:network:LoadBalancer",
      "frontendIPConfigurations.publicIPAddress.id",
      `${network}/publicIPAddresses/ip`,
      "InvalidResourceReference",
    ],
    [
      "azure-native:monitor:MetricAlert",
      "actions.actionGroupId",
      `${group}/providers/Microsoft.Insights/actionGroups/ops`,
      "ResourceNotFound",
    ],
    ["azure-native:web:WebApp", "serverFarmId", `${group}/providers/Microsoft.Web/serverfarms/plan`, "NotFound"],
    [
      "azure-native:app:ContainerApp",
      "managedEnvironmentId",
      `${group}/providers/Microsoft.App/managedEnvironments/e`,
      "ResourceNotFound",
    ],
    [
      "azure-native:sql:Server",
      "identity.userAssignedIdentities",
      `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/app`,
      "FailedIdentityOperation",
    ],
  ])("%s: %s", (type, path, value, code) => {
    expect(missing("azure-native", type, inputsAt(path, value))?.code).toBe(code);
  });

  it("a resource group and a parent of Azure, by name", () => {
    const made = madeObject(azure, "azure-native:resources:ResourceGroup", "rg", { id: group });
    const database = { resourceGroupName: "rg", serverName: "db", databaseName: "app" };
    expect(missing("azure-native", "azure-native:sql:Database", database)?.code).toBe("ResourceGroupNotFound");
    expect(missing("azure-native", "azure-native:sql:Database", database, [made])?.code).toBe("ParentResourceNotFound");
    const server = madeObject(azure, "azure-native:sql:Server", "db", {
      id: `${group}/providers/Microsoft.Sql/servers/db`,
    });
    expect(missing("azure-native", "azure-native:sql:Database", database, [made, server])).toBe(undefined);
  });

  it("a part that its parent does not have, also of the object that is made", () => {
    const id = `${network}/loadBalancers/web`;
    const inputs = { backendAddressPools: [{ name: "blue" }] };
    const balancer = madeObject(azure, "azure-native:network:LoadBalancer", "web", { id, inputs });
    const nic = (pool: string) => ({
      ipConfigurations: [{ loadBalancerBackendAddressPools: [{ id: `${id}/backendAddressPools/${pool}` }] }],
    });
    const type = "azure-native:network:NetworkInterface";
    expect(missing("azure-native", type, nic("blue"), [balancer])).toBe(undefined);
    expect(missing("azure-native", type, nic("green"), [balancer])?.code).toBe("InvalidResourceReference");
    const own = { resourceGroupName: "rg", loadBalancerName: "web", ...inputs };
    const rule = { ...own, loadBalancingRules: [{ backendAddressPool: { id: `${id}/backendAddressPools/green` } }] };
    const rg = madeObject(azure, "azure-native:resources:ResourceGroup", "rg", { id: group });
    expect(missing("azure-native", "azure-native:network:LoadBalancer", rule, [rg])?.code).toBe(
      "InvalidResourceReference",
    );
  });

  it("names the way out", () => {
    expect(missing("aws", "aws:ecs/service:Service", { cluster: "main" })?.message).toBe(
      "Cluster not found: main. (cluster): it does not exist in the sandbox: create it first and pass its own output, or declare it in sandbox.yaml under existing",
    );
  });
});

describe("every row of the tables", () => {
  /** A name of the form that a target takes. */
  const sampleOf = (target: Target): string =>
    [
      "missing-thing",
      arn("acm", "certificate/1"),
      arn("wafv2", "webacl/1"),
      "integrations/missing",
      "service/main/missing",
      "missing@groundplan-sandbox.iam.gserviceaccount.com",
    ].find((value) => target.part === undefined || target.part.test(value)) ?? "missing-thing";

  it.each([
    ["aws", awsReferences, awsTargets as Readonly<Record<string, Target>>, aws],
    ["gcp", gcpReferences, gcpTargets as Readonly<Record<string, Target>>, gcp],
  ] as const)(
    "of %s refuses what is not there, and takes what sandbox.yaml declares",
    (pkg, references, targets, session) => {
      const wrong: string[] = [];
      for (const [type, row] of Object.entries(references))
        for (const [path, name] of Object.entries(row)) {
          const target = targets[name];
          if (target === undefined || target.types.length === 0) continue;
          const value = sampleOf(target);
          const inputs = inputsAt(path, value);
          const module = type.split(":")[1]?.split("/")[0]?.replace("alb", "lb") ?? "";
          const words = (awsWords[module] as Readonly<Record<string, Words>> | undefined)?.[name] ?? target;
          if (missing(pkg, type, inputs)?.code !== words.code) wrong.push(`${type} ${path} is not refused`);
          if (missing(pkg, type, inputs, fixtureFor(session, target, value)) !== undefined)
            wrong.push(`${type} ${path} is refused`);
        }
      expect(wrong).toEqual([]);
    },
  );

  it("of Azure refuses what is not there", () => {
    const wrong = Object.entries(azureReferences).flatMap(([type, row]) =>
      Object.entries(row).flatMap(([path, kind]) => {
        const [space = "", ...levels] = kind.split("/");
        const id = `${group}/providers/${space}/${levels.map((level) => `${level}/x`).join("/")}`;
        return missing("azure-native", type, inputsAt(path, id)) === undefined ? [`${type} ${path}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("covers 358 types that programs use", () => {
    const types = [awsReferences, gcpReferences, azureReferences].map((table) => Object.keys(table).length);
    expect(types).toEqual([169, 125, 64]);
  });
});

describe("what exists without being made is taken", () => {
  const net = defaultNetwork({ session: aws, account: aws.account, region: "eu-west-1" });

  it.each([
    ["aws:ec2/instance:Instance", { subnetId: net.subnets[0]?.id, vpcSecurityGroupIds: [net.securityGroupId] }],
    ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
    [
      "aws:batch/computeEnvironment:ComputeEnvironment",
      { serviceRole: "arn:aws:iam::123456789012:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch" },
    ],
    ["aws:kms/grant:Grant", { keyId: "alias/aws/s3" }],
    [
      "aws:rds/instance:Instance",
      { kmsKeyId: managedKey({ account: aws.account, region: "eu-west-1" }, "alias/aws/rds").arn },
    ],
    ["aws:cloudwatch/eventRule:EventRule", { eventBusName: "default" }],
    ["aws:rds/instance:Instance", { parameterGroupName: "default.postgres16", optionGroupName: "default:mysql-8-0" }],
    ["aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", { capacityProviders: ["FARGATE", "FARGATE_SPOT"] }],
    ["aws:athena/namedQuery:NamedQuery", { workgroup: "primary" }],
    ["aws:sns/topicSubscription:TopicSubscription", { topic: "arn:aws:sns:eu-west-1:999999999999:foreign" }],
    [
      "aws:lambda/permission:Permission",
      { sourceArn: arn("logs", "log-group:none"), principal: "arn:aws:iam::123456789012:role/none" },
    ],
    [
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      { alarmActions: [arn("sns", "none"), "arn:aws:iam::123456789012:role/none"] },
    ],
    ["aws:ecs/taskDefinition:TaskDefinition", { executionRoleArn: "arn:aws:iam::123456789012:role/none" }],
  ])("%s", (type, inputs) => {
    expect(missing("aws", type, inputs)).toBe(undefined);
  });

  it.each([
    ["gcp:compute/instance:Instance", { networkInterfaces: [{ network: "default", subnetwork: "default" }] }],
    ["gcp:compute/instance:Instance", { serviceAccount: { email: "123-compute@developer.gserviceaccount.com" } }],
    ["gcp:compute/firewall:Firewall", { network: "projects/other/global/networks/shared" }],
    ["gcp:compute/forwardingRule:ForwardingRule", { ipAddress: "10.0.0.7" }],
    ["gcp:compute/globalForwardingRule:GlobalForwardingRule", { target: "all-apis" }],
    [
      "gcp:cloudrunv2/service:Service",
      { template: { containers: [{ envs: [{ value: "projects/groundplan-sandbox/global/networks/none" }] }] } },
    ],
    ["gcp:pubsub/subscription:Subscription", { topic: "projects/other/topics/t" }],
    ["gcp:projects/iAMMember:IAMMember", { member: "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com" }],
  ])("%s", (type, inputs) => {
    expect(missing("gcp", type, inputs)).toBe(undefined);
  });

  it("a subnetwork that a network makes by itself", () => {
    const auto = madeObject(gcp, "gcp:compute/network:Network", "auto", {
      id: "projects/groundplan-sandbox/global/networks/auto",
    });
    const inputs = { networkInterfaces: [{ subnetwork: "auto" }] };
    expect(missing("gcp", "gcp:compute/instance:Instance", inputs, [auto])).toBe(undefined);
    const custom = { ...auto, inputs: { autoCreateSubnetworks: false } };
    expect(missing("gcp", "gcp:compute/instance:Instance", inputs, [custom])?.code).toBe("Error 404");
  });

  it.each([
    [
      "azure-native:network:PrivateEndpoint",
      {
        subnet: { id: "/subscriptions/other/resourceGroups/a/providers/Microsoft.Network/virtualNetworks/v/subnets/s" },
      },
    ],
    [
      "azure-native:network:NetworkInterface",
      {
        networkSecurityGroup: {
          id: `/subscriptions/${azure.account}/resourceGroups/MC_rg_aks_westeurope/providers/Microsoft.Network/networkSecurityGroups/aks`,
        },
      },
    ],
    [
      "azure-native:applicationinsights:Component",
      {
        workspaceResourceId: `/subscriptions/${azure.account}/resourceGroups/DefaultResourceGroup-WEU/providers/Microsoft.OperationalInsights/workspaces/w`,
      },
    ],
    [
      "azure-native:databricks:Workspace",
      { managedResourceGroupId: `/subscriptions/${azure.account}/resourceGroups/not-yet` },
    ],
  ])("%s", (type, inputs) => {
    expect(missing("azure-native", type, inputs)).toBe(undefined);
  });

  it("what came with another object", () => {
    const cluster = madeObject(aws, "aws:eks/cluster:Cluster", "main", {
      outputs: { vpcConfig: { clusterSecurityGroupId: `sg-${hex}` } },
    });
    const inputs = { securityGroupId: `sg-${hex}` };
    expect(missing("aws", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", inputs, [cluster])).toBe(
      undefined,
    );
    expect(missing("aws", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", inputs)?.code).toBe(
      "InvalidGroup.NotFound",
    );
  });

  it("the instance groups of a cluster", () => {
    const url =
      "https://www.googleapis.com/compute/v1/projects/groundplan-sandbox/zones/europe-west1-b/instanceGroups/gke-main";
    const pool = madeObject(gcp, "gcp:container/nodePool:NodePool", "main", { outputs: { instanceGroupUrls: [url] } });
    const inputs = { backends: [{ group: url }] };
    expect(missing("gcp", "gcp:compute/backendService:BackendService", inputs, [pool])).toBe(undefined);
    expect(missing("gcp", "gcp:compute/backendService:BackendService", inputs)?.code).toBe("Error 404");
  });

  it("an id of another region only there", () => {
    const far = madeObject(aws, "aws:ec2/subnet:Subnet", `subnet-${hex}`, { region: "us-east-1" });
    expect(missing("aws", "aws:ec2/instance:Instance", { subnetId: `subnet-${hex}` }, [far])?.message).toBe(
      `The subnet ID 'subnet-${hex}' does not exist (subnetId names an object of account 123456789012 in us-east-1, and this resource is made in account 123456789012 in eu-west-1)`,
    );
  });
});
