import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CliProject } from "./support/cli-project.js";

describe("the whole stack dev", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make({ whole: true });
  });
  afterAll(() => project.remove());

  it("is seen whole by AWS's rules in its first preview, but for what is made from ids that AWS chooses", async () => {
    const { code, stdout } = await project.run(["preview", "--json"]);
    const { policies } = JSON.parse(stdout) as { policies: { undecided: { message: string }[] } };
    const open = policies.undecided.map(({ message }) => message.split("\n", 1)[0] ?? "");
    expect(code).toBe(0);
    expect(open.filter((line) => line.startsWith("aws-")).sort()).toEqual([
      "aws-ec2-userdata-secret cannot tell yet: worker-eu-west-1 (aws:ec2/instance:Instance)",
      "aws-iam-admin-policy cannot tell yet: main-eu-west-1-secrets (aws:iam/rolePolicy:RolePolicy)",
      "aws-iam-privilege-escalation cannot tell yet: main-eu-west-1-secrets (aws:iam/rolePolicy:RolePolicy)",
      "aws-iam-wildcard-write cannot tell yet: main-eu-west-1-secrets (aws:iam/rolePolicy:RolePolicy)",
    ]);
  });

  it("is made in three clouds and in the cluster of each, and breaks no rule", async () => {
    const { code, stdout } = await project.run(["up"]);
    expect({ code, summary: stdout.split("\n").filter((line) => /^\S/.test(line)) }).toEqual({
      code: 0,
      summary: [
        "Stack dev in the sandbox: 222 created",
        "AWS: 78 resources",
        "Google Cloud: 45 resources",
        "Azure: 66 resources",
        "Kubernetes: 33 resources",
        "Outputs:",
        "Policies: 0 violations, 0 warnings",
        "Next:",
      ],
    });
    expect(project.existing("dev")).toEqual(project.stated("dev"));
  });

  it("stays as it is with the same settings, also where code was packed anew", async () => {
    const before = project.existing("dev");
    const { code, stdout } = await project.run(["up", "--json"]);
    const { changes } = JSON.parse(stdout) as { changes: Record<string, number> };
    expect({ code, kinds: Object.keys(changes) }).toEqual({ code: 0, kinds: ["same"] });
    expect(project.existing("dev")).toEqual(before);
  });

  it("is deleted, but for what other stacks of the project may use", async () => {
    const { code, stdout } = await project.run(["destroy"]);
    const [, first, ...rest] = stdout.replaceAll(/ \(.*gs-project-accounts.*\)/g, "").split("\n");
    expect({ code, first, rest }).toEqual({
      code: 0,
      first: "Stack dev: 222 deleted",
      rest: [
        "Still in the cloud, since other stacks may use it, and forgotten here (retainOnDelete):",
        "  gcp:projects/iAMMember:IAMMember gcp-europe-west1-storage-events",
        "",
      ],
    });
    expect(project.existing("dev").map((line) => line.split(" ")[0])).toEqual([
      "urn:pulumi:dev::groundplan::gcp:projects/iAMMember:IAMMember::gcp-europe-west1-storage-events",
    ]);
    expect(project.stated("dev")).toEqual([]);
  });
});
