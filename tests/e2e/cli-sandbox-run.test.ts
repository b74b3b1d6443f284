import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CliProject } from "./support/cli-project.js";
import { smallStack } from "./support/extras.js";

describe("sandbox run", () => {
  let project: CliProject;
  let pristine: string;
  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/Pulumi.small.yaml", smallStack.gcp.replace("protect: false", "protect: true"));
    pristine = project.fingerprint();
  });
  afterAll(() => project.remove());

  it("runs the stock pulumi on the stack that is asked for, with its own settings", async () => {
    const command = "pulumi up --yes --skip-preview --stack small && pulumi stack output --json -s small";
    const { code, stdout } = await project.run(["sandbox", "run", "--", "sh", "-c", command]);
    const outputs = JSON.parse(stdout.slice(stdout.lastIndexOf("\n{\n"))) as { gcp: { region: string } };
    expect({ code, region: outputs.gcp.region }).toEqual({ code: 0, region: "us-central1" });
    expect(project.existing("small")).toEqual(project.stated("small"));
    expect(project.existing("small")).toHaveLength(16);
  });

  it("is the same world in which the other commands work", async () => {
    const { changes } = JSON.parse((await project.run(["preview", "small", "--json"])).stdout) as {
      changes: unknown;
    };
    expect(changes).toEqual({ same: 19 });
  });

  it("warns once that a protected stack runs without the policy pack", async () => {
    const preview = ["sandbox", "run", "--stack", "small", "--", "pulumi", "preview", "--non-interactive"];
    const { code, stdout } = await project.run(preview);
    expect(code).toBe(0);
    // The engine prints a diagnostic when it comes, and again in its list at the end.
    const [, list = ""] = stdout.split("Diagnostics:");
    expect(list.split("this stack is protected, but runs without the policy pack")).toHaveLength(2);
  });

  it("runs the command where --cwd says, and says which project's sandbox it is", async () => {
    const { stdout, stderr } = await project.run(["sandbox", "run", "--cwd", "stacks", "--", "pwd"]);
    expect({ stdout, stderr }).toEqual({
      stdout: `${project.dir}/stacks\n`,
      stderr: `In the sandbox of ${project.dir} (no real cloud is touched)\n`,
    });
  });

  it("passes on the exit code, and says where a command is not to be found", async () => {
    expect((await project.run(["sandbox", "run", "--", "sh", "-c", "exit 7"])).code).toBe(7);
    const missing = await project.run(["sandbox", "run", "no-such-command"]);
    expect({ code: missing.code, message: missing.stderr.split("\n").at(-2) }).toEqual({
      code: 127,
      message: "error: no-such-command cannot be run: it is not on the PATH",
    });
  });

  it("keeps the stack files, also of a stack that is removed", async () => {
    const { code } = await project.run(["sandbox", "run", "--", "pulumi", "stack", "rm", "prod-aws", "--yes"]);
    expect(code).toBe(0);
    expect(project.fingerprint()).toBe(pristine);
  });

  it("ends the sandbox with the command", async () => {
    const { stdout } = await project.run(["sandbox", "run", "--", "sh", "-c", "echo $PULUMI_BACKEND_URL"]);
    expect(stdout).toBe(`file://${project.world}/backend?metadata=skip\n`);
    // The server ends by itself once its last user is gone; `stop` waits for that or does it.
    await project.run(["sandbox", "stop"]);
    expect((await project.run(["sandbox", "status"])).stdout).toContain("The sandbox is not running");
  });
});
