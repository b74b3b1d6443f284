import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answersJsonSchema } from "../../sandbox/answers/json-schema.js";
import { loadAnswers, parseAnswers } from "../../sandbox/answers/load.js";
import { noAnswers } from "../../sandbox/answers/model.js";
import { AnswersSource } from "../../sandbox/answers/source.js";
import { fullToken } from "../../sandbox/answers/tokens.js";
import { cloud as models } from "../../sandbox/models/index.js";
import type { WorldObject } from "../../sandbox/types.js";
import { installed } from "./models-world.js";
import { Engine, testServer } from "./support/client.js";
import { cloud } from "./support/fake-cloud.js";

const whole = `
accounts: { aws: "111122223333", gcp: acme-prod, azure-native: 5ab5c21b-0000-4000-8000-00000000000a }
existing:
  - { type: aws:ec2:Vpc, id: vpc-0a1b2c3d, region: eu-west-1, properties: { cidrBlock: 10.0.0.0/16 } }
  - { type: "gcp:compute/network:Network", id: shared, account: acme-net }
functions:
  - { token: "aws:ssm:getParameter", args: { name: /db/url }, result: { value: db.internal }, secrets: [value] }
stacks:
  acme/net/prod: { outputs: { vpcId: vpc-0a1b2c3d, zones: [a, b] }, secrets: [vpcId] }
config:
  "*": { "app:size": 3 }
  dev: { "app:dbPassword": hunter2 }
environments:
  acme/dev: { pulumiConfig: { "aws:region": eu-west-1 }, environmentVariables: { DEBUG: 1 } }
quotas: { aws.vpcs-per-region: 20, aws.roles-per-account: unlimited }
`;

