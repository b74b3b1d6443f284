import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CliProject } from "./support/cli-project.js";

describe("a stack that breaks a policy", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.edit("stacks/Pulumi.dev.yaml", "softDeleteDays: 7", "public: true");
  });
  afterAll(() => project.remove());

  it("is stopped at its preview by up: rule, resource and fix are named, and nothing is made", async () => {
    const { code, stdout, stderr } = await project.run(["up", "--json"]);
    const { error } = JSON.parse(stdout) as { error: { code: string } };
    expect({ code, error: error.code }).toEqual({ code: 3, error: "policy-violation" });
    expect(stderr).not.toContain("Updating");
    expect(stderr).toContain("; nothing was changed\n");
    expect(stderr).toContain("violation: aws-s3-public-access-block: ");
    expect(stderr).toMatch(
      /aws-s3-public-access-block: .*: assets-eu-west-1\S* \(aws:s3\/bucketPublicAccessBlock:BucketPublicAccessBlock\)\n(.*\n)+? {4}fix: /,
    );
    expect(project.existing("dev")).toEqual([]);
  });

  it("ends preview with exit code 3, and the findings as JSON", async () => {
    const { code, stdout } = await project.run(["preview", "--json"]);
    const { policies } = JSON.parse(stdout) as { policies: { violations: { rule: string }[] } };
    expect(code).toBe(3);
    expect([...new Set(policies.violations.map(({ rule }) => rule))].sort()).toEqual([
      "aws-s3-policy-public",
      "aws-s3-public-access-block",
      "az-storage-blob-public",
      "gcp-gcs-public",
      "gcp-gcs-public-prevention",
    ]);
  });
});

describe("a stack that remedies put right", () => {
  const levels = { all: "disabled", "az-storage-blob-public": "remediate", "gcp-gcs-public-prevention": "remediate" };
  let project: CliProject;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    project = await CliProject.make();
    project.edit("stacks/Pulumi.dev.yaml", "softDeleteDays: 7", "public: true");
    project.write("levels.json", JSON.stringify(levels));
    env = { PULUMI_OPTION_POLICY_PACK_CONFIG: join(project.dir, "levels.json") };
  });
  afterAll(() => project.remove());

  it("is previewed with a list of what was set, and what to write into the program", async () => {
    const { code, stdout } = await project.run(["preview"], env);
    expect(code).toBe(0);
    expect(stdout).toContain("; to make it permanent, write into the program:\n");
    expect(stdout).toMatch(
      / {2}gcp-gcs-public-prevention: assets\S* \(gcp:storage\/bucket:Bucket\)\n {4}write: publicAccessPrevention = "enforced"\n/,
    );
  });

  it("is made so, with the same in JSON", async () => {
    const { code, stdout } = await project.run(["up", "--json"], env);
    const { policies } = JSON.parse(stdout) as { policies: { remediated: { rule: string; set: object[] }[] } };
    expect(code).toBe(0);
    const set = policies.remediated.map(({ rule, set }) => ({ rule, set }));
    expect(set).toContainEqual({
      rule: "gcp-gcs-public-prevention",
      set: [{ path: "publicAccessPrevention", value: "enforced" }],
    });
    expect(set).toContainEqual({
      rule: "az-storage-blob-public",
      set: [{ path: "allowBlobPublicAccess", value: false }],
    });
  });
});
