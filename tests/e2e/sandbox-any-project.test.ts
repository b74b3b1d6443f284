import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AnyRepository } from "./support/any-project.js";

const runtime = "runtime: { name: nodejs, options: { typescript: false } }";
const quiet = "--yes --skip-preview --non-interactive --color never";

/** A project that others refer to: its settings need a cloud's key and an environment that are out of reach. */
const net = {
  "net/Pulumi.yaml": `name: net\n${runtime}\nmain: src/\nconfig:\n  zones: { type: array, items: { type: string } }\n`,
  "net/src/index.js": `
const pulumi = require("@pulumi/pulumi");
const { Vpc } = require("@pulumi/aws/ec2");
const config = new pulumi.Config();
exports.vpcId = new Vpc("main", { cidrBlock: "10.1.0.0/16", tags: { level: process.env.LEVEL } }).id;
exports.zones = config.requireObject("zones");
exports.account = config.requireSecretObject("account");
exports.token = config.requireSecret("token");
`,
  "net/Pulumi.prod.yaml": `
secretsprovider: gcpkms://projects/p/locations/l/keyRings/r/cryptoKeys/k
encryptedkey: CiQAvdC
environment: [acme/prod]
config:
  net:zones: { secure: AAABAE }
  net:account: { id: "1", keys: [{ secure: AAABAE }] }
`,
  "net/sandbox.yaml": `
environments:
  acme/prod:
    pulumiConfig: { "aws:region": eu-west-1, "net:token": t0ken }
    environmentVariables: { LEVEL: 7 }
    secrets: ["net:token"]
`,
};

const app = {
  "package.json": `{ "name": "somebody" }`,
  "app/Pulumi.yaml": `name: app\n${runtime}\n`,
  "app/index.js": `
const pulumi = require("@pulumi/pulumi");
const { SecurityGroup } = require("@pulumi/aws/ec2");
const config = new pulumi.Config();
const net = new pulumi.StackReference(\`acme/net/\${config.get("net") ?? "prod"}\`);
const old = new pulumi.StackReference("acme/legacy/prod");
const tags = { color: config.get("color") ?? "none" };
new SecurityGroup("web", { vpcId: net.requireOutput("vpcId"), tags });
new SecurityGroup("old", { vpcId: old.requireOutput("vpc"), tags });
exports.token = net.requireOutput("token");
exports.legacy = old.requireOutput("password");
if (config.getBoolean("strict")) config.require("owner");
`,
  "app/Pulumi.dev.yaml": "config: { aws:region: eu-west-1, app:color: blue }\n",
  "app/sandbox.yaml": `
stacks:
  acme/legacy/prod: { outputs: { vpc: vpc-0123456789abcdef0, password: hunter2 }, secrets: [password] }
`,
};

