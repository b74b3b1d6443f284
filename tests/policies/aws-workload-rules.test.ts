import { describe, expect, it } from "vitest";
import { render } from "../../policies/core/message.js";
import { edited } from "../../policies/core/remedy.js";
import type { ExampleResource } from "../../policies/core/rule.js";
import type { Props } from "../../policies/core/value.js";
import { UNKNOWN } from "../../policies/core/value.js";
import { awsEcrImmutable } from "../../policies/rules/aws/ecr/immutable.js";
import { awsEksLogs } from "../../policies/rules/aws/eks/logs.js";
import { awsEksVersion } from "../../policies/rules/aws/eks/version.js";
import { findings, resourcesOf, verdicts } from "./support.js";

const BAD = ["violation it"];
const OPEN = ["undecided it"];

const at = (rule: string, type: string, props: Props) => verdicts(rule, { type, name: "it", props });
const resource = (type: string, props: Props) => {
  const [one] = resourcesOf([{ type, name: "it", props }]);
  if (one === undefined) throw new Error("no resource");
  return one;
};

describe("aws-lambda-public-permission", () => {
  const permission = (props: Props) =>
    at("aws-lambda-public-permission", "aws:lambda/permission:Permission", { function: "f", ...props });

  it("takes everybody of one organisation only", () => {
    expect(permission({ principal: "*" })).toEqual(BAD);
    expect(permission({ principal: "*", functionUrlAuthType: "AWS_IAM" })).toEqual(BAD);
    expect(permission({ principal: "*", sourceArn: "arn:aws:s3:::a" })).toEqual(BAD);
    expect(permission({ principal: "*", principalOrgId: "o-1" })).toEqual([]);
    expect(permission({ principal: "123456789012" })).toEqual([]);
    expect(permission({ principal: "arn:aws:iam::123456789012:role/a" })).toEqual([]);
    expect(permission({ principal: UNKNOWN.string })).toEqual(OPEN);
  });

  it("wants to know on whose behalf a service calls", () => {
    const service = (props: Props) => permission({ principal: "events.amazonaws.com", ...props });
    expect(service({})).toEqual(BAD);
    expect(service({ sourceArn: "arn:aws:events:eu-west-1:123456789012:rule/*" })).toEqual([]);
    expect(service({ sourceArn: "arn:aws:events:*:*:rule/*" })).toEqual(BAD);
    expect(service({ sourceArn: "*" })).toEqual(BAD);
    expect(service({ sourceArn: UNKNOWN.string })).toEqual(OPEN);
    expect(service({ sourceAccount: "123456789012" })).toEqual([]);
    const skill = { principal: "alexa-appkit.amazon.com" };
    expect([permission(skill), permission({ ...skill, eventSourceToken: "amzn1.ask.skill.1" })]).toEqual([BAD, []]);
  });

  it("reads a policy of the function as well", () => {
    const policy = JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunction" }],
    });
    expect(at("aws-lambda-public-permission", "aws:lambda/resourcePolicy:ResourcePolicy", { policy })).toEqual(BAD);
  });
});

describe("aws-lambda-env-secret", () => {
  const FUNCTION = "aws:lambda/function:Function";
  const variables = (values: unknown) => at("aws-lambda-env-secret", FUNCTION, { environment: { variables: values } });
  const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  it("finds keys by what they look like, wherever they stand", () => {
    expect(variables({ A: "AKIAIOSFODNN7EXAMPLE" })).toEqual(BAD);
    expect(variables({ AWS_SECRET_ACCESS_KEY: SECRET })).toEqual(BAD);
    expect(variables({ KEY: "-----BEGIN RSA PRIVATE KEY-----\nMII" })).toEqual(BAD);
    expect(variables({ URL: UNKNOWN.string, A: "AKIAIOSFODNN7EXAMPLE" })).toEqual(BAD);
    expect(variables({ CHECKSUM: SECRET, DB_PASSWORD: "correct-horse", TABLE: "orders" })).toEqual([]);
    expect([variables(undefined), variables(UNKNOWN.object)]).toEqual([[], OPEN]);
  });

  it("does not print what it finds", () => {
    const props = { environment: { variables: { AWS_SECRET_ACCESS_KEY: SECRET } } };
    const texts = findings([{ type: FUNCTION, name: "it", props }]).map(render);
    expect(texts.join()).toContain("environment.variables.AWS_SECRET_ACCESS_KEY holds a secret access key");
    expect(texts.join()).not.toContain(SECRET);
  });
});