function message(text: string): string {
  try {
    parseAnswers(text, "/project/sandbox.yaml");
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("was accepted");
}

describe("sandbox.yaml", () => {
  it("gives every kind of answer", () => {
    expect(parseAnswers(whole, "sandbox.yaml")).toEqual({
      file: "sandbox.yaml",
      accounts: { aws: "111122223333", gcp: "acme-prod", "azure-native": "5ab5c21b-0000-4000-8000-00000000000a" },
      existing: [
        {
          pkg: "aws",
          type: "aws:ec2/vpc:Vpc",
          id: "vpc-0a1b2c3d",
          region: "eu-west-1",
          properties: { cidrBlock: "10.0.0.0/16" },
        },
        { pkg: "gcp", type: "gcp:compute/network:Network", id: "shared", account: "acme-net", properties: {} },
      ],
      functions: [
        {
          token: "aws:ssm/getParameter:getParameter",
          args: { name: "/db/url" },
          result: { value: "db.internal" },
          secrets: ["value"],
        },
      ],
      stacks: { "acme/net/prod": { outputs: { vpcId: "vpc-0a1b2c3d", zones: ["a", "b"] }, secrets: ["vpcId"] } },
      config: { "*": { "app:size": 3 }, dev: { "app:dbPassword": "hunter2" } },
      environments: {
        "acme/dev": { pulumiConfig: { "aws:region": "eu-west-1" }, environmentVariables: { DEBUG: "1" }, secrets: [] },
      },
      quotas: { "aws.vpcs-per-region": 20, "aws.roles-per-account": Number.POSITIVE_INFINITY },
    });
    expect(parseAnswers("", "sandbox.yaml")).toEqual({ ...noAnswers, file: "sandbox.yaml" });
  });

  it("says everything that is wrong with it at once: path, value, what is allowed, the fix", () => {
    const text = `
acounts: {}
accounts: { aws: 111122223333 }
existing:
  - { type: "azure:core:Vnet", id: "" }
  - { type: "aws:ec2/vpc:Vpc", propertys: {} }
functions: { token: x }
stacks: { net: { output: {} } }
config: [a]
quotas: { aws.s3-buckets: 1.5, aws.vpc-per-region: 20 }
`;
    expect(message(text)).toBe(
      [
        "sandbox.yaml has 12 problems; nothing was started (/project/sandbox.yaml):",
        "  accounts.aws: is 111122223333, but must be an account id of twelve digits, in quotes",
        '  existing[0].type: is "azure:core:Vnet", but must be a resource type of aws, gcp, azure-native, kubernetes, random, tls, such as aws:ec2/vpc:Vpc, or cluster',
        '  existing[0].id: is "", but must be the object\'s id as `pulumi import` takes it',
        "  existing[1].id: is missing; set it to the object's id as `pulumi import` takes it",
        "  existing[1].propertys: is not a known key; did you mean properties? (allowed: pkg, type, id, account, region, properties)",
        '  functions: is {"token":"x"}, but must be a list of answers, each with token and result',
        "  stacks.net.outputs: is missing; set it to a block of names and values",
        "  stacks.net.output: is not a known key; did you mean outputs? (allowed: outputs, secrets)",
        '  config: is ["a"], but must be a block by stack name, "*" for every stack',
        '  quotas["aws.s3-buckets"]: is 1.5, but must be a whole number of 0 or more, or unlimited',
        '  quotas["aws.vpc-per-region"]: is not a known key; did you mean aws.vpcs-per-region? (allowed: aws.vpcs-per-region, aws.subnets-per-vpc, aws.internet-gateways-per-region and 87 more: docs/sandbox-model.md lists them)',
        "  acounts: is not a known key; did you mean accounts? (allowed: accounts, existing, functions, stacks, config, environments, quotas)",
      ].join("\n"),
    );
    expect(message("stacks:\n  a: [1\nb: 2\n")).toBe(
      "sandbox.yaml has a problem; nothing was started (/project/sandbox.yaml):\n" +
        "  line 3, column 1: is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
    );
    expect(message("- a")).toContain(
      'the file: is ["a"], but must be a block with the keys accounts, existing, functions, stacks, config, environments, quotas',
    );
  });

  it("says what is wrong with a declared cluster, also beside other problems of the object", () => {
    const text = `
existing:
  - { type: cluster, id: "https://a:6443", properties: { node: 5, namespace: [team], apiVersion: ["*"], version: 9 } }
  - { type: cluster, idd: a, properties: { version: "9", nodes: -1, namespaces: [Team_1], apiVersions: [monitoring.coreos.com], serviceCidr: 10.96.0.0 } }
  - { type: cluster, pkg: aws, id: b, properties: { version: v1.33.2-gke.1, nodes: 0, namespaces: [team-1], apiVersions: ["*", v1, stable.acme.com/v1beta1], serviceCidr: 10.96.0.0/16 } }
  - { type: "aws:ec2/vpc:Vpc", pkg: kubernetes, id: c, properties: { nodes: many } }
`;
    const keys = "(allowed: version, nodes, namespaces, apiVersions, serviceCidr)";
    const version = 'a Kubernetes version in quotes, such as "1.33"';
    expect(message(text).split("\n").slice(1)).toEqual([
      `  existing[0].properties.version: is 9, but must be ${version}`,
      `  existing[0].properties.node: is not a known key; did you mean nodes? ${keys}`,
      `  existing[0].properties.namespace: is not a known key; did you mean namespaces? ${keys}`,
      `  existing[0].properties.apiVersion: is not a known key; did you mean apiVersions? ${keys}`,
      "  existing[1].id: is missing; set it to the object's id as `pulumi import` takes it",
      "  existing[1].idd: is not a known key; did you mean id? (allowed: pkg, type, id, account, region, properties)",
      `  existing[1].properties.version: is "9", but must be ${version}`,
      "  existing[1].properties.nodes: is -1, but must be a whole number of 0 or more",
      '  existing[1].properties.namespaces[0]: is "Team_1", but must be the name of a namespace: up to 63 lower-case letters, digits and hyphens',
      '  existing[1].properties.apiVersions[0]: is "monitoring.coreos.com", but must be a group with its version, such as monitoring.coreos.com/v1, or "*" for everything',
      '  existing[1].properties.serviceCidr: is "10.96.0.0", but must be a range of addresses, such as 10.96.0.0/16',
      '  existing[2].pkg: is "aws", but must be kubernetes, as the type says, or left out',
      '  existing[3].pkg: is "kubernetes", but must be aws, as the type says, or left out',
    ]);
  });

  it("names only what is there as secret", () => {
    const text = `
stacks:
  net: { outputs: { password: x, vpcId: y }, secrets: [pasword, vpcId] }
environments:
  a/b: { pulumiConfig: { "shop:token": abc }, secrets: ["shop:tokn"] }
  a/c: { environmentVariables: { TOKEN: abc }, secrets: [TOKEN], pulumiconfig: {} }
`;
    expect(message(text).split("\n").slice(1)).toEqual([
      '  stacks.net.secrets[0]: is "pasword", but must be a name that stands under outputs; did you mean password? (allowed: password, vpcId)',
      '  environments["a/b"].secrets[0]: is "shop:tokn", but must be a name that stands under pulumiConfig; did you mean shop:token? (allowed: shop:token)',
      '  environments["a/c"].pulumiconfig: is not a known key; did you mean pulumiConfig? (allowed: pulumiConfig, environmentVariables, secrets)',
      '  environments["a/c"].secrets[0]: is "TOKEN", but must be a name that stands under pulumiConfig; remove it (there are none)',
    ]);
  });

  it("is as the documentation shows it", () => {
    const shown = (page: string, block: RegExp) =>
      parseAnswers(block.exec(readFileSync(join(__dirname, "../../docs", page), "utf8"))?.[1] ?? "", "sandbox.yaml");
    const [cluster] = shown("sandbox-kubernetes.md", /```yaml\n(# sandbox\.yaml[\s\S]*?)```/).existing;
    expect(Object.keys(cluster?.properties ?? {})).toEqual([
      "version",
      "nodes",
      "namespaces",
      "apiVersions",
      "serviceCidr",
    ]);
    const answers = shown("sandbox-own-programs.md", /```yaml\n(# yaml-language-server[\s\S]*?)```/);
    expect(answers.existing.map(({ pkg, type }) => [pkg, type])).toEqual([
      ["aws", "aws:ec2/vpc:Vpc"],
      ["kubernetes", "cluster"],
    ]);
    expect(Object.keys(answers.config)).toEqual(["*", "dev"]);
  });

  it.each([
    ["aws:ec2:Vpc", "aws:ec2/vpc:Vpc"],
    ["aws:ec2/vpc:Vpc", "aws:ec2/vpc:Vpc"],
    ["random:RandomPassword", "random:index/randomPassword:RandomPassword"],
    ["aws:getCallerIdentity", "aws:index/getCallerIdentity:getCallerIdentity"],
    ["azure-native:network:VirtualNetwork", "azure-native:network:VirtualNetwork"],
    ["kubernetes:core/v1:Namespace", "kubernetes:core/v1:Namespace"],
  ])("takes %s for %s", (short, full) => {
    expect(fullToken(short)).toBe(full);
  });

  it("has a JSON Schema for editors that is current: `npm run schema` would write the same", () => {
    const written = readFileSync(join(__dirname, "../../docs/sandbox.schema.json"), "utf8");
    expect(written).toBe(`${JSON.stringify(answersJsonSchema(), null, 2)}\n`);
  });
});

describe("what sandbox.yaml says of a package", () => {
  const parsed = (text: string) => parseAnswers(text, "/project/sandbox.yml");
  const problems = (pkg: "aws" | "kubernetes", text: string) =>
    models
      .answerProblems(pkg, installed(pkg), parsed(text))
      .map((line) => line.replace(installed(pkg).version, "<version>"));

  it("is judged by the SDK: types, properties, functions, their arguments and results", () => {
    const text = `
existing:
  - { type: aws:ec2:Vpc, id: a, properties: { cidrBlok: 10.0.0.0/16, mainRouteTableId: rtb-1, id: a } }
  - { type: aws:ec2:Vcp, id: b, properties: { any: thing } }
  - { type: aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation, id: c, properties: { xyz: 1, vpcId: a } }
  - { type: "gcp:compute/network:Netwrk", id: d }
functions:
  - { token: aws:ssm:getParameterr, result: { any: thing } }
  - { token: aws:ssm:getParameter, args: { nmae: /db/url }, result: { vlaue: x, withDecryption: true }, secrets: [value, valeu] }
  - { token: aws:index/getBillingServiceAccount:getBillingServiceAccount, args: { region: x }, result: { arn: x, id: y } }
`;
    expect(problems("aws", text)).toEqual([
      "existing[0].properties.cidrBlok: is not a property of aws:ec2/vpc:Vpc; did you mean cidrBlock? (allowed: assignGeneratedIpv6CidrBlock, cidrBlock, enableDnsHostnames and 21 more: the Pulumi Registry lists them)",
      "existing[1].type: aws:ec2/vcp:Vcp is not a resource type of @pulumi/aws <version>; did you mean aws:ec2/vpc:Vpc?",
      "existing[2].properties.xyz: is not a property of aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation; remove it (allowed: region, routeTableId, vpcId, originalRouteTableId, id)",
      "functions[0].token: aws:ssm/getParameterr:getParameterr is not a function of @pulumi/aws <version>; did you mean aws:ssm/getParameter:getParameter?",
      "functions[1].args.nmae: is not an argument of aws:ssm/getParameter:getParameter; did you mean name? (allowed: name, region, withDecryption)",
      "functions[1].result.vlaue: is not a property of the result of aws:ssm/getParameter:getParameter; did you mean value? (allowed: arn, id, insecureValue, name, region, type, value, version, withDecryption)",
      "functions[1].secrets[1]: valeu is not a property of the result of aws:ssm/getParameter:getParameter; did you mean value? (allowed: arn, id, insecureValue, name, region, type, value, version, withDecryption)",
      "functions[2].args.region: is not an argument of aws:index/getBillingServiceAccount:getBillingServiceAccount; remove it (allowed: id)",
    ]);
  });

  it("may be of any custom kind, but of no kind that a group of Kubernetes itself does not have", () => {
    const text = `
existing:
  - { type: cluster, id: "https://a:6443", properties: { nodes: 5 } }
  - { type: "kubernetes:core/v1:ConfigMap", id: team/a, properties: { data: { a: b } } }
  - { type: "kubernetes:core/v1:ConfigMap", id: team/b, properties: { dta: { a: b } } }
  - { type: "kubernetes:core/v1:Namespce", id: team }
  - { type: "kubernetes:monitoring.coreos.com/v1:ServiceMonitor", id: team/c, properties: { any: thing } }
`;
    expect(problems("kubernetes", text)).toEqual([
      "existing[2].properties.dta: is not a property of kubernetes:core/v1:ConfigMap; did you mean data? (allowed: apiVersion, binaryData, data, immutable, kind, metadata, id)",
      "existing[3].type: kubernetes:core/v1:Namespce is not a resource type of @pulumi/kubernetes <version>; did you mean kubernetes:core/v1:Namespace?",
    ]);
    expect(problems("aws", text)).toEqual([]);
  });

  it("is told when a provider of the package is configured, before anything of it is made", async () => {
    const answers = parsed(
      "existing: [{ type: aws:ec2:Vpc, id: a, properties: { cidrBlok: x } }, { type: aws:ec2:Vcp, id: b }]",
    );
    const server = await testServer({ cloud: models });
    const checked = (await new Engine(server.ports.aws).checkConfig({ region: "eu-west-1" })).inputs;
    Object.assign(server.context, { answers });
    const told =
      /FAILED_PRECONDITION: sandbox\.yml has 2 problems; nothing of aws was made or changed \(\/project\/sandbox\.yml\):\n {2}existing\[0\]\.properties\.cidrBlok: .*\n {2}existing\[1\]\.type: .*$/;
    await expect(new Engine(server.ports.aws).checkConfig({ region: "eu-west-1" })).rejects.toThrow(told);
    await expect(new Engine(server.ports.aws).configure(checked)).rejects.toThrow(told);
    await new Engine(server.ports.random, "random").open({});
    await server.end();
  });
});

describe("a running server", () => {
  let dir: string;
  let file: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "groundplan-answers-"));
    file = join(dir, "sandbox.yaml");
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("reads the file anew when it has changed, and refuses a broken one until it is right", () => {
    const source = new AnswersSource(dir, loadAnswers);
    expect(source.current()).toBe(noAnswers);
    writeFileSync(file, "quotas: { aws.s3-buckets: 7 }");
    expect(source.current().quotas).toEqual({ "aws.s3-buckets": 7 });
    const read = source.current();
    expect(source.current()).toBe(read);
    writeFileSync(file, "quotas: { aws.s3-buckets: x }");
    expect(() => source.current()).toThrow(`quotas["aws.s3-buckets"]: is "x", but must be a whole number`);
    expect(() => source.current()).toThrow("must be a whole number");
    writeFileSync(file, "quotas: { aws.s3-buckets: 8 }");
    utimesSync(file, 1, 1);
    expect(source.current().quotas).toEqual({ "aws.s3-buckets": 8 });
    rmSync(file);
    expect(source.current()).toBe(noAnswers);
  });
});

