import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CliProject } from "./support/cli-project.js";

const program = `
import { secret } from "@pulumi/pulumi";
export default { db: { user: "app", password: secret("hunter2") }, keys: [secret("hunter3")], token: secret("hunter4") };
`;

const hidden = { db: { user: "app", password: "[secret]" }, keys: ["[secret]"], token: "[secret]" };
const clear = { db: { user: "app", password: "hunter2" }, keys: ["hunter3"], token: "hunter4" };

describe("secrets within outputs", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await CliProject.make();
    project.write("stacks/index.ts", program);
  });
  afterAll(() => project.remove());

  it("are hidden by up, wherever they are", async () => {
    const { code, stdout, stderr } = await project.run(["up"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Outputs:\n  db\n    password  [secret]\n    user      app\n");
    expect(stdout + stderr).not.toMatch(/hunter/);
  });

  it("are hidden by outputs, and shown where that is asked for", async () => {
    expect(JSON.parse((await project.run(["outputs", "--json"])).stdout)).toEqual(hidden);
    expect(JSON.parse((await project.run(["outputs", "--json", "--show-secrets"])).stdout)).toEqual(clear);
  });
});
