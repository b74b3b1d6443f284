import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventory } from "../../sandbox/index.js";
import { CliProject } from "./support/cli-project.js";
import { addToProgram, json, smallStack } from "./support/extras.js";

const resources = `
import { Provider } from "@pulumi/aws/provider.js";
import ebs from "@pulumi/aws/ebs/index.js";
import ec2 from "@pulumi/aws/ec2/index.js";
const provider = new Provider("extra", { region: "us-east-1" });
new ec2.SecurityGroup(
  "web",
  { ingress: [{ protocol: "tcp", fromPort: 20, toPort: 30, cidrBlocks: ["0.0.0.0/0"] }] },
  { provider },
);
new ebs.Volume("data", { availabilityZone: "us-east-1a", size: 10, encrypted: false }, { provider });
`;

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
  readonly policies: { readonly violations: readonly { readonly rule: string; readonly urn: string }[] };
}

describe("resources that somebody adds to the program beside the components", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/Pulumi.shop.yaml", `${smallStack.aws}  groundplan:buckets: { assets: { public: true } }\n`);
    addToProgram(project, resources);
  });
  afterAll(() => project.remove());

  it("that open SSH, leave a disk unencrypted or a bucket public stop up at its preview; nothing is made", async () => {
    const { code, stdout, stderr } = await project.run(["up", "shop", "--json"]);
    const { error, policies } = JSON.parse(stdout) as Refused;
    expect([code, error.code]).toEqual([3, "policy-violation"]);
    const found = policies.violations.map(({ rule, urn }) => `${rule}: ${urn.split("::").slice(2).join(" ")}`);
    expect(found.map((line) => line.replace(/(groundplan:\w+:\w+\$)+/, "")).sort()).toEqual([
      "aws-ec2-ebs-encrypted: aws:ebs/volume:Volume data",
      "aws-net-ssh-open: aws:ec2/securityGroup:SecurityGroup web",
      "aws-s3-policy-public: aws:s3/bucketPolicy:BucketPolicy assets-us-east-1-policy",
      "aws-s3-public-access-block: aws:s3/bucket:Bucket assets-us-east-1",
      "aws-s3-public-access-block: aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock assets-us-east-1-public-access-block",
    ]);
    const blocks = error.message.split("\n  violation: ").slice(1);
    expect(blocks).toHaveLength(5);
    expect(
      blocks.filter(
        (block) => !/^[\w-]+: .*\(aws:\S+\)\n( .*\n)+ +fix: \S.*\n +docs: \S*docs\/policies\/[\w-]+\.md/.test(block),
      ),
    ).toEqual([]);
    expect(stderr).not.toContain("Updating");
    expect(inventory(project.world)).toEqual([]);
    expect(project.stated("shop")).toEqual([]);
  });

  it("stop nothing once they are closed and encrypted", async () => {
    project.write(
      "stacks/more.ts",
      resources.replace("0.0.0.0/0", "10.0.0.0/8").replace("encrypted: false", "encrypted: true"),
    );
    project.edit("stacks/Pulumi.shop.yaml", "public: true", "public: false");
    const { policies } = await json<Refused>(project, "preview", "shop");
    expect(policies.violations).toEqual([]);
  });
});