describe("functions", () => {
  it("are judged by their runtime, unless they are images", () => {
    const runtime = (value: unknown) => at("aws-lambda-runtime", "aws:lambda/function:Function", { runtime: value });
    for (const old of ["nodejs18.x", "python3.9", "provided.al2", "go1.x"]) expect(runtime(old)).toEqual(BAD);
    for (const good of ["nodejs22.x", "python3.13", "provided.al2023", "java21"]) expect(runtime(good)).toEqual([]);
    expect([runtime(undefined), runtime(UNKNOWN.string)]).toEqual([[], OPEN]);
  });

  it("trace by themselves", () => {
    const mode = (value: string) =>
      at("aws-lambda-tracing", "aws:lambda/function:Function", { tracingConfig: { mode: value } });
    expect([mode("PassThrough"), mode("Active")]).toEqual([BAD, []]);
  });
});

describe("ECR", () => {
  const REPOSITORY = "aws:ecr/repository:Repository";

  it("refuses everybody in each kind of policy", () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "ecr:*" }] });
    const found = (type: string, props: Props) => at("aws-ecr-public-policy", type, props);
    expect(found("aws:ecr/registryPolicy:RegistryPolicy", { policy })).toEqual(BAD);
    expect(found("aws:ecrpublic/repositoryPolicy:RepositoryPolicy", { policy })).toEqual(BAD);
    const template = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";
    expect([found(template, { repositoryPolicy: policy }), found(template, {})]).toEqual([BAD, []]);
  });

  it("lets tags move only by exception, and turns no list of exceptions around", () => {
    const tags = (imageTagMutability: unknown) => at("aws-ecr-immutable", REPOSITORY, { imageTagMutability });
    expect(tags("IMMUTABLE_WITH_EXCLUSION")).toEqual([]);
    expect(tags("MUTABLE_WITH_EXCLUSION")).toEqual(BAD);
    const exclusion = resource(REPOSITORY, { imageTagMutability: "MUTABLE_WITH_EXCLUSION" });
    expect(awsEcrImmutable.remedy?.edits(exclusion, {})).toEqual([]);
  });

  it("counts the registry's scans where a rule covers the repository", () => {
    const repository = (props: Props): ExampleResource => ({ type: REPOSITORY, name: "it", props });
    const scanning = (scanFrequency: string, filter: string, more: Props = {}): ExampleResource => ({
      type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
      name: "registry",
      props: {
        scanType: "BASIC",
        rules: [{ scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] }],
        ...more,
      },
    });
    const found = (...resources: ExampleResource[]) => verdicts("aws-ecr-scan", ...resources);
    expect(found(repository({}))).toEqual(BAD);
    expect(found(repository({}), scanning("SCAN_ON_PUSH", "*"))).toEqual([]);
    expect(found(repository({}), scanning("CONTINUOUS_SCAN", "shop-*"))).toEqual(OPEN);
    expect(found(repository({ name: "shop-web" }), scanning("CONTINUOUS_SCAN", "shop-*"))).toEqual([]);
    expect(found(repository({ name: "my-shop-web" }), scanning("CONTINUOUS_SCAN", "shop-*"))).toEqual(BAD);
    expect(found(repository({ name: "my-shop-web" }), scanning("CONTINUOUS_SCAN", "shop"))).toEqual([]);
    expect(found(repository({}), scanning("MANUAL", "*"))).toEqual(BAD);
    expect(found(repository({}), scanning("SCAN_ON_PUSH", "*", { region: "us-east-1" }))).toEqual(BAD);
    expect(found(repository({}), scanning("SCAN_ON_PUSH", "*", { rules: UNKNOWN.array }))).toEqual(OPEN);
  });
});

