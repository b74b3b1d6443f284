import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CliProject } from "./support/cli-project.js";
import { smallStack } from "./support/extras.js";

describe("a stack's life with the groundplan command", () => {
  let project: CliProject;
  let pristine: string;
  beforeAll(async () => {
    project = await CliProject.make();
    pristine = project.fingerprint();
  });
  afterAll(() => project.remove());

  it("up makes everything in three clouds, and says what exists, the outputs and what the policies found", async () => {
    const { code, stdout, stderr } = await project.run(["up"]);
    expect(stderr.split("\n")[0]).toBe("Stack dev in the sandbox (no real cloud is touched)");
    expect({ code, summary: stdout.split("\n").filter((line) => /^\S/.test(line)) }).toEqual({
      code: 0,
      summary: [
        "Stack dev in the sandbox: 77 created",
        "AWS: 36 resources",
        "Google Cloud: 17 resources",
        "Azure: 24 resources",
        "Outputs:",
        "Policies: 0 violations, 0 warnings",
        "Next:",
      ],
    });
    expect(project.existing("dev")).toEqual(project.stated("dev"));
    expect(project.existing("dev")).toHaveLength(77);
  });

  it("up again changes nothing", async () => {
    const before = project.existing("dev");
    const { code, stdout } = await project.run(["up", "--json"]);
    const { changes } = JSON.parse(stdout) as { changes: unknown };
    expect({ code, changes }).toEqual({ code: 0, changes: { same: 87 } });
    expect(project.existing("dev")).toEqual(before);
  });

  it("outputs tells them as JSON, and by another name too", async () => {
    const { code, stdout } = await project.run(["outputs", "dev", "--json"]);
    const outputs = JSON.parse(stdout) as Record<string, { region: string; network: { cidr: string } }>;
    expect(code).toBe(0);
    expect(Object.entries(outputs).map(([cloud, { region, network }]) => [cloud, region, network.cidr])).toEqual([
      ["aws", "eu-west-1", "10.10.0.0/18"],
      ["azure", "westeurope", "10.30.0.0/18"],
      ["gcp", "europe-west1", "10.20.0.0/18"],
    ]);
  });

  // The two buckets with soft delete, and the three components, whose arguments are in the state.
  it("preview shows one change, and makes none", async () => {
    project.edit("stacks/Pulumi.dev.yaml", "softDeleteDays: 7", "softDeleteDays: 14");
    const { code, stdout } = await project.run(["preview", "--json"]);
    const { changes } = JSON.parse(stdout) as { changes: unknown };
    expect({ code, changes }).toEqual({ code: 0, changes: { same: 82, update: 5 } });
    const { changes: after } = JSON.parse((await project.run(["preview", "--json"])).stdout) as { changes: unknown };
    expect(after).toEqual(changes);
  });

  it("up makes that change and nothing else", async () => {
    const before = project.existing("dev");
    const { stdout } = await project.run(["up"]);
    expect(stdout.split("\n").slice(1, 6)).toEqual([
      "Stack dev in the sandbox: 2 changed, 75 unchanged",
      "  Google Cloud: Bucket assets-europe-west1: 1 changed",
      "    ~  gcp:storage/bucket:Bucket assets-europe-west1: softDeletePolicy.retentionDurationSeconds",
      "  Azure: Bucket assets-westeurope: 1 changed",
      "    ~  azure-native:storage:BlobServiceProperties assets-westeurope-blob-service: containerDeleteRetentionPolicy.days, deleteRetentionPolicy.days",
    ]);
    expect(project.existing("dev")).toEqual(before);
    project.restore("stacks/Pulumi.dev.yaml");
  });

  it("refresh finds the state right", async () => {
    const { code, stdout } = await project.run(["refresh", "--json"]);
    const { changes } = JSON.parse(stdout) as { changes: unknown };
    expect({ code, changes }).toEqual({ code: 0, changes: { same: 87 } });
  });

  it("destroy leaves nothing of the stack", async () => {
    const { code, stdout } = await project.run(["destroy"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "\nStack dev: 77 deleted\n" });
    expect(project.existing("dev")).toEqual([]);
    expect(project.stated("dev")).toEqual([]);
  });

  it("has left the project as it was", () => {
    expect(project.fingerprint()).toBe(pristine);
  });
});

describe("a protected stack", () => {
  const file = "stacks/Pulumi.guarded.yaml";
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
  });
  afterAll(() => project.remove());

  it("is not destroyed: what is protected is named with the two steps, which then work", async () => {
    const buckets = "  groundplan:buckets: { archive: {}, assets: {} }\n";
    project.write(file, smallStack.gcp.replace("protect: false", "protect: true") + buckets);
    expect((await project.run(["up", "guarded"])).code).toBe(0);
    const before = project.existing("guarded");
    const refused = await project.run(["destroy", "guarded"]);
    expect(refused.code).toBe(1);
    expect(refused.stderr.replaceAll(/ \([^)]*-[0-9a-f]{7}\)$/gm, "")).toContain(
      [
        "error: stack guarded has 2 protected resources; nothing was deleted:",
        "  gcp:storage/bucket:Bucket archive-us-central1",
        "  gcp:storage/bucket:Bucket assets-us-central1",
        "If they and what they hold are to go, take two steps:",
        "  1. set groundplan:protect to false in the stack's file and run `groundplan up guarded`",
        "  2. run `groundplan destroy guarded` again",
      ].join("\n"),
    );
    expect(project.existing("guarded")).toEqual(before);

    project.edit(file, "groundplan:protect: true", "groundplan:protect: false");
    expect((await project.run(["up", "guarded"])).code).toBe(0);
    expect((await project.run(["destroy", "guarded"])).code).toBe(0);
    expect(project.existing("guarded")).toEqual([]);
  });
});

describe("a throwaway sandbox", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/Pulumi.small.yaml", smallStack.aws);
  });
  afterAll(() => project.remove());

  it("deploys, and leaves neither objects nor a state", async () => {
    const { code, stdout, stderr } = await project.run(["up", "small", "--throwaway"]);
    expect(code).toBe(0);
    expect(stderr.split("\n")[0]).toBe(
      "Stack small in a throwaway sandbox: its clouds and its state are deleted at the end (no real cloud is touched)",
    );
    expect(stdout).toContain("Stack small in the sandbox: 29 created");
    expect(stdout).toContain("This was a throwaway sandbox: all of it is deleted again.");
    expect(project.existing("small")).toEqual([]);
    const status = JSON.parse((await project.run(["sandbox", "status", "--json"])).stdout) as { objects: unknown };
    expect(status.objects).toEqual([]);
  });
});
