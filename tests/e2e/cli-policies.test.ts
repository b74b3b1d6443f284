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