describe("a repository with projects of somebody else", () => {
  let repository: AnyRepository;
  beforeAll(async () => {
    repository = await AnyRepository.make();
    for (const [file, text] of Object.entries({ ...net, ...app })) repository.write(file, text);
    repository.commit();
  });
  afterAll(() => repository.remove());

  it("deploys all of them from above, by the names of Pulumi Cloud, without anything that cannot be reached", async () => {
    const line = [
      "pulumi login s3://states",
      `pulumi -C net up ${quiet} --stack acme/net/prod`,
      `pulumi -C app up ${quiet} -s acme/app/dev`,
      "pulumi -C net stack output --json --show-secrets -s acme/net/prod >&3",
      "pulumi -C app stack output --json --show-secrets -s dev >&3",
    ].join(" && ");
    const { code, stdout, stderr } = await repository.shell(".", `exec 3>&1 >&2; ${line}`);
    expect([code, stderr]).toEqual([0, expect.stringContaining("login is left out")]);
    const [vpc] = repository.existing("net");
    const outputs = JSON.parse(`[${stdout.replace("}\n{", "},{")}]`) as unknown[];
    expect(outputs).toEqual([
      { vpcId: vpc?.id, zones: [], account: { id: "1", keys: ["sandbox-placeholder"] }, token: "t0ken" },
      { token: "t0ken", legacy: "hunter2" },
    ]);
    expect(vpc?.inputs).toMatchObject({ tags: { level: "7" } });
    const groups = repository.existing("app").map(({ inputs }) => inputs.vpcId);
    expect(groups.sort()).toEqual([vpc?.id, "vpc-0123456789abcdef0"].sort());
    expect(repository.git("status", "--short")).toBe("");
  });

  it("keeps what is set in the sandbox, takes later edits of the checkout, and touches no file of it", async () => {
    const line = [
      "pulumi stack init acme/app/qa --secrets-provider awskms://alias/none",
      "pulumi config set color green",
      "pulumi config set --secret key s3cr3t",
      "pulumi stack select dev && pulumi config set color red && pulumi config set net qa",
      "pulumi stack ls && pulumi config get color -s qa && pulumi config get key -s acme/app/qa",
      "PULUMI_STACK=acme/app/qa pulumi config get color && pulumi config get color",
    ].join(" && ");
    const first = await repository.shell("app", line);
    const lines = first.stdout.trim().split("\n");
    expect([first.code, lines.slice(-4)]).toEqual([0, ["green", "s3cr3t", "green", "red"]]);
    expect(lines.filter((text) => /^(dev|qa)/.test(text)).map((text) => text.split(/\s/)[0])).toEqual(["dev*", "qa"]);
    expect(repository.git("status", "--short")).toBe("");
    repository.write("app/Pulumi.dev.yaml", "config: { aws:region: eu-west-1, app:color: white }\n");
    const second = await repository.shell(
      "app",
      "pulumi config get color; pulumi config get net; pulumi stack rm qa --yes",
    );
    expect([second.stdout.split("\n").slice(0, 2), second.code]).toEqual([["white", "qa"], 0]);
    expect(repository.git("status", "--short")).toBe(" M app/Pulumi.dev.yaml\n");
    repository.git("checkout", "--quiet", ".");
  });

  it("fails with the answer to give, for a stack that is nowhere and for configuration that is missing", async () => {
    // Set above: dev refers to net's qa now, which nobody has deployed.
    const preview = ["sandbox", "run", "--", "pulumi", "preview", "--non-interactive", "--color", "never"];
    const nowhere = await repository.run("app", preview);
    expect([nowhere.code, nowhere.stdout]).toEqual([
      1,
      expect.stringMatching(
        /the stack acme\/net\/qa cannot be read offline.*\n *stacks:\n *acme\/net\/qa:\n *outputs:\n/,
      ),
    ]);
    const line = `pulumi config rm net && pulumi config set strict true && pulumi ${preview.slice(4).join(" ")}`;
    const missing = await repository.shell("app", line);
    expect([missing.code, missing.stderr.split("\n").slice(-4)]).toEqual([
      1,
      ["  config:", "    dev:", "      app:owner: <value>", ""],
    ]);
  });

  it("runs a program of a language that has neither an SDK nor a place of its own in the sandbox", async () => {
    repository.host("json", join(__dirname, "fixtures/pulumi-language-json.cjs"));
    repository.write("other/Pulumi.yaml", "name: other\nruntime: json\n");
    repository.write("other/Pulumi.dev.yaml", "config: { aws:region: eu-west-1 }\n");
    const group = { type: "aws:ec2/securityGroup:SecurityGroup", version: "7.48.0", properties: { vpcId: "$vpcId" } };
    const program = { references: ["acme/net/prod"], resources: [{ ...group, name: "web" }] };
    repository.write("other/program.json", JSON.stringify(program));
    const up = await repository.shell("other", `pulumi up ${quiet}`, { LEVEL: "9" });
    const [made] = repository.existing("other");
    expect([up.code, up.stdout]).toEqual([0, expect.stringContaining("the program is done")]);
    expect(up.stdout).toMatch(new RegExp(`level: "9"\\n *web *: "${made?.id}"`));
    expect(made?.inputs.vpcId).toBe(repository.existing("net")[0]?.id);
    repository.write("other/Pulumi.yaml", "name: other\nruntime: yaml\n");
    const yaml = await repository.run("other", ["sandbox", "run", "--", "pulumi", "preview"]);
    expect([yaml.code, yaml.stderr]).toEqual([1, expect.stringContaining("runtime is yaml, and the sandbox runs")]);
  });

  it("takes stacks that were made without a file in every command, and says what is left of a removed one", async () => {
    repository.write("bare/Pulumi.yaml", `name: bare\n${runtime}\n`);
    repository.write(
      "bare/index.js",
      'exports.id = new (require("@pulumi/aws/ec2").Vpc)("main", { cidrBlock: "10.1.0.0/16" }).id;\n',
    );
    const env = { AWS_REGION: "eu-west-1" };
    expect((await repository.shell("bare", `pulumi up ${quiet} --stack trial`, env)).code).toBe(0);
    const [vpc] = repository.existing("bare");
    const unnamed = await repository.run("bare", ["recover"]);
    expect([unnamed.code, unnamed.stderr]).toEqual([
      2,
      'error: there is no stack "dev", which is meant where none is named: there is trial; name it: `groundplan recover trial`\n',
    ]);
    const recovered = await repository.run("bare", ["recover", "trial"], env);
    expect([recovered.code, recovered.stdout.split("\n").slice(1)]).toEqual([
      0,
      [
        "Stack trial is recovered:",
        "  lock: none was in the way",
        "  made but not written down: nothing",
        "  begun but never made: nothing",
        "",
        "Next: groundplan sandbox run -- pulumi up --stack trial",
        "",
      ],
    ]);
    expect((await repository.run("bare", ["outputs", "trial", "--json"])).stdout).toBe(
      `${JSON.stringify({ id: vpc?.id }, undefined, 2)}\n`,
    );
    expect((await repository.shell("bare", "pulumi stack rm trial --yes --force")).code).toBe(0);
    expect((await repository.run("bare", ["sandbox", "status"])).stdout.split("\n").slice(-3)).toEqual([
      "Stack trial: 1 object (aws 1)",
      "  1 object that no state lists; delete it with `groundplan sandbox drift delete`, or everything in the sandbox with `groundplan sandbox reset`; `pulumi import` takes it into a stack",
      "",
    ]);
    expect((await repository.run("bare", ["destroy", "trial"])).code).toBe(2);
    expect((await repository.shell("bare", `pulumi up ${quiet} --stack qa`, env)).code).toBe(0);
    const destroyed = await repository.run("bare", ["destroy", "qa", "--json"], env);
    expect(JSON.parse(destroyed.stdout)).toMatchObject({ stack: "qa", changes: { delete: 2 } });
    expect(repository.existing("bare").map(({ stack }) => stack)).toEqual(["trial"]);
  });

  it("is stopped by policies with the page of the rule, by a path that is there from the project", async () => {
    repository.write("open/Pulumi.yaml", `name: open\n${runtime}\n`);
    repository.write("open/Pulumi.dev.yaml", "config: { aws:region: eu-west-1 }\n");
    const rule = '{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }';
    repository.write(
      "open/index.js",
      `new (require("@pulumi/aws/ec2").SecurityGroup)("ssh", { ingress: [${rule}] });\n`,
    );
    const { code, stderr } = await repository.run("open", ["up"]);
    const [, page = ""] = /^ +docs: (.*ssh-open.*)$/m.exec(stderr) ?? [];
    expect([code, resolve(repository.dir, "open", page)]).toEqual([
      3,
      join(__dirname, "../../docs/policies/aws-net-ssh-open.md"),
    ]);
  });

  it("starts nothing where sandbox.yaml is wrong", async () => {
    const right = repository.read("app/sandbox.yaml");
    repository.write("app/sandbox.yaml", `${right}existing: [{ type: Vpc }]\n`);
    const { code, stdout, stderr } = await repository.shell("app", "echo started");
    repository.write("app/sandbox.yaml", right);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`  existing[0].type: is "Vpc", but must be a resource type of aws, gcp`);
    expect(stderr).toContain("  existing[0].id: is missing; set it to");
  });

  it("tells of what sandbox.yaml says against the SDK before anything is made", async () => {
    const files = {
      "told/Pulumi.yaml": `name: told\n${runtime}\n`,
      "told/Pulumi.dev.yaml": "config: { aws:region: eu-west-1 }\n",
      "told/index.js": `new (require("@pulumi/aws/ec2").Subnet)("a", { vpcId: "vpc-1", cidrBlock: "10.0.1.0/24" });`,
      "told/sandbox.yaml": `
existing:
  - { type: aws:ec2:Vpc, id: vpc-1, properties: { cidrBlok: 10.0.0.0/16, arn: known } }
functions:
  - { token: aws:ssm:getParameterr, result: { value: a } }
`,
    };
    for (const [file, text] of Object.entries(files)) repository.write(file, text);
    const { code, stdout } = await repository.shell("told", `pulumi up ${quiet} --stack dev`);
    expect(code).toBe(1);
    const head = `sandbox.yaml has 2 problems; nothing of aws was made or changed (${repository.dir}/told/sandbox.yaml):`;
    expect(
      stdout.slice(stdout.indexOf("Diagnostics:")).match(/sandbox\.yaml has .*|existing\[.*|functions\[.*/g),
    ).toEqual([
      head,
      expect.stringMatching(/^existing\[0\]\.properties\.cidrBlok: .*; did you mean cidrBlock\?/),
      expect.stringMatching(/^functions\[0\]\.token: .*; did you mean aws:ssm\/getParameter:getParameter\?$/),
    ]);
    expect(repository.existing("told")).toEqual([]);
  });

  it("gives the same to a shell, from anywhere below the project", async () => {
    const { stdout, code } = await repository.run("net/src", ["sandbox", "env"]);
    expect(code).toBe(0);
    const line = `${stdout}\ncd / && pulumi -C "$1" stack output --json level -s acme/net/prod; pulumi -C "$1/src" stack ls --json`;
    const plain = await repository.run("net", [
      "sandbox",
      "run",
      "--",
      "sh",
      "-c",
      line,
      "sh",
      `${repository.dir}/net`,
    ]);
    await repository.run("net", ["sandbox", "stop"]);
    expect(plain.stdout).toContain('"name": "prod"');
  });
});