describe("a declared object", () => {
  const answers = {
    ...noAnswers,
    existing: [{ pkg: "aws" as const, type: "aws:ec2/vpc:Vpc", id: "vpc-1", properties: { cidrBlock: "10.0.0.0/16" } }],
  };
  const vpc = "aws:ec2/vpc:Vpc";

  async function open() {
    const server = await testServer({ answers });
    const engine = new Engine(server.ports.aws);
    await engine.open();
    return { server, engine };
  }

  it("can be referred to, although nothing has been made", async () => {
    const { server, engine } = await open();
    const made = await engine.create("aws:ec2/subnet:Subnet", "a", { vpcId: "vpc-1" });
    expect(made.id).toMatch(/^id-/);
    await expect(engine.create("aws:ec2/subnet:Subnet", "b", { vpcId: "vpc-2" })).rejects.toThrow(
      "InvalidVpcID.NotFound",
    );
    expect(server.context.store.all().map(({ type }) => type)).toEqual(["aws:ec2/subnet:Subnet"]);
    await server.end();
  });

  it("can be read, with the outputs of its type, in the account and region of whoever looks", async () => {
    const { server, engine } = await open();
    expect(await engine.read(vpc, "shared", "vpc-1")).toMatchObject({
      id: "vpc-1",
      outputs: { arn: "arn:fake:vpc-1", cidrBlock: "10.0.0.0/16" },
    });
    expect((await engine.read(vpc, "shared", "vpc-2")).id).toBe("");
    await server.end();
  });

  it("belongs to a stack that imports it from the first change on, and is not deleted before", async () => {
    const { server, engine } = await open();
    await engine.delete(vpc, "shared", "vpc-1");
    expect((await engine.read(vpc, "shared", "vpc-1")).id).toBe("vpc-1");
    await engine.update(
      vpc,
      "shared",
      "vpc-1",
      { cidrBlock: "10.0.0.0/16" },
      { cidrBlock: "10.0.0.0/16", tags: { a: "b" } },
    );
    const [owned] = server.context.store.all() as readonly WorldObject[];
    expect(owned).toMatchObject({ id: "vpc-1", project: "shop", stack: "dev", account: "123456789012", generation: 1 });
    expect(owned?.inputs).toEqual({ cidrBlock: "10.0.0.0/16", tags: { a: "b" } });
    await server.end();
  });
});