describe("ECS", () => {
  const TASK = "aws:ecs/taskDefinition:TaskDefinition";
  const task = (rule: string, ...containers: readonly Props[]) =>
    at(rule, TASK, { family: "f", containerDefinitions: JSON.stringify(containers) });

  it("finds credentials by name or by look", () => {
    const variable = (name: unknown, value: unknown) =>
      task("aws-ecs-env-secret", { name: "a" }, { name: "b", environment: [{ name, value }] });
    for (const name of ["DB_PASSWORD", "apiKey", "GITHUB_TOKEN", "AWS_ACCESS_KEY_ID", "db-secret", "SECRET_KEY_BASE"])
      expect(variable(name, "correct-horse")).toEqual(BAD);
    expect(variable("A", "AKIAIOSFODNN7EXAMPLE")).toEqual(BAD);
    for (const name of ["DB_HOST", "TOKEN_TTL", "SECRET_ARN", "KEYBOARD", "PUBLIC_KEY", "BYPASS", "MONKEY"])
      expect(variable(name, "correct-horse")).toEqual([]);
    for (const value of ["", "true", "arn:aws:ssm:a:1:parameter/b", "/run/secrets/db", "https://idp.example/token"])
      expect(variable("DB_SECRET", value)).toEqual([]);
  });

  it("reads the other forms of containers", () => {
    const environments = [{ name: "DB_PASSWORD", value: "correct-horse" }];
    const found = (type: string, props: Props) => at("aws-ecs-env-secret", type, props);
    expect(
      found("aws:ecs/daemonTaskDefinition:DaemonTaskDefinition", { containerDefinitions: [{ environments }] }),
    ).toEqual(BAD);
    expect(
      found("aws:ecs/expressGatewayService:ExpressGatewayService", { primaryContainer: { environments } }),
    ).toEqual(BAD);
    expect(
      found(TASK, { containerDefinitions: '[{"Environment": [{"Name": "DB_PASSWORD", "Value": "x1"}]}]' }),
    ).toEqual(BAD);
    expect(found(TASK, { containerDefinitions: UNKNOWN.string })).toEqual(OPEN);
    expect(found(TASK, { containerDefinitions: "no list" })).toEqual(OPEN);
  });

  it("finds what shares the host", () => {
    expect(task("aws-ecs-privileged", { name: "a" }, { name: "b", privileged: true })).toEqual(BAD);
    const modes = (props: Props) => at("aws-ecs-privileged", TASK, { containerDefinitions: "[]", ...props });
    expect([modes({ pidMode: "host" }), modes({ ipcMode: "host" }), modes({ pidMode: "task" })]).toEqual([
      BAD,
      BAD,
      [],
    ]);
    expect(modes({ pidMode: "host", containerDefinitions: UNKNOWN.string })).toEqual(BAD);
  });

  it("gives no service a public address", () => {
    const service = (networkConfiguration: unknown, type = "aws:ecs/service:Service") =>
      at("aws-ecs-public-ip", type, { networkConfiguration });
    expect(service(undefined)).toEqual([]);
    expect(service({ subnets: ["s"], assignPublicIp: "true" }, "aws:ecs/taskSet:TaskSet")).toEqual(BAD);
    expect(service({ subnets: ["s"], assignPublicIp: UNKNOWN.boolean })).toEqual(OPEN);
  });
});

describe("EKS", () => {
  const CLUSTER = "aws:eks/cluster:Cluster";

  it("opens nodes only with a key and without groups", () => {
    const nodes = (remoteAccess: unknown) => at("aws-eks-node-ssh", "aws:eks/nodeGroup:NodeGroup", { remoteAccess });
    expect([nodes(undefined), nodes({ sourceSecurityGroupIds: ["sg-1"] })]).toEqual([[], []]);
    expect(nodes({ ec2SshKey: "ops", sourceSecurityGroupIds: [] })).toEqual(BAD);
    expect(nodes({ ec2SshKey: UNKNOWN.string })).toEqual(OPEN);
    expect(nodes({ ec2SshKey: "ops", sourceSecurityGroupIds: [UNKNOWN.string] })).toEqual([]);
  });

  it("compares versions as numbers, with a floor that can be configured", () => {
    const version = (value: unknown) => at("aws-eks-version", CLUSTER, { version: value });
    expect([version("1.9"), version("1.31"), version("1.32"), version("1.100")]).toEqual([BAD, BAD, [], []]);
    expect([version(undefined), version("latest"), version(UNKNOWN.string)]).toEqual([[], [], OPEN]);
    const configured = awsEksVersion.check(resource(CLUSTER, { version: "1.33" }), { oldest: "1.34" });
    expect(configured.result).toBe("violation");
  });

  it("wants logs of each kind, and adds what is missing", () => {
    const logs = (enabledClusterLogTypes: unknown) => at("aws-eks-logs", CLUSTER, { enabledClusterLogTypes });
    expect(logs(["scheduler", "authenticator", "audit", "api"])).toEqual([]);
    expect([logs(undefined), logs(["api", UNKNOWN.string]), logs(UNKNOWN.array)]).toEqual([BAD, OPEN, OPEN]);
    const some = resource(CLUSTER, { enabledClusterLogTypes: ["scheduler", "api"] });
    const right = edited(some.props, awsEksLogs.remedy?.edits(some, { types: ["api", "audit"] }) ?? []);
    expect(right.enabledClusterLogTypes).toEqual(["scheduler", "api", "audit"]);
  });

  it("wants a key for secrets", () => {
    const cluster = (encryptionConfig: unknown) => at("aws-eks-secrets-key", CLUSTER, { encryptionConfig });
    expect(cluster([{ provider: { keyArn: UNKNOWN.string }, resources: ["secrets"] }])).toEqual([]);
    expect(cluster({ provider: { keyArn: "k" }, resources: [] })).toEqual(BAD);
    expect(cluster(UNKNOWN.object)).toEqual(OPEN);
  });
});