describe("the rest of what sandbox.yaml says, in a session", () => {
  const subnet = "aws:ec2/subnet:Subnet";

  it("takes the outputs that it answers for other stacks as existing, whatever they are", async () => {
    const stacks = { "acme/net/prod": { outputs: { net: { ids: ["vpc-7"] }, key: "vpc-8" }, secrets: ["key"] } };
    const server = await testServer({ answers: { ...noAnswers, stacks } });
    const engine = await new Engine(server.ports.aws).open();
    for (const vpcId of ["vpc-7", "vpc-8"]) expect((await engine.create(subnet, vpcId, { vpcId })).id).toMatch(/^id-/);
    await expect(engine.create(subnet, "c", { vpcId: "vpc-9" })).rejects.toThrow("InvalidVpcID.NotFound");
    await server.end();
  });

  it("signs in to its accounts, and to those of the variables before them", async () => {
    const answers = { ...noAnswers, accounts: { aws: "111122223333" } };
    const signedIn: typeof cloud = {
      ...cloud,
      configure: (_, __, { env }) => ({ account: String(env.GROUNDPLAN_SANDBOX_AWS_ACCOUNT), region: undefined }),
    };
    const accounts: string[] = [];
    for (const env of [{}, { GROUNDPLAN_SANDBOX_AWS_ACCOUNT: "444455556666" }]) {
      const server = await testServer({ answers, env, cloud: signedIn });
      const engine = await new Engine(server.ports.aws).open();
      await engine.create("aws:ec2/vpc:Vpc", "a", {});
      accounts.push(...server.context.store.all().map(({ account }) => account));
      await server.end();
    }
    expect(accounts).toEqual(["111122223333", "444455556666"]);
  });
});
